package export

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"newsgraph/graph"
)

// many yields 5,000 nodes and 1,000,000 edges with a statement each, a few of
// which are held in memory and come again under other ids.
func many(b *testing.B) Records {
	b.Helper()
	few := generated(5000, 10_000)
	var nodes []*graph.Record
	var edges []*graph.EdgeRecord
	for _, r := range few {
		switch {
		case r.Edge != nil:
			edges = append(edges, r.Edge)
		case r.Statement == nil && r.Mentions == nil:
			nodes = append(nodes, r)
		}
	}
	const million = 1_000_000
	return func(yield func(*graph.Record, error) bool) {
		for _, r := range nodes {
			if !yield(r, nil) {
				return
			}
		}
		e := new(graph.EdgeRecord)
		for i := range million {
			*e = *edges[i%len(edges)]
			e.ID = fmt.Sprintf("%016x", i)
			if !yield(&graph.Record{Edge: e}, nil) {
				return
			}
		}
		for i := range million {
			from := edges[i%len(edges)]
			s := &graph.StatementRecord{Edge: fmt.Sprintf("%016x", i), Article: "a000001", Quote: from.Evidence, Start: i, End: i + 80, Rule: "r", Confidence: from.Confidence}
			if !yield(&graph.Record{Statement: s}, nil) {
				return
			}
		}
	}
}

type counter struct{ n int64 }

func (c *counter) Write(p []byte) (int, error) { c.n += int64(len(p)); return len(p), nil }

// BenchmarkMillionEdges measures each format beside Go's own encoders on the
// same records: go test -run '^$' -bench Million -benchtime 1x ./graph/export
func BenchmarkMillionEdges(b *testing.B) {
	records := many(b)
	run := func(name string, write func(io.Writer) error) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				var out counter
				stop, peak := make(chan bool), make(chan uint64)
				runtime.GC()
				go watchHeap(stop, peak)
				if err := write(&out); err != nil {
					b.Fatal(err)
				}
				close(stop)
				b.SetBytes(out.n)
				b.ReportMetric(float64(<-peak)/1e6, "MB-heap")
				b.ReportMetric(float64(out.n)/1e6, "MB-written")
			}
		})
	}
	run("encoding_json", func(w io.Writer) error {
		enc := json.NewEncoder(w)
		for r, err := range records {
			if err != nil {
				return err
			}
			if err := enc.Encode(r); err != nil {
				return err
			}
		}
		return nil
	})
	run("encoding_csv", func(w io.Writer) error {
		out := csv.NewWriter(w)
		for r, err := range records {
			if err != nil {
				return err
			}
			if e := r.Edge; e != nil {
				if err := out.Write(edgeValues(e)); err != nil {
					return err
				}
			}
		}
		out.Flush()
		return out.Error()
	})
	for _, f := range Formats {
		switch {
		case f.File != nil:
			run(f.Name, func(w io.Writer) error { return f.File(w, records) })
		case f.Events != nil:
			run(f.Name, func(w io.Writer) error { return f.Events(w, RecordEvents(records)) })
		default:
			dir := b.TempDir()
			run(f.Name, func(w io.Writer) error {
				if err := f.Folder(dir, records); err != nil {
					return err
				}
				files, err := filepath.Glob(filepath.Join(dir, "*"))
				for _, name := range files {
					if info, err := os.Stat(name); err == nil {
						w.(*counter).n += info.Size()
					}
				}
				return err
			})
		}
	}
}

// watchHeap sends the highest heap in use that it saw.
func watchHeap(stop <-chan bool, peak chan<- uint64) {
	var highest uint64
	for {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		highest = max(highest, m.HeapAlloc)
		select {
		case <-stop:
			peak <- highest
			return
		case <-time.After(100 * time.Millisecond):
		}
	}
}
