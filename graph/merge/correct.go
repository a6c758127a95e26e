package merge

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
)

// corrector applies corrections within one merge.
type corrector struct {
	m       *merger
	c       *Corrections
	used    map[*correction]bool
	anchors map[string]mention      // events by the id that each would give its cluster
	docs    map[string]int32        // articles that count, by id
	same    map[string]string       // id in the merged graph → the one that stays
	why     map[string]*correction  // the same
	sure    map[mention]*correction // mentions that are said to be what they are anyway
	ends    map[string]bool         // nodes that added edges join
	labels  map[string]string       // of those, and of nodes that not all articles give one label
	dropped []string                // edges that no longer fit, as messages
}

func newCorrector(m *merger, c *Corrections) *corrector {
	if c == nil {
		c = new(Corrections)
	}
	return &corrector{
		m: m, c: c, used: map[*correction]bool{}, anchors: map[string]mention{}, same: map[string]string{}, why: map[string]*correction{},
		sure: map[mention]*correction{}, ends: map[string]bool{}, labels: map[string]string{},
	}
}

// member splits ARTICLE#ID.
func member(ref string) (article, id string, ok bool) {
	at := strings.LastIndexByte(ref, '#')
	if at < 0 {
		return "", ref, false
	}
	return ref[:at], ref[at+1:], true
}

// mention is the mention that a reference to one article or to an event names,
// with its node. A reference to any other node by its id names none: nil.
func (c *corrector) mention(ref string) (mention, *digestNode, error) {
	if at, ok := c.anchors[ref]; ok {
		d, err := c.m.digest(at.doc)
		if err != nil {
			return mention{}, nil, err
		}
		return at, &d.Nodes[at.node], nil
	}
	article, id, ok := member(ref)
	if !ok {
		return mention{}, nil, nil
	}
	if c.docs == nil {
		c.docs = make(map[string]int32, len(c.m.order))
		for _, doc := range c.m.order {
			c.docs[c.m.keys[doc].id] = doc
		}
	}
	doc, ok := c.docs[article]
	if !ok {
		return mention{}, nil, nil
	}
	d, err := c.m.digest(doc)
	if err != nil {
		return mention{}, nil, err
	}
	for i := range d.Nodes {
		if d.Nodes[i].ID == id {
			return mention{doc, int32(i)}, &d.Nodes[i], nil
		}
	}
	return mention{}, nil, nil
}

// resolve is the id in the merged graph of the node that a reference names.
func (c *corrector) resolve(ref string) (string, error) {
	at, n, err := c.mention(ref)
	if err != nil || n != nil {
		if err != nil {
			return "", err
		}
		return c.m.identityOf(at, n).ID, nil
	}
	if to, ok := c.same[ref]; ok {
		return to, nil
	}
	return ref, nil
}

// joinSame reads the same-as corrections of events or of all other nodes.
func (c *corrector) joinSame(events bool) error {
	for _, x := range c.c.of("same-as") {
		if isEvent(x.SameAs[0]) != events {
			continue
		}
		stays, err := c.resolve(x.SameAs[0])
		if err != nil {
			return err
		}
		for _, ref := range x.SameAs[1:] {
			id, err := c.resolve(ref)
			if err != nil {
				return err
			}
			if id == stays {
				at, n, err := c.mention(ref)
				if err != nil {
					return err
				}
				if n != nil {
					c.sure[at] = x
				}
				continue
			}
			for from, to := range c.same {
				if to == id {
					c.same[from] = stays
				}
			}
			c.same[id], c.why[id] = stays, x
		}
	}
	return nil
}

// identity is what the corrections make of a mention's identity.
func (c *corrector) identity(at mention, n *digestNode, is identity) identity {
	for _, x := range c.c.of("not-same-as") {
		if c.parts(x, at, n, is) {
			c.used[x] = true
			if is.ID == n.ID {
				is.ID += "-" + graph.ID("apart", c.m.keys[at.doc].id, n.ID)[:6]
			} else {
				is.ID = n.ID
			}
			is.Reason, is.Confidence, is.By = x.reason(), 1, x
		}
	}
	x, ok := c.sure[at]
	if !ok && c.same[n.ID] == is.ID {
		x, ok = c.why[n.ID]
	}
	if ok {
		c.used[x] = true
		is = identity{is.ID, x.reason(), 1, x}
	}
	if to, ok := c.same[is.ID]; ok {
		x := c.why[is.ID]
		c.used[x] = true
		return identity{to, x.reason(), 1, x}
	}
	return is
}

// parts reports whether a correction takes a person, nation, body or place out
// of the node that it would be: it names the mention, and also that node.
func (c *corrector) parts(x *correction, at mention, n *digestNode, is identity) bool {
	if n.Label == "Event" {
		return false // the clusterer has kept it apart
	}
	me := c.m.keys[at.doc].id + "#" + n.ID
	i := slices.Index(x.NotSameAs, me)
	if i < 0 && n.ID != is.ID {
		i = slices.Index(x.NotSameAs, n.ID)
	}
	if i < 0 {
		return false
	}
	for j, other := range x.NotSameAs {
		if j == i || other == me {
			continue
		}
		if other == is.ID {
			return true
		}
		if _, id, ok := member(other); ok && id == n.ID && j < i { // the same name in another article: the first stays
			return true
		}
	}
	return false
}

// apart lists, for each mention of an event, the corrections that keep it from
// others, with its place among what they name.
func (c *corrector) apart() (map[mention]map[*correction]int, error) {
	apart := map[mention]map[*correction]int{}
	for _, x := range c.c.of("not-same-as") {
		for i, ref := range x.NotSameAs {
			at, n, err := c.mention(ref)
			if err != nil {
				return nil, err
			}
			if n == nil || n.Label != "Event" {
				continue
			}
			if apart[at] == nil {
				apart[at] = map[*correction]int{}
			}
			apart[at][x] = i
			c.used[x] = true
		}
	}
	return apart, nil
}

// nodes lists what corrections say of nodes of the merged graph, by their ids.
func (c *corrector) nodes() (map[string][]*correction, error) {
	corrected := map[string][]*correction{}
	for _, x := range c.c.list {
		ref := cmp.Or(x.Rename, x.Relabel, x.Alias)
		if ref == "" {
			continue
		}
		id, err := c.resolve(ref)
		if err != nil {
			return nil, err
		}
		corrected[id] = append(corrected[id], x)
	}
	return corrected, nil
}

// index numbers a correction from 1; that of none is 0.
func (c *corrector) index(x *correction) int {
	if x == nil {
		return 0
	}
	return slices.Index(c.c.list, x) + 1
}

// sees notes the label of a node whose articles cannot tell it for themselves.
func (c *corrector) sees(id string, s *nodeSum) {
	if label := s.label(); len(s.labels) > 1 || label != s.labels[0].key || c.ends[id] {
		c.labels[id] = label
	}
}

// patterns lists the patterns of corrections of edges, their ends by the ids of
// the merged graph.
func (c *corrector) patterns() ([]edgeCorrection, error) {
	var list []edgeCorrection
	for _, x := range c.c.list {
		p := x.DropEdge
		switch x.kind() {
		case "drop-edge":
		case "confirm-edge":
			p = x.Confirm
		case "block":
			p = x.Block
		case "retype-edge":
			p = x.RetypeEdge
		default:
			continue
		}
		for _, end := range []*string{&p.Source, &p.Target} {
			id, err := c.resolve(*end)
			if err != nil {
				return nil, err
			}
			*end = id
		}
		list = append(list, edgeCorrection{x, p})
	}
	return list, nil
}

type edgeCorrection struct {
	*correction
	pattern edgePattern
}

// edge applies corrections to a statement and reports whether it stays.
func (c *corrector) edge(list []edgeCorrection, s *statement, from string) bool {
	is := edgePattern{s.Source, s.Type, s.Target, s.Status, s.Date, s.Title, s.Article, from, s.Rule}
	for _, x := range list {
		if !x.pattern.covers(is) {
			continue
		}
		c.used[x.correction] = true
		if x.kind() == "confirm-edge" {
			s.Confidence = 1
			s.Rule += "; " + x.reason()
			continue
		}
		if x.To == "" {
			return false
		}
		t := graph.Vocab().Edges[x.To]
		s.Type, s.Plover, s.Cameo, s.Mode, s.Score = x.To, t.Plover, t.Cameo, "", nil
		if code, ok := graph.Vocab().Cameo[t.Cameo]; ok {
			s.Score = &code.Score
		}
		s.Rule += "; " + x.reason()
	}
	return true
}

// found says where in an article the quote of an added edge stands.
type found struct {
	Correction int // in Corrections.list
	graph.Evidence
}

// quotes looks up the quotes of the edges that corrections add to an article.
func (c *Corrections) quotes(d *graph.Document) []found {
	if c == nil {
		return nil
	}
	var list []found
	for i, x := range c.list {
		if x.kind() != "add-edge" || x.Article != d.ID {
			continue
		}
		for _, f := range []struct{ name, text string }{{"", d.Text}, {"title", d.Article.Title}} {
			before, _, ok := strings.Cut(f.text, x.Quote)
			if !ok {
				continue
			}
			start := len([]rune(before))
			e := graph.Evidence{Text: x.Quote, Start: start, End: start + len([]rune(x.Quote)), Field: f.name}
			for _, other := range d.Edges { // the sentence's number, as far as the document tells
				if o := other.Evidence; o.Field == f.name && o.Start <= start && start < o.End {
					e.Sentence = o.Sentence
				}
			}
			list = append(list, found{i, e})
			break
		}
	}
	return list
}

// added makes a statement of an edge that a correction adds.
func (c *corrector) added(f found) (statement, error) {
	x := c.c.list[f.Correction]
	a := x.AddEdge
	t := graph.Vocab().Edges[a.Type]
	s := statement{Article: x.Article}
	s.Edge = graph.Edge{Type: a.Type, Status: a.Status, Date: a.Date, Title: a.Title, Plover: t.Plover, Cameo: t.Cameo, Confidence: 1, Rule: x.reason(), Evidence: f.Evidence}
	if code, ok := graph.Vocab().Cameo[t.Cameo]; ok {
		s.Score = &code.Score
	}
	var err error
	if s.Source, err = c.resolve(a.Source); err != nil {
		return s, err
	}
	if s.Target, err = c.resolve(a.Target); err != nil {
		return s, err
	}
	s.ToEvent = isEvent(s.Source) || isEvent(s.Target)
	c.ends[s.Source], c.ends[s.Target] = true, true
	s.Edge.ID = graph.StatedEdgeID(s.Article, s.Source, s.Type, s.Target, s.Status)
	c.used[x] = true
	return s, nil
}

// fits checks an edge against the labels of its ends, which corrections and
// merges may have changed.
func (c *corrector) fits(s statement) bool {
	from, to := cmp.Or(c.labels[s.Source], s.From), cmp.Or(c.labels[s.Target], s.To)
	if from == "" || to == "" {
		c.dropped = append(c.dropped, fmt.Sprintf("%s: %s %s %s: there is no such node", s.Rule, s.Source, s.Type, s.Target))
		return false
	}
	if !graph.Vocab().Edges[s.Type].Joins(from, to) {
		c.dropped = append(c.dropped, fmt.Sprintf("article %s: %s %s %s: %s does not join a %s to a %s", s.Article, s.Source, s.Type, s.Target, s.Type, from, to))
		return false
	}
	return true
}

// unused lists the corrections that matched nothing.
func (c *corrector) unused() []string {
	var unused []string
	for _, x := range c.c.list {
		if !c.used[x] {
			unused = append(unused, fmt.Sprintf("%s: %s matches nothing", x.where(), x.kind()))
		}
	}
	return unused
}
