package read

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"regexp"
	"strings"
	"time"

	"golang.org/x/net/html/charset"

	"newsgraph/extract/text"
)

// A message of mail is an article that came by newsletter, and a page that a
// browser saved as one file (.mhtml) is a message too. Its header tells title and
// date, its parts hold the text, packed as base64 or quoted-printable.

const (
	maxMailParts = 200 // of a message that are looked at
	maxLayers    = 5   // of parts within parts
)

var (
	headerLine = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9-]*:`)
	ofMail     = regexp.MustCompile(`(?im)^(?:mime-version|message-id|received|content-transfer-encoding):`)
)

// isMail reports whether a stream that begins with head is a message of mail.
func isMail(head []byte) bool {
	if !headerLine.Match(head) {
		return false
	}
	end := 0
	for line := range bytes.Lines(head) {
		end += len(line)
		trimmed := bytes.TrimRight(line, "\r\n")
		if len(trimmed) == 0 {
			return ofMail.Match(head[:end])
		}
		if trimmed[0] != ' ' && trimmed[0] != '\t' && !headerLine.Match(trimmed) {
			return false
		}
	}
	return false
}

// message is what a message of mail holds.
type message struct {
	html, plain string
	cut         bool // of the parts taken
	page        bool // the message is a page that was saved
	parts       int
	limit       int
}

func (r *reader) mail(src *source, br *bufio.Reader) {
	m, err := mail.ReadMessage(br)
	if err != nil {
		r.reject(fault(src.name, "", Malformed, "the header of the message: %v", err))
		return
	}
	got := &message{limit: max(maxPage, r.o.MaxText)}
	address := m.Header.Get("Snapshot-Content-Location")
	got.page = address != ""
	err = got.take(header(m.Header), m.Body, 0)
	if got.html == "" && got.plain == "" {
		f := fault(src.name, "", NoText, "the message has no text")
		if err != nil {
			f = streamFault(src.name, "", err)
		}
		r.reject(f)
		return
	}
	if err != nil {
		r.reject(streamFault(src.name, "", err)) // and what came before is read
	}
	o, name := r.o, src.name
	r.emit(&Item{name, "", int64(len(got.html) + len(got.plain)), func() (*text.Article, error) {
		a := plainArticle(got.plain)
		if got.html != "" && (got.page || strings.TrimSpace(got.plain) == "") {
			page, err := htmlArticle(got.html, address)
			if err != nil {
				return nil, fault(name, "", NoText, "%v", err)
			}
			a = page
		}
		a.URL = cmp.Or(a.URL, address)
		a.Title = cmp.Or(a.Title, unfold(m.Header.Get("Subject")))
		if sent, err := m.Header.Date(); err == nil && !got.page { // a page's is when it was saved
			a.Date = cmp.Or(a.Date, sent.Format(time.DateOnly))
		}
		return o.finish(name, "", a, got.cut)
	}})
}

// header gives the fields of a part's header.
type header interface{ Get(key string) string }

// take reads a part of the message: its text, or the parts that it has.
func (m *message) take(h header, body io.Reader, layers int) error {
	kind, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil {
		kind = "text/plain"
	}
	if m.parts++; m.parts > maxMailParts || layers > maxLayers || strings.HasPrefix(h.Get("Content-Disposition"), "attachment") {
		return nil
	}
	if strings.HasPrefix(kind, "multipart/") {
		m.page = m.page || kind == "multipart/related" && layers == 0
		parts := multipart.NewReader(body, params["boundary"])
		for {
			part, err := parts.NextRawPart()
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return err
			}
			if err := m.take(part.Header, part, layers+1); err != nil {
				return err
			}
		}
	}
	var to *string
	switch {
	case kind == "text/html" && m.html == "":
		to = &m.html
	case kind == "text/plain" && m.plain == "":
		to = &m.plain
	default:
		return nil
	}
	switch strings.ToLower(strings.TrimSpace(h.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	raw, more, err := readText(body, m.limit)
	if kind == "text/html" {
		*to = decodePage(raw, params["charset"])
	} else {
		*to = strings.ReplaceAll(decodeAs(raw, params["charset"]), "\r\n", "\n")
	}
	m.cut = m.cut || more
	return err
}

// unfold decodes a field of a header, bare bytes of another charset among its words too.
func unfold(field string) string {
	words := mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	if s, err := words.DecodeHeader(field); err == nil {
		field = s
	}
	return decode([]byte(field))
}
