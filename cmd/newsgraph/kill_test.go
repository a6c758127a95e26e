package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestKilled kills runs with SIGKILL at random moments, each time lets --resume
// finish them, and compares every byte with an unbroken run's. The moments are
// drawn from fixed seeds over the time that the unbroken run took.
// NEWSGRAPH_KILLS says how many; a few without it.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("starts and kills many processes")
	}
	kills := 3
	if n := os.Getenv("NEWSGRAPH_KILLS"); n != "" {
		var err error
		if kills, err = strconv.Atoi(n); err != nil {
			t.Fatal(err)
		}
	}
	k := newKiller(t)
	for name, run := range map[string]killable{
		// Into a folder that holds an earlier version of some of the articles.
		"build": {kills, func(dir string) []string {
			return []string{"build", "--out", filepath.Join(dir, "out"), k.news}
		}, func(dir string) {
			k.must("build", "--out", filepath.Join(dir, "out"), k.older)
		}},
		"extract": {(kills + 3) / 4, func(dir string) []string {
			return []string{"extract", "--out", filepath.Join(dir, "docs.ndjson"), "--quarantine", filepath.Join(dir, "bad.ndjson"), k.news}
		}, func(string) {}},
	} {
		t.Run(name, func(t *testing.T) { k.test(t, run) })
	}
}

// killable is a command that is killed so many times.
type killable struct {
	kills   int
	args    func(dir string) []string
	prepare func(dir string)
}

// killer has what the runs share.
type killer struct {
	t           *testing.T
	program     string
	news, older string
	cache       string
}

func newKiller(t *testing.T) *killer {
	t.Helper()
	dir := t.TempDir()
	k := &killer{t, program(t, dir), filepath.Join(dir, "news"), filepath.Join(dir, "older.jsonl"), filepath.Join(dir, "cache")}
	if err := os.Mkdir(k.news, 0o755); err != nil {
		t.Fatal(err)
	}
	for part := range 4 {
		writeNews(t, filepath.Join(k.news, fmt.Sprintf("part%d.jsonl", part)), part*50, 50, "Monday")
	}
	writeNews(t, k.older, 25, 50, "Sunday")
	return k
}

// writeNews writes articles; every twentieth line is broken.
func writeNews(t *testing.T, path string, first, n int, day string) {
	t.Helper()
	who := []string{"French President Emmanuel Macron", "German Chancellor Angela Merkel", "Russia", "Iran", "Turkey", "the Japanese foreign minister", "Kenya", "Brazil"}
	did := []string{"signed a treaty with", "rejected a plan of", "accused", "hosted talks with", "imposed sanctions on", "met the president of", "called on"}
	var b strings.Builder
	r := rand.New(rand.NewPCG(1, uint64(first)))
	pick := func(words []string) string { return words[r.IntN(len(words))] }
	for i := first; i < first+n; i++ {
		if i%20 == 19 {
			fmt.Fprintf(&b, "{\"id\": \"n%d\", \"text\": \"cut sh\n", i)
			continue
		}
		fmt.Fprintf(&b, `{"id": "n%d", "date": "2015-03-%02d", "text": "`, i, 1+i%28)
		for range 3 + r.IntN(6) {
			fmt.Fprintf(&b, "On %s %s %s %s, the government of %s said. ", day, pick(who), pick(did), pick(who[2:]), pick(who[2:]))
		}
		b.WriteString("\"}\n")
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (k *killer) command(args ...string) *exec.Cmd {
	cmd := exec.Command(k.program, append([]string{"--quiet"}, args...)...)
	cmd.Env = append(os.Environ(), "NEWSGRAPH_CACHE="+k.cache)
	return cmd
}

// must runs a command that quarantines some lines and otherwise goes well.
func (k *killer) must(args ...string) {
	k.t.Helper()
	cmd := k.command(args...)
	var exit *exec.ExitError
	if out, err := cmd.CombinedOutput(); !errors.As(err, &exit) || exit.ExitCode() != exitQuarantined {
		k.t.Fatalf("%s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// TestInterrupted stops a run as Ctrl-C does, and goes on with the command that it names.
func TestInterrupted(t *testing.T) {
	k := newKiller(t)
	whole, dir := t.TempDir(), t.TempDir()
	k.must("build", "--cache", "off", "--out", filepath.Join(whole, "out"), k.news)

	out := filepath.Join(dir, "out of all")
	cmd := k.command("build", "--cache", "off", "--checkpoint", "5ms", "--out", out, k.news)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	reading := regexp.MustCompile(`"items": [1-9]`)
	for range 6000 {
		if b, _ := os.ReadFile(filepath.Join(out, "unfinished", "checkpoint.json")); reading.Match(b) {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != exitStopped {
		t.Fatalf("%v, %s", err, &stderr)
	}
	_, again, ok := strings.Cut(strings.TrimSpace(stderr.String()), "newsgraph: stopped; to go on: ")
	if !ok {
		t.Fatalf("it does not say how to go on: %s", &stderr)
	}
	sh := exec.Command("sh", "-c", again)
	sh.Env = append(os.Environ(), "PATH="+filepath.Dir(k.program)+":"+os.Getenv("PATH"))
	if b, err := sh.CombinedOutput(); !errors.As(err, &exit) || exit.ExitCode() != exitQuarantined {
		t.Fatalf("%s: %v\n%s", again, err, b)
	}
	want, got := contents(t, filepath.Join(whole, "out")), contents(t, out)
	if len(got) != len(want) {
		t.Errorf("%d files, want %d", len(got), len(want))
	}
	for name := range want {
		if !bytes.Equal(got[name], want[name]) {
			t.Errorf("%s is not that of an unbroken run", name)
		}
	}
}

func (k *killer) test(t *testing.T, run killable) {
	slow := []string{"--cache", "off", "--checkpoint", "20ms"}
	whole := t.TempDir()
	run.prepare(whole)
	began := time.Now()
	k.must(append(run.args(whole), slow...)...)
	took := time.Since(began)
	want := contents(t, whole)

	killed, goneOn := 0, 0
	for seed := range run.kills {
		dir := t.TempDir()
		run.prepare(dir)
		args := append(run.args(dir), slow...)
		cmd := k.command(args...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		moment := time.Duration(rand.New(rand.NewPCG(uint64(seed), 8)).Float64() * float64(took))
		time.Sleep(moment)
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() {
			killed++
		}
		if checkpoints, _ := filepath.Glob(filepath.Join(dir, "*unfinished", "checkpoint.json")); len(checkpoints) > 0 {
			goneOn++
		}
		if checkpoints, _ := filepath.Glob(filepath.Join(dir, "out", "unfinished", "checkpoint.json")); len(checkpoints) > 0 {
			goneOn++
		}
		k.must(append(args, "--resume")...)
		got := contents(t, dir)
		for name := range want {
			if !bytes.Equal(got[name], want[name]) {
				t.Errorf("seed %d, killed after %v: %s is not that of an unbroken run", seed, moment, name)
			}
		}
		for name := range got {
			if _, ok := want[name]; !ok {
				t.Errorf("seed %d, killed after %v: %s is left behind", seed, moment, name)
			}
		}
	}
	t.Logf("%d of %d runs killed in %v, %d with a checkpoint to go on from", killed, run.kills, took.Round(time.Millisecond), goneOn)
	if killed*2 < run.kills || run.kills > 2 && goneOn == 0 {
		t.Error("too few runs were killed before they ended to show anything")
	}
}

// contents are the files under a folder.
func contents(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := make(map[string][]byte)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err == nil {
			files[name], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatalf("no files in %s", dir)
	}
	return files
}
