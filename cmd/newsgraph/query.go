package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/urfave/cli/v2"

	"newsgraph/extract/text"
	"newsgraph/graph"
	"newsgraph/graph/export"
	"newsgraph/graph/neo4j"
)

// queryCommand asks the database a question of the library, or any other.
func queryCommand() *cli.Command {
	return &cli.Command{
		Name:      "query",
		Usage:     "ask the graph in Neo4j a question",
		ArgsUsage: "[NAME | CYPHER]",
		Description: `Runs a question of the library by its name, or Cypher. Without either it lists
the library; with --explain it prints a question's Cypher and parameters. Only
reading is possible.

Examples:
  newsgraph query
  newsgraph query signers
  newsgraph query dyad-months --param actor=FRA --param other=RUS --format csv
  newsgraph query "MATCH (p:Person)-[r:SIGNED]->(e) RETURN p.name, e.name"
  newsgraph query signers --explain

Exit codes: 0 answered, 1 wrong usage, 4 the database could not be reached or
refused the question.`,
		Flags: append([]cli.Flag{
			&cli.StringSliceFlag{Name: "param", Aliases: []string{"p"}, Usage: "`NAME=VALUE` of a parameter; numbers, lists and true or false as in JSON"},
			&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Value: "table", Usage: "table, json (an object a line) or csv"},
			&cli.BoolFlag{Name: "explain", Usage: "print the question's Cypher, do not ask it"},
		}, databaseFlags...),
		Action: runQuery,
	}
}

func runQuery(c *cli.Context) error {
	if c.NArg() > 1 {
		return usagef("query takes one name or one quoted piece of Cypher, got %d", c.NArg())
	}
	rows, err := newRows(c.String("format"), c.App.Writer)
	if err != nil {
		return err
	}
	if c.NArg() == 0 {
		return listQueries(c.App.Writer)
	}
	query, known := neo4j.LibraryQuery(c.Args().First())
	if !known {
		query.Cypher = c.Args().First()
		if !strings.ContainsAny(strings.TrimSpace(query.Cypher), " \n") {
			return usagef("the library has no question %q; newsgraph query lists those it has", query.Cypher)
		}
	}
	if c.Bool("explain") {
		_, err := fmt.Fprint(c.App.Writer, query.Cypher)
		return err
	}
	params, err := queryParams(query, known, c.StringSlice("param"))
	if err != nil {
		return err
	}
	db, err := openDatabase(c)
	if err != nil {
		return err
	}
	defer db.Close(c.Context)
	if err := db.Query(c.Context, query.Cypher, params, rows); err != nil {
		return databaseError(err)
	}
	return rows.Flush()
}

func listQueries(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, q := range neo4j.Library() {
		title := q.Title
		if q.Heavy {
			title += " (heavy)"
		}
		fmt.Fprintf(t, "%s\t%s\n", q.Name, title)
		for _, p := range q.Params {
			value, err := json.Marshal(p.Default)
			if err != nil {
				return err
			}
			fmt.Fprintf(t, "  --param %s=\t  %s (%s)\n", p.Name, p.Description, value)
		}
	}
	return t.Flush()
}

// queryParams are a query's defaults with what the user set.
func queryParams(q neo4j.Query, known bool, settings []string) (map[string]any, error) {
	params := q.Defaults()
	for _, s := range settings {
		name, text, ok := strings.Cut(s, "=")
		if !ok {
			return nil, usagef("--param %q is not NAME=VALUE", s)
		}
		usual, has := params[name]
		if known && !has {
			return nil, usagef("%s has no parameter %q", q.Name, name)
		}
		value, err := paramValue(text, usual)
		if err != nil {
			return nil, usagef("--param %s: %w", name, err)
		}
		params[name] = value
	}
	return params, nil
}

// paramValue reads a value as what the parameter's default is and, where it has
// none, as JSON or else as text.
func paramValue(text string, usual any) (any, error) {
	if _, ok := usual.(string); ok {
		return text, nil
	}
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		if usual != nil {
			return nil, fmt.Errorf("%q is no value like %v", text, usual)
		}
		return text, nil
	}
	if n, ok := value.(float64); ok && n == float64(int64(n)) {
		value = int64(n)
	}
	if usual != nil && fmt.Sprintf("%T", value) != fmt.Sprintf("%T", usual) {
		return nil, fmt.Errorf("%q is no value like %v", text, usual)
	}
	return value, nil
}

// flushRows prints rows; Flush ends them.
type flushRows interface {
	neo4j.Rows
	Flush() error
}

func newRows(format string, w io.Writer) (flushRows, error) {
	switch format {
	case "table":
		return &tableRows{Writer: tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)}, nil
	case "json":
		return &jsonRows{w: w}, nil
	case "csv":
		return csvRows{csv.NewWriter(w)}, nil
	}
	return nil, usagef("--format %q is not table, json or csv", format)
}

// tableRows prints for people: long values are cut, and nothing that could
// steer a terminal comes through.
type tableRows struct{ *tabwriter.Writer }

func (t *tableRows) Columns(names []string) error {
	cells := make([]string, len(names))
	for i, name := range names {
		cells[i] = text.Printable(name)
	}
	return t.line(cells)
}

func (t *tableRows) Row(values []any) error {
	cells := make([]string, len(values))
	for i, v := range values {
		value, err := valueText(v)
		if err != nil {
			return err
		}
		cells[i] = clip(value, 120)
	}
	return t.line(cells)
}

func (t *tableRows) line(cells []string) error {
	_, err := fmt.Fprintln(t, strings.Join(cells, "\t"))
	return err
}

// valueText writes texts as they are and everything else as JSON.
func valueText(v any) (string, error) {
	switch v := v.(type) {
	case nil:
		return "", nil
	case string:
		return v, nil
	}
	var b strings.Builder
	err := graph.Write(&b, v)
	return strings.TrimSuffix(b.String(), "\n"), err
}

// jsonRows prints an object a line, its keys in the order of the columns.
type jsonRows struct {
	w     io.Writer
	names []string
}

func (j *jsonRows) Columns(names []string) error { j.names = names; return nil }

func (j *jsonRows) Row(values []any) error {
	var b strings.Builder
	for i, v := range values {
		var name, value strings.Builder
		if err := graph.Write(&name, j.names[i]); err != nil {
			return err
		}
		if err := graph.Write(&value, v); err != nil {
			return err
		}
		fmt.Fprintf(&b, ", %s: %s", strings.TrimSpace(name.String()), strings.TrimSpace(value.String()))
	}
	_, err := fmt.Fprintf(j.w, "{%s}\n", strings.TrimPrefix(b.String(), ", "))
	return err
}

func (j *jsonRows) Flush() error { return nil }

type csvRows struct{ *csv.Writer }

func (c csvRows) Columns(names []string) error { return c.Write(names) }

func (c csvRows) Row(values []any) error {
	cells := make([]string, len(values))
	for i, v := range values {
		text, err := valueText(v)
		if err != nil {
			return err
		}
		if _, ok := v.(string); ok {
			text = export.Cell(text)
		}
		cells[i] = text
	}
	return c.Write(cells)
}

func (c csvRows) Flush() error {
	c.Writer.Flush()
	return c.Error()
}
