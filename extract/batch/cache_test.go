package batch

import (
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"newsgraph/extract/text"
	"newsgraph/graph"
)

func openTestCache(t *testing.T, dir, version string, limit int64) *Cache {
	t.Helper()
	c, err := OpenCache(dir, version, limit)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// entries are the files of a cache.
func entries(t *testing.T, dir string) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && d.Name() != trimmed {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

func TestCacheGivesTheSameBytes(t *testing.T) {
	var calls atomic.Int64
	dir := t.TempDir()
	b := Batch{Paths: []string{corpus(t, 100)}, Jobs: 3, Cache: openTestCache(t, dir, "v1", 1<<30), Extract: func(a *text.Article) (*graph.Document, error) {
		calls.Add(1)
		return plainly(a)
	}}
	first := runAll(t, b)
	second := runAll(t, b)
	if first.docs.String() != second.docs.String() {
		t.Error("the cache gives other bytes")
	}
	if calls.Load() != 90 || second.tally.Cached != 90 || first.tally.Cached != 0 {
		t.Errorf("%d extracted, %d from the cache", calls.Load(), second.tally.Cached)
	}
	b.Cache = openTestCache(t, dir, "v2", 1<<30)
	if runAll(t, b); calls.Load() != 180 {
		t.Error("another version takes what the first made")
	}
}

func TestCacheIsMadeAgainWhereDamaged(t *testing.T) {
	damage := map[string]func([]byte) []byte{
		"empty":      func([]byte) []byte { return nil },
		"cut short":  func(b []byte) []byte { return b[:len(b)-3] },
		"one bit":    func(b []byte) []byte { b[len(b)/2] ^= 1; return b },
		"other data": func([]byte) []byte { return []byte("not a frame at all\n") },
	}
	for name, f := range damage {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			b := Batch{Paths: []string{corpus(t, 20)}, Jobs: 2, Cache: openTestCache(t, dir, "v", 1<<30), Extract: plainly}
			first := runAll(t, b)
			paths := entries(t, dir)
			if len(paths) != 18 {
				t.Fatalf("%d entries", len(paths))
			}
			for _, path := range paths {
				old, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, f(old), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			second := runAll(t, b)
			if second.tally.Cached != 0 || first.docs.String() != second.docs.String() {
				t.Errorf("%d damaged entries were used", second.tally.Cached)
			}
			if third := runAll(t, b); third.tally.Cached != 18 {
				t.Errorf("%d entries after mending", third.tally.Cached)
			}
		})
	}
}

func TestCacheKnowsEveryFieldOfAnArticle(t *testing.T) {
	c := openTestCache(t, t.TempDir(), "v", 1<<30)
	seen := map[string]bool{}
	for _, a := range []text.Article{{}, {ID: "x"}, {URL: "x"}, {Title: "x"}, {Date: "x"}, {Dateline: "x"}, {Source: "x"}, {Language: "x"}, {Text: "x"}} {
		seen[c.path(&a)] = true
	}
	if len(seen) != 9 {
		t.Errorf("%d keys of 9 articles", len(seen))
	}
}

func TestCacheStaysUnderItsLimit(t *testing.T) {
	dir := t.TempDir()
	c := openTestCache(t, dir, "v", 50*blockSize)
	b := Batch{Paths: []string{corpus(t, 100)}, Jobs: 1, Cache: c, Extract: plainly}
	runAll(t, b)
	paths := entries(t, dir)
	for i, path := range paths { // the later half was used last
		if err := os.Chtimes(path, time.Time{}, time.Now().Add(time.Duration(i-len(paths))*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Trim(); err != nil {
		t.Fatal(err)
	}
	left := entries(t, dir)
	if len(left) != 45 || left[0] != paths[45] {
		t.Errorf("%d entries are left", len(left))
	}
}

func TestCacheThatCannotBeWritten(t *testing.T) {
	dir := t.TempDir()
	c := openTestCache(t, dir, "v", 1<<30)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dir, nil, 0o644); err != nil { // a file in its place
		t.Fatal(err)
	}
	m := runAll(t, Batch{Paths: []string{corpus(t, 20)}, Jobs: 2, Cache: c, Extract: plainly})
	if m.tally.Documents != 18 || c.Err() == nil {
		t.Errorf("%d documents, error %v", m.tally.Documents, c.Err())
	}
}
