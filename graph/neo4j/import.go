package neo4j

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"newsgraph/graph"
)

// arrayMark stands between the items of a list in the files for neo4j-admin: the
// unit separator, which no name has.
const arrayMark = "\x1f"

// importScript runs the import. It is beside the files so that paths are short.
const importScript = `#!/bin/sh
# Makes a new database of the CSV files beside this script, as the loader would:
#   NEO4J_HOME=/path/to/neo4j sh import.sh [DATABASE]
# The server must be stopped, and what DATABASE (neo4j if none is named) held is replaced.
# Then start the server and make the constraints and indexes:
#   cypher-shell -f schema.cypher
set -eu
cd "$(dirname "$0")"
admin=${NEO4J_HOME:+$NEO4J_HOME/bin/}neo4j-admin
exec "$admin" database import full "${1:-neo4j}" %s
`

// importArguments are those of neo4j-admin database import full, but for the name of the database.
var importArguments = []string{
	"--overwrite-destination=true", "--multiline-fields=true", "--array-delimiter=U+001F", "--id-type=string", "--bad-tolerance=0",
	"--nodes=newsgraph.csv", "--nodes=articles.csv", "--nodes=entities.csv", "--nodes=claims.csv",
	"--relationships=SUBJECT=subjects.csv", "--relationships=OBJECT=objects.csv", "--relationships=facts.csv",
	"--relationships=STATES=states.csv", "--relationships=MENTIONS=mentions.csv",
}

// ImportArguments are those of neo4j-admin that make a database of the files
// that WriteImport wrote into dir.
func ImportArguments(dir, database string) []string {
	// The name comes first: after the last file it would be taken for another.
	args := []string{"database", "import", "full", database}
	for _, a := range importArguments {
		if strings.HasSuffix(a, ".csv") {
			name := strings.LastIndexByte(a, '=') + 1
			a = a[:name] + filepath.Join(dir, a[name:])
		}
		args = append(args, a)
	}
	return args
}

// WriteImport writes the graph as files for neo4j-admin database import full,
// with a script that runs it: the same graph as Load makes, property by property.
func WriteImport(dir string, records iter.Seq2[*graph.Record, error]) error {
	w := importWriter{dir: dir, files: map[string]*importFile{}}
	err := w.open()
	if err == nil {
		err = w.write(records)
	}
	if err = errors.Join(err, w.close()); err != nil {
		return err
	}
	schema := strings.Join(schemaStatements(), ";\n") + ";\n"
	script := fmt.Sprintf(importScript, strings.Join(importArguments, " "))
	return errors.Join(
		os.WriteFile(filepath.Join(dir, "schema.cypher"), []byte(schema), 0o644),
		os.WriteFile(filepath.Join(dir, "import.sh"), []byte(script), 0o755))
}

type importWriter struct {
	dir   string
	files map[string]*importFile
}

type importFile struct {
	file *os.File
	buf  *bufio.Writer
	csv  *csv.Writer
}

func (w *importWriter) open() error {
	meta := []string{"id:ID(Newsgraph)", "schema:long", ":LABEL"}
	headers := map[string][]string{
		"newsgraph.csv": meta,
		"articles.csv":  append(header[graph.ArticleRecord](articleColumns, "Article"), "hash:long", ":LABEL"),
		"entities.csv":  append(header[graph.NodeRecord](nodeColumns, "Entity"), "hash:long", ":LABEL"),
		"claims.csv":    append(header[graph.EdgeRecord](claimColumns, "Claim"), "type", "hash:long", ":LABEL"),
		"subjects.csv":  {":START_ID(Claim)", ":END_ID(Entity)"},
		"objects.csv":   {":START_ID(Claim)", ":END_ID(Entity)"},
		"facts.csv":     append([]string{":START_ID(Entity)", ":END_ID(Entity)", ":TYPE", "claim"}, header[graph.EdgeRecord](edgeColumns, "")...),
		"states.csv":    append([]string{":START_ID(Article)", ":END_ID(Claim)", "id", "hash:long"}, header[graph.StatementRecord](statementColumns, "")...),
		"mentions.csv":  append([]string{":START_ID(Article)", ":END_ID(Entity)", "id", "hash:long"}, header[graph.MentionsRecord](mentionColumns, "")...),
	}
	for _, name := range slices.Sorted(maps.Keys(headers)) {
		f, err := os.Create(filepath.Join(w.dir, name))
		if err != nil {
			return err
		}
		buf := bufio.NewWriterSize(f, 1<<16)
		w.files[name] = &importFile{f, buf, csv.NewWriter(buf)}
		if err := w.files[name].csv.Write(headers[name]); err != nil {
			return err
		}
	}
	return w.files["newsgraph.csv"].csv.Write([]string{"graph", strconv.Itoa(schemaVersion), "Newsgraph"})
}

// header types the columns of a record; the id of a node is in an id space.
func header[T any](c columns, space string) []string {
	typ := reflect.TypeFor[T]()
	names := make([]string, len(c.fields))
	for i, f := range c.fields {
		t := typ.FieldByIndex(f.index).Type
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		suffix := ""
		switch t.Kind() {
		case reflect.Int:
			suffix = ":long"
		case reflect.Float64:
			suffix = ":double"
		case reflect.Bool:
			suffix = ":boolean"
		case reflect.Slice:
			suffix = ":string[]"
		}
		if c.names[i] == "id" && space != "" {
			suffix = ":ID(" + space + ")"
		}
		names[i] = c.names[i] + suffix
	}
	return names
}

func (w *importWriter) write(records iter.Seq2[*graph.Record, error]) error {
	for r, err := range records {
		if err != nil {
			return err
		}
		e, err := elementOf(r)
		if err != nil {
			return err
		}
		if err := w.element(e); err != nil {
			return fmt.Errorf("%v %q: %w", e.kind, e.id, err)
		}
	}
	return nil
}

func (w *importWriter) element(e element) error {
	values := e.row[rowValues:]
	from, to := e.row[rowFrom], e.row[rowTo]
	switch e.kind {
	case Articles:
		return w.row("articles.csv", values, e.row[rowHash], "Article")
	case Nodes:
		return w.row("entities.csv", values, e.row[rowHash], []string{"Entity", e.group})
	case Edges:
		claim := make([]any, len(claimColumns.fields))
		for i, f := range claimColumns.fields {
			claim[i] = values[f.place]
		}
		return errors.Join(
			w.row("claims.csv", claim, e.group, e.row[rowHash], "Claim"),
			w.row("subjects.csv", nil, e.id, from), w.row("objects.csv", nil, e.id, to),
			w.rowBefore("facts.csv", []any{from, to, e.group, e.id}, values))
	case Statements:
		return w.rowBefore("states.csv", []any{from, to, e.id, e.row[rowHash]}, values)
	}
	return w.rowBefore("mentions.csv", []any{from, to, e.id, e.row[rowHash]}, values)
}

func (w *importWriter) row(file string, values []any, more ...any) error {
	return w.rowBefore(file, values, more)
}

func (w *importWriter) rowBefore(file string, first, rest []any) error {
	cells := make([]string, 0, len(first)+len(rest))
	for _, values := range [][]any{first, rest} {
		for _, v := range values {
			cell, err := importCell(v)
			if err != nil {
				return err
			}
			cells = append(cells, cell)
		}
	}
	return w.files[file].csv.Write(cells)
}

func importCell(v any) (string, error) {
	switch v := v.(type) {
	case nil:
		return "", nil
	case string:
		return v, nil
	case []string:
		for _, s := range v {
			if strings.Contains(s, arrayMark) {
				return "", fmt.Errorf("%q has a unit separator, which neo4j-admin would split it at", s)
			}
		}
		return strings.Join(v, arrayMark), nil
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64), nil
	}
	return fmt.Sprint(v), nil
}

func (w *importWriter) close() error {
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(w.files)) {
		f := w.files[name]
		f.csv.Flush()
		errs = append(errs, f.csv.Error(), f.buf.Flush(), f.file.Close())
	}
	return errors.Join(errs...)
}
