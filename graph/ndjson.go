package graph

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	jsonv2 "github.com/go-json-experiment/json"
)

// LineError is a line of NDJSON that could not be used. Reading goes on after it.
type LineError struct {
	Name string // of the file
	Line int    // from 1
	Err  error
}

func (e *LineError) Error() string { return fmt.Sprintf("%s:%d: %v", e.Name, e.Line, e.Err) }

// Unwrap returns the cause.
func (e *LineError) Unwrap() error { return e.Err }

// MaxLine is the longest line, in bytes, that a reader of NDJSON takes.
const MaxLine = 256 << 20

// Documents reads graph documents, one a line. A line with a key twice or words
// that are not UTF-8 is bad, as is one that breaks the format. A bad line is yielded as a
// *LineError and reading goes on; an error of r itself ends it.
func Documents(r io.Reader, name string) iter.Seq2[*Document, error] {
	return lines[Document](r, name, (*Document).Check)
}

// Records reads the lines of a merged graph as Documents reads documents.
func Records(r io.Reader, name string) iter.Seq2[*Record, error] {
	return lines[Record](r, name, (*Record).Check)
}

func lines[T any](r io.Reader, name string, check func(*T) error) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		br := bufio.NewReaderSize(r, 1<<16)
		for n := 1; ; n++ {
			line, err := readLine(br)
			if errors.Is(err, io.EOF) && len(line) == 0 {
				return
			}
			if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, errLong) {
				yield(nil, fmt.Errorf("%s:%d: %w", name, n, err))
				return
			}
			var bad error
			v := new(T)
			switch {
			case errors.Is(err, errLong):
				bad = err
			case len(bytes.TrimSpace(line)) == 0:
				continue
			default:
				if bad = jsonv2.Unmarshal(line, v); bad == nil {
					bad = check(v)
				}
			}
			if bad != nil {
				if !yield(nil, &LineError{name, n, bad}) {
					return
				}
				continue
			}
			if !yield(v, nil) {
				return
			}
		}
	}
}

var errLong = fmt.Errorf("line is longer than %d MB", MaxLine>>20)

// readLine returns the next line without its newline. A line over MaxLine is
// read to its end, dropped, and reported as errLong.
func readLine(br *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := br.ReadSlice('\n')
		if !long {
			line = append(line, part...)
			if len(line) > MaxLine {
				long, line = true, nil
			}
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if long {
			return nil, errLong
		}
		return bytes.TrimSuffix(line, []byte{'\n'}), err
	}
}

// Write writes v as one line of NDJSON: HTML characters stand as they are, so
// that quotes read as in the article.
func Write(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
