package extract

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"newsgraph/extract/read"
	"newsgraph/extract/text"
	"newsgraph/graph"
)

var update = flag.Bool("update", false, "write the golden graphs anew; read the difference line by line")

var extractor = sync.OnceValues(New)

func newExtractor(t testing.TB) *Extractor {
	t.Helper()
	x, err := extractor()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// articles reads the articles of a folder and fails when there is none.
func articles(t testing.TB, path string) []*text.Article {
	t.Helper()
	var out []*text.Article
	for a, err := range read.Articles(context.Background(), []string{path}, read.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, a)
	}
	if len(out) == 0 {
		t.Fatalf("no article in %s", path)
	}
	return out
}

func seed(t testing.TB) *graph.Document {
	t.Helper()
	d, err := newExtractor(t).Extract(articles(t, "../seeds")[0])
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// readable writes a document as a person would check it against its article:
// one node or edge a line, sorted, with the quote.
func readable(d *graph.Document) string {
	names := make(map[string]string)
	var nodes, edges []string
	for _, n := range d.Nodes {
		names[n.ID] = n.Name
		nodes = append(nodes, fmt.Sprintf("%s %s (%s) %s", n.Label, n.Name, n.ID, strings.Join(n.Aliases, ", ")))
	}
	for _, e := range d.Edges {
		line := fmt.Sprintf("%s -%s-> %s, %s", names[e.Source], e.Type, names[e.Target], e.Status)
		for _, extra := range []string{e.Title, e.Date, names[e.Asserter]} {
			if extra != "" {
				line += ", " + extra
			}
		}
		edges = append(edges, fmt.Sprintf("%s [%s] %q", line, e.Rule, e.Evidence.Text))
	}
	slices.Sort(nodes)
	slices.Sort(edges)
	return strings.Join(nodes, "\n") + "\n\n" + strings.Join(edges, "\n") + "\n"
}

func TestGoldenSeed(t *testing.T) {
	path := filepath.Join("..", "testdata", "golden", "seed.txt")
	got := readable(seed(t))
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the seed's graph changed; go test ./extract -update, and read the difference\n%s", diff(string(want), got))
	}
}

// diff lists the lines that only one of two sorted texts has.
func diff(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	var b strings.Builder
	for _, line := range w {
		if !slices.Contains(g, line) {
			fmt.Fprintln(&b, "-", line)
		}
	}
	for _, line := range g {
		if !slices.Contains(w, line) {
			fmt.Fprintln(&b, "+", line)
		}
	}
	return b.String()
}

// What the seed is about must be right, whatever the golden graph says.
func TestSeedIsRight(t *testing.T) {
	d := seed(t)
	has := func(source, typ, target, status string) bool {
		return slices.ContainsFunc(d.Edges, func(e graph.Edge) bool {
			return e.Type == typ && (status == "" || e.Status == status) && named(d, e.Source, source) && named(d, e.Target, target)
		})
	}
	for _, f := range []struct{ source, typ, target, status string }{
		{"Emmanuel Macron", "SIGNED", "declaration", "actual"},
		{"Volodymyr Zelenskyy", "SIGNED", "declaration", "actual"},
		{"Keir Starmer", "SIGNED", "declaration", "actual"},
		{"Paris", "HOSTED", "meeting", "actual"},
		{"Emmanuel Macron", "PROPOSED", "troops", "actual"},
		{"United States", "COERCED", "Nicolás Maduro", "actual"},
		{"Russia", "OPPOSED", "NATO boots on the ground", "actual"},
		{"Keir Starmer", "PROPOSED", "military hubs", "actual"},
		{"Emmanuel Macron", "HOLDS_OFFICE", "France", "actual"},
		{"Keir Starmer", "HOLDS_OFFICE", "United Kingdom", "actual"},
		{"Friedrich Merz", "HOLDS_OFFICE", "Germany", "actual"},
		{"Vladimir Putin", "HOLDS_OFFICE", "Russia", "actual"},
		{"Donald Trump", "HOLDS_OFFICE", "United States", "actual"},
		{"Nicolás Maduro", "HOLDS_OFFICE", "Venezuela", ""},
		{"Volodymyr Zelenskyy", "HOLDS_OFFICE", "Ukraine", "actual"},
		{"Steve Witkoff", "HOLDS_OFFICE", "United States", "actual"},
		{"Jared Kushner", "RELATED_TO", "Donald Trump", "actual"},
	} {
		if !has(f.source, f.typ, f.target, f.status) {
			t.Errorf("missing: %s -%s-> %s, %s", f.source, f.typ, f.target, f.status)
		}
	}
	for _, f := range []struct{ source, typ, target, status string }{
		{"United States", "AGREED", "European multinational force", "actual"},
		{"United States", "AGREED", "promise", "actual"}, // in the draft, not in the communique
	} {
		if has(f.source, f.typ, f.target, f.status) {
			t.Errorf("wrong: %s -%s-> %s, %s", f.source, f.typ, f.target, f.status)
		}
	}
	for _, e := range d.Edges {
		if e.Source == "place:paris-fra" && e.Type == "MOBILIZED" {
			t.Error("Paris that could deploy troops is France, not the city")
		}
	}
	zelensky := 0
	for _, n := range d.Nodes {
		if strings.Contains(n.Name, "Zelensky") {
			zelensky++
		}
	}
	if zelensky != 1 {
		t.Errorf("Zelenskyy, also spelled Zelensky, is %d nodes", zelensky)
	}
}

func named(d *graph.Document, id, part string) bool {
	return slices.ContainsFunc(d.Nodes, func(n graph.Node) bool {
		return n.ID == id && strings.Contains(n.Name+"\n"+strings.Join(n.Aliases, "\n"), part)
	})
}

// The same article gives the same bytes, however many are read at a time.
// What is too unsure for an edge of the graph is event data still.
func TestUnsureFactHidesNoAct(t *testing.T) {
	d, err := newExtractor(t).Extract(&text.Article{ID: "1", Text: "Evo Morales says that he will continue to organize protests against the government of Bolivia."})
	if err != nil {
		t.Fatal(err)
	}
	said := d.Acts
	for _, e := range d.Edges {
		said = append(said, graph.Act{Edge: e})
	}
	if !slices.ContainsFunc(said, func(a graph.Act) bool {
		return a.Source == "person:evo-morales" && a.Type == "PROTESTED" && a.Target == "BOL"
	}) {
		t.Errorf("nothing says against whom he protests: edges %+v, acts %+v", d.Edges, d.Acts)
	}
}

func TestNamesakesHaveTheirOwnIDs(t *testing.T) {
	entity := func(name string) text.Entity {
		return text.Entity{Known: text.Known{Label: text.LabelPerson, Name: name}}
	}
	d := &draft{entities: slices.Concat([]text.Entity{entity("Ali 2")}, slices.Repeat([]text.Entity{entity("Ali")}, 11))}
	want := []string{"person:ali-2", "person:ali"}
	for n := range 10 {
		want = append(want, fmt.Sprint("person:ali-", n+3))
	}
	if got := d.nodeIDs(); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestSameBytes(t *testing.T) {
	x := newExtractor(t)
	a := articles(t, "../seeds")[0]
	want := encode(t, seed(t))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			d, err := x.Extract(a)
			if err != nil {
				t.Error(err)
				return
			}
			if got := encode(t, d); !bytes.Equal(got, want) {
				t.Error("another run gave other bytes")
			}
		})
	}
	wg.Wait()
}

func encode(t testing.TB, d *graph.Document) []byte {
	var b bytes.Buffer
	if err := graph.Write(&b, d); err != nil {
		t.Error(err)
	}
	return b.Bytes()
}

var day = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

// Hostile text stays data: the document passes its own check whatever it says.
func FuzzExtract(f *testing.F) {
	for _, s := range []string{
		"Macron met Merkel in Paris.", "``x'' OR 1=1; MATCH (n) DETACH DELETE n", "<script>alert(1)</script> said Putin",
		"\u202eRutin signed \u0420utin \U0001F600 deal", "a\x00b\xff\xfe", "\"We think I said we agreed,\" I said, \"and we told us we said I agreed,\" we said.", "The the the president president of of of of", strings.Repeat("Obama ", 300),
	} {
		f.Add("Title of "+s, s, "2020-02-30")
	}
	x := newExtractor(f)
	f.Fuzz(func(t *testing.T, title, body, date string) {
		title, body = strings.ToValidUTF8(title, "\uFFFD"), strings.ToValidUTF8(body, "\uFFFD")
		if !day.MatchString(date) { // readers give none then
			date = ""
		}
		if _, err := x.Extract(&text.Article{ID: "fuzz", Title: title, Text: body, Date: date}); err != nil {
			t.Error(err)
		}
	})
}

func BenchmarkExtract(b *testing.B) {
	x := newExtractor(b)
	a := articles(b, "../seeds")[0]
	b.SetBytes(int64(len(a.Text)))
	words := float64(len(strings.Fields(a.Text)))
	for b.Loop() {
		if _, err := x.Extract(a); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(words*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
