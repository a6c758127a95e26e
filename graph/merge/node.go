package merge

import (
	"cmp"
	"errors"
	"slices"

	"newsgraph/graph"
)

// naming is what one node of an article says of its node of the merged graph.
type naming struct {
	ID      string
	Order   int // of articles by id, and of the nodes in each
	Article string
	Date    string // of the article

	Label, Name, Kind, ISO3, QID, Nation, Description string
	Aliases                                           []string
	Partial                                           bool

	Reason     string
	Confidence float64
	By         int // the correction that made it that node, from 1, or 0
}

func compareNamings(a, b naming) int {
	return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Order, b.Order))
}

// nodeBatch is how many nodes are written to disk as one row.
const nodeBatch = 64

// makeNodes makes one node of all namings of each.
func (m *merger) makeNodes() (err error) {
	if m.nodes, err = newSpill(m.dir, rowCodec[[]graph.NodeRecord]()); err != nil {
		return err
	}
	corrected, err := m.corrector.nodes()
	if err != nil {
		return err
	}
	var batch []graph.NodeRecord
	var sum nodeSum
	id := ""
	finish := func() error {
		for _, x := range corrected[id] {
			m.corrector.used[x] = true
			sum.corrected = append(sum.corrected, x)
		}
		m.corrector.sees(id, &sum)
		batch = append(batch, *sum.record(id, m.dates[id]))
		m.stats.Nodes++
		if len(batch) < nodeBatch {
			return nil
		}
		err := m.nodes.add(batch)
		batch = batch[:0]
		return err
	}
	for n, err := range m.namings.sorted() {
		if err != nil {
			return err
		}
		if n.ID != id {
			if id != "" {
				if err := finish(); err != nil {
					return err
				}
			}
			id, sum = n.ID, nodeSum{}
		}
		sum.add(&n, m.corrector)
	}
	if id != "" {
		if err := finish(); err != nil {
			return err
		}
	}
	m.identities, m.events, m.dates = nil, nil, nil
	return errors.Join(m.nodes.add(batch), m.nodes.done())
}

// nodeSum adds up what articles say of one node of the merged graph.
type nodeSum struct {
	labels, names, aliases, kinds, nations, descriptions tally

	iso3, qid   string
	full        bool // an article knows more than part of a name
	confidence  float64
	reason      string // of the least certain mention
	first, last string // dates of the articles that name it
	article     string // the last one
	articles    int
	corrected   []*correction
}

// add takes in one naming; they come by article.
func (s *nodeSum) add(n *naming, c *corrector) {
	s.labels.count(n.Label)
	s.names.count(n.Name)
	for _, a := range n.Aliases {
		s.aliases.count(a)
	}
	s.kinds.count(n.Kind)
	s.nations.count(n.Nation)
	s.descriptions.count(n.Description)
	s.iso3 = max(s.iso3, n.ISO3)
	s.qid = max(s.qid, n.QID)
	s.full = s.full || !n.Partial
	if n.By > 0 {
		if by := c.c.list[n.By-1]; !slices.Contains(s.corrected, by) {
			s.corrected = append(s.corrected, by)
		}
	} else if n.Reason != "" && (s.reason == "" || cmp.Or(cmp.Compare(n.Confidence, s.confidence), cmp.Compare(n.Reason, s.reason)) < 0) {
		s.confidence, s.reason = n.Confidence, n.Reason
	}
	if n.Date != "" && (s.first == "" || n.Date < s.first) {
		s.first = n.Date
	}
	s.last = max(s.last, n.Date)
	if s.articles == 0 || n.Article != s.article {
		s.article = n.Article
		s.articles++
	}
}

// label is the label that most articles give, or that a correction gives.
func (s *nodeSum) label() string {
	for _, x := range s.corrected {
		if x.Relabel != "" {
			return x.To
		}
	}
	return s.labels.most()
}

func (s *nodeSum) record(id, date string) *graph.NodeRecord {
	name, reason := s.names.most(), s.reason
	var aliases []string
	for _, x := range s.corrected {
		if x.Rename != "" {
			name = x.To
		}
		aliases = append(aliases, x.Add...)
		if reason != "" {
			reason += "; "
		}
		reason += x.reason()
	}
	for _, t := range []tally{s.names, s.aliases} {
		for _, k := range t {
			aliases = append(aliases, k.key)
		}
	}
	sortedOnce(&aliases)
	return &graph.NodeRecord{
		ID: id, Label: s.label(), Name: name, Aliases: slices.DeleteFunc(aliases, func(a string) bool { return a == name }), Kind: s.kinds.most(),
		ISO3: s.iso3, QID: s.qid, Nation: s.nations.most(), Description: s.descriptions.most(), Partial: !s.full,
		Confidence: s.confidence, Reason: reason, Date: date, FirstSeen: s.first, LastSeen: s.last, Articles: s.articles,
	}
}

// tally counts strings. Most nodes have one or two of each kind.
type tally []struct {
	key string
	n   int
}

func (t *tally) count(key string) {
	if key == "" {
		return
	}
	for i := range *t {
		if (*t)[i].key == key {
			(*t)[i].n++
			return
		}
	}
	*t = append(*t, struct {
		key string
		n   int
	}{key, 1})
}

// most is the string that was counted most, of several the longest, of those the first.
func (t tally) most() string {
	best, n := "", 0
	for _, k := range t {
		if cmp.Or(cmp.Compare(k.n, n), cmp.Compare(len(k.key), len(best)), cmp.Compare(best, k.key)) > 0 {
			best, n = k.key, k.n
		}
	}
	return best
}
