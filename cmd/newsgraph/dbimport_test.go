package main

import (
	"testing"

	"newsgraph/graph/neo4j/neo4jtest"
)

// A graph that was imported in bulk is the one that load makes, and is not
// replaced unasked.
func TestDBImport(t *testing.T) {
	const seed = "../../graph/export/testdata/seed/graph.ndjson"
	server, _ := neo4jtest.OpenLocal(t)
	t.Setenv("NEWSGRAPH_DB_HOME", server.Home)
	t.Setenv("NEO4J_URI", "")
	for _, c := range []struct {
		want int
		args []string
	}{
		{exitOK, []string{"db", "import", seed}},
		{exitOK, []string{"reconcile", seed}},
		{exitUsage, []string{"db", "import", seed}},
		{exitUsage, []string{"db", "import"}},
	} {
		if got := run(append([]string{"newsgraph", "--quiet"}, c.args...)); got != c.want {
			t.Errorf("newsgraph %q ends with %d, want %d", c.args, got, c.want)
		}
	}
}
