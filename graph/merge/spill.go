package merge

import (
	"bufio"
	"context"
	"fmt"
	"iter"
	"os"

	"github.com/lanrat/extsort"
)

// codec writes rows to temporary files and reads them back.
type codec[T any] struct {
	encode func(T) ([]byte, error)
	decode func([]byte) (T, error)
}

// bytesCodec is of rows that are bytes already.
var bytesCodec = codec[[]byte]{
	encode: func(b []byte) ([]byte, error) { return b, nil },
	decode: func(b []byte) ([]byte, error) { return b, nil },
}

// spill is a temporary file of rows, written once and then read by number, so
// that what grows with the number of articles lies on disk.
type spill[T any] struct {
	codec[T]
	file *os.File
	w    *bufio.Writer
	ends []int64
}

func newSpill[T any](dir string, c codec[T]) (*spill[T], error) {
	f, err := os.CreateTemp(dir, "spill-")
	if err != nil {
		return nil, err
	}
	return &spill[T]{codec: c, file: f, w: bufio.NewWriterSize(f, 1<<18)}, nil
}

func (s *spill[T]) add(v T) error {
	b, err := s.encode(v)
	if err != nil {
		return err
	}
	last := int64(0)
	if n := len(s.ends); n > 0 {
		last = s.ends[n-1]
	}
	s.ends = append(s.ends, last+int64(len(b)))
	_, err = s.w.Write(b)
	return err
}

// done ends the writing; only then may rows be read.
func (s *spill[T]) done() error { return s.w.Flush() }

func (s *spill[T]) read(i int32) (v T, err error) {
	from := int64(0)
	if i > 0 {
		from = s.ends[i-1]
	}
	b := make([]byte, s.ends[i]-from)
	if _, err := s.file.ReadAt(b, from); err != nil {
		return v, err
	}
	return s.decode(b)
}

func (s *spill[T]) close() error {
	if s == nil {
		return nil
	}
	return s.file.Close()
}

// How many rows a sorter holds in memory before it writes them to disk: of
// statements and the like, and of rows of a few bytes.
const (
	largeRows = 10_000
	smallRows = 500_000
)

// sorter takes rows in any order and gives them back sorted, by way of the disk
// when they are many. compare must order all rows that differ.
type sorter[T any] struct {
	in   chan T
	out  <-chan T
	errs <-chan error
	stop context.CancelFunc
}

func newSorter[T any](ctx context.Context, dir string, run int, c codec[T], compare func(a, b T) int) *sorter[T] {
	ctx, stop := context.WithCancel(ctx)
	s := &sorter[T]{in: make(chan T, 1024), stop: stop}
	config := &extsort.Config{ChunkSize: run, NumWorkers: 2, ChanBuffSize: 1, SortedChanBuffSize: 1024, TempFilesDir: dir}
	sort, out, errs := extsort.Generic(s.in, c.decode, c.encode, compare, config)
	s.out, s.errs = out, errs
	go sort.Sort(ctx)
	return s
}

// add hands over one row, or returns the error that ended the sorting.
func (s *sorter[T]) add(v T) error {
	select {
	case s.in <- v:
		return nil
	case err := <-s.errs:
		s.stop()
		return fmt.Errorf("sort on disk: %w", err)
	}
}

// sorted ends the adding and yields the rows in order. It may be ranged over once.
func (s *sorter[T]) sorted() iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		defer s.stop()
		close(s.in)
		for v := range s.out {
			if !yield(v, nil) {
				return
			}
		}
		if err := <-s.errs; err != nil {
			var zero T
			yield(zero, fmt.Errorf("sort on disk: %w", err))
		}
	}
}
