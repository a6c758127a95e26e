package merge

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"newsgraph/graph"
)

// perturbations of a text, as editors make them.
var perturbations = map[string]func(r *rand.Rand, text, other string) string{
	"cut": func(r *rand.Rand, text, _ string) string {
		s := sentences(text)
		n := max(3, int((0.3+0.5*r.Float64())*float64(len(s))))
		from := r.IntN(max(1, len(s)-n))
		return strings.Join(s[from:min(len(s), from+n)], " ")
	},
	"extended": func(r *rand.Rand, text, other string) string {
		s := sentences(other)
		n := min(len(s)/2, int((0.2+0.8*r.Float64())*float64(len(sentences(text)))))
		return text + "\n\n" + strings.Join(s[:n], " ")
	},
	"reordered": func(r *rand.Rand, text, _ string) string {
		s := sentences(text)
		r.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
		return strings.Join(s, " ")
	},
	"cut and reordered": func(r *rand.Rand, text, _ string) string {
		s := sentences(text)
		r.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
		return strings.Join(s[:max(3, len(s)/2)], " ")
	},
	"another title": func(_ *rand.Rand, text, _ string) string { return text },
}

func sentences(text string) []string {
	return strings.SplitAfter(strings.Join(strings.Fields(text), " "), ". ")
}

// TestNearDuplicates measures precision and recall of pairs on perturbed copies,
// each of them a source that is no source of its own.
func TestNearDuplicates(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	originals := wikinews(t)
	of := map[string]string{} // article → original
	var docs []*graph.Document
	add := func(id, original, title, text string) {
		d := article(id, "2020-01-01", text, nil)
		d.Article.Title, d.Article.URL = title, "https://example.org/"+id
		d.Article.SHA256 = graph.ContentHash(title, text)
		docs = append(docs, d)
		of[id] = original
	}
	for i, d := range originals {
		add(d.ID, d.ID, d.Article.Title, d.Text)
		for name, perturb := range perturbations {
			other := originals[(i+1+r.IntN(len(originals)-1))%len(originals)]
			add(d.ID+" "+name, d.ID, "Another title "+name, perturb(rand.New(rand.NewPCG(5, uint64(i))), d.Text, other.Text))
		}
	}
	_, records := merged(t, Options{}, docs...)
	cluster := map[string]string{}
	for _, record := range records {
		if record.Article != nil {
			cluster[record.Article.ID] = record.Article.Cluster
		}
	}
	var right, found, wanted int
	missed := map[string]int{}
	ids := slices.Sorted(func(yield func(string) bool) {
		for id := range of {
			if !yield(id) {
				return
			}
		}
	})
	for i, a := range ids {
		for _, b := range ids[:i] {
			same, joined := of[a] == of[b], cluster[a] == cluster[b]
			if same {
				wanted++
			}
			if joined {
				found++
			}
			if same && joined {
				right++
			}
			if same && !joined {
				missed[strings.TrimPrefix(a, of[a])]++
			}
			if joined && !same {
				t.Logf("joined: %s and %s", a, b)
			}
		}
	}
	precision, recall := float64(right)/float64(found), float64(right)/float64(wanted)
	t.Logf("%d articles, %d pairs of copies: precision %.4f, recall %.4f; missed %v", len(docs), wanted, precision, recall, missed)
	if precision <= 0.98 || recall <= 0.95 {
		t.Errorf("precision %.4f and recall %.4f are not above .98 and .95", precision, recall)
	}
}

func TestDifferentArticlesAreNoDuplicates(t *testing.T) {
	docs := wikinews(t)
	_, records := merged(t, Options{}, docs...)
	for _, r := range records {
		if a := r.Article; a != nil && a.Cluster != a.ID {
			t.Errorf("%s (%s) is joined to %s", a.ID, a.Title, a.Cluster)
		}
	}
}

func TestSourcesAreCountedOnce(t *testing.T) {
	aided := graph.Edge{Source: "FRA", Type: "AIDED", Target: "UKR", Status: "actual", Date: "2026-01-05"}
	wire := "France gave aid to Ukraine on Monday, officials said in Paris, and more is to follow before the end of the month."
	a := article("a", "2026-01-06", wire, []graph.Node{france, ukraine}, aided)
	b := article("b", "2026-01-06", wire, []graph.Node{france, ukraine}, aided)
	b.Article.URL = "https://example.com/b"
	own := article("c", "2026-01-07", "Kyiv has received French help, its government confirmed.", []graph.Node{france, ukraine}, aided)
	_, records := merged(t, Options{}, a, b, own)
	e := edges(records)[0]
	if e.Reports != 3 || e.Sources != 2 {
		t.Errorf("%d reports from %d sources, want 3 from 2", e.Reports, e.Sources)
	}
	same := *a
	same.ID, same.Article.ID = "z", "z" // the same file under another id
	_, records = merged(t, Options{}, a, &same, own)
	if e := edges(records)[0]; e.Reports != 2 || e.Sources != 2 {
		t.Errorf("with one file twice: %d reports from %d sources, want 2 from 2", e.Reports, e.Sources)
	}
}

func BenchmarkShingles(b *testing.B) {
	docs := wikinews(b)
	for i := 0; b.Loop(); i++ {
		_ = buckets(shingles(docs[i%len(docs)].Text))
	}
}
