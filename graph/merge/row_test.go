package merge

import (
	"reflect"
	"testing"

	"newsgraph/graph"
)

// fill gives every field of a value something that is not its zero.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.String:
		v.SetString(string(rune('é'+*n)) + "x")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int32:
		v.SetInt(int64(-1000 * *n))
	case reflect.Float64:
		v.SetFloat(1 / float64(*n))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n)
		fill(v.Index(1), n)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	default:
		panic(v.Type())
	}
}

func testRow[T any](t *testing.T) {
	c := rowCodec[T]()
	var full, empty T
	n := 0
	fill(reflect.ValueOf(&full).Elem(), &n)
	for _, want := range []T{full, empty} {
		b, err := c.encode(want)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := c.decode(b); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%T: wrote %+v, read %+v, %v", want, want, got, err)
		}
		for cut := range len(b) {
			if _, err := c.decode(b[:cut]); err == nil {
				t.Fatalf("%T: a row that is cut at %d of %d bytes is no error", want, cut, len(b))
			}
		}
	}
}

func TestRowsAreReadAsTheyWereWritten(t *testing.T) {
	testRow[*digest](t)
	testRow[statement](t)
	testRow[graph.EdgeRecord](t)
	testRow[graph.StatementRecord](t)
	testRow[graph.MentionsRecord](t)
	testRow[[]string](t)
}

func TestRowsTellNothingFromNone(t *testing.T) {
	c := rowCodec[[]string]()
	b, err := c.encode([]string{})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := c.decode(b); err != nil || got == nil || len(got) != 0 {
		t.Errorf("read %#v, %v", got, err)
	}
}
