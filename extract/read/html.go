package read

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

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
	data, links := dataOf(doc), linkLines(doc) // before the extractors change the page
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
	a = &text.Article{Title: pageTitle(doc, m.Sitename, data.headline, m.Title), URL: first(m.URL, address), Source: first(m.Sitename, m.Hostname), Language: m.Language}
	body := blocksOf(found.ContentNode)
	if r, err := readability.FromDocument(doc, o.OriginalURL); err == nil && r.Node != nil {
		if other := blocksOf(r.Node); proseIn(other)*4 > proseIn(body)*5 {
			body = other
		}
	}
	if len(data.body)*2 > len(strings.Join(body, " "))*3 {
		body = strings.Split(fragment(data.body), "\n")
	}
	a.Text = strings.Join(trimPage(body, a.Title, links), "\n\n")
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
		if len(p) > 60 && sentenceEnd(p) {
			n += len(p)
		}
	}
	return n
}

// sentenceEnd reports whether a line ends as a sentence does.
func sentenceEnd(line string) bool {
	line = strings.TrimRight(line, `"'”’)]»`)
	return line != "" && strings.ContainsAny(line[len(line)-1:], ".!?") || strings.HasSuffix(line, "…")
}

// linkLines are the paragraphs of a page that are nothing but a link and no
// sentence: titles of other articles.
func linkLines(doc *dom.Node) map[string]bool {
	links := map[string]bool{}
	eachBlock(doc, func(words string, link bool) {
		if link && !sentenceEnd(words) {
			links[words] = true
		}
	})
	return links
}

// trimPage leaves out of a page's paragraphs what is no part of the article: the
// title repeated on top, links to other articles, notices, and everything after
// the line that opens the comments or what else there is to read.
func trimPage(body []string, title string, links map[string]bool) []string {
	all := proseIn(body)
	if kept := slices.DeleteFunc(slices.Clone(body), func(p string) bool { return links[p] }); proseIn(kept)*2 >= all {
		body = kept
	}
	for len(body) > 0 && (same(body[0], title) || byline.MatchString(body[0]) || isDate(body[0])) {
		body = body[1:]
	}
	for i, p := range body {
		if ending.MatchString(p) && proseIn(body[:i])*2 >= all {
			body = body[:i]
			break
		}
	}
	return trimNotices(body)
}

// isDate reports whether a line is a date and nothing else.
func isDate(line string) bool {
	_, ok := parseDate(line)
	return ok && len(line) < 40
}

// same compares titles by their letters and digits.
func same(a, b string) bool {
	return slices.Equal(wordsOf(a), wordsOf(b))
}

func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
