package read

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/markusmobius/go-trafilatura"

	"newsgraph/extract/text"
)

// html.go finds the article in a web page: its body without menus and notices,
// its title, date, site and address.

// maxPage is the largest web page that is read, in bytes.
const maxPage = 16 << 20

// html reads one saved web page.
func (r *reader) html(src *source, br *bufio.Reader) {
	page, err := io.ReadAll(io.LimitReader(br, maxPage+1))
	switch {
	case err != nil:
		r.reject(streamFault(src.name, "", err))
		return
	case len(page) > maxPage:
		r.reject(fault(src.name, "", TooLarge, "a web page of more than %d MB", maxPage>>20))
		return
	}
	r.emit(&Item{Input: src.name, Bytes: int64(len(page)), article: func() (*text.Article, error) {
		a, err := htmlArticle(string(page), "")
		if err != nil {
			return nil, fault(src.name, "", NoText, "%v", err)
		}
		return r.o.finish(src.name, "", a, false)
	}})
}

// htmlArticle finds the article in a page that was fetched from the address, if known.
func htmlArticle(page, address string) (a *text.Article, err error) {
	defer func() {
		if p := recover(); p != nil { // a page that the parser of pages does not survive is quarantined
			a, err = nil, fmt.Errorf("the page could not be read: %v", p)
		}
	}()
	o := trafilatura.Options{EnableFallback: true, ExcludeComments: true, ExcludeTables: true}
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		o.OriginalURL = u
	}
	found, err := trafilatura.Extract(strings.NewReader(page), o)
	if err != nil {
		return nil, fmt.Errorf("no article was found in the page: %w", err)
	}
	body := strings.TrimSpace(found.ContentText)
	if body == "" {
		return nil, errors.New("no article was found in the page")
	}
	m := found.Metadata
	a = &text.Article{Title: m.Title, URL: first(m.URL, address), Source: first(m.Sitename, m.Hostname), Language: m.Language, Text: paragraphs(body)}
	if !m.Date.IsZero() {
		a.Date = m.Date.Format("2006-01-02")
	}
	return a, nil
}

// paragraphs sets an empty line between the lines of a body, each of which is a paragraph.
func paragraphs(body string) string {
	var out []string
	for line := range strings.Lines(body) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n\n")
}
