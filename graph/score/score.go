// Package score measures documents against gold: graphs of the same articles
// made by careful readers.
//
// A node matches when label and identity agree (nations by iso3, persons,
// bodies and places by a shared name, events by overlapping mentions), one to
// one. An edge matches when both ends match and the type is the same; MET,
// COOPERATED and AGREED between actors count in either direction. Gold marked
// optional is neither required nor held against the document.
package score

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"newsgraph/graph"
)

// Gold is one article with its graph as readers wrote it down.
type Gold struct {
	ID    string     `json:"id"`
	Title string     `json:"title"`
	Date  string     `json:"date"`
	Text  string     `json:"text"`
	Nodes []GoldNode `json:"nodes"`
	Edges []GoldEdge `json:"edges"`
}

// GoldNode is a node of a gold article; its mentions are strings of the text.
type GoldNode struct {
	ID       string   `json:"id"`
	Label    string   `json:"label"`
	Name     string   `json:"name"`
	ISO3     string   `json:"iso3"`
	Kind     string   `json:"kind"`
	Mentions []string `json:"mentions"`
	Optional bool     `json:"optional"`
}

// GoldEdge is an edge of a gold article.
type GoldEdge struct {
	Source   string `json:"source"`
	Type     string `json:"type"`
	Target   string `json:"target"`
	Status   string `json:"status"`
	Evidence string `json:"evidence"`
	Optional bool   `json:"optional"`
}

// ReadGold reads gold articles, one a line.
func ReadGold(r io.Reader, name string) ([]Gold, error) {
	var out []Gold
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 64<<20)
	for n := 1; sc.Scan(); n++ {
		if strings.TrimSpace(sc.Text()) == "" {
			continue
		}
		var g Gold
		if err := json.Unmarshal(sc.Bytes(), &g); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		if g.ID == "" || g.Nodes == nil {
			return nil, fmt.Errorf("%s:%d: a gold article needs id, text, nodes and edges", name, n)
		}
		out = append(out, g)
	}
	return out, sc.Err()
}

// Count is how often a document was right, wrong and short.
type Count struct{ TP, FP, FN int }

// PRF returns precision, recall and their harmonic mean.
func (c Count) PRF() (p, r, f float64) {
	if c.TP+c.FP > 0 {
		p = float64(c.TP) / float64(c.TP+c.FP)
	}
	if c.TP+c.FN > 0 {
		r = float64(c.TP) / float64(c.TP+c.FN)
	}
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return p, r, f
}

// Miss is one edge that only one side has.
type Miss struct {
	Article string
	Wrong   bool // in the document and not in gold; else the other way about
	Edge    string
	Quote   string
	Rule    string
}

// Judged is an edge of a document with the verdict on it.
type Judged struct {
	Edge    *graph.Edge
	Right   bool
	Ignored bool // gold calls it optional
}

// Score adds up articles.
type Score struct {
	Counts             map[string]*Count
	StatusOK, Statuses int
	Articles           int
	Misses             []Miss
	Judged             []Judged
}

// New returns an empty score.
func New() *Score { return &Score{Counts: make(map[string]*Count)} }

func (s *Score) count(name string) *Count {
	c := s.Counts[name]
	if c == nil {
		c = new(Count)
		s.Counts[name] = c
	}
	return c
}

type key struct{ source, typ, target string }

// Add scores one article.
func (s *Score) Add(g *Gold, d *graph.Document) {
	s.Articles++
	toGold := align(g, d)
	s.nodes(g, d, toGold)
	labels := make(map[string]string)
	for _, n := range g.Nodes {
		labels[n.ID] = n.Label
	}
	want := make(map[key]*GoldEdge)
	optional := make(map[key]bool)
	var order []key
	for i := range g.Edges {
		e := &g.Edges[i]
		k := keyOf(e.Source, e.Type, e.Target, labels)
		if e.Optional {
			optional[k] = true
		} else if want[k] == nil {
			want[k] = e
			order = append(order, k)
		}
	}
	got := make(map[key]*graph.Edge)
	var found []key
	for i := range d.Edges {
		e := &d.Edges[i]
		k := keyOf(goldID(toGold, e.Source), e.Type, goldID(toGold, e.Target), labels)
		_, right := want[k]
		s.Judged = append(s.Judged, Judged{e, right, optional[k] && !right})
		if got[k] == nil {
			got[k] = e
			found = append(found, k)
		}
	}
	s.pairs(want, optional, got)
	for _, k := range order {
		hit := got[k]
		for _, name := range groups(k.typ) {
			if hit != nil {
				s.count(name).TP++
			} else {
				s.count(name).FN++
			}
		}
		if hit != nil {
			s.Statuses++
			if hit.Status == want[k].Status {
				s.StatusOK++
			}
			continue
		}
		s.Misses = append(s.Misses, Miss{g.ID, false, fmt.Sprintf("%s -%s-> %s", goldName(g, k.source), k.typ, goldName(g, k.target)), want[k].Evidence, ""})
	}
	for _, k := range found {
		if want[k] != nil || optional[k] {
			continue
		}
		for _, name := range groups(k.typ) {
			s.count(name).FP++
		}
		e := got[k]
		s.Misses = append(s.Misses, Miss{g.ID, true, fmt.Sprintf("%s -%s-> %s", d.NodeName(e.Source), e.Type, d.NodeName(e.Target)), e.Evidence.Text, e.Rule})
	}
}

func (s *Score) nodes(g *Gold, d *graph.Document, toGold map[string]string) {
	matched := make(map[string]bool)
	for _, id := range toGold {
		matched[id] = true
	}
	for _, n := range g.Nodes {
		if n.Optional {
			continue
		}
		for _, name := range []string{"node", "node " + n.Label} {
			if matched[n.ID] {
				s.count(name).TP++
			} else {
				s.count(name).FN++
			}
		}
	}
	for _, n := range d.Nodes {
		if _, ok := toGold[n.ID]; !ok {
			s.count("node").FP++
			s.count("node "+n.Label).FP++
		}
	}
}

func (s *Score) pairs(want map[key]*GoldEdge, optional map[key]bool, got map[key]*graph.Edge) {
	pair := func(k key) [2]string { return [2]string{min(k.source, k.target), max(k.source, k.target)} }
	w, o, f := map[[2]string]bool{}, map[[2]string]bool{}, map[[2]string]bool{}
	for k := range want {
		w[pair(k)] = true
	}
	for k := range optional {
		o[pair(k)] = true
	}
	for k := range got {
		f[pair(k)] = true
	}
	c := s.count("edge, untyped pair")
	for p := range w {
		if f[p] {
			c.TP++
		} else {
			c.FN++
		}
	}
	for p := range f {
		if !w[p] && !o[p] {
			c.FP++
		}
	}
}

func keyOf(source, typ, target string, labels map[string]string) key {
	if graph.Vocab().Edges[typ].Symmetric && labels[target] != "Event" && target < source {
		source, target = target, source
	}
	return key{source, typ, target}
}

func groups(typ string) []string {
	t := graph.Vocab().Edges[typ]
	out := []string{"edge", "edge " + typ, "edges, action"}
	if t.Standing {
		out[2] = "edges, standing"
	}
	if t.Core {
		out = append(out, "edges, core four")
	}
	return out
}

func goldID(toGold map[string]string, id string) string {
	if g, ok := toGold[id]; ok {
		return g
	}
	return "?" + id
}

func goldName(g *Gold, id string) string {
	for _, n := range g.Nodes {
		if n.ID == id {
			return n.Name
		}
	}
	return id
}

// align pairs a document's nodes with gold nodes, the most alike first.
func align(g *Gold, d *graph.Document) map[string]string {
	type pair struct{ like, i, j int }
	var pairs []pair
	text := []rune(g.Text)
	goldNames, goldSpans := make([]map[string]bool, len(g.Nodes)), make([][][2]int, len(g.Nodes))
	for i := range g.Nodes {
		n := &g.Nodes[i]
		goldNames[i] = names(append([]string{n.Name}, n.Mentions...))
		if n.Label == "Event" {
			for _, m := range n.Mentions {
				goldSpans[i] = append(goldSpans[i], occurrences(text, []rune(m))...)
			}
		}
	}
	for j := range d.Nodes {
		n := &d.Nodes[j]
		all := append([]string{n.Name}, n.Aliases...)
		var spans [][2]int
		for _, m := range n.Mentions {
			all = append(all, m.Text)
			if m.Field == "" {
				spans = append(spans, [2]int{m.Start, m.End})
			} else {
				spans = append(spans, occurrences(text, []rune(m.Text))...)
			}
		}
		mine := names(all)
		for i := range g.Nodes {
			if like := alike(&g.Nodes[i], goldNames[i], goldSpans[i], n, mine, spans); like > 0 {
				pairs = append(pairs, pair{like, i, j})
			}
		}
	}
	sort.Slice(pairs, func(x, y int) bool {
		a, b := pairs[x], pairs[y]
		if a.like != b.like {
			return a.like > b.like
		}
		return a.i < b.i || a.i == b.i && a.j < b.j
	})
	out := make(map[string]string)
	used := make(map[int]bool)
	for _, p := range pairs {
		if _, dup := out[d.Nodes[p.j].ID]; dup || used[p.i] {
			continue
		}
		used[p.i] = true
		out[d.Nodes[p.j].ID] = g.Nodes[p.i].ID
	}
	return out
}

func alike(g *GoldNode, goldNames map[string]bool, goldSpans [][2]int, n *graph.Node, mine map[string]bool, spans [][2]int) int {
	if g.Label != n.Label {
		return 0
	}
	shared := 0
	for name := range mine {
		if goldNames[name] {
			shared++
		}
	}
	switch {
	case g.Label == "Nation" && g.ISO3 != "" && n.ISO3 != "":
		if g.ISO3 == n.ISO3 {
			return 1000
		}
		return 0
	case g.Label == "Event":
		like := overlap(goldSpans, spans)
		if shared > 0 {
			like += 3
		}
		return like
	case shared > 0 && mine[fold(g.Name)]:
		return shared + 5
	}
	return shared
}

func overlap(a, b [][2]int) int {
	n := 0
	for _, x := range a {
		for _, y := range b {
			n += max(0, min(x[1], y[1])-max(x[0], y[0]))
		}
	}
	return n
}

// occurrences returns where part stands in text, one behind the other.
func occurrences(text, part []rune) [][2]int {
	var out [][2]int
	if len(part) == 0 {
		return nil
	}
	for i := 0; i+len(part) <= len(text); i++ {
		if slices.Equal(text[i:i+len(part)], part) {
			out = append(out, [2]int{i, i + len(part)})
			i += len(part) - 1
		}
	}
	return out
}

func names(list []string) map[string]bool {
	m := make(map[string]bool)
	for _, s := range list {
		if f := fold(s); f != "" {
			m[f] = true
		}
	}
	return m
}

var foldCase = cases.Fold()

// fold makes names comparable: no marks, case, possessives, punctuation or article.
func fold(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(s))
	s = foldCase.String(s)
	for _, poss := range []string{"’s", "'s"} {
		s = cutPossessive(s, poss)
	}
	s = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsNumber(r) || r == '_' || r == ' ' {
			return r
		}
		return ' '
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	for _, article := range []string{"the ", "a ", "an "} {
		if rest, ok := strings.CutPrefix(s, article); ok {
			return rest
		}
	}
	return s
}

// cutPossessive drops "'s" where a word ends with it.
func cutPossessive(s, poss string) string {
	var b strings.Builder
	for {
		i := strings.Index(s, poss)
		if i < 0 {
			break
		}
		b.WriteString(s[:i])
		rest := s[i+len(poss):]
		if r := []rune(rest); len(r) > 0 && (unicode.IsLetter(r[0]) || unicode.IsDigit(r[0])) {
			b.WriteString(poss)
		}
		s = rest
	}
	b.WriteString(s)
	return b.String()
}

// Table writes the figures, those of edge types too when byType is set.
func (s *Score) Table(w io.Writer, byType bool) {
	var show []string
	for name := range s.Counts {
		if byType || !strings.Contains(name, " ") || strings.HasPrefix(name, "edges") || strings.HasPrefix(name, "edge,") || strings.HasPrefix(name, "node ") {
			show = append(show, name)
		}
	}
	slices.Sort(show)
	fmt.Fprintf(w, "%-28s%7s%7s%7s%7s%7s\n", "", "P", "R", "F1", "gold", "found")
	for _, name := range show {
		c := s.Counts[name]
		p, r, f := c.PRF()
		fmt.Fprintf(w, "%-28s%7.3f%7.3f%7.3f%7d%7d\n", name, p, r, f, c.TP+c.FN, c.TP+c.FP)
	}
	acc := 0.0
	if s.Statuses > 0 {
		acc = float64(s.StatusOK) / float64(s.Statuses)
	}
	fmt.Fprintf(w, "%-28s%7.3f%14s%7d\n", "status of matched edges", acc, "", s.Statuses)
	fmt.Fprintf(w, "articles: %d\n", s.Articles)
}

// Reliability writes how often the edges of each band of confidence are right,
// those that gold calls optional counted as right.
func (s *Score) Reliability(w io.Writer) {
	const bands = 10
	var n, right [bands]int
	for _, j := range s.Judged {
		b := min(int(j.Edge.Confidence*bands), bands-1)
		n[b]++
		if j.Right || j.Ignored {
			right[b]++
		}
	}
	fmt.Fprintf(w, "%-14s%8s%10s\n", "confidence", "edges", "right")
	for b := range bands {
		if n[b] > 0 {
			fmt.Fprintf(w, "%.1f – %.1f%15d%10.3f\n", float64(b)/bands, float64(b+1)/bands, n[b], float64(right[b])/float64(n[b]))
		}
	}
}
