package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"newsgraph/graph/neo4j/neo4jtest"
)

// The password comes from the environment or a file, and nothing that is
// printed or logged has it.
func TestPassword(t *testing.T) {
	account, dir := neo4jtest.Open(t), t.TempDir()
	path, right, wrong := program(t, dir), filepath.Join(dir, "right"), filepath.Join(dir, "wrong")
	const mistaken = "mistaken-Pa55word"
	err := errors.Join(
		os.WriteFile(right, []byte(account.Password+"\n"), 0o600),
		os.WriteFile(wrong, []byte(mistaken), 0o600))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		environment, file string
		want              int
	}{
		"from the environment":      {account.Password, "", exitOK},
		"from a file":               {"", right, exitOK},
		"a file before anything":    {mistaken, right, exitOK},
		"wrong, of the environment": {mistaken, "", exitDatabase},
		"wrong, of a file":          {"", wrong, exitDatabase},
		"a file that is not there":  {account.Password, filepath.Join(dir, "none"), exitUsage},
	} {
		t.Run(name, func(t *testing.T) {
			cmd := exec.Command(path, "--log-level", "debug", "query", "--neo4j", account.URI, "RETURN 'the ' + 'answer' AS it")
			cmd.Env = append(os.Environ(), "NEO4J_USERNAME="+account.User, "NEO4J_PASSWORD="+c.environment, "NEO4J_PASSWORD_FILE="+c.file)
			out, _ := cmd.CombinedOutput()
			if got := cmd.ProcessState.ExitCode(); got != c.want || strings.Contains(string(out), "the answer") != (c.want == exitOK) {
				t.Errorf("it ends with %d, want %d, and says\n%s", got, c.want, out)
			}
			if strings.Contains(string(out), account.Password) || strings.Contains(string(out), mistaken) {
				t.Errorf("it says the password:\n%s", out)
			}
		})
	}

	// After wrong ones the server takes none for a while, which is waited for.
	ask := func(password string) (int, string) {
		cmd := exec.Command(path, "query", "--neo4j", account.URI, "RETURN 'the ' + 'answer' AS it")
		cmd.Env = append(os.Environ(), "NEO4J_USERNAME="+account.User, "NEO4J_PASSWORD="+password, "NEWSGRAPH_DB_HOME="+dir)
		out, _ := cmd.CombinedOutput()
		return cmd.ProcessState.ExitCode(), string(out)
	}
	for range 3 {
		ask(mistaken)
	}
	if code, out := ask(account.Password); code != exitOK {
		t.Errorf("after wrong passwords the right one ends with %d and says\n%s", code, out)
	}
	if code, out := ask(""); code != exitDatabase || !strings.Contains(out, "none was given") {
		t.Errorf("without a password it ends with %d and says\n%s", code, out)
	}
}
