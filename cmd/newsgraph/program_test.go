package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"newsgraph/graph/neo4j/neo4jtest"
)

// program is newsgraph as a file of its own in a folder, to be started as people do.
func program(t *testing.T, dir string) string {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "newsgraph")
	if err := os.Symlink(exe, path); err != nil { // testscript.Main goes by the name
		t.Fatal(err)
	}
	return path
}

// command is a command of a program that uses the database of a test.
func command(program string, a neo4jtest.Server, args ...string) *exec.Cmd {
	cmd := exec.Command(program, args...)
	cmd.Env = append(os.Environ(), "NEO4J_URI="+a.URI, "NEO4J_USERNAME="+a.User, "NEO4J_PASSWORD="+a.Password)
	return cmd
}
