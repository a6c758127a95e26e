package extract

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"newsgraph/extract/event"
	"newsgraph/extract/refer"
	"newsgraph/extract/text"
	"newsgraph/graph"
)

// document.go writes down what the stages found as a graph document: ids, code
// point offsets, and a fixed order.

// draft is a document in the making.
type draft struct {
	article  *text.Article
	sents    []text.Sentence
	mentions []text.Mention
	entities []text.Entity
	unnamed  []refer.Unnamed
	found    event.Result
	runes    [2]runeIndex // of the text and of the title
	ids      []string     // of each node, entities first
}

func (d *draft) document(p graph.Producer) *graph.Document {
	a := d.article
	doc := &graph.Document{
		ID: a.ID,
		Article: graph.Article{
			ID: a.ID, URL: a.URL, Title: a.Title, Date: a.Date, Dateline: a.Dateline,
			Source: a.Source, Language: a.Language, SHA256: graph.ContentHash(a.Title, a.Text),
		},
		Text: a.Text, Nodes: []graph.Node{}, Edges: []graph.Edge{}, Producer: p,
	}
	d.runes = [2]runeIndex{newRuneIndex(a.Text), newRuneIndex(a.Title)}
	d.ids = d.nodeIDs()
	for e := range d.entities {
		doc.Nodes = append(doc.Nodes, d.entityNode(e))
	}
	for e := range d.found.Events {
		doc.Nodes = append(doc.Nodes, d.eventNode(e))
	}
	for f := range d.found.Facts {
		doc.Edges = append(doc.Edges, d.edge(&d.found.Facts[f]))
	}
	for a := range d.found.Acts {
		doc.Acts = append(doc.Acts, d.act(&d.found.Acts[a]))
	}
	return doc
}

// nodeIDs gives every node an id that no other node of the article has.
func (d *draft) nodeIDs() []string {
	var ids []string
	uses := make(map[string]int) // of an id, by how many nodes that would have it
	add := func(id string) {
		for like := id; uses[id] > 0; {
			uses[like]++
			id = like + "-" + strconv.Itoa(uses[like])
		}
		uses[id] = 1
		ids = append(ids, id)
	}
	for _, e := range d.entities {
		if e.ID != "" {
			add(e.ID)
			continue
		}
		id := strings.ToLower(e.Label) + ":" + slug(e.Name)
		if e.Nation != "" {
			id += "-" + strings.ToLower(e.Nation)
		}
		add(id)
	}
	for _, e := range d.found.Events {
		add("event:" + slug(e.Name))
	}
	return ids
}

// slug makes of a name what may stand in an id: lower-case letters and digits
// of any script, joined by hyphens. A name without any gets a hash.
func slug(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127 && isLetter(r))
	})
	if s := strings.Join(words, "-"); s != "" && len(s) <= 120 {
		return s
	}
	return graph.ID("slug", name)
}

func (d *draft) entityNode(e int) graph.Node {
	x := &d.entities[e]
	n := graph.Node{
		ID: d.ids[e], Label: x.Label, Name: x.Name, Kind: x.Kind, ISO3: x.ISO3, QID: x.QID, Nation: x.Nation,
		Confidence: round(x.Confidence), Reason: x.Reason, Partial: x.Partial,
	}
	for _, m := range d.mentions {
		if m.Entity != e || m.Kind != text.ByName {
			continue
		}
		gm := d.mention(m)
		n.Mentions = append(n.Mentions, gm)
		if gm.Text != n.Name && !slices.Contains(n.Aliases, gm.Text) {
			n.Aliases = append(n.Aliases, gm.Text)
		}
	}
	for _, a := range x.Aliases {
		if a != n.Name && !slices.Contains(n.Aliases, a) {
			n.Aliases = append(n.Aliases, a)
		}
	}
	slices.Sort(n.Aliases)
	if n.Label == text.LabelNation {
		n.Nation = ""
	}
	return n
}

func (d *draft) eventNode(e int) graph.Node {
	x := &d.found.Events[e]
	n := graph.Node{ID: d.ids[len(d.entities)+e], Label: "Event", Name: x.Name, Kind: x.Kind}
	for _, m := range x.Mentions {
		gm := d.mention(m)
		n.Mentions = append(n.Mentions, gm)
		if gm.Text != n.Name && !slices.Contains(n.Aliases, gm.Text) {
			n.Aliases = append(n.Aliases, gm.Text)
		}
	}
	slices.Sort(n.Aliases)
	return n
}

func (d *draft) mention(m text.Mention) graph.Mention {
	words, start, end, field := d.quote(m.Sentence, m.First, m.End)
	return graph.Mention{Text: words, Start: start, End: end, Sentence: m.Sentence, Field: field}
}

// quote returns the words of a run of tokens with their place in code points.
func (d *draft) quote(sentence, first, last int) (words string, start, end int, field string) {
	s := &d.sents[sentence]
	lo, hi := s.Tokens[first].Start, s.Tokens[last-1].End
	if s.Field == text.Title {
		field = "title"
	}
	index := &d.runes[s.Field]
	return s.Field.Of(d.article)[lo:hi], index.at(lo), index.at(hi), field
}

func (d *draft) edge(f *event.Fact) graph.Edge {
	e := d.fact(f)
	e.ID = graph.StatedEdgeID(d.article.ID, e.Source, e.Type, e.Target, e.Status)
	return e
}

func (d *draft) act(a *event.Act) graph.Act {
	act := graph.Act{Edge: d.fact(&a.Fact), SourceGroup: group(a.Doer), TargetGroup: group(a.Sufferer)}
	side := func(id string, g *graph.Group) string {
		if g == nil {
			return id
		}
		return id + "\n" + g.Name
	}
	act.ID = graph.StatedActID(d.article.ID, side(act.Source, act.SourceGroup), act.Type, side(act.Target, act.TargetGroup), act.Status)
	return act
}

func group(g *event.Group) *graph.Group {
	if g == nil {
		return nil
	}
	return &graph.Group{Name: g.Name, Role: g.Role}
}

// fact writes down a fact but for its id.
func (d *draft) fact(f *event.Fact) graph.Edge {
	v := graph.Vocab()
	t := v.Edges[f.Type]
	e := graph.Edge{
		Source: d.id(f.Source), Type: f.Type, Target: d.id(f.Target), Status: f.Status,
		Date: f.Date.Value, DatePrecision: f.Date.Precision, Title: f.Title, Plover: t.Plover, Mode: f.Mode, Cameo: f.Cameo,
		Confidence: round(f.Confidence), Rule: f.Rule,
	}
	if !t.Standing {
		if e.Cameo == "" {
			e.Cameo = t.Cameo
		}
		score := v.Cameo[e.Cameo].Score
		e.Score = &score
	}
	if f.Asserter >= 0 {
		e.Asserter = d.ids[f.Asserter]
	}
	words, start, end, field := d.quote(f.Sentence, f.First, f.End)
	trigger, _, _, _ := d.quote(f.Sentence, f.Trigger, f.Trigger+1)
	e.Evidence = graph.Evidence{Text: words, Start: start, End: end, Sentence: f.Sentence, Field: field, Trigger: trigger}
	return e
}

// id is that of a node, "" for none.
func (d *draft) id(node int) string {
	if node < 0 {
		return ""
	}
	return d.ids[node]
}

func round(x float64) float64 { return math.Round(x*1000) / 1000 }

// runeIndex turns byte offsets into code point offsets.
type runeIndex struct {
	s     string
	every []int // code points before each block of bytes; nil when bytes are code points
}

const block = 64

func newRuneIndex(s string) runeIndex {
	ix := runeIndex{s: s}
	if utf8.RuneCountInString(s) == len(s) {
		return ix
	}
	n := 0
	for i := 0; i < len(s); {
		for len(ix.every)*block <= i {
			ix.every = append(ix.every, n)
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		i, n = i+size, n+1
	}
	return ix
}

func (ix *runeIndex) at(offset int) int {
	if ix.every == nil {
		return offset
	}
	b := min(offset/block, len(ix.every)-1)
	start := b * block
	for start > 0 && !utf8.RuneStart(ix.s[start]) {
		start++
	}
	return ix.every[b] + utf8.RuneCountInString(ix.s[start:max(start, offset)])
}
