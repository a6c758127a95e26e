package file

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func write(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

// What fails half-way leaves the file as it was, and nothing beside it.
func TestWriteIsWholeOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "graph.ndjson")
	if err := Write(path, "", write("first")); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	err := Write(path, "", func(w io.Writer) error { return errors.Join(write("sec")(w), broken) })
	if !errors.Is(err, broken) {
		t.Errorf("got %v, want the error of filling", err)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "first" {
		t.Errorf("the file holds %q, %v", got, err)
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 1 {
		t.Errorf("the folder holds %v, %v", files, err)
	}
	if err := Write(path, dir, write("second")); err != nil {
		t.Fatal(err)
	}
	if sum, err := SHA256(path); err != nil || sum != "16367aacb67a4a017c8da8ab95682ccb390863780f7114dda0a0e0c55644c7c4" {
		t.Errorf("sha256 %s, %v", sum, err)
	}
}

// A pipe or a device stays what it is, and gets the bytes.
func TestWriteToPipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	failed := make(chan error, 1)
	go func() { failed <- Write(path, "", write("through")) }()
	got, err := os.ReadFile(path)
	if err := errors.Join(err, <-failed); err != nil || string(got) != "through" {
		t.Errorf("the reader gets %q, %v", got, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode()&os.ModeNamedPipe == 0 {
		t.Errorf("the pipe is now %v, %v", info, err)
	}
}
