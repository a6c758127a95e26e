package neo4j

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// columns are the fields of a record type that become properties, named as in
// JSON. A field's zero value is stored as no property at all if JSON omits it,
// and so is an empty text: reading gives the zero value back.
type columns struct {
	names  []string
	fields []column
}

type column struct {
	index []int
	place int  // among the values
	keep  bool // even the zero value
}

// columnsOf lists T's fields, but not those whose JSON names are left out.
func columnsOf[T any](leftOut ...string) columns {
	var c columns
	for _, f := range reflect.VisibleFields(reflect.TypeFor[T]()) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous || slices.Contains(leftOut, name) {
			continue
		}
		c.names = append(c.names, name)
		c.fields = append(c.fields, column{f.Index, len(c.fields), options != "omitempty" && f.Type.Kind() != reflect.String})
	}
	return c
}

// without leaves out one column; the others keep their places.
func (c columns) without(name string) columns {
	i := slices.Index(c.names, name)
	return columns{slices.Delete(slices.Clone(c.names), i, i+1), slices.Delete(slices.Clone(c.fields), i, i+1)}
}

// values returns the record's properties in the order of the columns.
func (c columns) values(record any) []any {
	v := reflect.ValueOf(record).Elem()
	values := make([]any, len(c.fields))
	for i, f := range c.fields {
		field := v.FieldByIndex(f.index)
		if field.IsZero() && !f.keep {
			continue
		}
		switch field.Kind() {
		case reflect.Pointer:
			values[i] = field.Elem().Interface()
		case reflect.Int:
			values[i] = field.Int()
		default:
			values[i] = field.Interface()
		}
	}
	return values
}

// fill sets the record's fields from properties in the order of the columns.
func (c columns) fill(record any, values []any) error {
	v := reflect.ValueOf(record).Elem()
	for i, f := range c.fields {
		if values[i] == nil {
			continue
		}
		if err := setField(v.FieldByIndex(f.index), values[i]); err != nil {
			return fmt.Errorf("property %s: %w", c.names[i], err)
		}
	}
	return nil
}

func setField(field reflect.Value, value any) error {
	if list, ok := value.([]any); ok && field.Kind() == reflect.Slice {
		texts := make([]string, len(list))
		for i := range list {
			if texts[i], ok = list[i].(string); !ok {
				return fmt.Errorf("%v is no text", list[i])
			}
		}
		field.Set(reflect.ValueOf(texts))
		return nil
	}
	if field.Kind() == reflect.Pointer {
		field.Set(reflect.New(field.Type().Elem()))
		field = field.Elem()
	}
	got := reflect.ValueOf(value)
	whole := got.Kind() == reflect.Int64 && field.Kind() == reflect.Int
	if got.Kind() != field.Kind() && !whole {
		return fmt.Errorf("%v is a %T where a %v belongs", value, value, field.Type())
	}
	field.Set(got.Convert(field.Type()))
	return nil
}

// properties writes the columns as a Cypher map whose values are the elements
// of row from the given one on.
func (c columns) properties(from int) string {
	parts := make([]string, len(c.names))
	for i, name := range c.names {
		parts[i] = name + ": row[" + strconv.Itoa(from+c.fields[i].place) + "]"
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// of writes the columns as a Cypher list of an element's properties.
func (c columns) of(variable string) string {
	parts := make([]string, len(c.names))
	for i, name := range c.names {
		parts[i] = variable + "." + name
	}
	return "[" + strings.Join(parts, ", ") + "]"
}
