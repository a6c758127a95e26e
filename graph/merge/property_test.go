package merge

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"newsgraph/graph"
)

// drawArticle makes an article from small pools, so that articles share persons,
// namesakes, parts of names, acronyms, events, facts and whole texts. Most of its
// text tells which article it is, so that articles of one id and story are versions
// of one, and others not.
func drawArticle(t *rapid.T, id, story string) *graph.Document {
	date := rapid.SampledFrom([]string{"2026-01-05", "2026-01-06", "2026-01-20", "2026-03-01", "2027-01-06", ""}).Draw(t, "date")
	pool := []graph.Node{
		france, ukraine,
		{ID: "person:friedrich-merz", Label: "Person", Name: "Friedrich Merz", QID: "Q1124"},
		{ID: "person:merz", Label: "Person", Name: "Merz", Partial: true},
		{ID: "person:john-smith", Label: "Person", Name: "John Smith"},
		{ID: "person:john-smith", Label: "Person", Name: "John Smith", Nation: "AUS"},
		{ID: "person:john-smith", Label: "Person", Name: "John Smith", Nation: "USA"},
		{ID: "person:smith", Label: "Person", Name: "Smith", Partial: true},
		{ID: "body:african-national-congress", Label: "Body", Name: "African National Congress"},
		{ID: "body:anc", Label: "Body", Name: "ANC"},
		{ID: "body:the-workers-party", Label: "Body", Name: "The Workers Party"},
		{ID: "body:workers-party", Label: "Body", Name: "Workers Party", Nation: "FRA"},
		{ID: "place:springfield", Label: "Place", Name: "Springfield", Nation: rapid.SampledFrom([]string{"", "USA", "AUS"}).Draw(t, "nation")},
		{ID: "event:summit", Label: "Event", Name: rapid.SampledFrom([]string{"G20 summit", "summit", "2026 summit", "second summit"}).Draw(t, "summit"), Kind: "meeting"},
		{ID: "event:plan", Label: "Event", Name: rapid.SampledFrom([]string{"peace plan", "plan", "French plan"}).Draw(t, "plan"), Kind: "plan"},
	}
	var nodes []graph.Node
	has := map[string]string{}
	for _, n := range pool {
		if has[n.ID] == "" && rapid.Bool().Draw(t, "named") {
			nodes = append(nodes, n)
			has[n.ID] = n.Label
		}
	}
	words := make([]string, rapid.IntRange(3, 40).Draw(t, "words"))
	for i := range words {
		words[i] = rapid.SampledFrom([]string{"talks", "began", "minister", "said", "border", "Springfield", "Merz", "agreed", "treaty", "on"}).Draw(t, "word")
	}
	text := strings.Join(words, " ") + "."
	if story == "wire" {
		text = strings.Repeat("A wire report that several papers print word for word in full. ", 3)
	} else {
		for n := range 60 {
			text += fmt.Sprintf(" %s%s%d", id, story, n)
		}
	}
	runes := []rune(text)
	for i := range nodes {
		for range rapid.IntRange(0, 2).Draw(t, "mentions") {
			start := rapid.IntRange(0, len(runes)-2).Draw(t, "start")
			nodes[i].Mentions = append(nodes[i].Mentions, graph.Mention{Text: string(runes[start : start+2]), Start: start, End: start + 2, Sentence: start / 50})
		}
	}
	var edges []graph.Edge
	seen := map[string]bool{}
	types := []string{"SIGNED", "MET", "ACCUSED", "HOLDS_OFFICE", "ATTENDED", "OPPOSED"}
	for range rapid.IntRange(0, 5).Draw(t, "edges") {
		if len(nodes) == 0 {
			break
		}
		e := graph.Edge{
			Source: rapid.SampledFrom(nodes).Draw(t, "source").ID, Target: rapid.SampledFrom(nodes).Draw(t, "target").ID,
			Type:   rapid.SampledFrom(types).Draw(t, "type"),
			Status: rapid.SampledFrom([]string{"actual", "denied", "past", "planned"}).Draw(t, "status"),
			Date:   rapid.SampledFrom([]string{"", "2026", "2026-01", "2026-01-05", "2026-01-06"}).Draw(t, "when"),
		}
		key := e.Source + e.Type + e.Target + e.Status
		if e.Source != e.Target && !seen[key] && graph.Vocab().Edges[e.Type].Joins(has[e.Source], has[e.Target]) {
			seen[key] = true
			edges = append(edges, e)
		}
	}
	d := article(id, date, text, nodes, edges...)
	d.Article.Source = "" // so that the same file may come under two ids
	d.Article.Title = rapid.SampledFrom([]string{"Talks go on", "Treaty signed"}).Draw(t, "title")
	d.Article.SHA256 = graph.ContentHash(d.Article.Title, d.Text)
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	return d
}

// build makes a folder at once.
func build(t rapid.TB, docs []*graph.Document) (articles, graphs []byte) {
	dir, err := os.MkdirTemp("", "newsgraph-test-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	f := Folder(dir)
	if _, err := f.Update(context.Background(), all(docs...), UpdateOptions{}); err != nil {
		t.Fatal(err)
	}
	return bytesOf(t, f)
}

// bytesOf builds a folder and reads its files.
func bytesOf(t rapid.TB, f Folder) (articles, graphs []byte) {
	if _, err := f.Build(context.Background(), BuildOptions{}); err != nil {
		t.Fatal(err)
	}
	articles, errA := os.ReadFile(f.Articles())
	graphs, errG := os.ReadFile(f.Graph())
	if errA != nil || errG != nil {
		t.Fatal(errA, errG)
	}
	return articles, graphs
}

// stories are what articles with one id may tell.
var stories = []string{"one", "two", "wire"}

// storedIDs are the ids that articles have in a store, by the article that each is.
func storedIDs(t rapid.TB, f Folder) map[string]string {
	ids := map[string]string{}
	for d, err := range f.Documents() {
		if err != nil {
			t.Fatal(err)
		}
		ids[storyOf(d)] = d.ID
	}
	return ids
}

// storyOf names the article that a drawn document is a version of.
func storyOf(d *graph.Document) string {
	id, _, _ := strings.Cut(d.ID, "@")
	for _, story := range stories {
		if strings.Contains(d.Text, id+story) {
			return id + story
		}
	}
	return id + "wire"
}

// TestBatchesEqualBuildingAtOnce adds, updates and retracts articles in random
// batches, some of which share an id, and compares with building what is left at
// once, in another order.
func TestBatchesEqualBuildingAtOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp("", "newsgraph-test-")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		f := Folder(dir)
		left := map[string]*graph.Document{} // by article: what should be in the store
		for step := range rapid.IntRange(1, 4).Draw(t, "steps") {
			if rapid.IntRange(0, 3).Draw(t, "retract") == 0 && len(left) > 0 {
				gone := rapid.SampledFrom(sortedIDs(left)).Draw(t, "gone")
				if missing, err := f.Retract(t.Context(), []string{storedIDs(t, f)[gone], "never there"}); err != nil || len(missing) != 1 {
					t.Fatal(missing, err)
				}
				delete(left, gone)
				continue
			}
			var batch []*graph.Document
			for _, n := range rapid.SliceOfNDistinct(rapid.IntRange(0, 11), 1, 6, rapid.ID).Draw(t, "batch") {
				d := drawArticle(t, fmt.Sprintf("a%d", n/3), stories[n%3])
				if old := left[storyOf(d)]; old == nil || old.Article.Date <= d.Article.Date {
					left[storyOf(d)] = d
				}
				batch = append(batch, d)
			}
			if _, err := f.Update(t.Context(), all(batch...), UpdateOptions{}); err != nil {
				t.Fatal(err)
			}
			if step == 0 { // a graph that is there must not matter
				bytesOf(t, f)
			}
		}
		articles, graphs := bytesOf(t, f)
		var docs []*graph.Document
		for _, id := range rapid.Permutation(sortedIDs(left)).Draw(t, "order") {
			docs = append(docs, left[id])
		}
		wantArticles, wantGraphs := build(t, docs)
		if !bytes.Equal(articles, wantArticles) {
			t.Fatal("the stores differ")
		}
		if !bytes.Equal(graphs, wantGraphs) {
			t.Fatalf("the graphs differ:\n%s\nat once:\n%s", graphs, wantGraphs)
		}
		verified(t, f)
	})
}

// verified checks that a folder passes its own check.
func verified(t rapid.TB, f Folder) {
	if err := f.Verify(context.Background(), Options{}, func(finding string) { t.Error(finding) }); err != nil {
		t.Fatal(err)
	}
}

// TestRetractionRemovesWhatOnlyThatArticleSupported adds one article to others
// and retracts it: the graph is as before, byte for byte; added again, as with it.
func TestRetractionRemovesWhatOnlyThatArticleSupported(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var docs []*graph.Document
		for n := range rapid.IntRange(1, 5).Draw(t, "articles") {
			docs = append(docs, drawArticle(t, fmt.Sprintf("a%d", n), rapid.SampledFrom(stories).Draw(t, "story")))
		}
		extra := drawArticle(t, "b", rapid.SampledFrom(stories).Draw(t, "story"))
		dir, err := os.MkdirTemp("", "newsgraph-test-")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		f := Folder(dir)
		update := func(docs ...*graph.Document) {
			if _, err := f.Update(t.Context(), all(docs...), UpdateOptions{}); err != nil {
				t.Fatal(err)
			}
		}
		update(docs...)
		_, before := bytesOf(t, f)
		update(extra)
		_, with := bytesOf(t, f)
		if _, err := f.Retract(t.Context(), []string{"b"}); err != nil {
			t.Fatal(err)
		}
		if _, after := bytesOf(t, f); !bytes.Equal(before, after) {
			t.Fatal("retracting an article does not give the graph without it")
		}
		update(extra)
		if _, again := bytesOf(t, f); !bytes.Equal(with, again) {
			t.Fatal("adding an article again does not give the graph with it")
		}
	})
}

// TestSixHundredArticles does the same with real articles: batches in random
// order, retractions, updates, and one build at once.
func TestSixHundredArticles(t *testing.T) {
	docs := perturbed(wikinews(t), 600)
	r := rand.New(rand.NewPCG(1, 2))
	order := r.Perm(len(docs))
	f := Folder(t.TempDir())
	for len(order) > 0 {
		n := min(len(order), 1+r.IntN(250))
		var batch []*graph.Document
		for _, i := range order[:n] {
			if r.IntN(5) == 0 { // an earlier version, which the real one replaces
				old := *docs[i]
				old.Text += " To be continued."
				old.Article.SHA256 = graph.ContentHash(old.Article.Title, old.Text)
				if _, err := f.Update(t.Context(), all(&old), UpdateOptions{}); err != nil {
					t.Fatal(err)
				}
			}
			batch = append(batch, docs[i])
		}
		order = order[n:]
		if _, err := f.Update(t.Context(), all(batch...), UpdateOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	gone := map[string]bool{}
	var ids []string
	for range 50 {
		id := docs[r.IntN(len(docs))].ID
		gone[id] = true
		ids = append(ids, id)
	}
	if missing, err := f.Retract(t.Context(), ids); err != nil || len(missing) > 0 {
		t.Fatal(missing, err)
	}
	articles, graphs := bytesOf(t, f)
	left := slices.DeleteFunc(slices.Clone(docs), func(d *graph.Document) bool { return gone[d.ID] })
	r.Shuffle(len(left), func(i, j int) { left[i], left[j] = left[j], left[i] })
	wantArticles, wantGraphs := build(t, left)
	if !bytes.Equal(articles, wantArticles) || !bytes.Equal(graphs, wantGraphs) {
		t.Error("600 articles in batches are not the graph of building at once")
	}
	verified(t, f)
}

// perturbed makes n articles of real ones: copies that are cut, extended or have
// another title, and copies in other years with other numbers.
func perturbed(docs []*graph.Document, n int) []*graph.Document {
	out := slices.Clone(docs)
	for i := 0; len(out) < n; i++ {
		d := *docs[i%len(docs)]
		d.ID = fmt.Sprintf("%s-%d", d.ID, i/len(docs))
		d.Article.ID, d.Article.URL = d.ID, d.Article.URL+fmt.Sprint("&copy=", i)
		if i%3 == 0 && len(d.Article.Date) == 10 {
			d.Article.Date = fmt.Sprintf("%d%s", 1990+i%40, d.Article.Date[4:])
		}
		d.Text += fmt.Sprintf(" Copy number %d ends here.", i)
		d.Article.SHA256 = graph.ContentHash(d.Article.Title, d.Text)
		out = append(out, &d)
	}
	return out[:n]
}

func sortedIDs(m map[string]*graph.Document) []string {
	var ids []string
	for id := range m {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}
