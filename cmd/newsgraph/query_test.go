package main

import (
	"bytes"
	"errors"
	"os/exec"
	"strings"
	"testing"

	"newsgraph/graph/neo4j/neo4jtest"
)

// Nodes are asked for by any of their names; a name that none has is told from an
// answer without rows.
func TestQueryByName(t *testing.T) {
	account, path := neo4jtest.Open(t), program(t, t.TempDir())
	newsgraph := func(args ...string) (code int, stdout, stderr string) {
		cmd := command(path, account, args...)
		var out, errs bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &errs
		var exit *exec.ExitError
		if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
			t.Fatal(err)
		}
		return cmd.ProcessState.ExitCode(), out.String(), errs.String()
	}
	if code, _, stderr := newsgraph("load", "../../graph/export/testdata/seed/graph.ndjson"); code != exitOK {
		t.Fatalf("load ends with %d and says\n%s", code, stderr)
	}
	for _, c := range []struct {
		args           []string
		code           int
		stdout, stderr string
	}{
		{[]string{"neighbourhood", "--param", "actor=United States"}, exitOK, "Ukraine", ""},
		{[]string{"neighbourhood", "--param", "actor=united states"}, exitOK, "Ukraine", "is taken for United States (USA)"},
		{[]string{"neighbourhood", "--param", "actor=U.S."}, exitOK, "Ukraine", "is taken for United States (USA)"},
		{[]string{"neighbourhood", "--param", "actor=us"}, exitOK, "Ukraine", "is taken for United States (USA)"},
		{[]string{"neighbourhood", "--param", "actor=usa"}, exitOK, "Ukraine", "is taken for United States (USA)"},
		{[]string{"neighbourhood", "--param", "actor=zelensky"}, exitOK, "", "is taken for Volodymyr Zelenskyy"},
		{[]string{"neighbourhood", "--param", "actor=Macorn"}, exitNothing, "", `no node is named "Macorn"; did you mean Emmanuel Macron (person:emmanuel-macron)`},
		{[]string{"neighbourhood", "--param", "actor=Qqqq"}, exitNothing, "", `no node is named "Qqqq"`},
		{[]string{"article"}, exitUsage, "", "article needs --param article=ID"},
		{[]string{"find", "--param", "text=AC/DC"}, exitOK, "", ""},
	} {
		code, stdout, stderr := newsgraph(append([]string{"query"}, c.args...)...)
		if code != c.code || !strings.Contains(stdout, c.stdout) || !strings.Contains(stderr, c.stderr) {
			t.Errorf("query %q ends with %d and says\n%s%s", c.args, code, stdout, stderr)
		}
	}
}
