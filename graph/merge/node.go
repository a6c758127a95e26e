package merge

import (
	"cmp"
	"slices"

	"newsgraph/graph"
)

// nodeSum adds up what articles say of one node of the merged graph.
type nodeSum struct {
	labels, names, aliases, kinds, nations, descriptions tally

	iso3, qid   string
	full        bool // an article knows more than part of a name
	confidence  float64
	reason      string // of the least certain mention
	first, last string // dates of the articles that name it
	articles    int
	corrected   []*correction
}

// add counts one article's node; again says that the article has been counted.
func (s *nodeSum) add(n *digestNode, is identity, date string, again bool) {
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
	if is.By != nil && !slices.Contains(s.corrected, is.By) {
		s.corrected = append(s.corrected, is.By)
	}
	if is.By == nil && is.Reason != "" && (s.reason == "" || cmp.Or(cmp.Compare(is.Confidence, s.confidence), cmp.Compare(is.Reason, s.reason)) < 0) {
		s.confidence, s.reason = is.Confidence, is.Reason
	}
	if date != "" && (s.first == "" || date < s.first) {
		s.first = date
	}
	s.last = max(s.last, date)
	if !again {
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
