package merge

import (
	"cmp"
	"maps"
	"slices"

	"newsgraph/graph"
)

// nodeSum adds up what articles say of one node of the merged graph.
type nodeSum struct {
	labels, names, aliases, kinds, nations, descriptions, reasons map[string]int

	iso3, qid   string
	partial     bool // no article knows more than part of a name
	confidence  float64
	first, last string // dates of the articles that name it
	articles    int
	dates       map[string]int // of an event
	corrected   []*correction
}

func newNodeSum() *nodeSum {
	return &nodeSum{
		labels: map[string]int{}, names: map[string]int{}, aliases: map[string]int{}, kinds: map[string]int{},
		nations: map[string]int{}, descriptions: map[string]int{}, reasons: map[string]int{}, dates: map[string]int{},
		partial: true, confidence: 1,
	}
}

// add counts one article's node; again says that the article has been counted.
func (s *nodeSum) add(n *digestNode, is identity, date string, again bool) {
	s.labels[n.Label]++
	s.names[n.Name]++
	for _, a := range n.Aliases {
		s.aliases[a]++
	}
	count(s.kinds, n.Kind)
	count(s.nations, n.Nation)
	count(s.descriptions, n.Description)
	count(s.reasons, is.Reason)
	s.iso3 = max(s.iso3, n.ISO3)
	s.qid = max(s.qid, n.QID)
	s.partial = s.partial && n.Partial
	s.confidence = min(s.confidence, is.Confidence)
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
	return most(s.labels)
}

func (s *nodeSum) record(id string) *graph.NodeRecord {
	name, reason := most(s.names), most(s.reasons)
	for _, x := range s.corrected {
		if x.Rename != "" {
			s.names[name]++
			name = x.To
		}
		for _, a := range x.Add {
			s.aliases[a]++
		}
		if reason != "" {
			reason += "; "
		}
		reason += x.reason()
	}
	delete(s.aliases, name)
	for n := range s.names {
		if n != name {
			s.aliases[n]++
		}
	}
	return &graph.NodeRecord{
		ID: id, Label: s.label(), Name: name, Aliases: slices.Sorted(maps.Keys(s.aliases)), Kind: most(s.kinds),
		ISO3: s.iso3, QID: s.qid, Nation: most(s.nations), Description: most(s.descriptions), Partial: s.partial,
		Confidence: s.confidence, Reason: reason, Date: most(s.dates), FirstSeen: s.first, LastSeen: s.last,
		Articles: s.articles,
	}
}

func count(m map[string]int, key string) {
	if key != "" {
		m[key]++
	}
}

// most is the key that was counted most, of several the longest, of those the first.
func most(m map[string]int) string {
	best, n := "", 0
	for k, c := range m {
		if cmp.Or(cmp.Compare(c, n), cmp.Compare(len(k), len(best)), cmp.Compare(best, k)) > 0 {
			best, n = k, c
		}
	}
	return best
}
