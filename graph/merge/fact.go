package merge

import (
	"cmp"
	"errors"
	"maps"
	"math"
	"slices"
	"strings"

	"newsgraph/graph"
)

// statement is one article's edge between nodes of the merged graph.
type statement struct {
	graph.Edge
	Article  string
	Reported string // date of the article
	Cluster  string
	ToEvent  bool   // one of its ends is an event
	From, To string // labels of its ends in the article, "" where a correction adds it
}

// collectStatements gives every edge of every article its ends in the merged
// graph and sorts them by what they state.
func (m *merger) collectStatements() error {
	var err error
	if m.mentions, err = newSpill(m.dir, rowCodec[[]graph.MentionsRecord]()); err != nil {
		return err
	}
	m.statements = newSorter(m.ctx, m.dir, largeRows, rowCodec[statement](), compareStatements)
	m.namings = newSorter(m.ctx, m.dir, largeRows, rowCodec[naming](), compareNamings)
	patterns, err := m.corrector.patterns()
	if err != nil {
		return err
	}
	order := 0
	err = m.each(func(doc int32, d *digest) error {
		ids := make(map[string]string, len(d.Nodes))
		labels := make(map[string]string, len(d.Nodes))
		counts := make([]graph.MentionsRecord, 0, len(d.Nodes))
		for i := range d.Nodes {
			n := &d.Nodes[i]
			is := m.identityOf(mention{doc, int32(i)}, n)
			ids[n.ID], labels[n.ID] = is.ID, n.Label
			order++
			err := m.namings.add(naming{
				ID: is.ID, Order: order, Article: d.Article.ID, Date: d.Article.Date,
				Label: n.Label, Name: n.Name, Kind: n.Kind, ISO3: n.ISO3, QID: n.QID, Nation: n.Nation, Description: n.Description, Aliases: n.Aliases, Partial: n.Partial,
				Reason: is.Reason, Confidence: is.Confidence, By: m.corrector.index(is.By),
			})
			if err != nil {
				return err
			}
			at := slices.IndexFunc(counts, func(c graph.MentionsRecord) bool { return c.Node == is.ID })
			if at < 0 {
				at = len(counts)
				counts = append(counts, graph.MentionsRecord{Article: d.Article.ID, Node: is.ID, Reason: is.Reason, Confidence: is.Confidence})
			}
			c := &counts[at]
			c.Count += n.Count
			if n.ID != is.ID {
				c.Local = append(c.Local, n.ID)
			}
			if is.Confidence != 0 && is.Confidence < c.Confidence {
				c.Reason, c.Confidence = is.Reason, is.Confidence
			}
		}
		slices.SortFunc(counts, func(a, b graph.MentionsRecord) int { return cmp.Compare(a.Node, b.Node) })
		m.stats.Mentions += len(counts)
		if err := m.mentions.add(counts); err != nil {
			return err
		}
		for _, e := range d.Edges {
			swap := graph.Vocab().Edges[e.Type]
			if swap.Symmetric && !swap.Standing && labels[e.Target] != "Event" && ids[e.Source] > ids[e.Target] {
				e.Source, e.Target = e.Target, e.Source
			}
			s := statement{Edge: e, Article: d.Article.ID, Reported: d.Article.Date, Cluster: m.clusters[doc],
				ToEvent: labels[e.Source] == "Event" || labels[e.Target] == "Event", From: labels[e.Source], To: labels[e.Target]}
			s.Source, s.Target, s.Asserter = ids[e.Source], ids[e.Target], ids[e.Asserter]
			if !m.corrector.edge(patterns, &s, d.Article.Source) {
				continue
			}
			if err := m.statements.add(s); err != nil {
				return err
			}
		}
		for _, f := range d.Added {
			s, err := m.corrector.added(f)
			if err != nil {
				return err
			}
			s.Reported, s.Cluster = d.Article.Date, m.clusters[doc]
			if err := m.statements.add(s); err != nil {
				return err
			}
		}
		return nil
	})
	return errors.Join(err, m.mentions.done())
}

// sameRelation orders statements by the two nodes, the type and, of an office or
// a kinship, the title.
func sameRelation(a, b statement) int {
	return cmp.Or(
		cmp.Compare(a.Source, b.Source),
		cmp.Compare(a.Type, b.Type),
		cmp.Compare(a.Target, b.Target),
		cmp.Compare(standingTitle(a.Edge), standingTitle(b.Edge)),
	)
}

func compareStatements(a, b statement) int {
	return cmp.Or(
		sameRelation(a, b),
		cmp.Compare(a.Status, b.Status),
		cmp.Compare(a.Date, b.Date),
		cmp.Compare(a.Article, b.Article),
		cmp.Compare(a.Evidence.Field, b.Evidence.Field),
		cmp.Compare(a.Evidence.Start, b.Evidence.Start),
		cmp.Compare(a.Evidence.End, b.Evidence.End),
		cmp.Compare(a.Edge.ID, b.Edge.ID),
	)
}

// standingTitle is the title that tells an office from another at the same body.
func standingTitle(e graph.Edge) string {
	if !graph.Vocab().Edges[e.Type].Standing {
		return ""
	}
	return strings.ToLower(strings.Join(strings.Fields(e.Title), " "))
}

// makeEdges makes one edge of the statements of each fact.
func (m *merger) makeEdges() error {
	m.edges = newSorter(m.ctx, m.dir, largeRows, rowCodec[graph.EdgeRecord](), func(a, b graph.EdgeRecord) int { return cmp.Compare(a.ID, b.ID) })
	m.stated = newSorter(m.ctx, m.dir, largeRows, rowCodec[graph.StatementRecord](), compareStated)
	var relation []statement
	for s, err := range m.statements.sorted() {
		if err != nil {
			return err
		}
		if len(relation) > 0 && sameRelation(relation[0], s) != 0 {
			if err := m.makeRelation(relation); err != nil {
				return err
			}
			relation = relation[:0]
		}
		if m.corrector.fits(s) {
			relation = append(relation, s)
		}
	}
	return m.makeRelation(relation)
}

func compareStated(a, b graph.StatementRecord) int {
	return cmp.Or(
		cmp.Compare(a.Edge, b.Edge), cmp.Compare(a.Article, b.Article), cmp.Compare(a.Field, b.Field),
		cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Confidence, b.Confidence), cmp.Compare(a.Asserter, b.Asserter),
	)
}

// makeRelation makes the edges of all statements with the same ends, type and
// title: one for each status and date, since repeated events are not one.
func (m *merger) makeRelation(relation []statement) error {
	byStatus := map[string][]fact{}
	for len(relation) > 0 {
		n := 1
		for n < len(relation) && relation[n].Status == relation[0].Status {
			n++
		}
		group := relation[:n]
		switch group[0].Type {
		case "HOLDS_OFFICE", "MEMBER_OF":
			byStatus[group[0].Status] = []fact{{statements: group}}
		default:
			byStatus[group[0].Status] = factsByDate(group)
		}
		relation = relation[n:]
	}
	if held := byStatus["actual"]; len(held) == 1 && held[0].isOffice() {
		var past []statement
		if over := byStatus["past"]; len(over) == 1 {
			past = over[0].statements
		}
		byStatus["actual"] = terms(held[0].statements, past)
	}
	dispute(byStatus["actual"], byStatus["denied"])
	for _, status := range slices.Sorted(maps.Keys(byStatus)) {
		for _, f := range byStatus[status] {
			if err := m.makeEdge(f); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *merger) makeEdge(f fact) error {
	first := f.statements[0]
	e := graph.EdgeRecord{
		ID:     graph.EdgeID(first.Source, first.Type, first.Target, first.Status, f.key, standingTitle(first.Edge)),
		Source: first.Source, Type: first.Type, Target: first.Target, Status: first.Status,
		Date: f.date, Asserter: first.Asserter, Disputed: f.disputed,
	}
	articles, sources := map[string]bool{}, map[string]float64{}
	var titles, plovers, modes, cameos, precisions tally
	best := first
	for _, s := range f.statements {
		articles[s.Article] = true
		sources[s.Cluster] = max(sources[s.Cluster], s.Confidence)
		titles.count(s.Title)
		plovers.count(s.Plover)
		modes.count(s.Mode)
		cameos.count(s.Cameo)
		if s.Date == f.date {
			precisions.count(s.DatePrecision)
		}
		if s.Asserter != e.Asserter {
			e.Asserter = ""
		}
		if e.FirstReported == "" || s.Reported != "" && s.Reported < e.FirstReported {
			e.FirstReported = s.Reported
		}
		e.LastReported = max(e.LastReported, s.Reported)
		if cmp.Or(cmp.Compare(s.Confidence, best.Confidence), cmp.Compare(len(best.Evidence.Text), len(s.Evidence.Text))) > 0 {
			best = s
		}
		m.stats.Statements++
		st := graph.StatementRecord{
			Edge: e.ID, Article: s.Article, Quote: s.Evidence.Text, Start: s.Evidence.Start, End: s.Evidence.End,
			Sentence: s.Evidence.Sentence, Field: s.Evidence.Field, Rule: s.Rule, Confidence: s.Confidence, Asserter: s.Asserter,
		}
		if err := m.stated.add(st); err != nil {
			return err
		}
	}
	e.Reports, e.Sources = len(articles), len(sources)
	e.Title, e.Plover, e.Mode, e.Cameo, e.DatePrecision = titles.most(), plovers.most(), modes.most(), cameos.most(), precisions.most()
	if f.date != "" && f.isOffice() {
		e.DatePrecision = "span"
	}
	e.Evidence, e.Score = best.Evidence.Text, best.Score
	e.Confidence = together(sources)
	m.stats.Edges++
	return m.edges.add(e)
}

// together is the confidence that independent sources give together: the
// chance that not all of them are wrong.
func together(sources map[string]float64) float64 {
	confidences := make([]float64, 0, len(sources))
	for _, c := range sources {
		confidences = append(confidences, c)
	}
	slices.Sort(confidences) // float products depend on their order
	wrong := 1.0
	for _, c := range confidences {
		wrong *= 1 - c
	}
	return math.Round((1-wrong)*1e4) / 1e4
}
