package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A pipe gets what is written to it, also through a link, and stays a pipe.
func TestOutToPipe(t *testing.T) {
	dir := t.TempDir()
	pipe, link, news := filepath.Join(dir, "pipe"), filepath.Join(dir, "link"), filepath.Join(dir, "news.jsonl")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("pipe", link); err != nil {
		t.Fatal(err)
	}
	article := `{"id": "a1", "title": "Merkel meets Obama", "date": "2011-06-07", "text": "German Chancellor Angela Merkel met US President Barack Obama in Washington on Tuesday."}`
	if err := os.WriteFile(news, []byte(article), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("NEWSGRAPH_CACHE", "off")
	out := filepath.Join(dir, "out")
	if code := run([]string{"newsgraph", "--quiet", "build", "--out", out, news}); code != exitOK {
		t.Fatalf("build ends with %d", code)
	}
	for _, to := range []string{pipe, link} {
		for _, args := range [][]string{
			{"extract", "--out", to, news},
			{"export", "--format", "events", "--out", to, out},
			{"view", "--out", to, out},
		} {
			code := make(chan int, 1)
			go func() { code <- run(append([]string{"newsgraph", "--quiet"}, args...)) }()
			got, err := os.ReadFile(to)
			if err != nil {
				t.Fatal(err)
			}
			if ended := <-code; ended != exitOK || !strings.Contains(string(got), "Merkel") {
				t.Errorf("%s ends with %d and writes %.50q", args, ended, got)
			}
		}
		if info, err := os.Stat(to); err != nil || info.Mode()&os.ModeNamedPipe == 0 {
			t.Errorf("%s is now %v, %v", to, info.Mode(), err)
		}
	}
	if files, err := filepath.Glob(filepath.Join(dir, "*unfinished*")); err != nil || len(files) > 0 {
		t.Errorf("%q is left, %v", files, err)
	}
}
