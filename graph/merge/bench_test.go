//go:build unix

package merge

import (
	"bufio"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/metrics"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode"

	"newsgraph/graph"
)

// BenchmarkBuild builds a folder of NEWSGRAPH_ARTICLES articles (1,000 without
// it) that are made of the real ones of testdata:
//
//	NEWSGRAPH_ARTICLES=100000 go test ./graph/merge -run '^$' -bench Build -benchtime 1x
//
// Of the two steps, updating the store and merging, it reports articles a second,
// milliseconds of processor an article, which a busy machine changes less, and
// the most memory that the Go runtime held at one time.
func BenchmarkBuild(b *testing.B) {
	n := 1000
	if s := os.Getenv("NEWSGRAPH_ARTICLES"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			b.Fatal(err)
		}
	}
	input := filepath.Join(b.TempDir(), "input.ndjson")
	writeInput(b, input, many(wikinews(b), n))
	for b.Loop() {
		f := Folder(b.TempDir())
		file, err := os.Open(input)
		if err != nil {
			b.Fatal(err)
		}
		done := watch(b, "update", n)
		if _, err := f.Update(b.Context(), graph.Documents(file, input), UpdateOptions{}); err != nil {
			b.Fatal(err)
		}
		done()
		done = watch(b, "merge", n)
		built, err := f.Build(b.Context(), BuildOptions{})
		if err != nil {
			b.Fatal(err)
		}
		done()
		b.Logf("%+v", built.Stats)
		if err := file.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func writeInput(b *testing.B, path string, docs iter.Seq[*graph.Document]) {
	file, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriter(file)
	for d := range docs {
		if err := graph.Write(w, d); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := file.Close(); err != nil {
		b.Fatal(err)
	}
}

// watch samples the memory that the runtime holds until its result is called,
// which reports what a step took.
func watch(b *testing.B, step string, articles int) func() {
	stop, highest := make(chan struct{}), make(chan uint64)
	go func() {
		held := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
		most := uint64(0)
		for {
			metrics.Read(held)
			most = max(most, held[0].Value.Uint64()-held[1].Value.Uint64())
			select {
			case <-stop:
				highest <- most
				return
			case <-time.After(10 * time.Millisecond):
			}
		}
	}()
	start, cpu := time.Now(), processorTime(b)
	return func() {
		b.ReportMetric(float64(articles)/time.Since(start).Seconds(), "articles/s-"+step)
		b.ReportMetric(float64((processorTime(b)-cpu).Microseconds())/1e3/float64(articles), "cpu-ms-"+step)
		close(stop)
		b.ReportMetric(float64(<-highest)/1e6, "MB-"+step)
	}
}

func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// many makes n articles of real ones. Of the first round come the articles
// themselves; each later one has other dates, other words, and other names for
// all that the knowledge base does not know, so that the graph grows as one of
// real news does. Every fifth article is a reprint of the one before.
func many(docs []*graph.Document, n int) iter.Seq[*graph.Document] {
	vocabulary := map[int][]string{} // words of one length
	seen := map[string]bool{}
	for _, d := range docs {
		for w := range strings.FieldsSeq(d.Text) {
			if !seen[w] && replaceable([]rune(w)) {
				seen[w] = true
				vocabulary[len([]rune(w))] = append(vocabulary[len([]rune(w))], w)
			}
		}
	}
	return func(yield func(*graph.Document) bool) {
		var last *graph.Document
		for i := range n {
			round := i / len(docs)
			r := rand.New(rand.NewPCG(uint64(round), uint64(i)))
			d := docs[i%len(docs)]
			switch {
			case last != nil && i%5 == 4:
				d = reprint(last)
			case round > 0:
				d = retold(d, r, newCipher(round), vocabulary)
			default:
				c := *d
				d = &c
			}
			d.ID = fmt.Sprintf("n%07d", i)
			d.Article.ID, d.Article.URL = d.ID, "https://example.org/"+d.ID
			d.Article.SHA256 = graph.ContentHash(d.Article.Title, d.Text)
			last = d
			if !yield(d) {
				return
			}
		}
	}
}

func replaceable(word []rune) bool {
	return len(word) >= 4 && !slices.ContainsFunc(word, func(r rune) bool { return !unicode.IsLower(r) })
}

// reprint is an article under another title with a line more.
func reprint(d *graph.Document) *graph.Document {
	c := *d
	c.Article.Source = "Reprints"
	c.Text += "\n\nThis report was first published elsewhere."
	return &c
}

// cipher gives letters others of their kind, so that names stay names.
type cipher map[rune]rune

func newCipher(round int) cipher {
	c := cipher{}
	r := rand.New(rand.NewPCG(7, uint64(round)))
	for _, letters := range []string{"aeiou", "bcdfghjklmnpqrstvwxyz"} {
		for i, to := range r.Perm(len(letters)) {
			c[rune(letters[i])] = rune(letters[to])
			c[unicode.ToUpper(rune(letters[i]))] = unicode.ToUpper(rune(letters[to]))
		}
	}
	return c
}

func (c cipher) name(s string) string {
	return strings.Map(func(r rune) rune {
		if to, ok := c[r]; ok {
			return to
		}
		return r
	}, s)
}

// retold is an article with other words of the same length where no node is
// named, so that offsets stay, other names, and another date.
func retold(d *graph.Document, r *rand.Rand, names cipher, vocabulary map[int][]string) *graph.Document {
	c := *d
	fields := map[string][]rune{"": []rune(d.Text), "title": []rune(d.Article.Title)}
	kept := map[string][]bool{"": make([]bool, len(fields[""])), "title": make([]bool, len(fields["title"]))}
	keep := func(m graph.Mention) {
		for i := m.Start; i < m.End; i++ {
			kept[m.Field][i] = true
		}
	}
	unknown := func(n *graph.Node) bool { return n.QID == "" && n.Label != "Nation" && n.Label != "Event" }
	for _, n := range d.Nodes {
		for _, m := range n.Mentions {
			if !unknown(&n) {
				keep(m)
			}
		}
	}
	ids := map[string]string{}
	for i := range d.Nodes {
		n := &d.Nodes[i]
		ids[n.ID] = n.ID
		if !unknown(n) {
			continue
		}
		kind, rest, _ := strings.Cut(n.ID, ":")
		ids[n.ID] = kind + ":" + names.name(rest)
		for _, m := range n.Mentions {
			for i := m.Start; i < m.End; i++ {
				if !kept[m.Field][i] {
					kept[m.Field][i] = true
					if to, ok := names[fields[m.Field][i]]; ok && unicode.IsUpper([]rune(m.Text)[0]) {
						fields[m.Field][i] = to
					}
				}
			}
		}
	}
	for _, name := range []string{"title", ""} {
		field := fields[name]
		for i := 0; i < len(field); i++ {
			end := i
			for end < len(field) && unicode.IsLetter(field[end]) && !kept[name][end] {
				end++
			}
			if others := vocabulary[end-i]; len(others) > 0 && replaceable(field[i:end]) && r.IntN(2) == 0 {
				copy(field[i:end], []rune(others[r.IntN(len(others))]))
			}
			i = max(i, end)
		}
	}
	c.Text, c.Article.Title = string(fields[""]), string(fields["title"])
	shift := 30 * (r.IntN(240) - 120)
	c.Article.Date = shifted(d.Article.Date, shift)
	c.Nodes = slices.Clone(d.Nodes)
	for i := range c.Nodes {
		n := &c.Nodes[i]
		if unknown(n) {
			n.Name = names.name(n.Name)
			n.Aliases = slices.Clone(n.Aliases)
			for j := range n.Aliases {
				n.Aliases[j] = names.name(n.Aliases[j])
			}
		}
		n.ID = ids[n.ID]
		n.Mentions = slices.Clone(n.Mentions)
		for j := range n.Mentions {
			m := &n.Mentions[j]
			m.Text = string(fields[m.Field][m.Start:m.End])
		}
	}
	c.Edges = slices.Clone(d.Edges)
	for i := range c.Edges {
		e := &c.Edges[i]
		e.Source, e.Target, e.Asserter = ids[e.Source], ids[e.Target], ids[e.Asserter]
		e.Date = shifted(e.Date, shift)
		e.Evidence.Text = string(fields[e.Evidence.Field][e.Evidence.Start:e.Evidence.End])
	}
	c.Acts = nil
	return &c
}

// shifted is a date days later; one that is no day stays.
func shifted(date string, days int) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return t.AddDate(0, 0, days).Format(time.DateOnly)
}
