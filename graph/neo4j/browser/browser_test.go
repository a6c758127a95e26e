package browser

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/neo4j"
	"newsgraph/graph/neo4j/neo4jtest"
)

const seed = "../../export/testdata/seed/graph.ndjson"

func loadSeed(t *testing.T, s neo4jtest.Server) *neo4j.DB {
	t.Helper()
	db, err := neo4j.Open(t.Context(), neo4j.Config{URI: s.URI, User: s.User, Password: s.Password})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close(t.Context()) })
	f, err := os.Open(seed)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := db.Load(t.Context(), graph.Records(f, seed), neo4j.LoadOptions{}); err != nil {
		t.Fatal(err)
	}
	return db
}

func files(t *testing.T) map[string][]byte {
	t.Helper()
	f, err := Files("http://127.0.0.1:1234/browser/newsgraph/")
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Every question of the library is a favourite, a saved query and in the file.
func TestQueriesAreTheLibrary(t *testing.T) {
	f := files(t)
	archive, err := zip.NewReader(bytes.NewReader(f["favourites.zip"]), int64(len(f["favourites.zip"])))
	if err != nil {
		t.Fatal(err)
	}
	saved, err := csv.NewReader(bytes.NewReader(f["saved-queries.csv"])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	library := neo4j.Library()
	if len(archive.File) != len(library) || len(saved) != len(library)+2 || len(library) < 25 {
		t.Fatalf("%d questions make %d favourites and %d lines of saved queries", len(library), len(archive.File), len(saved))
	}
	titles := map[string]bool{}
	for i, q := range library {
		text := q.Inlined()
		if !strings.HasPrefix(text, "// "+q.Title+"\n") || strings.Contains(text, "$") || strings.Contains(text, ":param") {
			t.Errorf("%s: inlined it is\n%s", q.Name, text)
		}
		if !bytes.Contains(f["queries.cypher"], []byte(strings.TrimSpace(text)+";\n")) {
			t.Errorf("%s is not in queries.cypher", q.Name)
		}
		r, err := archive.File[i].Open()
		if err != nil {
			t.Fatal(err)
		}
		if content, err := io.ReadAll(r); err != nil || string(content) != text || archive.File[i].Name != "newsgraph/"+q.Name+".cypher" {
			t.Errorf("%s: the favourite %s is %q, %v", q.Name, archive.File[i].Name, content, err)
		}
		row := saved[i+2]
		if row[0] != q.Title || row[2] != text || row[4] != saved[1][3] || row[5] != "false" || titles[q.Title] {
			t.Errorf("%s: the saved query is %q", q.Name, row)
		}
		titles[q.Title] = true
	}
}

// guideQueries are the guide's Cypher, as its readers run it.
func guideQueries() []string {
	var queries []string
	for _, m := range regexp.MustCompile("(?s)```cypher\n(.*?)\n```").FindAllStringSubmatch(guide, -1) {
		queries = append(queries, m[1])
	}
	return queries
}

type countRows int

func (c *countRows) Columns([]string) error { return nil }
func (c *countRows) Row([]any) error        { *c++; return nil }

// Each query of the guide finds something in the seed's graph, and each
// favourite at least runs.
func TestQueriesRun(t *testing.T) {
	db := loadSeed(t, neo4jtest.Open(t))
	queries := guideQueries()
	if len(queries) < 10 {
		t.Fatalf("the guide has %d queries", len(queries))
	}
	for _, q := range queries {
		var n countRows
		if err := db.Query(t.Context(), q, nil, &n); err != nil || n == 0 {
			t.Errorf("%s\nfinds %d rows, %v", q, n, err)
		}
	}
	for _, q := range neo4j.Library() {
		if err := db.Query(t.Context(), q.Inlined(), nil, new(countRows)); err != nil {
			t.Errorf("%s: %v", q.Name, err)
		}
	}
}

func TestGuide(t *testing.T) {
	f := files(t)
	page := string(f["guide.html"])
	if strings.Contains(page, "7474") || !strings.Contains(page, ":style http://127.0.0.1:1234/browser/newsgraph/style.grass</pre>") {
		t.Error("the guide does not lead to the style where it is served")
	}
	if slides, headings := strings.Count(page, "<slide "), strings.Count(guide, "\n## ")+1; slides != headings {
		t.Errorf("%d headings make %d slides", headings, slides)
	}
	if runnable, fences := strings.Count(page, "runnable"), strings.Count(guide, "```")/2; runnable != fences {
		t.Errorf("%d pieces of code make %d to click", fences, runnable)
	}
	if strings.Contains(page, "```") || strings.Contains(page, "**") {
		t.Errorf("Markdown is left in the page:\n%s", page)
	}
	if got := blockHTML("a < `b & c`\nand **d**"); got != "<p>a &lt; <code>b &amp; c</code> and <strong>d</strong></p>\n" {
		t.Errorf("got %s", got)
	}
}

var rule = regexp.MustCompile(`(?ms)^(node|relationship)\.?(\w*) \{\n(.*?)\n\}`)

// Every label and type has its look, and its words can be read on light and dark.
func TestStyle(t *testing.T) {
	looks := map[string]map[string]string{}
	for _, m := range rule.FindAllStringSubmatch(string(Style), -1) {
		look := map[string]string{}
		for line := range strings.SplitSeq(m[3], ";") {
			if k, v, ok := strings.Cut(line, ":"); ok {
				look[strings.TrimSpace(k)] = strings.Trim(strings.TrimSpace(v), `"`)
			}
		}
		looks[m[1]+m[2]] = look
	}
	for label := range graph.Vocab().Labels {
		if looks["node"+label]["caption"] != "{name}" {
			t.Errorf("%s has the look %v", label, looks["node"+label])
		}
	}
	for typ := range graph.Vocab().Edges {
		if looks["relationship"+typ]["caption"] != "<type>" {
			t.Errorf("%s has the look %v", typ, looks["relationship"+typ])
		}
	}
	if len(looks) < len(graph.Vocab().Labels)+len(graph.Vocab().Edges)+2 {
		t.Errorf("only %d looks", len(looks))
	}
	canvases := map[string]string{"light": "#FFFFFF", "dark": "#292C33"} // Browser's own
	for name, look := range looks {
		if strings.HasPrefix(name, "node") {
			if c := contrast(t, look["text-color-internal"], look["color"]); name != "node" && c < 4.5 || c < 3 {
				t.Errorf("%s: its caption stands out of it %.1f times", name, c)
			}
			continue
		}
		for theme, canvas := range canvases {
			if c := contrast(t, look["text-color-external"], canvas); c < 3 {
				t.Errorf("%s: on %s its caption stands out %.1f times", name, theme, c)
			}
			if c := contrast(t, look["color"], canvas); c < 2.4 {
				t.Errorf("%s: on %s its line stands out %.1f times", name, theme, c)
			}
		}
	}
}

// contrast is that of two colours by WCAG, from 1 to 21.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	luminance := func(colour string) float64 {
		n, err := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 24)
		if err != nil {
			t.Fatalf("colour %q: %v", colour, err)
		}
		channel := func(shift uint) float64 {
			c := float64(n>>shift&0xff) / 255
			if c <= 0.04045 {
				return c / 12.92
			}
			return math.Pow((c+0.055)/1.055, 2.4)
		}
		return 0.2126*channel(16) + 0.7152*channel(8) + 0.0722*channel(0)
	}
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}
