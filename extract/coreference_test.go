package extract

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"newsgraph/extract/text"
	"newsgraph/graph/score/clusters"
)

// How well names and pronouns are told to be one thing: on the news articles of
// GUM's test files, or of the CoNLL-U file that NEWSGRAPH_GUM names, against
// what names that are spelled alike would give.
func TestCoreference(t *testing.T) {
	path := "../testdata/coreference/gum-news.conllu"
	if p := os.Getenv("NEWSGRAPH_GUM"); p != "" {
		path = p
	}
	docs := readGUM(t, path)
	gold, system, baseline := map[string]string{}, map[string]string{}, map[string]string{}
	for _, d := range docs {
		d.compare(newExtractor(t), gold, system, baseline)
	}
	s, b := clusters.Compare(gold, system), clusters.Compare(gold, baseline)
	t.Logf("%d articles, %d mentions: CoNLL F1 %.3f (MUC %.3f, B³ %.3f, CEAF-e %.3f), LEA %.3f; names spelled alike: CoNLL F1 %.3f, LEA %.3f",
		len(docs), len(gold), s.CoNLL, s.MUC, s.B3, s.CEAF, s.LEA, b.CoNLL, b.LEA)
	if len(gold) < 50 {
		t.Errorf("only %d mentions to find", len(gold))
	}
	if s.CoNLL < b.CoNLL+0.15 || s.LEA < b.LEA+0.15 {
		t.Errorf("CoNLL F1 %.3f and LEA %.3f are not 15 points above the %.3f and %.3f of names that are spelled alike", s.CoNLL, s.LEA, b.CoNLL, b.LEA)
	}
}

// Pronouns for people without a node are not taken for a name's, and make no node;
// what is short for a name is the name's.
func TestReferences(t *testing.T) {
	x := newExtractor(t)
	for _, c := range []struct {
		article string
		refers  map[string]string // sentence and word → what it refers to
	}{
		{"Australia lacks iodine. Scientists published a report on Monday. They want iodised salt.\n\nAngela Merkel met them in Berlin. She said: \"I will read it.\"",
			map[string]string{"2 They": "no node: Scientists", "3 them": "no node: Scientists", "4 She": "Angela Merkel", "4 I": "Angela Merkel"}},
		{"Saudi Arabia opened the city. Muslims make the pilgrimage during their lifetimes.", map[string]string{"1 their": "no node: Muslims"}},
		{"Emmanuel Macron and his wife visited Kenya. They left on Monday.", map[string]string{"0 his": "Emmanuel Macron", "1 They": "no node: Emmanuel Macron and his wife"}},
		{"John Kerry, the Secretary of State, met Sergei Lavrov.", map[string]string{"0 Secretary": "John Kerry"}},
		{"North Korea fired at South Korea. The South fired back.", map[string]string{"1 South": "South Korea"}},
		{"Nabil Maaloul praised England. He said: \"It was good.\n\nI could have won.\" Then Harry Kane said: \"We know that.\"", map[string]string{"2 I": "Nabil Maaloul", "3 We": "Harry Kane"}},
		{"A rocket left the Kennedy Space Center (KSC) in Florida. KSC employees cheered.", map[string]string{"1 KSC": "Kennedy Space Center"}},
		{"The Westboro Baptist Church will picket a school. WBC members sang.", map[string]string{"1 WBC": "Westboro Baptist Church"}},
		{"Storms hit Texas. The State of Texas sent help.", map[string]string{"1 State": "Texas"}},
		{"John Cornyn issued a statement on Monday. \"I am disappointed with the choice.\"", map[string]string{"1 I": "John Cornyn"}},
		{"Barack Obama spoke on Monday. Cornyn's letter said, \"I am disappointed.\"", map[string]string{"1 I": "Cornyn"}},
		{"Oxfam spokeswoman Emma Seery called CBC News.\n\n\"We take it seriously,\" she said.", map[string]string{"1 We": "Oxfam"}},
		{"The Italian Bishops Federation (FBI) met in Rome. FBI leaders praised the Pope.", map[string]string{"1 FBI": "Italian Bishops Federation"}},
	} {
		d := x.read(&text.Article{ID: "a", Date: "2012-01-01", Language: "en", Text: c.article})
		refers := map[string]string{}
		note := func(m text.Mention, name string) {
			refers[fmt.Sprint(m.Sentence, " ", d.sents[m.Sentence].Tokens[m.First].Text)] = name
		}
		for _, m := range d.mentions {
			note(m, d.entities[m.Entity].Name)
		}
		for _, u := range d.unnamed {
			for _, m := range u.Mentions {
				note(m, "no node: "+u.Words)
			}
		}
		for word, want := range c.refers {
			if refers[word] != want {
				t.Errorf("%s: %q is %q, want %q", c.article, word, refers[word], want)
			}
		}
	}
}

// gumDoc is an article of GUM with its mentions.
type gumDoc struct {
	id       string
	text     strings.Builder
	mentions []gumMention
	open     []int // mentions that have not ended, as places in mentions

	joined string // the last of words that are written as one, "" when none is coming
	space  bool   // whether a space follows it
}

type gumMention struct {
	entity     string
	start, end int // bytes
	kind       string
	words      []gumWord
}

type gumWord struct {
	start, id, parent int // byte; place in its sentence; that of the word it depends on
	upos, rel         string
}

// heads are the word of a mention that depends on none of the others and those
// that make one name with it: the last two of "Texas student Ahmed Mohamed" too.
func (m *gumMention) heads() []gumWord {
	first, last := m.words[0].id, m.words[len(m.words)-1].id
	k := max(0, slices.IndexFunc(m.words, func(w gumWord) bool { return w.parent < first || w.parent > last }))
	heads := []gumWord{m.words[k]}
	for _, w := range m.words[k+1:] {
		if w.parent == heads[0].id && (w.rel == "flat" || w.rel == "appos" && w.id == heads[0].id+1) {
			heads = append(heads, w)
		}
	}
	return heads
}

// readGUM reads the news articles of a file, gzipped or not.
func readGUM(t *testing.T, path string) []*gumDoc {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	var docs []*gumDoc
	var d *gumDoc
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		line := in.Text()
		if id, ok := strings.CutPrefix(line, "# newdoc id = "); ok {
			if d = nil; strings.HasPrefix(id, "GUM_news") {
				d = &gumDoc{id: id}
				docs = append(docs, d)
			}
		}
		fields := strings.Split(line, "\t")
		switch {
		case d == nil:
		case strings.HasPrefix(line, "# newpar") && d.text.Len() > 0:
			d.text.WriteString("\n\n")
		case len(fields) != 10 || strings.Contains(fields[0], "."):
		case strings.Contains(fields[0], "-"): // "Warhol's", before its two words
			_, last, _ := strings.Cut(fields[0], "-")
			d.joined, d.space = last, !strings.Contains(fields[9], "SpaceAfter=No")
		default:
			d.word(fields)
		}
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
	if len(docs) == 0 {
		t.Fatalf("%s holds no news article of GUM", path)
	}
	return docs
}

// word adds a word with what MISC says of the mentions that begin and end at it.
func (d *gumDoc) word(fields []string) {
	w := gumWord{start: d.text.Len(), upos: fields[3], rel: fields[7]}
	w.id, _ = strconv.Atoi(fields[0])
	w.parent, _ = strconv.Atoi(fields[6])
	d.text.WriteString(fields[1])
	entity, space := "", true
	for f := range strings.SplitSeq(fields[9], "|") {
		if v, ok := strings.CutPrefix(f, "Entity="); ok {
			entity = v
		}
		if f == "SpaceAfter=No" {
			space = false
		}
	}
	if d.joined != "" {
		if space = false; d.joined == fields[0] {
			d.joined, space = "", d.space
		}
	}
	var closing []string
	for entity != "" {
		if entity[0] == '(' {
			end := strings.IndexAny(entity[1:], "()") + 1
			if end == 0 {
				end = len(entity)
			}
			d.begin(entity[1:end], w.start)
			if entity = entity[end:]; strings.HasPrefix(entity, ")") {
				closing, entity = append(closing, ""), entity[1:]
			}
			continue
		}
		end := strings.IndexByte(entity, ')')
		closing, entity = append(closing, entity[:end]), entity[end+1:]
	}
	for _, k := range d.open {
		m := &d.mentions[k]
		m.words, m.end = append(m.words, w), d.text.Len()
	}
	for _, id := range closing {
		for k := len(d.open) - 1; k >= 0; k-- {
			if id == "" || d.mentions[d.open[k]].entity == d.id+id {
				d.open = slices.Delete(d.open, k, k+1)
				break
			}
		}
	}
	if space {
		d.text.WriteByte(' ')
	}
}

// begin opens a mention: GRP-etype-infstat-salience-centering-minspan-link-identity.
func (d *gumDoc) begin(attributes string, start int) {
	f := strings.SplitN(attributes, "-", 8)
	m := gumMention{entity: d.id + f[0], start: start}
	if len(f) > 1 {
		m.kind = f[1]
	}
	d.open = append(d.open, len(d.mentions))
	d.mentions = append(d.mentions, m)
}

// kinded reports whether a mention is one of a person, an organisation or a place.
func (m *gumMention) kinded() bool {
	return m.kind == "person" || m.kind == "organization" || m.kind == "place"
}

// wanted reports whether a mention is one of those that newsgraph resolves: a
// name or pronoun for a person, an organisation or a place.
func (m *gumMention) wanted() bool {
	return m.kinded() && slices.ContainsFunc(m.heads(), func(w gumWord) bool { return w.upos == "PROPN" || w.upos == "PRON" })
}

// is reports whether a name or pronoun that was found, its head and bounds in
// bytes, stands for the mention: by the same head, or by a part that holds the head.
func (m *gumMention) is(head, start, end int) bool {
	return slices.ContainsFunc(m.heads(), func(w gumWord) bool {
		return w.start == head || start <= w.start && w.start < end && m.start <= start && end <= m.end
	})
}

// match returns the mention that a name or pronoun stands for: the innermost of those
// that hold it whole, as "A and B" holds A too, else of all that fit; or -1.
func (d *gumDoc) match(head, start, end int) int {
	found, whole := -1, false
	for k := range d.mentions {
		m := &d.mentions[k]
		if holds := m.start <= start && end <= m.end; m.kinded() && m.is(head, start, end) && (holds || !whole) {
			found, whole = k, holds
		}
	}
	return found
}

// compare adds the mentions of gold, of the extractor and of the baseline, named
// by the gold mention that they stand for, without those that stand alone.
func (d *gumDoc) compare(x *Extractor, gold, system, baseline map[string]string) {
	a := &text.Article{ID: d.id, Date: "2012-01-01", Language: "en", Text: d.text.String()}
	draft := x.read(a)
	mine, of, alike := map[string]string{}, map[string]string{}, map[string]string{}
	for k := range d.mentions {
		if m := &d.mentions[k]; m.wanted() {
			mine[fmt.Sprint(d.id, k)] = m.entity
		}
	}
	found := slices.Clone(draft.mentions)
	for k, u := range draft.unnamed {
		for _, m := range u.Mentions {
			m.Entity = len(draft.entities) + k
			found = append(found, m)
		}
	}
	starts := map[[2]int]int{} // where names begin → whose they are
	for _, m := range draft.mentions {
		if m.Kind == text.ByName {
			starts[[2]int{m.Sentence, m.First}] = m.Entity + 1
		}
	}
	for _, m := range found {
		toks := draft.sents[m.Sentence].Tokens
		if m.Kind == text.ByDescription && toks[m.Head].UPOS != "PROPN" || toks[m.Head].UPOS == "ADJ" { // "the President" is written like a name
			continue
		}
		if m.Kind == text.ByDescription && starts[[2]int{m.Sentence, m.End}] == m.Entity+1 { // the title of "President Obama"
			continue
		}
		cluster := fmt.Sprint(d.id, m.Entity)
		if m.Others {
			cluster += " and others"
		}
		k := d.match(toks[m.Head].Start, toks[m.First].Start, toks[m.End-1].End)
		item := fmt.Sprint(d.id, k)
		if k >= 0 && !d.mentions[k].wanted() { // what is a common noun in gold, and not asked for, is nobody's mistake
			continue
		}
		if other, taken := of[item]; taken && other == cluster {
			continue
		} else if k < 0 || taken {
			item = fmt.Sprint(d.id, "+", toks[m.First].Start, "-", toks[m.End-1].End)
		}
		of[item] = cluster
		if m.Kind == text.ByName {
			alike[item] = d.id + strings.ToLower(strings.TrimPrefix(a.Text[toks[m.First].Start:toks[m.End-1].End], "the "))
		}
	}
	for _, c := range []struct{ from, to map[string]string }{{mine, gold}, {of, system}, {alike, baseline}} {
		size := map[string]int{}
		for _, cluster := range c.from {
			size[cluster]++
		}
		for item, cluster := range c.from {
			if size[cluster] > 1 {
				c.to[item] = cluster
			}
		}
	}
}
