package read

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A table is a file of records with one article each: CSV, TSV, or a list of
// addresses as GDELT publishes. Its separator, its quotes and whether it has a
// line of names are told by its first records. Columns go by their names, by
// their numbers ("3"), and in tables without names by what they hold. Our own
// scanner bounds memory: a quote that is never closed costs no more than the
// records it swallows.

const (
	tableSample = 1 << 16 // bytes that tell what table it is
	maxColumns  = 2000
	maxName     = 80 // bytes of a column's name
)

// layout is what a table looks like.
type layout struct {
	separator byte // 0 for one column
	quoted    bool
	named     bool     // the first record holds the columns' names
	columns   []string // names of the columns
	roles     map[string]string
}

func (r *reader) table(src *source, br *bufio.Reader, l *layout) {
	s := newTableScanner(br, l, r.o.MaxText+utf8.UTFMax)
	s.begins = func(line []byte) bool { return r.o.begins(l, line) }
	if l.named {
		if _, _, err := s.next(); err != nil {
			r.reject(streamFault(src.name, "line 1", err))
			return
		}
	}
	for !r.stopped() {
		line, cells, err := s.next()
		position := fmt.Sprintf("line %d", line)
		switch {
		case errors.Is(err, io.EOF):
			return
		case errors.Is(err, errRecord), errors.Is(err, errColumns):
			r.reject(fault(src.name, position, TooLarge, "%v", err))
			return
		case errors.Is(err, errOpen):
			if !r.reject(fault(src.name, position, OpenQuote, "%v", err)) {
				return
			}
			one := newTableScanner(bufio.NewReader(bytes.NewReader(s.piece)), l, s.limit)
			if _, cells, err = one.next(); err != nil {
				r.reject(fault(src.name, position, Malformed, "%v", err))
				continue
			}
			s.size = one.size
		case errors.Is(err, errSwallows):
			r.reject(fault(src.name, position, Malformed, "%v", err))
			continue
		case errors.Is(err, errQuote):
			r.reject(fault(src.name, position, Malformed, "%v", err))
			return
		case err != nil:
			r.reject(streamFault(src.name, position, err))
			return
		}
		rec, err := l.record(cells)
		if err != nil {
			if !r.reject(fault(src.name, position, Malformed, "%v", err)) {
				return
			}
			continue
		}
		if !r.record(src.name, position, s.size, rec) {
			return
		}
	}
}

// record names the cells of one line.
func (l *layout) record(cells []cell) (record, error) {
	for len(cells) > len(l.columns) && cells[len(cells)-1].text == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) != len(l.columns) {
		return record{}, fmt.Errorf("%d columns where the first line has %d", len(cells), len(l.columns))
	}
	rec := record{fields: make(map[string]string, 2*len(cells)), cut: map[string]bool{}}
	for i, c := range cells {
		if c.text == "" {
			continue
		}
		for _, name := range []string{strconv.Itoa(i + 1), l.columns[i], l.roles[l.columns[i]]} {
			if name == "" {
				continue
			}
			rec.fields[name] = c.text
			if c.cut {
				rec.cut[name] = true
			}
		}
	}
	return rec, nil
}

// begins reports whether a line that stands within a quote begins another record:
// it has as many columns, as far as it can be read, and among them a date, an
// address or an id.
func (o *Options) begins(l *layout, line []byte) bool {
	one := newTableScanner(bufio.NewReader(bytes.NewReader(line)), l, maxName*100)
	_, cells, err := one.next()
	switch {
	case err == nil && len(cells) != len(l.columns):
		return false
	case errors.Is(err, errQuote) && len(one.cells) < len(l.columns):
		cells = one.cells
	case err != nil:
		return false
	}
	is := map[string]func(string) bool{
		"date": func(v string) bool { _, ok := parseDate(v); return ok },
		"url":  address.MatchString,
		"id":   func(v string) bool { return len(v) <= maxName && len(strings.Fields(v)) == 1 },
	}
	told := false
	for i, c := range cells {
		for field, ok := range is {
			if l.roles[l.columns[i]] != field && o.Fields[field] != l.columns[i] && !usually(field, l.columns[i]) || c.text == "" {
				continue
			}
			if !ok(strings.TrimSpace(c.text)) {
				return false
			}
			told = true
		}
	}
	return told
}

// tableLayout tells a table from prose by its first bytes; nil for prose.
func (o *Options) tableLayout(head []byte) *layout {
	if l := addressList(head); l != nil {
		return l
	}
	for _, l := range []layout{{separator: '\t', quoted: true}, {separator: '\t'}, {separator: ',', quoted: true}, {separator: ';', quoted: true}, {separator: '|', quoted: true}, {quoted: true}} {
		rows, whole := l.sample(head)
		switch {
		case len(rows) == 0 || len(rows[0]) < 2 && l.separator != 0:
		case l.separator == '\t' && l.quoted && (!whole || odd(rows) > 0): // quotes mean nothing here
		case o.header(&l, rows), l.separator != 0 && whole && o.guessRoles(&l, rows):
			return &l
		}
	}
	return nil
}

// sample reads the first records of a table; whole is false when its end lies
// within a quote.
func (l *layout) sample(head []byte) (rows [][]cell, whole bool) {
	s := newTableScanner(bufio.NewReader(bytes.NewReader(head)), l, maxName*100)
	cut := len(head) >= tableSample
	for len(rows) < 50 {
		_, cells, err := s.next()
		if err != nil {
			return rows, cut || errors.Is(err, io.EOF)
		}
		if cut && s.atEnd() {
			break
		}
		rows = append(rows, slices.Clone(cells))
	}
	return rows, true
}

// odd counts the records that have not as many cells as the first.
func odd(rows [][]cell) int {
	n := 0
	for _, row := range rows {
		if len(row) != len(rows[0]) {
			n++
		}
	}
	return n
}

// header reports whether the first record holds names of columns, enough of which
// are an article's.
func (o *Options) header(l *layout, rows [][]cell) bool {
	var columns []string
	known, mapped := map[string]bool{}, false
	for _, c := range rows[0] {
		name := strings.TrimSpace(c.text)
		if len(name) > maxName || strings.HasSuffix(name, ".") || strings.Contains(name, "\n") {
			return false
		}
		columns = append(columns, name)
		for _, to := range o.Fields {
			mapped = mapped || to == name
		}
		for field, usual := range names {
			if slices.Contains(usual, strings.ToLower(name)) || slices.ContainsFunc(usual, func(u string) bool { return fold(u) == fold(name) }) {
				known[field] = true
			}
		}
	}
	switch one := len(known) == 1; {
	case len(columns) == 1:
		if len(rows) < 2 || !rows[1][0].quoted && !address.MatchString(rows[1][0].text) || !known["text"] && !known["html"] && !known["url"] {
			return false
		}
	case mapped, len(known) >= 2, one && l.separator == '\t':
	case one && len(columns) >= 3 && len(rows) >= 3 && odd(rows) == 0:
	default:
		return false
	}
	l.named, l.columns = true, columns
	return true
}

var (
	address  = regexp.MustCompile(`^https?://[^\s/]+\.[^\s]+$`)
	plainDay = regexp.MustCompile(`^(?:19|20)\d\d([-/.]?)(?:0\d|1[0-2])[-/.]?[0-3]\d(?:\D|\d{6}$|$)`)
)

// guessRoles tells the columns of a table without names by what they hold. A
// table has an address or a date on every line, or its text's number is given;
// prose with as many commas in each line has not.
func (o *Options) guessRoles(l *layout, rows [][]cell) bool {
	if len(rows) < 2 || odd(rows)*5 > len(rows) {
		return false
	}
	l.roles = map[string]string{}
	for i := range rows[0] {
		l.columns = append(l.columns, strconv.Itoa(i+1))
	}
	all := func(column int, is func(string) bool) bool {
		for _, row := range rows {
			if column >= len(row) || !is(strings.TrimSpace(row[column].text)) {
				return false
			}
		}
		return true
	}
	most := func(column int, is func(string) bool) bool {
		n := 0
		for _, row := range rows {
			if column < len(row) && is(row[column].text) {
				n++
			}
		}
		return n*2 > len(rows)
	}
	give := func(role string, is func(column int) bool) bool {
		for i, name := range l.columns {
			if l.roles[name] == "" && is(i) {
				l.roles[name] = role
				return true
			}
		}
		return false
	}
	if n, err := strconv.Atoi(o.Fields["text"]); err == nil && n > 0 && n <= len(l.columns) {
		return true
	}
	link := give("url", func(i int) bool { return all(i, address.MatchString) })
	dated := give("date", func(i int) bool { return all(i, plainDay.MatchString) })
	if !link && !dated {
		return false
	}
	body := give("text", func(i int) bool { return most(i, isProse) })
	give("title", func(i int) bool {
		return most(i, func(s string) bool { n := len(strings.Fields(s)); return n >= 3 && n <= 40 && mostlyLetters(s) })
	})
	return link || body
}

// isProse reports whether a cell holds sentences and not codes.
func isProse(s string) bool { return len(strings.Fields(s)) >= 15 && mostlyLetters(s) }

func mostlyLetters(s string) bool {
	letters, all := 0, 0
	for _, r := range s {
		all++
		if unicode.IsLetter(r) || r == ' ' {
			letters++
		}
	}
	return letters*10 >= all*9
}

// addressList recognises a file with an address on each line and nothing else.
func addressList(head []byte) *layout {
	n := 0
	for line := range bytes.Lines(head) {
		whole := line[len(line)-1] == '\n'
		line = bytes.TrimSpace(line)
		switch {
		case len(line) == 0:
		case address.Match(line):
			n++
		case whole || len(head) < tableSample:
			return nil
		}
	}
	if n == 0 {
		return nil
	}
	return &layout{columns: []string{"1"}, roles: map[string]string{"1": "url"}}
}

// cell is one value of a table.
type cell struct {
	text   string
	cut    bool // at the scanner's limit
	quoted bool
}

var (
	errQuote    = errors.New("a quote is opened and never closed")
	errOpen     = errors.New("a quote is opened and never closed; the record is taken to end before the line that begins the next one")
	errSwallows = errors.New("a quote is opened and not closed before others; what belongs to the record cannot be told")
	errColumns  = fmt.Errorf("more than %d columns", maxColumns)
)

type tableScanner struct {
	in        *bufio.Reader
	separator byte
	quoted    bool
	limit     int // bytes kept of one cell
	line      int // from 1
	size      int64
	kept      int
	cells     []cell
	buf       []byte

	begins    func(line []byte) bool // whether a line within a quote begins another record; nil if nobody asks
	raw       []byte                 // the record as it stands, up to maxRaw bytes
	piece     []byte                 // with errOpen, the record with its quote closed
	again     []byte                 // bytes to read again
	below     *bufio.Reader
	swallowed bool // a quote was opened within a quote
}

// maxRaw is how long a record may be that is looked through for others.
const maxRaw = 1 << 20

// Read reads what is to be read again and then what follows.
func (s *tableScanner) Read(p []byte) (int, error) {
	if len(s.again) > 0 {
		n := copy(p, s.again)
		s.again = s.again[n:]
		return n, nil
	}
	return s.below.Read(p)
}

// note keeps the record's bytes.
func (s *tableScanner) note(b ...byte) {
	if s.begins != nil && len(s.raw) <= maxRaw {
		s.raw = append(s.raw, b...)
	}
}

// split ends the record before the first line of the cell, which begins at from,
// that begins another record, and goes back there.
func (s *tableScanner) split(from int) bool {
	if s.begins == nil || len(s.raw) > maxRaw {
		return false
	}
	for at := from; ; {
		i := bytes.IndexByte(s.raw[at:], '\n')
		if i < 0 || at+i+1 == len(s.raw) {
			return false
		}
		at += i + 1
		line, _, _ := bytes.Cut(s.raw[at:], []byte("\n"))
		if !s.begins(line) {
			continue
		}
		s.piece = append(bytes.TrimRight(slices.Clone(s.raw[:at]), "\r\n"), '"')
		s.line -= bytes.Count(s.raw[at:], []byte("\n"))
		buffered, _ := s.in.Peek(s.in.Buffered())
		s.again = slices.Concat(s.raw[at:], buffered, s.again)
		if s.in != s.below {
			s.in.Reset(s)
		} else {
			s.below.Discard(len(buffered))
			s.in = bufio.NewReaderSize(s, 1<<16)
		}
		return true
	}
}

func newTableScanner(in *bufio.Reader, l *layout, limit int) *tableScanner {
	return &tableScanner{in: in, below: in, separator: l.separator, quoted: l.quoted, limit: limit, line: 1}
}

func (s *tableScanner) atEnd() bool {
	_, err := s.in.Peek(1)
	return err != nil
}

// next reads the next record that is not blank. It returns io.EOF after the last.
// The cells are valid until the next call.
func (s *tableScanner) next() (line int, cells []cell, err error) {
	for {
		line, s.size, s.kept, s.cells, s.raw, s.swallowed = s.line, 0, 0, s.cells[:0], s.raw[:0], false
		for more := true; more; {
			if more, err = s.cell(); err != nil {
				return line, nil, err
			}
			if len(s.cells) > maxColumns {
				return line, nil, errColumns
			}
		}
		if s.swallowed {
			return line, nil, errSwallows
		}
		if len(s.cells) > 1 || s.cells[0].text != "" {
			return line, s.cells, nil
		}
		if s.atEnd() {
			return s.line, nil, io.EOF
		}
	}
}

// cell reads one cell and reports whether the record goes on after it.
func (s *tableScanner) cell() (more bool, err error) {
	b, cut, inside, quoted := s.buf[:0], false, false, false
	from, begun, last := len(s.raw), s.line, byte(0)
	keep := func(c byte) {
		if len(b) < s.limit && s.kept < maxKept {
			b = append(b, c)
			s.kept++
		} else {
			cut = true
		}
	}
	end := func() {
		s.cells = append(s.cells, cell{decode(b), cut, quoted})
		s.buf = b
	}
	for first := true; ; first = false {
		if !first {
			// Most of a cell is plain: take what is buffered up to what could end it.
			chunk, _ := s.in.Peek(s.in.Buffered())
			if inside {
				if i := bytes.IndexByte(chunk, '"'); i >= 0 {
					chunk = chunk[:i]
				}
				s.line += bytes.Count(chunk, []byte("\n"))
			} else {
				for _, end := range [2]byte{'\n', s.separator} {
					if i := bytes.IndexByte(chunk, end); i >= 0 {
						chunk = chunk[:i]
					}
				}
			}
			if len(chunk) > 0 {
				room := min(s.limit-len(b), maxKept-s.kept, len(chunk))
				b = append(b, chunk[:max(0, room)]...)
				s.kept += max(0, room)
				cut = cut || room < len(chunk)
				s.size += int64(len(chunk))
				last = chunk[len(chunk)-1]
				s.note(chunk...)
				s.in.Discard(len(chunk))
			}
		}
		c, err := s.in.ReadByte()
		switch {
		case err == io.EOF && inside && s.split(from):
			return false, errOpen
		case err == io.EOF && inside:
			return false, errQuote
		case err == io.EOF:
			end()
			return false, nil
		case err != nil:
			return false, err
		}
		if s.size++; s.size > maxRecord {
			return false, errRecord
		}
		if c == '\n' {
			s.line++
		}
		s.note(c)
		before := last
		last = c
		switch {
		case first && c == '"' && s.quoted:
			inside, quoted = true, true
		case inside && c == '"':
			next, _ := s.in.Peek(1)
			switch {
			case len(next) == 1 && next[0] == '"':
				s.in.Discard(1)
				s.note('"')
				keep('"')
			case len(next) == 0 || next[0] == s.separator || next[0] == '\n' || next[0] == '\r':
				inside = false
			default: // a quote that was not doubled
				opens := s.line > begun && (before == s.separator || before == '\n') && next[0] > ' '
				if opens && s.split(from) {
					return false, errOpen
				}
				s.swallowed = s.swallowed || opens && before == s.separator && s.begins != nil
				keep('"')
			}
		case !inside && c == s.separator && c != 0:
			end()
			return true, nil
		case !inside && c == '\n':
			b = bytes.TrimSuffix(b, []byte("\r"))
			end()
			return false, nil
		default:
			keep(c)
		}
	}
}
