package read

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// A JSON file is read as a stream of objects, one a line, in an array, or one
// after the other. Our own scanner keeps only the strings of each object, each
// cut at a limit, so that memory is bounded whatever the file holds, and it goes
// on at the next line after a broken record.

const (
	maxNesting = 200      // of objects and arrays
	maxRecord  = 2 << 30  // bytes of one record
	maxFields  = 10_000   // strings kept of one record
	maxKept    = 64 << 20 // bytes kept of one record
)

var (
	errNesting = fmt.Errorf("more than %d objects or arrays within each other", maxNesting)
	errRecord  = fmt.Errorf("a record of more than %d GB", maxRecord>>30)
)

// record holds the strings and numbers of one object by path ("body.content").
// The elements of an array share a path and are joined as paragraphs.
type record struct {
	fields map[string]string
	cut    map[string]bool             // fields cut at the limit
	joined map[string]*strings.Builder // the fields that have several values

	lists []*list // arrays of objects within it
	path  string  // of its fields, from the outermost object: "response.results."
	place string  // of it in there: "response.results[2]"; "" for the outermost object
	line  int     // on which it begins
	size  int64   // in bytes
	kept  int     // of them
}

func newRecord() *record { return &record{fields: map[string]string{}, cut: map[string]bool{}} }

type jsonScanner struct {
	in    *bufio.Reader
	o     *Options
	hand  func(*record) bool // takes articles of a long list while it is read; false to stop
	limit int                // bytes kept of one string
	line  int                // from 1
	size  int64
	kept  int
	root  *record // the outermost object
	rec   *record // the one at work
	buf   []byte
	fresh bool // the next byte opens a record, though the one before it is broken
}

func (r *reader) json(src *source, br *bufio.Reader) {
	hand := func(rec *record) bool {
		position := fmt.Sprintf("line %d", rec.line)
		if rec.place != "" {
			position += ", " + rec.place
		}
		return r.record(src.name, position, rec.size, *rec)
	}
	s := &jsonScanner{in: br, o: r.o, hand: hand, limit: r.o.MaxText + utf8.UTFMax, line: 1}
	for n := 1; !r.stopped(); n++ {
		rec, err := s.next()
		if errors.Is(err, io.EOF) || errors.Is(err, errStopped) {
			return
		}
		for _, a := range s.o.whole(rec, err == nil) {
			if !hand(a) {
				return
			}
		}
		if err != nil {
			position := fmt.Sprintf("line %d", rec.line)
			f := fault(src.name, position, Malformed, "%v", err)
			switch {
			case errors.Is(err, errNesting), errors.Is(err, errRecord), errors.Is(err, errBomb):
				f = fault(src.name, position, TooLarge, "%v", err)
			case s.broken(err):
				r.reject(streamFault(src.name, position, err))
				return
			}
			if !r.reject(f) || errors.Is(err, errRecord) || errors.Is(err, errBomb) || !s.recover() {
				return
			}
		}
	}
}

// errStopped ends the reading of a record when nobody wants more.
var errStopped = errors.New("stopped")

// syntaxError is a fault of the JSON and not of its stream.
type syntaxError string

func (e syntaxError) Error() string { return string(e) }

// broken reports whether err comes from the stream, so that nothing follows.
func (s *jsonScanner) broken(err error) bool {
	var se syntaxError
	return !errors.As(err, &se) && !errors.Is(err, io.ErrUnexpectedEOF)
}

// next reads the next object. It returns io.EOF after the last; with another error
// the object as far as it was read.
func (s *jsonScanner) next() (*record, error) {
	for {
		c, err := s.space()
		if err != nil {
			return &record{line: s.line}, err
		}
		switch c {
		case '{':
			s.root = newRecord()
			s.root.line, s.rec = s.line, s.root
			s.size, s.kept = 0, 0
			if err := s.object("", 1); err != nil {
				if errors.Is(err, io.EOF) {
					err = io.ErrUnexpectedEOF
				}
				if errors.Is(err, io.ErrUnexpectedEOF) {
					err = syntaxError("the record ends too early")
				}
				return s.root, err
			}
			s.root.size = s.size
			return s.root, nil
		case ',', '[', ']': // around and between the objects of an array
			continue
		}
		return &record{line: s.line}, syntaxError(fmt.Sprintf("an object was expected, not %q", c))
	}
}

// recover goes on at the next line, after a broken record; false at the end.
func (s *jsonScanner) recover() bool {
	if s.fresh {
		s.fresh = false
		return true
	}
	for {
		part, err := s.in.ReadSlice('\n')
		if err == nil && len(part) > 0 {
			s.line++
			return true
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return false
		}
	}
}

func (s *jsonScanner) byte() (byte, error) {
	c, err := s.in.ReadByte()
	if err != nil {
		return 0, err
	}
	if c == '\n' {
		s.line++
	}
	s.size++
	if s.size > maxRecord {
		return 0, errRecord
	}
	return c, nil
}

func (s *jsonScanner) unread(c byte) {
	s.in.UnreadByte()
	s.size--
	if c == '\n' {
		s.line--
	}
}

// space returns the next byte that is not white space.
func (s *jsonScanner) space() (byte, error) {
	for {
		c, err := s.byte()
		if err != nil || c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != 0x1e {
			return c, err
		}
	}
}

func (s *jsonScanner) object(path string, depth int) error {
	if depth > maxNesting {
		return errNesting
	}
	for first := true; ; first = false {
		c, err := s.space()
		if err != nil {
			return err
		}
		if c == '}' && first {
			return nil
		}
		if c != '"' {
			if c == '{' {
				s.unread(c)
				s.fresh = true
			}
			return syntaxError(fmt.Sprintf("a key was expected, not %q", c))
		}
		key, _, err := s.string(256)
		if err != nil {
			return err
		}
		if c, err = s.space(); err != nil {
			return err
		} else if c != ':' {
			return syntaxError(fmt.Sprintf("':' was expected, not %q", c))
		}
		if path != "" {
			key = path + "." + key
		}
		if err := s.value(key, depth); err != nil {
			return err
		}
		if c, err = s.space(); err != nil {
			return err
		}
		if c == '}' {
			return nil
		}
		if c != ',' {
			if c == '{' {
				s.unread(c)
				s.fresh = true
			}
			return syntaxError(fmt.Sprintf("',' or '}' was expected, not %q", c))
		}
	}
}

func (s *jsonScanner) array(path string, depth int) error {
	if depth > maxNesting {
		return errNesting
	}
	for first := true; ; first = false {
		c, err := s.space()
		if err != nil {
			return err
		}
		if c == ']' && first {
			return nil
		}
		if c == '{' && s.rec.takes(path) {
			err = s.element(path, depth+1)
		} else {
			s.unread(c)
			err = s.value(path, depth)
		}
		if err != nil {
			return err
		}
		if c, err = s.space(); err != nil {
			return err
		}
		if c == ']' {
			return nil
		}
		if c != ',' {
			return syntaxError(fmt.Sprintf("',' or ']' was expected, not %q", c))
		}
	}
}

func (s *jsonScanner) value(path string, depth int) error {
	c, err := s.space()
	if err != nil {
		return err
	}
	switch {
	case c == '{':
		return s.object(path, depth+1)
	case c == '[':
		return s.array(path, depth+1)
	case c == '"':
		v, cut, err := s.string(s.limit)
		if err != nil {
			return err
		}
		s.keep(path, v, cut)
		return nil
	case c == '-' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c == 'N' || c == 'I':
		word := s.buf[:0]
		for {
			word = append(word, c)
			if c, err = s.byte(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				return err
			}
			if strings.IndexByte(",]} \t\r\n:\"[{", c) >= 0 {
				s.unread(c)
				break
			}
			if len(word) > 400 {
				return syntaxError("a number of more than 400 digits")
			}
		}
		s.buf = word
		switch w := string(word); w {
		case "null", "true", "false", "NaN", "Infinity", "-Infinity":
		default:
			if _, err := strconv.ParseFloat(w, 64); err != nil && !errors.Is(err, strconv.ErrRange) {
				return syntaxError(fmt.Sprintf("%q is no value", w))
			}
			s.keep(path, w, false)
		}
		return nil
	}
	return syntaxError(fmt.Sprintf("a value was expected, not %q", c))
}

// keep stores a value, joined to others of the same path as paragraphs are.
func (s *jsonScanner) keep(path, v string, cut bool) {
	if v == "" {
		return
	}
	if s.kept += len(v) + len(path); s.kept <= maxKept {
		s.rec.add(path, v, cut, s.limit)
	}
}

// string reads a string whose opening quote has been read, keeping at most limit bytes.
func (s *jsonScanner) string(limit int) (v string, cut bool, err error) {
	b := s.buf[:0]
	defer func() { s.buf = b[:0] }()
	for {
		// Most of a string is plain: take what is buffered up to a quote or escape.
		if n := s.in.Buffered(); n > 0 {
			chunk, _ := s.in.Peek(n)
			if i := bytes.IndexAny(chunk, "\"\\\n"); i >= 0 {
				chunk = chunk[:i]
			}
			if len(chunk) > 0 {
				if room := limit - len(b); room >= len(chunk) {
					b = append(b, chunk...)
				} else {
					b = append(b, chunk[:max(0, room)]...)
					cut = true
				}
				s.size += int64(len(chunk))
				s.in.Discard(len(chunk))
				if s.size > maxRecord {
					return "", false, errRecord
				}
				continue
			}
		}
		c, err := s.byte()
		if err != nil {
			return "", false, err
		}
		var r rune
		switch c {
		case '"':
			return decode(b), cut, nil
		case '\n':
			s.unread(c)
			return "", false, syntaxError("a line ends within a string")
		case '\\':
			if r, err = s.escape(); err != nil {
				return "", false, err
			}
		default:
			if len(b) < limit {
				b = append(b, c)
			} else {
				cut = true
			}
			continue
		}
		if len(b)+utf8.UTFMax <= limit {
			b = utf8.AppendRune(b, r) // a lone surrogate becomes U+FFFD
		} else {
			cut = true
		}
	}
}

// escape reads what follows a backslash.
func (s *jsonScanner) escape() (rune, error) {
	c, err := s.byte()
	if err != nil {
		return 0, err
	}
	switch c {
	case 'n':
		return '\n', nil
	case 't':
		return '\t', nil
	case 'r':
		return '\r', nil
	case 'b':
		return '\b', nil
	case 'f':
		return '\f', nil
	case '"', '\\', '/', '\'':
		return rune(c), nil
	case 'u':
		r, err := s.hex()
		if err != nil || !utf16.IsSurrogate(r) {
			return r, err
		}
		next, _ := s.in.Peek(2)
		if string(next) != `\u` {
			return utf8.RuneError, nil
		}
		s.in.Discard(2)
		s.size += 2
		low, err := s.hex()
		if err != nil {
			return 0, err
		}
		return utf16.DecodeRune(r, low), nil
	}
	return 0, syntaxError(fmt.Sprintf("\\%c is no escape", c))
}

func (s *jsonScanner) hex() (rune, error) {
	var v rune
	for range 4 {
		c, err := s.byte()
		if err != nil {
			return 0, err
		}
		d, err := strconv.ParseUint(string(rune(c)), 16, 8)
		if err != nil {
			return 0, syntaxError(fmt.Sprintf("%q is no hexadecimal digit", c))
		}
		v = v<<4 | rune(d)
	}
	return v, nil
}
