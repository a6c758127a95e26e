package batch_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"newsgraph/extract"
	"newsgraph/extract/batch"
	"newsgraph/extract/read"
)

// BenchmarkJobs extracts the articles of the file or folder NEWSGRAPH_NEWS, or
// else some copies of the seeds, with one and with two workers. Look at cpu-ms for
// what an article costs whatever else the machine does, at articles/s for how
// well the workers keep each other from waiting.
//
//	NEWSGRAPH_NEWS=FOLDER go test ./extract/batch -run '^$' -bench Jobs -benchtime 1x
func BenchmarkJobs(b *testing.B) {
	x, err := extract.New()
	if err != nil {
		b.Fatal(err)
	}
	news := os.Getenv("NEWSGRAPH_NEWS")
	if news == "" {
		news = copies(b, 50)
	}
	for _, jobs := range []int{1, 2} {
		b.Run(fmt.Sprintf("jobs=%d", jobs), func(b *testing.B) {
			var out counted
			cpu := cpuTime(b)
			for b.Loop() {
				run := batch.Batch{Extract: x.Extract, Paths: []string{news}, Jobs: jobs}
				t, err := run.Run(b.Context(), batch.Tally{}, &out)
				if err != nil || t.Documents == 0 {
					b.Fatal(t, err)
				}
			}
			b.ReportMetric(float64(out.documents)/b.Elapsed().Seconds(), "articles/s")
			b.ReportMetric(float64(out.words)/b.Elapsed().Seconds(), "words/s")
			b.ReportMetric((cpuTime(b)-cpu).Seconds()*1000/float64(out.documents), "cpu-ms/article")
		})
	}
}

// copies writes a file with so many copies of the seed articles.
func copies(b *testing.B, n int) string {
	b.Helper()
	seeds, err := filepath.Glob(filepath.Join("..", "..", "seeds", "*.txt"))
	if err != nil || len(seeds) == 0 {
		b.Fatalf("no seeds: %v", err)
	}
	dir := b.TempDir()
	for i := range n {
		for _, seed := range seeds {
			s, err := os.ReadFile(seed)
			if err != nil {
				b.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d-%s", i, filepath.Base(seed))), s, 0o644); err != nil {
				b.Fatal(err)
			}
		}
	}
	return dir
}

// counted is an output that counts.
type counted struct{ documents, words int }

func (c *counted) Document(line []byte, _ string) error {
	c.documents++
	_, rest, _ := strings.Cut(string(line), `"text":"`)
	text, _, _ := strings.Cut(rest, `","nodes":`)
	c.words += len(strings.Fields(text))
	return nil
}
func (c *counted) Reject(*read.Fault) error   { return nil }
func (c *counted) Reached(*batch.Tally) error { return nil }

// cpuTime is what the process has used of all cores.
func cpuTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
