package neo4j

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"newsgraph/graph"
	"newsgraph/graph/neo4j/neo4jtest"
)

// The files for neo4j-admin make the graph that the loader makes: the database
// gives back the same records, and a load finds nothing to do.
func TestImport(t *testing.T) {
	records := generate(1, small)
	dir := t.TempDir()
	if err := WriteImport(dir, stream(records)); err != nil {
		t.Fatal(err)
	}
	server, s := neo4jtest.OpenLocal(t)
	if err := server.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := server.Admin(t.Context(), ImportArguments(dir, "neo4j")...); err != nil {
		t.Fatal(err)
	}
	state, err := server.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s.URI = state.URI()
	db := connect(t, s)
	if err := db.MakeSchema(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, want := dump(t, db), text(t, records); got != want {
		t.Error("the imported database does not give back the file:\n" + firstDifference(got, want))
	}
	stats := load(t, db, records, LoadOptions{})
	for kind, c := range stats.Kinds {
		if c.Created+c.Updated != 0 {
			t.Errorf("a load after the import creates %d and updates %d %v", c.Created, c.Updated, Kind(kind))
		}
	}
}

// A file that cannot be made is an error that names it.
func TestImportWithoutPlace(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "articles.csv"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := WriteImport(dir, stream(generate(1, small))); err == nil || !strings.Contains(err.Error(), "articles.csv") {
		t.Errorf("got %v, want an error that names articles.csv", err)
	}
}

// A script run twice makes the graph that the loader makes.
func TestScript(t *testing.T) {
	records := generate(1, size{articles: 50, nodes: 150, edges: 200, statements: 300, mentions: 300})
	var script bytes.Buffer
	if err := WriteScript(&script, stream(records)); err != nil {
		t.Fatal(err)
	}
	statements := strings.Split(strings.TrimSpace(script.String()), ";\n")
	if most := len(schemaStatements()) + 40; len(statements) > most {
		t.Errorf("%d records make %d statements, of which each is planned anew", len(records), len(statements))
	}
	db := open(t)
	for range 2 {
		for _, statement := range statements {
			err := db.write(t.Context(), func(tx driver.ManagedTransaction) error {
				return run(t.Context(), tx, strings.TrimSuffix(statement, ";"), nil, nil)
			})
			if err != nil {
				t.Fatalf("%.200s: %v", statement, err)
			}
		}
	}
	if got, want := dump(t, db), text(t, records); got != want {
		t.Error("the database does not give back the file:\n" + firstDifference(got, want))
	}
}

// What stands in a text stays in it.
func TestScriptHoldsHostileText(t *testing.T) {
	hostile := []string{`'}) DETACH DELETE n //`, `\`, `\'`, `\u0027`, `\\u0027`, `x\u005C' + 1`, "a\nb;\nc", "\r\n", "\x00\x1f", "\u2028 'é' 😀", `"`, "`", "'", "u", `\u`, `\\`}
	db := open(t)
	for _, s := range hostile {
		if got := query(t, db, "RETURN "+literal(s), nil); got != s {
			t.Errorf("%q comes back as %q", s, got)
		}
	}
	if got := query(t, db, "RETURN size("+literal(hostile)+")", nil); got != int64(len(hostile)) {
		t.Errorf("a list of %d texts comes back with %v", len(hostile), got)
	}
}

// A name that would be split is refused, not split.
func TestImportRefusesItsOwnMark(t *testing.T) {
	records := []*graph.Record{{Node: &graph.NodeRecord{ID: "a", Label: "Person", Name: "A", Aliases: []string{"a\x1fb"}}}}
	err := WriteImport(t.TempDir(), stream(records))
	if err == nil || !strings.Contains(err.Error(), "unit separator") {
		t.Errorf("got %v, want an error about the unit separator", err)
	}
	if _, err := os.Stat("newsgraph.csv"); err == nil {
		t.Error("files were written into the working folder")
	}
}
