package read

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"strings"

	"github.com/go-shiori/go-readability"
	"github.com/markusmobius/go-trafilatura"
	dom "golang.org/x/net/html"

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
		a, err := htmlArticle(decodePage(page, ""), "")
		if err != nil {
			return nil, fault(src.name, "", NoText, "%v", err)
		}
		return r.o.finish(src.name, "", a, false)
	}})
}

var metaCharset = regexp.MustCompile(`(?i)<meta[^>]{1,200}charset\s*=\s*["']?\s*([\w-]+)`)

// decodePage returns a page as UTF-8: as it is where it is valid, else as the
// server or the page says.
func decodePage(page []byte, charset string) string {
	if m := metaCharset.FindSubmatch(page[:min(len(page), 1<<14)]); m != nil && charset == "" {
		charset = string(m[1])
	}
	return decodeAs(page, charset)
}

// htmlArticle finds the article in a page that was fetched from the address, if known.
func htmlArticle(page, address string) (a *text.Article, err error) {
	defer func() {
		if p := recover(); p != nil { // a page that the parser of pages does not survive is quarantined
			a, err = nil, fmt.Errorf("the page could not be read: %v", p)
		}
	}()
	doc, err := dom.Parse(strings.NewReader(page))
	if err != nil {
		return nil, fmt.Errorf("the page could not be read: %w", err)
	}
	config := trafilatura.DefaultConfig()
	config.MinExtractedSize = 0 // its rescue of short pages glues paragraphs together
	o := trafilatura.Options{Config: config, EnableFallback: true, ExcludeComments: true, ExcludeTables: true}
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		o.OriginalURL = u
	}
	found, err := trafilatura.ExtractDocument(doc, o)
	if err != nil {
		return nil, fmt.Errorf("no article was found in the page: %w", err)
	}
	m := found.Metadata
	a = &text.Article{Title: m.Title, URL: first(m.URL, address), Source: first(m.Sitename, m.Hostname), Language: m.Language}
	body := blocksOf(found.ContentNode)
	if r, err := readability.FromDocument(doc, o.OriginalURL); err == nil && r.Node != nil {
		if other := blocksOf(r.Node); proseIn(other)*4 > proseIn(body)*5 {
			body = other
		}
	}
	for len(body) > 0 && strings.EqualFold(body[0], oneLine(a.Title)) {
		body = body[1:]
	}
	a.Text = strings.Join(trimNotices(body), "\n\n")
	if a.Text == "" {
		return nil, errors.New("no article was found in the page")
	}
	if !m.Date.IsZero() {
		a.Date = m.Date.Format("2006-01-02")
	}
	return a, nil
}

// proseIn counts the bytes of paragraphs that are sentences.
func proseIn(paragraphs []string) int {
	n := 0
	for _, p := range paragraphs {
		if len(p) > 60 && strings.ContainsAny(p[len(p)-4:], ".!?\"”’") {
			n += len(p)
		}
	}
	return n
}
