package view

import (
	"bytes"
	"crypto/sha256"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"os"
	"strings"
	"testing"

	"newsgraph/graph"
)

// file reads a merged graph of the test data.
func file(t testing.TB, path string) iter.Seq2[*graph.Record, error] {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return graph.Records(bytes.NewReader(b), path)
}

// again makes a stream of records that can be ranged over more than once.
func again(records []graph.Record) iter.Seq2[*graph.Record, error] {
	return func(yield func(*graph.Record, error) bool) {
		for i := range records {
			if !yield(&records[i], nil) {
				return
			}
		}
	}
}

func all(t testing.TB, path string) iter.Seq2[*graph.Record, error] {
	t.Helper()
	var records []graph.Record
	for r, err := range file(t, path) {
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, *r)
	}
	return again(records)
}

const seed = "../export/testdata/seed/graph.ndjson"

func TestWriteIsTheSameEachTime(t *testing.T) {
	var a, b bytes.Buffer
	for _, w := range []*bytes.Buffer{&a, &b} {
		if err := Write(w, all(t, seed), Options{}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two views of one graph differ")
	}
}

// hostile is a graph whose every text tries to become markup or script.
func hostile() []graph.Record {
	const bad = `</script><script>alert(1)</script><img src=x onerror=alert(1)>"'&{{script}}` + "\u2028"
	return []graph.Record{
		{Article: &graph.ArticleRecord{Article: graph.Article{ID: bad, Title: bad, Source: bad, Date: "2026-01-07", URL: "javascript:alert(1)"}}},
		{Node: &graph.NodeRecord{ID: "a" + bad, Label: "Person", Name: "A " + bad, Aliases: []string{bad}, Description: bad, Kind: bad, Articles: 1}},
		{Node: &graph.NodeRecord{ID: "b" + bad, Label: "Event", Name: "B " + bad, Kind: bad, Articles: 1}},
		{Edge: &graph.EdgeRecord{ID: bad, Source: "a" + bad, Type: "SIGNED", Target: "b" + bad, Status: "actual", Asserter: "a" + bad, Title: bad, Reports: 1, Sources: 1, Confidence: 0.9, Evidence: bad}},
		{Statement: &graph.StatementRecord{Edge: bad, Article: bad, Quote: bad + "!", Rule: bad, Confidence: 0.9, Asserter: "b" + bad}},
		{Mentions: &graph.MentionsRecord{Article: bad, Node: "a" + bad, Count: 1}},
	}
}

func TestHostileTextStaysText(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, again(hostile()), Options{Title: `<img src=x onerror=alert(1)>`}); err != nil {
		t.Fatal(err)
	}
	got := b.String()
	if n := strings.Count(got, "</script>"); n != 2 {
		t.Errorf("page closes %d scripts, want its own 2", n)
	}
	for _, never := range []string{"<img", "javascript:alert", "<script>alert"} {
		if strings.Contains(got, never) {
			t.Errorf("page has %q", never)
		}
	}
}

func TestPageHoldsTheStrongest(t *testing.T) {
	d, err := collect(all(t, seed), Options{Nodes: 10, Edges: 5})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Nodes) != 10 || len(d.Edges) != 5 || d.AllNodes != 33 || d.AllEdges != 36 {
		t.Errorf("page holds %d of %d nodes and %d of %d edges, want 10 of 33 and 5 of 36", len(d.Nodes), d.AllNodes, len(d.Edges), d.AllEdges)
	}
	for _, e := range d.Edges {
		if len(e.Statements) != 1 || d.Articles[e.Statements[0].Article].Source != "AFP" {
			t.Errorf("edge %s has not its article", e.ID)
		}
	}
}

func TestVendoredLibraryIsTheOneThatTheLockFileGives(t *testing.T) {
	sums, err := os.ReadFile("vendor/SHA256SUMS")
	if err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprintf("%x  graph.min.js", sha256.Sum256([]byte(library)))
	if !strings.Contains(string(sums), want) {
		t.Errorf("vendor/SHA256SUMS does not have %q: run vendor/build.sh", want)
	}
}

func TestPicture(t *testing.T) {
	var b bytes.Buffer
	if err := WriteSVG(&b, all(t, seed), Options{Title: "Paris"}); err != nil {
		t.Fatal(err)
	}
	wellFormed(t, b.Bytes())
	for _, want := range []string{"Emmanuel Macron", "signed", "stroke-dasharray=\"9 5\"", ">FRA<"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the picture has no %q", want)
		}
	}
	b.Reset()
	if err := WriteSVG(&b, again(hostile()), Options{Title: "</title><script>"}); err != nil {
		t.Fatal(err)
	}
	wellFormed(t, b.Bytes())
	if strings.Contains(b.String(), "<script") || strings.Contains(b.String(), "<img") {
		t.Error("a name became markup")
	}
}

func wellFormed(t *testing.T, picture []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(picture))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("the picture is no XML: %v", err)
		}
	}
}

func TestLayoutKeepsNodesApart(t *testing.T) {
	links := [][2]int{{0, 1}, {1, 2}, {2, 0}, {3, 4}, {3, 3}}
	at := layout(6, links)
	for i := range at {
		for j := range i {
			if d := math.Hypot(at[i].x-at[j].x, at[i].y-at[j].y); !(d > spread/3) {
				t.Errorf("nodes %d and %d are %.0f pixels apart", i, j, d)
			}
		}
	}
	if len(layout(0, nil)) != 0 {
		t.Error("nothing is laid out as something")
	}
}
