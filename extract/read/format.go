package read

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
)

// text tells the format of unpacked bytes and reads them.
func (r *reader) text(src *source, br *bufio.Reader) {
	if head, _ := br.Peek(len(warcMagic)); string(head) == warcMagic {
		r.warc(src, br)
		return
	}
	br = toUTF8(br)
	head, err := br.Peek(4096)
	if len(head) == 0 {
		if err != nil && !errors.Is(err, io.EOF) {
			r.reject(streamFault(src.name, "", err))
			return
		}
		f := fault(src.name, "", NoText, "the file is empty")
		f.Remedy = "remove it, or fetch it again"
		r.reject(f)
		return
	}
	if binary(head) {
		r.reject(fault(src.name, "", NotText, "a binary file, neither text nor an archive that newsgraph knows"))
		return
	}
	trimmed := bytes.TrimLeft(head, " \t\r\n\f")
	switch {
	case isJSON(trimmed):
		r.json(src, br)
	case isHTML(trimmed):
		r.html(src, br)
	case len(trimmed) > 0 && trimmed[0] == '<':
		r.markup(src, br, trimmed)
	default:
		sample, _ := br.Peek(tableSample)
		if isMail(sample) {
			r.mail(src, br)
		} else if l := r.o.tableLayout(sample); l != nil {
			r.table(src, br, l)
		} else {
			r.plain(src, br)
		}
	}
}

// markup reads what begins with a tag: XML of a kind that has articles, or a
// piece of a web page.
func (r *reader) markup(src *source, br *bufio.Reader, head []byte) {
	root, declared := xmlRoot(head)
	if kind, ok := xmlKinds[root]; ok {
		r.xml(src, br, kind)
		return
	}
	if !declared {
		r.html(src, br)
		return
	}
	f := fault(src.name, "", NotText, "XML of an unknown kind, <%.40s>", root)
	f.Remedy = "convert it to text, JSON, RSS, NITF or NewsML-G2 first"
	r.reject(f)
}

// isJSON reports whether text begins as a JSON object or an array of them.
func isJSON(head []byte) bool {
	if len(head) == 0 {
		return false
	}
	next := bytes.TrimLeft(head[1:], " \t\r\n")
	switch head[0] {
	case '{':
		return len(next) == 0 || next[0] == '"' || next[0] == '}'
	case '[':
		return len(next) == 0 || next[0] == '{' || next[0] == ']'
	}
	return false
}

// isHTML reports whether text begins as a web page.
func isHTML(head []byte) bool {
	lower := strings.ToLower(string(head[:min(len(head), 1024)]))
	return strings.HasPrefix(lower, "<!doctype html") || strings.HasPrefix(lower, "<html") ||
		strings.HasPrefix(lower, "<!--") && strings.Contains(lower, "<html") || strings.HasPrefix(lower, "<head") || strings.HasPrefix(lower, "<?xml") && strings.Contains(lower, "<html")
}

// looksHTML reports whether a field's text is HTML.
func looksHTML(s string) bool {
	head := s[:min(len(s), 2000)]
	if !strings.Contains(head, "<") {
		return false
	}
	lower := strings.ToLower(head)
	for _, tag := range [...]string{"<p>", "<p ", "<div", "<br", "<html", "<!doctype", "</a>", "</p>"} {
		if strings.Contains(lower, tag) {
			return true
		}
	}
	return false
}
