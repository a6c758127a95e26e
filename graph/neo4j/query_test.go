package neo4j

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"newsgraph/graph"
)

var update = flag.Bool("update", false, "write the expected results of the query library anew")

// textRows collects a result as lines of values with tabs between them.
type textRows struct{ lines []string }

func (r *textRows) Columns(names []string) error {
	r.lines = append(r.lines, strings.Join(names, "\t"))
	return nil
}

func (r *textRows) Row(values []any) error {
	cells := make([]string, len(values))
	for i, v := range values {
		if cells[i] = fmt.Sprint(v); v == nil {
			cells[i] = "-"
		}
	}
	r.lines = append(r.lines, strings.Join(cells, "\t"))
	return nil
}

// What the fixture's tests ask where a default would find nothing.
var fixtureParams = map[string]map[string]any{
	"article":      {"article": "a4"},
	"events-at":    {"place": "Berlin"},
	"spokespeople": {"actor": "Russia"},
	"asserted":     {"actor": "person:sergei-lavrov"},
	"positions":    {"actor": "RUS"},
	"between":      {"actor": "United Kingdom", "other": "Russia"},
	"bridges":      {"actor": "Keir Starmer"},
	"record":       {"edge": graph.EdgeID("person:emmanuel-macron", "SIGNED", "event:declaration", "actual", "2026-01-06", "")},

	"co-attendance": {"actor": "Keir Starmer"},
}

// Every question of the library gives on the fixture what was read and found
// right; -update writes what it gives now.
func TestLibrary(t *testing.T) {
	db := open(t)
	records := fixture(t)
	load(t, db, records, LoadOptions{})
	if _, err := db.Retract(t.Context(), []string{"a6"}); err != nil {
		t.Fatal(err)
	}
	retracted := ask(t, db, "retracted", nil)
	load(t, db, records, LoadOptions{})
	if len(Library()) < 25 {
		t.Fatalf("the library has %d questions", len(Library()))
	}
	for _, q := range Library() {
		t.Run(q.Name, func(t *testing.T) {
			got := retracted
			if q.Name != "retracted" {
				got = ask(t, db, q.Name, fixtureParams[q.Name])
			}
			if columns, _, _ := strings.Cut(got, "\n"); columns != strings.Join(q.Columns, "\t") {
				t.Errorf("it returns %q, but its header says %q", columns, q.Columns)
			}
			if strings.Count(got, "\n") < 2 {
				t.Error("it finds nothing in the fixture")
			}
			file := filepath.Join("testdata", "library", q.Name+".tsv")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// ask runs a question with its defaults but for params.
func ask(t *testing.T, db *DB, name string, params map[string]any) string {
	t.Helper()
	q, ok := LibraryQuery(name)
	if !ok {
		t.Fatalf("no query %q", name)
	}
	all := q.Defaults()
	for k, v := range params {
		if _, ok := all[k]; !ok {
			t.Fatalf("%s has no parameter %q", name, k)
		}
		all[k] = v
	}
	var rows textRows
	if err := db.Query(t.Context(), q.Cypher, all, &rows); err != nil {
		t.Fatal(err)
	}
	return strings.Join(rows.lines, "\n") + "\n"
}

var types = regexp.MustCompile(`\[\w*:([A-Z_|]+)`)

// Queries name no type and no label that the graph does not have.
func TestLibraryVocabulary(t *testing.T) {
	known := append([]string{"STATES", "MENTIONS", "SUBJECT", "OBJECT"}, edgeTypes...)
	for _, q := range Library() {
		for _, m := range types.FindAllStringSubmatch(q.Cypher, -1) {
			names := strings.Split(m[1], "|")
			for _, name := range names {
				if !slices.Contains(known, name) {
					t.Errorf("%s: no type %s", q.Name, name)
				}
			}
			// A walk over the map takes all its types.
			if len(names) > 4 && !slices.Equal(names, edgeTypes) {
				t.Errorf("%s: it walks over %d of %d types", q.Name, len(names), len(edgeTypes))
			}
		}
	}
}

func TestParseQuery(t *testing.T) {
	q, err := parseQuery("// Title\n// One\n// two.\n// :param n => 3   how many\n// :param l => [\"a\", \"b\"]\n// :returns a, b\n// :heavy\nRETURN 1 AS a, 2 AS b // not a header\n")
	if err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprint("{ Title One two. [{n 3 how many ", Plain, "} {l [a b]  ", Plain, "}] [a b] true")
	if got := fmt.Sprint(q); !strings.HasPrefix(got, want) {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, bad := range []string{
		"RETURN 1",
		"// Title\n// :returns a\nRETURN 1 AS a",
		"// Title\n// About\nRETURN 1",
		"// Title\n// About\n// :param n 3\n// :returns a\n",
		"// Title\n// About\n// :param n => x\n// :returns a\n",
		"// Title\n// About\n// :params n => 1\n// :returns a\n",
	} {
		if _, err := parseQuery(bad); err == nil {
			t.Errorf("%q is accepted", bad)
		}
	}
}
