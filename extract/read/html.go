package read

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/go-shiori/go-readability"
	"github.com/markusmobius/go-htmldate"
	"github.com/markusmobius/go-trafilatura"
	dom "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newsgraph/extract/text"
)

// html.go finds the article in a web page: its body without menus and notices,
// its title, date, site and address.

// maxPage is how much of a web page is read, in bytes.
const maxPage = 16 << 20

// html reads one saved web page.
func (r *reader) html(src *source, br *bufio.Reader) {
	page, more, err := readText(br, maxPage)
	if err != nil {
		r.reject(streamFault(src.name, "", err))
		return
	}
	o, name := r.o, src.name
	r.emit(&Item{name, "", int64(len(page)), func() (*text.Article, error) {
		a, err := htmlArticle(decodePage(page, ""), "")
		if err != nil {
			return nil, fault(name, "", NoText, "%v", err)
		}
		return o.finish(name, "", a, more)
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
	data, links := dataOf(doc), linkLines(doc)
	find := extracted
	if cost(doc) > maxCost {
		find = wholePage
	}
	a, body := find(doc, address)
	if len(data.body)*2 > len(strings.Join(body, " "))*3 {
		body = strings.Split(fragment(data.body), "\n")
	}
	a.Title = pageTitle(doc, a.Source, data.headline, a.Title)
	a.Date = cmp.Or(a.Date, data.date)
	a.Text = strings.Join(trimPage(body, a.Title, links), "\n\n")
	if a.Text == "" {
		return nil, errors.New("no article was found in the page")
	}
	return a, nil
}

// extracted asks two extractors for a page's article. The second is heard when it
// finds far more prose.
func extracted(doc *dom.Node, address string) (a *text.Article, body []string) {
	config := trafilatura.DefaultConfig()
	config.MinExtractedSize = 0 // its rescue of short pages glues paragraphs together
	o := trafilatura.Options{Config: config, EnableFallback: true, ExcludeComments: true, ExcludeTables: true, HtmlDateOptions: &pageDates}
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		o.OriginalURL = u
	}
	var other []string
	if r, err := readability.FromDocument(doc, o.OriginalURL); err == nil && r.Node != nil {
		other = blocksOf(r.Node)
		o.FallbackCandidates = &trafilatura.FallbackCandidates{Readability: r.Node}
	}
	a = &text.Article{URL: address}
	found, err := trafilatura.ExtractDocument(doc, o)
	if err != nil {
		return a, other
	}
	m := found.Metadata
	a = &text.Article{Title: m.Title, URL: cmp.Or(m.URL, address), Source: cmp.Or(m.Sitename, m.Hostname), Language: m.Language}
	if !m.Date.IsZero() {
		a.Date = m.Date.Format(time.DateOnly)
	}
	if body = blocksOf(found.ContentNode); proseIn(other)*4 > proseIn(body)*5 {
		body = other
	}
	return a, body
}

// pageDates say how the date of a page is found: without the parser of human dates,
// which takes seconds for some and counts "yesterday" from the clock.
var pageDates = htmldate.Options{UseOriginalDate: true, SkipExtensiveSearch: true, MaxDate: time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)}

// The extractors' time grows with the square of a page's size. Pages of news cost
// a hundredth of maxCost, which is some seconds.
const maxCost = 2e9

// cost is about how long the extractors would take on a page.
func cost(doc *dom.Node) float64 {
	elements, words := 0, 0
	for n := range doc.Descendants() {
		switch {
		case n.Type == dom.ElementNode:
			elements++
		case n.Type == dom.TextNode && !unread[n.Parent.DataAtom]:
			words += len(n.Data)
		}
	}
	return float64(elements) * float64(elements+words)
}

// wholePage takes all paragraphs of a page that is too large for the extractors,
// or those of the part of it that is called its article.
func wholePage(doc *dom.Node, address string) (a *text.Article, body []string) {
	a = &text.Article{URL: address}
	part := doc
	for n := range doc.Descendants() {
		switch {
		case n.DataAtom == atom.Title && a.Title == "":
			a.Title = headingText(n)
		case n.DataAtom == atom.Meta && attribute(n, "property") == "article:published_time":
			a.Date = attribute(n, "content")
		case (n.DataAtom == atom.Article || n.DataAtom == atom.Main) && part == doc:
			part = n
		}
	}
	return a, blocksOf(part)
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
	before := 0 // prose so far
	for i, p := range body {
		if len(p) < maxNotice && before*2 >= all && ending.MatchString(p) {
			body = body[:i]
			break
		}
		before += proseIn(body[i : i+1])
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
