package batch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"newsgraph/graph"
)

func testTerms() Terms {
	return Terms{Settings: map[string]string{"--limit": "3"}, Producer: graph.Producer{Version: "1"}, Program: "p", Inputs: Inputs{Files: 1, Bytes: 10, Hash: 5}}
}

// broken is an output that fails after some items, as a killed run does.
type broken struct {
	*Journal
	left int
}

var errBroken = errors.New("broken")

func (b *broken) Reached(t *Tally) error {
	if err := b.Journal.Reached(t); err != nil {
		return err
	}
	if b.left--; b.left == 0 {
		return errBroken
	}
	return nil
}

// crash leaves a journal as a killed process would: buffers partly written,
// nothing saved.
func crash(t *testing.T, j *Journal) {
	t.Helper()
	if err := errors.Join(j.docs.Flush(), j.faults.Flush(), j.origins.Flush()); err != nil {
		t.Fatal(err)
	}
	if _, err := j.docs.file.WriteString(`{"id":"half a li`); err != nil {
		t.Fatal(err)
	}
	j.close()
}

func TestJournalGoesOnAfterACrash(t *testing.T) {
	b := Batch{Extract: plainly, Paths: []string{corpus(t, 60)}, Jobs: 2}
	whole := runAll(t, b)
	for _, every := range []time.Duration{0, 200 * time.Microsecond, time.Hour} { // always, now and then, never
		dir := filepath.Join(t.TempDir(), "unfinished")
		crashes := 0
		for resume := false; ; resume = true {
			j, err := OpenJournal(dir, testTerms(), resume, every)
			if err != nil {
				t.Fatal(err)
			}
			if every == 0 && j.Tally.Items != crashes*7 {
				t.Fatalf("goes on after %d items, not %d", j.Tally.Items, crashes*7)
			}
			n := 7
			if every > 0 {
				n = 7 + crashes*7
			}
			tally, err := b.Run(t.Context(), j.Tally, &broken{j, n})
			if errors.Is(err, errBroken) {
				crashes++
				crash(t, j)
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			if err := j.Finish(tally); err != nil {
				t.Fatal(err)
			}
			j.close() // a crash after the reading
			if j, err = OpenJournal(dir, testTerms(), true, every); err != nil || !j.Whole || j.Tally.Documents != 54 {
				t.Fatalf("%v, %+v", err, j)
			}
			var origins []string
			for origin, err := range j.Origins() {
				if err != nil {
					t.Fatal(err)
				}
				origins = append(origins, origin)
			}
			if !slices.Equal(origins, whole.origins) {
				t.Errorf("checkpoints every %v: origins %q, want %q", every, origins, whole.origins)
			}
			out := t.TempDir()
			docs, faults := filepath.Join(out, "docs"), filepath.Join(out, "quarantine")
			if err := j.Place(docs, faults); err != nil {
				t.Fatal(err)
			}
			got, err := os.ReadFile(docs)
			if err != nil || string(got) != whole.docs.String() {
				t.Errorf("checkpoints every %v: other bytes, %v", every, err)
			}
			if got, err = os.ReadFile(faults); err != nil || strings.Count(string(got), "\n") != 6 {
				t.Errorf("checkpoints every %v: quarantine %s, %v", every, got, err)
			}
			if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
				t.Error("the journal is still there")
			}
			break
		}
		if crashes == 0 {
			t.Error("nothing crashed")
		}
	}
}

func TestJournalRefusesOtherTerms(t *testing.T) {
	dir := t.TempDir()
	j, err := OpenJournal(dir, testTerms(), false, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := OpenJournal(dir, testTerms(), true, 0); err == nil || !strings.Contains(err.Error(), "at work") {
		t.Errorf("two at a time: %v", err)
	}
	j.close()
	for want, change := range map[string]func(*Terms){
		`begun with --limit "3", not "4"`:      func(t *Terms) { t.Settings["--limit"] = "4" },
		`begun with --sample "", not "5"`:      func(t *Terms) { t.Settings["--sample"] = "5" },
		`begun by another version`:             func(t *Terms) { t.Producer.KB = "other" },
		`begun by another version of newsgr`:   func(t *Terms) { t.Program = "other" },
		`input has changed`:                    func(t *Terms) { t.Inputs.Hash++ },
		`(1 files and 10 bytes then, 1 and 11`: func(t *Terms) { t.Inputs.Bytes = 11 },
	} {
		terms := testTerms()
		change(&terms)
		if _, err := OpenJournal(dir, terms, true, 0); !errors.Is(err, ErrChanged) || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %s", err, want)
		}
		fresh := filepath.Join(t.TempDir(), "fresh")
		if j, err := OpenJournal(fresh, terms, true, 0); err != nil || j.Tally.Items != 0 {
			t.Errorf("nothing to go on with: %v", err)
		}
	}
}

func TestJournalMissesWhatWasLost(t *testing.T) {
	dir := t.TempDir()
	j, err := OpenJournal(dir, testTerms(), false, 0)
	if err != nil {
		t.Fatal(err)
	}
	b := Batch{Extract: plainly, Paths: []string{corpus(t, 20)}, Jobs: 1}
	tally, err := b.Run(t.Context(), j.Tally, j)
	if err := errors.Join(err, j.Suspend(tally)); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(j.Documents(), 100); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenJournal(dir, testTerms(), true, 0); !errors.Is(err, ErrChanged) {
		t.Errorf("error %v", err)
	}
}
