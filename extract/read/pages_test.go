package read

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/go-shiori/go-readability"
	"github.com/markusmobius/go-trafilatura"
	dom "golang.org/x/net/html"

	"newsgraph/extract/text"
)

// pages_test.go measures the reader of web pages beside the two libraries that it
// could have used alone, on their own test pages: go test -run Pages -v ./extract/read

// page is a web page with what is known of its article.
type page struct {
	name, html, url string
	body            string // the expected body, or ""
	title, date     string // or "" where not known
	with, without   []string
}

// outcome is what an extractor made of a page.
type outcome struct{ body, title, date string }

func TestPages(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 85 pages with three extractors")
	}
	pages := newsPages(t)
	extractors := []struct {
		name string
		run  func(page) outcome
	}{
		{"newsgraph", func(p page) outcome {
			a, err := htmlArticle(decodePage([]byte(p.html), ""), p.url)
			if err != nil {
				a = &text.Article{}
			}
			if again, err := htmlArticle(decodePage([]byte(p.html), ""), p.url); err == nil && *again != *a {
				t.Errorf("%s: read twice, it differs", p.name)
			}
			date, _ := parseDate(a.Date)
			return outcome{a.Text, a.Title, date}
		}},
		{"trafilatura", func(p page) outcome {
			r, err := trafilatura.Extract(strings.NewReader(p.html), trafilatura.Options{EnableFallback: true, ExcludeComments: true})
			if err != nil {
				return outcome{}
			}
			return outcome{r.ContentText, r.Metadata.Title, r.Metadata.Date.Format("2006-01-02")}
		}},
		{"readability", func(p page) outcome {
			r, err := readability.FromReader(strings.NewReader(p.html), nil)
			if err != nil || r.Node == nil {
				return outcome{}
			}
			o := outcome{body: visible(r.Node, false), title: r.Title}
			if r.PublishedTime != nil {
				o.date = r.PublishedTime.Format("2006-01-02")
			}
			return o
		}},
	}
	t.Logf("%-12s %8s %8s %8s %8s %8s %8s %8s", "", "F1", "prose F1", "prec.", "recall", "F", "title", "date")
	figures := map[string]pageScore{}
	for _, x := range extractors {
		var s pageScore
		for _, p := range pages {
			s.add(t, p, x.run(p), x.name)
		}
		figures[x.name] = s
		t.Logf("%-12s %8.3f %8.3f %8.3f %8.3f %8.3f %8.3f %8.3f", x.name, s.f1/float64(s.bodies), s.proseF1/float64(s.bodies), s.precision(), s.recall(), s.f(), ratio(s.titles, s.titled), ratio(s.dates, s.dated))
	}
	s, other := figures["newsgraph"], figures["trafilatura"]
	if s.proseF1 < other.proseF1 || s.f() < other.f() || s.titles < other.titles || s.dates < other.dates {
		t.Error("worse than go-trafilatura alone")
	}
	t.Logf("%d bodies, %d passages in or out, %d titles, %d dates", s.bodies, s.in+s.missed+s.out+s.leaked, s.titled, s.dated)
}

// pageScore adds up how well an extractor does.
type pageScore struct {
	f1, proseF1             float64
	bodies                  int
	in, missed, leaked, out int // passages that belong to the article or not
	titles, titled          int
	dates, dated            int
}

func (s *pageScore) add(t *testing.T, p page, got outcome, who string) {
	verbose := os.Getenv("PAGES") == who
	if p.body != "" {
		root, err := dom.Parse(strings.NewReader(p.body))
		if err != nil {
			t.Fatal(err)
		}
		f1, prose := tokenF1(visible(root, false), got.body), tokenF1(visible(root, true), got.body)
		s.f1 += f1
		s.proseF1 += prose
		s.bodies++
		if verbose {
			t.Logf("%.3f %.3f %s", f1, prose, p.name)
		}
	}
	body := oneLine(got.body)
	for _, w := range p.with {
		if strings.Contains(body, oneLine(w)) {
			s.in++
		} else {
			s.missed++
			if verbose {
				t.Logf("%s misses %q", p.name, w)
			}
		}
	}
	for _, w := range p.without {
		if strings.Contains(body, oneLine(w)) {
			s.leaked++
			if verbose {
				t.Logf("%s leaks %q", p.name, w)
			}
		} else {
			s.out++
		}
	}
	if p.title != "" {
		s.titled++
		if same(p.title, got.title) {
			s.titles++
		} else if verbose {
			t.Logf("%s title %q, want %q", p.name, got.title, p.title)
		}
	}
	if p.date != "" {
		s.dated++
		if p.date == got.date {
			s.dates++
		} else if verbose {
			t.Logf("%s date %q, want %q", p.name, got.date, p.date)
		}
	}
}

func (s *pageScore) precision() float64 { return ratio(s.in, s.in+s.leaked) }
func (s *pageScore) recall() float64    { return ratio(s.in, s.in+s.missed) }
func (s *pageScore) f() float64         { return ratio(2*s.in, 2*s.in+s.leaked+s.missed) }

func ratio(a, b int) float64 { return float64(a) / float64(max(b, 1)) }

// tokenF1 compares two texts as bags of words.
func tokenF1(want, got string) float64 {
	count := map[string]int{}
	for _, w := range wordsOf(want) {
		count[w]++
	}
	common, all := 0, 0
	for _, w := range wordsOf(got) {
		all++
		if count[w] > 0 {
			count[w]--
			common++
		}
	}
	return ratio(2*common, all+len(wordsOf(want)))
}

// visible returns the words of a page's part with white space between its blocks;
// as prose without captions and tables.
func visible(n *dom.Node, prose bool) string {
	var b strings.Builder
	var walk func(n *dom.Node)
	walk = func(n *dom.Node) {
		switch {
		case n.Type == dom.TextNode:
			b.WriteString(n.Data)
			return
		case n.Data == "script" || n.Data == "style", prose && (n.Data == "figure" || n.Data == "figcaption" || n.Data == "table"):
			return
		}
		for k := n.FirstChild; k != nil; k = k.NextSibling {
			walk(k)
		}
		if !inline[n.Data] {
			b.WriteByte('\n')
		}
	}
	walk(n)
	return b.String()
}

// newsPages reads the pages that testdata/news-pages.txt names.
func newsPages(t testing.TB) []page {
	t.Helper()
	list, err := os.ReadFile("testdata/news-pages.txt")
	if err != nil {
		t.Fatal(err)
	}
	readabilityDir, trafilaturaDir := moduleDir(t, "github.com/go-shiori/go-readability"), moduleDir(t, "github.com/markusmobius/go-trafilatura")
	known := comparisonData(t, filepath.Join(trafilaturaDir, "scripts/comparison/data.go"))
	var pages []page
	for line := range strings.Lines(string(list)) {
		corpus, name, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch corpus {
		case "readability":
			dir := filepath.Join(readabilityDir, "test-pages", name)
			var meta struct{ Title, PublishedTime string }
			if err := json.Unmarshal([]byte(file(t, filepath.Join(dir, "expected-metadata.json"))), &meta); err != nil {
				t.Fatal(err)
			}
			date, _ := parseDate(meta.PublishedTime)
			pages = append(pages, page{name: name, html: file(t, filepath.Join(dir, "source.html")), body: file(t, filepath.Join(dir, "expected.html")), title: meta.Title, date: date})
		case "trafilatura":
			p, ok := known[name]
			if !ok {
				t.Fatalf("%s is not in the data", name)
			}
			matches, _ := filepath.Glob(filepath.Join(trafilaturaDir, "test-files/*", name))
			if len(matches) == 0 {
				t.Fatalf("no file %s", name)
			}
			p.html = file(t, matches[0])
			pages = append(pages, p)
		}
	}
	if len(pages) < 80 {
		t.Fatalf("only %d pages", len(pages))
	}
	return pages
}

func file(t testing.TB, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func moduleDir(t testing.TB, module string) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", module).Output()
	if err != nil {
		t.Fatalf("%s: %v", module, err)
	}
	return strings.TrimSpace(string(out))
}

// comparisonData reads the literal in go-trafilatura's own comparison that says
// of each page what belongs to its article.
func comparisonData(t testing.TB, path string) map[string]page {
	t.Helper()
	f, err := parser.ParseFile(gotoken.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	str := func(e ast.Expr) string {
		lit, ok := e.(*ast.BasicLit)
		if !ok {
			t.Fatalf("%s: %s is no string", path, fmt.Sprint(e))
		}
		s, err := strconv.Unquote(lit.Value)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	pages := map[string]page{}
	ast.Inspect(f, func(n ast.Node) bool {
		kv, ok := n.(*ast.KeyValueExpr)
		if !ok {
			return true
		}
		entry, ok := kv.Value.(*ast.CompositeLit)
		if _, url := kv.Key.(*ast.BasicLit); !ok || !url {
			return true
		}
		p := page{url: str(kv.Key)}
		for _, e := range entry.Elts {
			field := e.(*ast.KeyValueExpr)
			switch field.Key.(*ast.Ident).Name {
			case "File":
				p.name = str(field.Value)
			case "Title":
				p.title = str(field.Value)
			case "Date":
				p.date = str(field.Value)
			case "With", "Without":
				for _, s := range field.Value.(*ast.CompositeLit).Elts {
					if field.Key.(*ast.Ident).Name == "With" {
						p.with = append(p.with, str(s))
					} else {
						p.without = append(p.without, str(s))
					}
				}
			}
		}
		pages[p.name] = p
		return false
	})
	return pages
}
