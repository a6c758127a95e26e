package read

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/encoding/htmlindex"

	"newsgraph/extract/text"
)

// Feeds and agencies' XML are long lists of elements with an article each. They
// are cut out of the stream as bytes, so that a broken one costs only itself and
// one at a time is in memory; each is then parsed on its own, leniently. Entities
// that a document defines stay as they stand, whatever they would unfold to.

const (
	maxElement = 8 << 20  // bytes kept of one article's element
	maxTag     = 1 << 20  // bytes of one tag
	maxPreface = 64 << 10 // bytes kept of what stands before the first element
	maxParts   = 200_000  // elements within one article's element
)

var (
	errTag     = fmt.Errorf("a tag of more than %d MB", maxTag>>20)
	errParts   = fmt.Errorf("more than %d elements within one", maxParts)
	errUnended = errors.New("the element has no end")
)

// xmlKind is a kind of XML with articles.
type xmlKind struct {
	elements []string // local names of the elements that hold one article each
	article  func(o *Options, e, preface *element) (*text.Article, error)
}

// xmlKinds are the kinds of XML that are read, by the local name of their root.
var xmlKinds = map[string]xmlKind{
	"rss":         {[]string{"item"}, feedArticle},
	"RDF":         {[]string{"item"}, feedArticle},
	"feed":        {[]string{"entry"}, feedArticle},
	"newsMessage": {[]string{"newsItem"}, g2Article},
	"newsItem":    {[]string{"newsItem"}, g2Article},
	"NewsML":      {[]string{"NewsItem"}, newsmlArticle},
	"nitf":        {[]string{"nitf"}, nitfArticle},
}

// xml reads the articles of one XML document.
func (r *reader) xml(src *source, br *bufio.Reader, kind xmlKind) {
	c := &cutter{in: declaredCharset(br), names: kind.elements, line: 1}
	var preface *element
	for n := 0; !r.stopped(); {
		line, raw, err := c.next()
		position := fmt.Sprintf("line %d", line)
		switch {
		case errors.Is(err, io.EOF):
			if n == 0 {
				r.reject(fault(src.name, "", NoText, "no %s in it", strings.Join(kind.elements, " or ")))
			}
			return
		case errors.Is(err, errUnended):
			r.reject(fault(src.name, position, Malformed, "%v", err))
		case errors.Is(err, errTag):
			r.reject(fault(src.name, position, TooLarge, "%v", err))
			return
		case err != nil:
			r.reject(streamFault(src.name, position, err))
			return
		default:
			if preface == nil {
				preface, _ = parseElement(c.preface)
			}
			r.element(src.name, position, raw, len(raw) > maxElement, preface, kind)
		}
		n++
	}
}

// element emits the item of one article's element.
func (r *reader) element(input, position string, raw []byte, cut bool, preface *element, kind xmlKind) {
	o := r.o
	r.emit(&Item{input, position, int64(len(raw)), func() (*text.Article, error) {
		e, err := parseElement(raw)
		var broken *xml.SyntaxError
		switch {
		case errors.As(err, &broken):
			return nil, fault(input, position, Malformed, "%s", broken.Msg)
		case err != nil:
			return nil, fault(input, position, TooLarge, "%v", err)
		case len(e.kids) == 0:
			return nil, fault(input, position, Malformed, "no element")
		}
		a, err := kind.article(o, e, preface)
		if err != nil {
			f := &Fault{}
			if !errors.As(err, &f) {
				f = fault("", "", NoText, "%v", err)
				f.Remedy = "nothing, if the publisher gave no text; else fetch the page itself"
			}
			f.Input, f.Position = input, position
			return nil, f
		}
		return o.finish(input, position, a, cut)
	}})
}

// declaredCharset decodes a stream whose XML declaration names an older encoding.
func declaredCharset(br *bufio.Reader) *bufio.Reader {
	head, _ := br.Peek(200)
	end := bytes.Index(head, []byte("?>"))
	if end < 0 {
		return br
	}
	_, after, ok := bytes.Cut(head[:end], []byte("encoding="))
	if !ok || len(after) < 2 {
		return br
	}
	name, _, _ := bytes.Cut(after[1:], after[:1])
	enc, err := htmlindex.Get(string(name))
	if err != nil || strings.HasPrefix(strings.ToLower(string(name)), "utf") {
		return br
	}
	return bufio.NewReaderSize(enc.NewDecoder().Reader(br), 1<<16)
}

// xmlRoot returns the local name of a document's root element, and whether the
// document says that it is XML.
func xmlRoot(head []byte) (name string, declared bool) {
	c := &cutter{in: bufio.NewReader(bytes.NewReader(head))}
	for {
		if c.until("<") != nil {
			return "", declared
		}
		next, _ := c.in.Peek(1)
		switch {
		case len(next) == 0:
			return "", declared
		case next[0] == '?':
			declared = true
			if c.until("?>") != nil {
				return "", declared
			}
		case next[0] == '!':
			if c.declaration() != nil {
				return "", declared
			}
		default:
			tag, _ := c.in.Peek(80)
			return tagName(tag), declared || bytes.Contains(head, []byte(" xmlns"))
		}
	}
}

// tagName returns the local name at the head of a tag, after "<" or "</".
func tagName(tag []byte) string {
	tag = bytes.TrimPrefix(tag, []byte("/"))
	if i := bytes.IndexAny(tag, " \t\r\n/>"); i >= 0 {
		tag = tag[:i]
	}
	return string(tag[bytes.IndexByte(tag, ':')+1:])
}

// cutter cuts elements of given names out of a stream of XML.
type cutter struct {
	in      *bufio.Reader
	names   []string
	line    int
	preface []byte // what stood before the first element
	begun   bool
	open    string // the element that is being cut, or ""
	opened  int    // its line
	raw     []byte
}

// next returns the next element with its tags and the line it begins at, or
// io.EOF after the last. After errUnended it may be called again. Of an element
// of more than maxElement bytes only the beginning is returned, and one byte more.
func (c *cutter) next() (line int, raw []byte, err error) {
	for {
		if err := c.until("<"); err != nil {
			return c.unended(err)
		}
		next, _ := c.in.Peek(2)
		switch {
		case len(next) > 0 && next[0] == '?':
			err = c.until("?>")
		case len(next) > 0 && next[0] == '!':
			err = c.declaration()
		default:
			var tag []byte
			if tag, err = c.tag(); err != nil {
				break
			}
			name := tagName(tag)
			switch {
			case !slices.Contains(c.names, name):
			case tag[0] == '/':
				if name == c.open {
					return c.cut(nil)
				}
			case c.open != "": // the next begins before this one has ended
				line, raw, err = c.cut(errUnended)
				c.begin(name, tag)
				return line, raw, err
			default:
				c.begin(name, tag)
				if bytes.HasSuffix(tag, []byte("/>")) {
					return c.cut(nil)
				}
			}
		}
		if err != nil {
			return c.unended(err)
		}
	}
}

func (c *cutter) begin(name string, tag []byte) {
	c.begun, c.open, c.opened = true, name, c.line
	c.raw = append(append(make([]byte, 0, 4096), '<'), tag...)
}

func (c *cutter) cut(err error) (int, []byte, error) {
	line, raw := c.opened, c.raw
	c.open, c.raw = "", nil
	if err != nil {
		raw = nil
	}
	return line, raw, err
}

// unended ends the stream with an error, and first the element that it ends in.
func (c *cutter) unended(err error) (int, []byte, error) {
	if errors.Is(err, io.EOF) && c.open != "" {
		return c.cut(errUnended)
	}
	return c.line, nil, err
}

// declaration reads a comment, a CDATA section or a document type after "<".
func (c *cutter) declaration() error {
	next, _ := c.in.Peek(8)
	switch {
	case bytes.HasPrefix(next, []byte("!--")):
		return c.until("-->")
	case bytes.HasPrefix(next, []byte("![CDATA[")):
		return c.until("]]>")
	}
	for depth := 0; ; { // <!DOCTYPE x [ <!ENTITY y "z"> ]>
		b, err := c.in.ReadByte()
		if err != nil {
			return err
		}
		c.keep([]byte{b})
		switch b {
		case '<':
			depth++
		case '>':
			if depth == 0 {
				return nil
			}
			depth--
		}
	}
}

// until reads up to and with the end.
func (c *cutter) until(end string) error {
	var tail []byte
	for {
		part, err := c.in.ReadSlice(end[len(end)-1])
		c.keep(part)
		tail = append(tail, part[max(0, len(part)-len(end)):]...)
		tail = tail[max(0, len(tail)-len(end)):]
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
		case err != nil:
			return err
		case string(tail) == end:
			return nil
		}
	}
}

// tag reads a tag, of which "<" has been read, up to and with ">".
func (c *cutter) tag() ([]byte, error) {
	var tag []byte
	var quote, last byte
	for {
		b, err := c.in.ReadByte()
		if err != nil {
			return nil, err
		}
		if tag = append(tag, b); len(tag) > maxTag {
			return nil, errTag
		}
		switch {
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case (b == '"' || b == '\'') && last == '=':
			quote = b
		case b == '>':
			c.keep(tag)
			return tag, nil
		}
		if b > ' ' {
			last = b
		}
	}
}

func (c *cutter) keep(part []byte) {
	c.line += bytes.Count(part, []byte("\n"))
	switch {
	case c.open != "":
		c.raw = append(c.raw, part[:min(len(part), maxElement+1-len(c.raw))]...)
	case !c.begun && len(c.preface)+len(part) <= maxPreface:
		c.preface = append(c.preface, part...)
	}
}

// element is a parsed element of XML.
type element struct {
	name  string // with its prefix as written, such as "content:encoded"
	attrs []xml.Attr
	kids  []*element
	words string // its own text, outside of its kids
	inner []byte // between its tags
}

// parseElement parses a piece of XML as well as it can: ends that are missing or
// too many are passed over. The result holds the piece's elements as kids.
func parseElement(raw []byte) (*element, error) {
	raw = []byte(strings.Map(noControls, noReferences.ReplaceAllString(decode(raw), "")))
	d := xml.NewDecoder(bytes.NewReader(raw))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	root := &element{inner: raw}
	type opened struct {
		*element
		start int64
		words strings.Builder
	}
	stack := []*opened{{element: root}}
	pop := func(end int64) {
		top := stack[len(stack)-1]
		top.element.words = strings.TrimSpace(decode([]byte(top.words.String())))
		top.inner = raw[top.start:max(top.start, end)]
		stack = stack[:len(stack)-1]
	}
	for parts := 0; ; {
		before := d.InputOffset()
		token, err := d.RawToken()
		if err != nil && d.InputOffset() < int64(len(raw)) {
			return nil, err
		}
		if err != nil { // the end
			for len(stack) > 0 {
				pop(min(before, int64(len(raw))))
			}
			return root, nil
		}
		switch t := token.(type) {
		case xml.StartElement:
			if len(stack) > maxNesting {
				return nil, errNesting
			}
			if parts++; parts > maxParts {
				return nil, errParts
			}
			e := &element{name: qualified(t.Name), attrs: slices.Clone(t.Attr)}
			top := stack[len(stack)-1]
			top.kids = append(top.kids, e)
			stack = append(stack, &opened{element: e, start: d.InputOffset()})
		case xml.EndElement:
			name := qualified(t.Name)
			for i := len(stack) - 1; i > 0; i-- {
				if stack[i].name == name {
					for len(stack) > i {
						pop(before)
					}
					break
				}
			}
		case xml.CharData:
			stack[len(stack)-1].words.Write(t)
		}
	}
}

// noReferences are control characters by number, which XML must not hold and feeds
// hold all the same.
var noReferences = regexp.MustCompile(`&#(?:0*(?:[0-8]|1[12]|1[4-9]|2\d|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|[dD][89a-fA-F][0-9a-fA-F]{2}|[fF]{3}[eEfF]));`)

// noControls sets a space for what XML must not hold.
func noControls(r rune) rune {
	if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == '\ufffe' || r == '\uffff' {
		return ' '
	}
	return r
}

func qualified(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

func local(name string) string { return name[strings.IndexByte(name, ':')+1:] }

// find returns the first element below e, in the order of the document, with a
// local name; nil if there is none. It may be called on nil, as may all others.
func (e *element) find(name string) *element {
	if e == nil {
		return nil
	}
	for _, k := range e.kids {
		if local(k.name) == name {
			return k
		}
		if f := k.find(name); f != nil {
			return f
		}
	}
	return nil
}

// kid returns the first child with exactly this name.
func (e *element) kid(name string) *element {
	if e != nil {
		for _, k := range e.kids {
			if k.name == name {
				return k
			}
		}
	}
	return nil
}

// attr returns an attribute by its local name.
func (e *element) attr(name string) string {
	if e != nil {
		for _, a := range e.attrs {
			if a.Name.Local == name {
				return strings.TrimSpace(a.Value)
			}
		}
	}
	return ""
}

// content returns the element's own text.
func (e *element) content() string {
	if e == nil {
		return ""
	}
	return e.words
}

// all returns the element's text with that of the elements in it.
func (e *element) all() string {
	if e == nil {
		return ""
	}
	return oneLine(plainOf(decode(e.inner)))
}
