package file

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
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

// A link stays one, also one that leads nowhere yet or to a pipe: what it leads to is written.
func TestWriteThroughLink(t *testing.T) {
	dir, other := t.TempDir(), t.TempDir()
	for _, there := range []bool{true, false} {
		target, link := filepath.Join(other, "target"), filepath.Join(dir, "link")
		if there {
			if err := os.WriteFile(target, []byte("old"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(os.Symlink(target, link), Write(link, dir, write("new"))); err != nil {
			t.Fatal(err)
		}
		if to, err := os.Readlink(link); err != nil || to != target {
			t.Errorf("the link leads to %q, %v", to, err)
		}
		if got, err := os.ReadFile(target); err != nil || string(got) != "new" {
			t.Errorf("the target holds %q, %v", got, err)
		}
		if err := errors.Join(os.Remove(target), os.Remove(link)); err != nil {
			t.Fatal(err)
		}
	}
	a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	if err := errors.Join(os.Symlink("b", a), os.Symlink("a", b)); err != nil {
		t.Fatal(err)
	}
	if err := Write(a, "", write("")); err == nil || !strings.Contains(err.Error(), "too many links") {
		t.Errorf("got %v of a link that leads to itself", err)
	}
}

// An open file of a process is added to, not replaced: it may be a log.
func TestWriteToOpenFile(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	path := fmt.Sprintf("/dev/fd/%d", f.Fd())
	if _, err := os.Stat(path); err != nil {
		t.Skip("no /dev/fd here")
	}
	if err := errors.Join(write("first, ")(f), Write(path, "", write("second"))); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(f.Name()); err != nil || string(got) != "first, second" {
		t.Errorf("the file holds %q, %v", got, err)
	}
}

func TestMove(t *testing.T) {
	dir := t.TempDir()
	from, target, link, pipe := filepath.Join(dir, "from"), filepath.Join(dir, "target"), filepath.Join(dir, "link"), filepath.Join(dir, "pipe")
	if err := errors.Join(os.Symlink("target", link), syscall.Mkfifo(pipe, 0o600)); err != nil {
		t.Fatal(err)
	}
	for _, to := range []string{target, link, pipe} {
		if err := os.WriteFile(from, []byte("moved to "+to), 0o600); err != nil {
			t.Fatal(err)
		}
		failed := make(chan error, 1)
		go func() { failed <- Move(from, to) }()
		if to != pipe {
			failed <- <-failed
		}
		got, err := os.ReadFile(to)
		if err := errors.Join(err, <-failed); err != nil || string(got) != "moved to "+to {
			t.Errorf("%s holds %q, %v", to, got, err)
		}
		if _, err := os.Stat(from); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the file moved to %s is still there: %v", to, err)
		}
	}
	if err := Move(from, target); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v where nothing is to be moved", err)
	}
}
