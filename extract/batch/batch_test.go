package batch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"newsgraph/extract/read"
	"newsgraph/extract/text"
	"newsgraph/graph"
)

// corpus writes n articles, every tenth of them without text, and returns the file.
func corpus(t *testing.T, n int) string {
	t.Helper()
	var b strings.Builder
	for i := range n {
		if i%10 == 9 {
			fmt.Fprintf(&b, `{"id": "bad-%d"}`+"\n", i)
			continue
		}
		fmt.Fprintf(&b, `{"id": "a%d", "date": "2020-01-01", "text": "The minister of state number %d said on Monday that the talks would go on for a week."}`+"\n", i, i)
	}
	path := filepath.Join(t.TempDir(), "news.jsonl")
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// plainly makes a document of an article without looking at it.
func plainly(a *text.Article) (*graph.Document, error) {
	return &graph.Document{ID: a.ID, Text: a.Text}, nil
}

// memory is an Output in memory.
type memory struct {
	docs    bytes.Buffer
	origins []string
	faults  []string
	tally   Tally
	after   func(*Tally) error
}

func (m *memory) Document(line []byte, origin string) error {
	m.origins = append(m.origins, origin)
	_, err := m.docs.Write(line)
	return err
}
func (m *memory) Reject(f *read.Fault) error { m.faults = append(m.faults, f.Error()); return nil }
func (m *memory) Reached(t *Tally) error {
	if m.after != nil {
		return m.after(t)
	}
	return nil
}

func runAll(t *testing.T, b Batch) *memory {
	t.Helper()
	m := new(memory)
	var err error
	if m.tally, err = b.Run(t.Context(), Tally{}, m); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestOrigins(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{"a.txt": "The minister of state said on Monday that the talks would go on.", "b.jsonl": `{"id": "b1", "text": "The minister said on Monday that the talks would end."}`} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{filepath.Join(dir, "a.txt"), filepath.Join(dir, "b.jsonl") + "#b1"}
	t.Chdir(dir)
	for _, paths := range [][]string{{dir}, {"."}, {"a.txt", "b.jsonl"}} {
		if got := runAll(t, Batch{Extract: plainly, Paths: paths, Jobs: 2}).origins; !slices.Equal(got, want) {
			t.Errorf("%q were read at %q", paths, got)
		}
	}
	in := strings.NewReader("The minister of state said on Monday that the talks would go on.")
	if got := runAll(t, Batch{Extract: plainly, Paths: []string{"-"}, Jobs: 2, Read: read.Options{Stdin: in}}).origins; !slices.Equal(got, []string{""}) {
		t.Errorf("standard input was read at %q", got)
	}
}

func TestOrderDoesNotDependOnJobs(t *testing.T) {
	path := corpus(t, 200)
	slow := func(a *text.Article) (*graph.Document, error) {
		if a.ID == "a0" {
			time.Sleep(50 * time.Millisecond) // all others are done before it
		}
		return plainly(a)
	}
	one := runAll(t, Batch{Extract: plainly, Paths: []string{path}, Jobs: 1})
	many := runAll(t, Batch{Extract: slow, Paths: []string{path}, Jobs: 7})
	if one.docs.String() != many.docs.String() || !slices.Equal(one.faults, many.faults) {
		t.Error("seven workers give another result than one")
	}
	if one.tally.Documents != 180 || one.tally.Bad() != 20 || one.tally.Items != 200 {
		t.Errorf("tally %+v", one.tally)
	}
	if one.tally.Trail != many.tally.Trail {
		t.Error("the trail differs")
	}
}

func TestWindowBoundsWhatIsInMemory(t *testing.T) {
	const jobs = 2
	var cut, done atomic.Int64
	items := func(context.Context) iter.Seq[item] {
		return func(yield func(item) bool) {
			for range 2000 {
				if ahead := cut.Add(1) - done.Load(); ahead > windowBytes>>20+jobs {
					t.Errorf("%d items of 1 MB at a time", ahead)
				}
				if !yield(item{Item: &read.Item{Bytes: 1 << 20}}) {
					return
				}
			}
		}
	}
	n := 0
	for range inOrder(t.Context(), jobs, items, func(item) int { return 0 }) {
		done.Add(1)
		n++
	}
	if n != 2000 {
		t.Errorf("%d results", n)
	}
}

func TestFaults(t *testing.T) {
	path := corpus(t, 30)
	b := Batch{Paths: []string{path}, Jobs: 3, Extract: func(a *text.Article) (*graph.Document, error) {
		switch a.ID {
		case "a3":
			panic("out of luck")
		case "a4":
			return nil, errors.New("no luck")
		}
		return plainly(a)
	}}
	m := runAll(t, b)
	if m.tally.Faults[read.Failed] != 2 || m.tally.Documents != 25 || m.tally.Bad() != 5 {
		t.Errorf("tally %+v", m.tally)
	}
	if !strings.Contains(m.faults[0], `news.jsonl: line 4: failed: article "a3": the program failed on it: out of luck`) {
		t.Errorf("fault %q", m.faults[0])
	}
	b.Strict = true
	m = new(memory)
	tally, err := b.Run(t.Context(), Tally{}, m)
	var f *read.Fault
	if !errors.As(err, &f) || f.Reason != read.Failed || tally.Items != 3 || tally.Documents != 3 || tally.Bad() != 0 {
		t.Errorf("strict: %v after %+v", err, tally)
	}
	// What ended a strict run is the first that another goes on with.
	b.Strict = false
	rest := new(memory)
	if tally, err = b.Run(t.Context(), tally, rest); err != nil || tally.Documents != 25 || tally.Bad() != 5 {
		t.Errorf("after strict: %v, %+v", err, tally)
	}
	if whole := runAll(t, b); m.docs.String()+rest.docs.String() != whole.docs.String() {
		t.Error("the two parts are not the whole")
	}
}

func TestLimit(t *testing.T) {
	b := Batch{Extract: plainly, Paths: []string{corpus(t, 30)}, Jobs: 4}
	whole := runAll(t, b)
	b.Limit = 12
	m := runAll(t, b)
	if m.tally.Documents != 12 || !strings.HasPrefix(whole.docs.String(), m.docs.String()) || strings.Count(m.docs.String(), "\n") != 12 {
		t.Errorf("limit 12: %+v", m.tally)
	}
	again := new(memory)
	if tally, err := b.Run(t.Context(), m.tally, again); err != nil || again.docs.Len() > 0 || tally.Items != m.tally.Items {
		t.Errorf("after the limit: %v, %+v", err, tally)
	}
}

func TestGoOnAnywhere(t *testing.T) {
	b := Batch{Extract: plainly, Paths: []string{corpus(t, 40)}, Jobs: 2}
	whole := runAll(t, b)
	stop := errors.New("stop")
	for n := range 40 {
		first := &memory{after: func(t *Tally) error {
			if t.Items == n {
				return stop
			}
			return nil
		}}
		tally, err := b.Run(t.Context(), Tally{}, first)
		if n > 0 && !errors.Is(err, stop) {
			t.Fatal(n, err)
		}
		if n == 0 {
			tally, first = Tally{}, new(memory)
		}
		rest := new(memory)
		if tally, err = b.Run(t.Context(), tally, rest); err != nil {
			t.Fatal(n, err)
		}
		if first.docs.String()+rest.docs.String() != whole.docs.String() || tally.Trail != whole.tally.Trail || tally.Documents != whole.tally.Documents {
			t.Errorf("stopped after %d: another result", n)
		}
	}
}

func TestGoOnWithOtherInput(t *testing.T) {
	b := Batch{Extract: plainly, Paths: []string{corpus(t, 40)}, Jobs: 2}
	tally := runAll(t, b).tally
	for name, change := range map[string]func(string) string{
		"shorter":       func(s string) string { return s[:len(s)/2] },
		"another first": func(s string) string { return "{}" + s },
		"empty":         func(string) string { return "" },
	} {
		t.Run(name, func(t *testing.T) {
			old, err := os.ReadFile(b.Paths[0])
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "news.jsonl")
			if err := os.WriteFile(path, []byte(change(string(old))), 0o644); err != nil {
				t.Fatal(err)
			}
			c := b
			c.Paths = []string{path}
			if _, err := c.Run(t.Context(), tally, new(memory)); !errors.Is(err, ErrChanged) {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestStop(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	b := Batch{Extract: plainly, Paths: []string{corpus(t, 100)}, Jobs: 2}
	m := &memory{after: func(t *Tally) error {
		if t.Items == 7 {
			stop()
		}
		return nil
	}}
	tally, err := b.Run(ctx, Tally{}, m)
	if !errors.Is(err, context.Canceled) || tally.Items < 7 || tally.Items == 100 {
		t.Errorf("%v after %d", err, tally.Items)
	}
	if got := strings.Count(m.docs.String(), "\n"); got != tally.Documents {
		t.Errorf("%d documents, tally says %d", got, tally.Documents)
	}
}

// Whoever feeds standard input may keep it open for as long as they like.
func TestInputStaysOpen(t *testing.T) {
	news, err := os.ReadFile(corpus(t, 100))
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		limit int
		want  error
	}{"limit": {1, nil}, "interrupt": {0, context.Canceled}} {
		t.Run(name, func(t *testing.T) {
			ctx, interrupt := context.WithCancel(t.Context())
			defer interrupt()
			in, feed := io.Pipe()
			defer in.Close()
			asked := make(chan struct{})
			go func() {
				feed.Write(news)
				feed.Write(nil) // returns when the run asks for more
				close(asked)
			}()
			m := &memory{after: func(*Tally) error {
				<-asked
				if tt.want != nil {
					interrupt()
				}
				return nil
			}}
			ended := make(chan error)
			go func() {
				b := Batch{Extract: plainly, Paths: []string{"-"}, Read: read.Options{Stdin: in}, Jobs: 2, Limit: tt.limit}
				_, err := b.Run(ctx, Tally{}, m)
				ended <- err
			}()
			select {
			case err := <-ended:
				if !errors.Is(err, tt.want) {
					t.Error(err)
				}
			case <-time.After(10 * time.Second):
				t.Error("the run waits for more")
			}
		})
	}
}

func TestReaderPanics(t *testing.T) {
	items := func(context.Context) iter.Seq[item] {
		return func(yield func(item) bool) { yield(item{Item: new(read.Item)}) } // of no reader
	}
	b := Batch{Extract: plainly}
	for _, o := range inOrder(t.Context(), 1, items, func(it item) outcome { return b.make(it, math.MaxUint64) }) {
		if len(o.faults) != 1 || o.faults[0].Reason != read.Failed {
			t.Errorf("outcome %+v", o)
		}
	}
}

func TestEachWarningCounts(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.jsonl")
	article := `{"id": "a", "date": "01/02/2026", "text": "The presidentâ€™s and the ministerâ€™s and the kingâ€™s men said on Monday that the talks would go on for a week."}`
	if err := os.WriteFile(path, []byte(article), 0o644); err != nil {
		t.Fatal(err)
	}
	m := runAll(t, Batch{Extract: plainly, Paths: []string{path}, Jobs: 1})
	if m.tally.Documents != 1 || m.tally.Faults[read.Mojibake] != 1 || m.tally.Faults[read.BadDate] != 1 || len(m.faults) != 2 {
		t.Errorf("tally %+v of %q", m.tally, m.faults)
	}
}

func TestSample(t *testing.T) {
	path := corpus(t, 1000)
	ids := func(sample string) []string {
		t.Helper()
		s, err := ParseSample(sample)
		if err != nil {
			t.Fatal(err)
		}
		m := runAll(t, Batch{Extract: plainly, Paths: []string{path}, Jobs: 3, Sample: s})
		var ids []string
		for line := range strings.Lines(m.docs.String()) {
			var d graph.Document
			if err := json.Unmarshal([]byte(line), &d); err != nil {
				t.Fatal(err)
			}
			ids = append(ids, d.ID)
		}
		if m.tally.LeftOut+len(ids) != 900 {
			t.Errorf("%s: %d taken, %d left out", sample, len(ids), m.tally.LeftOut)
		}
		return ids
	}
	fifty, hundred, all := ids("50"), ids("100"), ids("2000")
	if len(fifty) != 50 || len(hundred) != 100 || len(all) != 900 {
		t.Errorf("%d, %d and %d articles", len(fifty), len(hundred), len(all))
	}
	for _, id := range fifty {
		if !slices.Contains(hundred, id) {
			t.Errorf("%s is in the smaller sample only", id)
		}
	}
	if n := len(ids("20%")); n < 140 || n > 220 {
		t.Errorf("20%% of 900 are %d", n)
	}
	for _, bad := range []string{"0", "-1", "x", "0%", "101%", "%"} {
		if _, err := ParseSample(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

func TestSurvey(t *testing.T) {
	path := corpus(t, 3)
	out := filepath.Join(filepath.Dir(path), "out")
	if err := errors.Join(os.Mkdir(out, 0o755), os.WriteFile(filepath.Join(out, "articles.ndjson"), []byte("{}"), 0o644)); err != nil {
		t.Fatal(err)
	}
	o := read.Options{Exclude: []string{out}}
	was, err := Survey(t.Context(), []string{filepath.Dir(path)}, o)
	if err != nil || was.Files != 1 || was.Bytes == 0 {
		t.Fatal(was, err)
	}
	if err := os.Chtimes(path, time.Time{}, time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if now, _ := Survey(t.Context(), []string{filepath.Dir(path)}, o); now == was {
		t.Error("a changed file goes unseen")
	}
}
