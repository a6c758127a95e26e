package neo4j

import (
	"bufio"
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"sync"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

//go:embed queries/*.cypher
var queryFiles embed.FS

// Query is a question of the library. Its file's first comment lines say what
// it asks:
//
//	// Who signed what
//	// More about it, over any number of lines.
//	// :param limit => 25   at most so many rows
//	// :returns event, signer, quote
//	// :heavy
type Query struct {
	Name        string // of its file, without .cypher
	Title       string
	Description string
	Params      []Param
	Columns     []string
	Heavy       bool // may take seconds on a big graph
	Cypher      string
}

// Param is a parameter of a query.
type Param struct {
	Name        string
	Default     any // text, number, bool or list, as in JSON
	Description string
	Kind        ParamKind
}

// ParamKind is how a parameter's text is understood, which its description says.
type ParamKind int

// The kinds of parameters.
const (
	Plain  ParamKind = iota
	Node             // "id or name of …" a node
	Needed           // "id of …" something, without a default
	Words            // "words to look for" in the full-text index
)

var library = sync.OnceValue(func() []Query {
	files, err := fs.Glob(queryFiles, "queries/*.cypher")
	if err != nil {
		panic("neo4j: " + err.Error())
	}
	var queries []Query
	for _, file := range files {
		text, err := queryFiles.ReadFile(file)
		if err != nil {
			panic("neo4j: " + err.Error())
		}
		q, err := parseQuery(string(text))
		if err != nil {
			panic("neo4j: " + file + ": " + err.Error())
		}
		q.Name = strings.TrimSuffix(strings.TrimPrefix(file, "queries/"), ".cypher")
		queries = append(queries, q)
	}
	return queries
})

// Library returns the library's queries by name.
func Library() []Query { return library() }

// LibraryQuery returns the query of a name.
func LibraryQuery(name string) (Query, bool) {
	i := slices.IndexFunc(library(), func(q Query) bool { return q.Name == name })
	if i < 0 {
		return Query{}, false
	}
	return library()[i], true
}

func parseQuery(text string) (Query, error) {
	q := Query{Cypher: text}
	var about []string
	lines := bufio.NewScanner(strings.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		line, ok := strings.CutPrefix(lines.Text(), "// ")
		if !ok {
			break
		}
		if !strings.HasPrefix(line, ":") {
			about = append(about, line)
			continue
		}
		if err := q.parseHeader(line); err != nil {
			return Query{}, fmt.Errorf("line %d: %w", n, err)
		}
	}
	if len(about) < 2 || len(q.Columns) == 0 {
		return Query{}, fmt.Errorf("it needs a title, a description and :returns")
	}
	q.Title, q.Description = about[0], strings.Join(about[1:], " ")
	return q, nil
}

func (q *Query) parseHeader(line string) error {
	word, rest, _ := strings.Cut(line, " ")
	switch word {
	case ":heavy":
		q.Heavy = true
	case ":returns":
		q.Columns = strings.Split(rest, ", ")
	case ":param":
		name, rest, ok := strings.Cut(rest, " => ")
		if !ok {
			return fmt.Errorf(":param %q has no =>", name)
		}
		p := Param{Name: name}
		d := json.NewDecoder(strings.NewReader(rest))
		if err := d.Decode(&p.Default); err != nil {
			return fmt.Errorf(":param %s: its default is not JSON: %w", name, err)
		}
		if n, ok := p.Default.(float64); ok && n == float64(int64(n)) {
			p.Default = int64(n)
		}
		p.Description = strings.TrimSpace(rest[d.InputOffset():])
		switch {
		case strings.HasPrefix(p.Description, "id or name of"):
			p.Kind = Node
		case strings.HasPrefix(p.Description, "id of"):
			p.Kind = Needed
		case strings.HasPrefix(p.Description, "words to look for"):
			p.Kind = Words
		}
		q.Params = append(q.Params, p)
	default:
		return fmt.Errorf("%s is none of :param, :returns and :heavy", word)
	}
	return nil
}

// Defaults are the query's parameters with their default values.
func (q Query) Defaults() map[string]any {
	params := make(map[string]any, len(q.Params))
	for _, p := range q.Params {
		params[p.Name] = p.Default
	}
	return params
}

var parameter = regexp.MustCompile(`\$\w+`)

// Inlined is the query for tools that know no parameters: its title, what it
// asks, and its Cypher with the defaults in their places.
func (q Query) Inlined() string {
	about := []string{"// " + q.Title, "// " + q.Description}
	defaults := q.Defaults()
	for _, p := range q.Params {
		about = append(about, fmt.Sprintf("// %s (%s): %s", p.Name, literal(p.Default), p.Description))
	}
	body := q.Cypher
	for strings.HasPrefix(body, "// ") {
		_, body, _ = strings.Cut(body, "\n")
	}
	body = parameter.ReplaceAllStringFunc(body, func(name string) string { return literal(defaults[name[1:]]) })
	return strings.Join(about, "\n") + "\n" + strings.TrimSpace(body) + "\n"
}

// Rows receives a query's result: its columns once, then each row.
type Rows interface {
	Columns(names []string) error
	Row(values []any) error
}

// Query runs Cypher that only reads; the server refuses writes.
func (db *DB) Query(ctx context.Context, cypher string, params map[string]any, rows Rows) error {
	session := db.driver.NewSession(ctx, driver.SessionConfig{AccessMode: driver.AccessModeRead, DatabaseName: db.config.Database})
	defer session.Close(context.WithoutCancel(ctx))
	// No retry: rows that were handed out cannot be taken back.
	tx, err := session.BeginTransaction(ctx)
	if err != nil {
		return db.explain(err)
	}
	defer tx.Close(context.WithoutCancel(ctx))
	result, err := tx.Run(ctx, cypher, params)
	if err != nil {
		return db.explain(err)
	}
	columns, err := result.Keys()
	if err != nil {
		return db.explain(err)
	}
	if err := rows.Columns(columns); err != nil {
		return err
	}
	for result.Next(ctx) {
		values := result.Record().Values
		for i := range values {
			values[i] = plain(values[i])
		}
		if err := rows.Row(values); err != nil {
			return err
		}
	}
	if err := result.Err(); err != nil {
		return db.explain(err)
	}
	return nil
}

// plain turns the driver's values into those of JSON: nodes and relationships
// become their properties with their labels or type, paths lists of both, and
// dates and times text.
func plain(v any) any {
	switch v := v.(type) {
	case driver.Node:
		return withProperty(v.Props, "labels", v.Labels)
	case driver.Relationship:
		return withProperty(v.Props, "type", v.Type)
	case driver.Path:
		steps := []any{plain(v.Nodes[0])}
		for i, r := range v.Relationships {
			steps = append(steps, plain(r), plain(v.Nodes[i+1]))
		}
		return steps
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = plain(v[i])
		}
		return list
	case map[string]any:
		m := make(map[string]any, len(v))
		for k := range v {
			m[k] = plain(v[k])
		}
		return m
	case nil, bool, int64, float64, string:
		return v
	}
	return fmt.Sprint(v)
}

func withProperty(properties map[string]any, name string, value any) map[string]any {
	m := plain(properties).(map[string]any)
	m[name] = value
	return m
}
