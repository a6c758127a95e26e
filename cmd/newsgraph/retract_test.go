package main

import (
	"encoding/json"
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"newsgraph/graph/merge"
	"newsgraph/graph/neo4j/neo4jtest"
)

// What is retracted from a folder is retracted from the database, which is then
// the folder's graph to the last property and tells what was taken back.
func TestRetractFromDatabase(t *testing.T) {
	if testing.Short() {
		t.Skip("starts many processes")
	}
	account, dir := neo4jtest.Open(t), t.TempDir()
	path, out, gold := program(t, dir), filepath.Join(dir, "out"), filepath.Join("..", "..", "testdata", "gold", "wikinews-1.jsonl")
	newsgraph := func(want int, args ...string) string {
		t.Helper()
		cmd := command(path, account, append([]string{"--quiet"}, args...)...)
		var stderr strings.Builder
		cmd.Stderr = &stderr
		stdout, err := cmd.Output()
		var exit *exec.ExitError
		if err != nil && !errors.As(err, &exit) || cmd.ProcessState.ExitCode() != want {
			t.Fatalf("newsgraph %q: %v, want exit code %d\n%s%s", args, err, want, stdout, &stderr)
		}
		return string(stdout)
	}
	retracted := func() (ids []string) {
		for line := range strings.Lines(newsgraph(exitOK, "query", "retracted", "--format", "json")) {
			var row struct {
				Article string
				Facts   int
			}
			if err := json.Unmarshal([]byte(line), &row); err != nil {
				t.Fatal(err)
			}
			if row.Facts == 0 {
				t.Errorf("%s went without any fact", row.Article)
			}
			ids = append(ids, row.Article)
		}
		return ids
	}
	newsgraph(exitOK, "build", "--cache", "off", "--out", out, gold)
	var all []string
	for d, err := range merge.Folder(out).Documents() {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, d.ID)
	}
	for n, ids := range [][]string{all[:1], all[len(all)/2 : len(all)/2+3]} {
		newsgraph(exitOK, append([]string{"retract", "--out", out}, ids...)...)
		newsgraph(exitOK, "reconcile", out)
		if got := retracted(); len(got) != []int{1, 4}[n] {
			t.Errorf("after %q the database says that %q were retracted", ids, got)
		}
	}
	// One that was broken off goes on, from its second step and from its third.
	if missing, err := merge.Folder(out).Retract(t.Context(), all[1:2]); err != nil || len(missing) > 0 {
		t.Fatalf("missing %q, %v", missing, err)
	}
	newsgraph(exitOK, "retract", "--out", out, "--neo4j", "", all[1])
	newsgraph(exitNothing, "retract", "--out", out, "--neo4j", "", all[1])
	newsgraph(exitOK, "retract", "--out", out, all[1])
	newsgraph(exitNothing, "retract", "--out", out, "nobody")
	newsgraph(exitOK, "reconcile", out)
	if got := retracted(); len(got) != 5 {
		t.Errorf("after all the database says that %q were retracted", got)
	}
	newsgraph(exitOK, "build", "--cache", "off", "--out", out, gold)
	newsgraph(exitOK, "load", "--prune", out)
	newsgraph(exitOK, "reconcile", out)
	if got := retracted(); len(got) > 0 {
		t.Errorf("%q are loaded again, and still said to be retracted", got)
	}
}
