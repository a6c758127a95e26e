package main

import (
	"cmp"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/rs/zerolog/log"
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
reading is possible. Nodes may be named as in newsgraph show: by any name, code or id.

Examples:
  newsgraph query
  newsgraph query signers
  newsgraph query dyad-months --param actor=FRA --param other=RUS --format csv
  newsgraph query "MATCH (p:Person)-[r:SIGNED]->(e) RETURN p.name, e.name"
  newsgraph query signers --explain

Exit codes: 0 answered, 1 wrong usage, 3 no node has a name that was asked for, 4 the database could not be reached or
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
	if err := resolveParams(c.Context, db, query, params); err != nil {
		return err
	}
	if err := db.Query(c.Context, query.Cypher, params, rows); err != nil {
		return databaseError(err)
	}
	return rows.Flush()
}

// resolveParams makes ids of the names of nodes, as people write them, and
// searches of the words to look for.
func resolveParams(ctx context.Context, db *neo4j.DB, q neo4j.Query, params map[string]any) error {
	for _, p := range q.Params {
		given, _ := params[p.Name].(string)
		switch p.Kind {
		case neo4j.Node:
			id, err := resolveNode(ctx, db, p, given)
			if err != nil {
				return err
			}
			params[p.Name] = id
		case neo4j.Needed:
			if given == "" {
				return usagef("%s needs --param %s=ID, the %s", q.Name, p.Name, p.Description)
			}
		case neo4j.Words:
			if strings.TrimSpace(given) == "" {
				return usagef("%s needs --param %s=WORDS", q.Name, p.Name)
			}
			params[p.Name] = neo4j.Search(given)
		}
	}
	return nil
}

// resolveNode finds which node is meant as show does. A name that nodes have just
// so means all of them.
func resolveNode(ctx context.Context, db *neo4j.DB, p neo4j.Param, name string) (string, error) {
	nodes, err := db.Named(ctx, name)
	if err != nil {
		return "", databaseError(err)
	}
	if slices.ContainsFunc(nodes, func(n *graph.NodeRecord) bool { return n.ID == name || n.Name == name }) {
		return name, nil
	}
	var best *graph.NodeRecord
	fit := func(n *graph.NodeRecord) int { return fits(n, folded(name)) }
	for _, n := range nodes {
		if fit(n) > 0 && (best == nil || cmp.Or(cmp.Compare(fit(n), fit(best)), cmp.Compare(n.Articles, best.Articles), cmp.Compare(best.ID, n.ID)) > 0) {
			best = n
		}
	}
	if best != nil {
		log.Info().Msgf("%s: %q is taken for %s (%s)", p.Name, name, best.Name, best.ID)
		return best.ID, nil
	}
	like, err := db.Like(ctx, name)
	if err != nil {
		return "", databaseError(err)
	}
	message := fmt.Sprintf("no node is named %q", name)
	if name == p.Default {
		message += fmt.Sprintf(", the default of --param %s=", p.Name)
	}
	for i, n := range like {
		message += []string{"; did you mean ", ", "}[min(i, 1)] + n.Name + " (" + n.ID + ")"
	}
	return "", codedError{exitNothing, errors.New(message)}
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
