package export

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"

	"newsgraph/graph"
)

// Event is one action in the habit of event data: who did what to whom, when,
// and where it is written.
type Event struct {
	ID            string
	Date          string // as the edge has it; "" where the article gives none
	DatePrecision string
	ReportDate    string // of the first article that states it
	Source        Party
	Target        Party
	Plover        string
	Mode          string
	Cameo         string
	Quad          int     // 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
	Score         float64 // PLOVER's
	Goldstein     float64 // of the CAMEO code
	Status        string
	Asserter      string
	Confidence    float64
	Sources       int // independent
	Reports       int // articles
	Place         string
	Lat, Lon      string // decimal degrees; "" where unknown
	Article       string
	URL           string
	Quote         string
}

// Party is one side of an Event.
type Party struct {
	Name string
	ID   string
	Code string // ISO 3166-1 alpha-3, or IGO, NGO, MNC; "" where unknown
	Role string // sector of CAMEO and PLOVER
	COW  string // country number of the Correlates of War project
}

// eventColumns are the columns of the events format, in order.
var eventColumns = []string{
	"event_id", "date", "date_precision", "report_date",
	"source_name", "source_id", "source_code", "source_role", "source_cow",
	"target_name", "target_id", "target_code", "target_role", "target_cow",
	"plover_type", "plover_mode", "cameo", "cameo_root", "quad_class", "plover_score",
	"status", "asserter", "confidence", "sources", "place", "lat", "lon", "article_id", "url", "quote",
}

func (e *Event) row() []string {
	return []string{
		e.ID, e.Date, e.DatePrecision, e.ReportDate,
		Cell(e.Source.Name), Cell(e.Source.ID), e.Source.Code, e.Source.Role, e.Source.COW,
		Cell(e.Target.Name), Cell(e.Target.ID), e.Target.Code, e.Target.Role, e.Target.COW,
		e.Plover, e.Mode, e.Cameo, e.root(), strconv.Itoa(e.Quad), number(e.Score),
		e.Status, Cell(e.Asserter), number(e.Confidence), strconv.Itoa(e.Sources), Cell(e.Place), e.Lat, e.Lon,
		Cell(e.Article), Cell(e.URL), Cell(e.Quote),
	}
}

func (e *Event) root() string { return e.Cameo[:min(2, len(e.Cameo))] }

func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// Events is a stream of actions.
type Events = iter.Seq2[*Event, error]

// writeEvents writes events as CSV with the columns of eventColumns.
func writeEvents(w io.Writer, events Events) error {
	out := csv.NewWriter(w)
	if err := out.Write(eventColumns); err != nil {
		return err
	}
	for e, err := range events {
		if err != nil {
			return err
		}
		if err := out.Write(e.row()); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// DocumentEvents codes the actions that each document states, article by article.
func DocumentEvents(documents Documents) Events {
	return func(yield func(*Event, error) bool) {
		for d, err := range documents {
			if err != nil {
				yield(nil, err)
				return
			}
			nodes, edges := recordsOf(d)
			c := newCoder()
			for i := range nodes {
				c.cast.add(&nodes[i])
			}
			for i := range edges {
				c.learn(&edges[i])
			}
			c.with = namedWith(d)
			c.ready()
			c.settle(d)
			for i := range edges {
				for _, e := range c.code(&edges[i], &d.Article) {
					if !yield(e, nil) {
						return
					}
				}
			}
			for i := range d.Acts {
				if !yield(c.codeAct(&d.Acts[i], &d.Article), nil) {
					return
				}
			}
		}
	}
}

// RecordEvents codes the actions of a merged graph, each distinct one once, with
// the article that shows it best.
func RecordEvents(records Records) Events {
	return func(yield func(*Event, error) bool) {
		c := newCoder()
		articles := map[string]*graph.Article{}
		for r, err := range records {
			switch {
			case err != nil:
				yield(nil, err)
				return
			case r.Article != nil:
				articles[r.Article.ID] = &graph.Article{ID: r.Article.ID, URL: r.Article.URL}
			case r.Node != nil:
				c.cast.add(r.Node)
			case r.Edge != nil:
				c.learn(r.Edge)
			}
			if r.Statement != nil || r.Mentions != nil {
				break
			}
		}
		c.ready()
		if err := c.codeRecords(records, articles, func(e *Event) bool { return yield(e, nil) }); err != nil {
			yield(nil, err)
		}
	}
}

func (c *coder) codeRecords(records Records, articles map[string]*graph.Article, yield func(*Event) bool) error {
	proofs := newProofs(records)
	defer proofs.stop()
	for r, err := range records {
		if err != nil {
			return err
		}
		if r.Statement != nil || r.Mentions != nil {
			return nil
		}
		if r.Edge == nil {
			continue
		}
		proof, err := proofs.of(r.Edge)
		if err != nil {
			return err
		}
		article := new(graph.Article)
		if proof != nil && articles[proof.Article] != nil {
			article = articles[proof.Article]
		}
		for _, e := range c.code(r.Edge, article) {
			if !yield(e) {
				return nil
			}
		}
	}
	return nil
}

// coder makes Events of edges, knowing every actor and who took part in what.
type coder struct {
	cast    cast
	parties map[string]Party    // known ones
	part    map[string][]string // of an Event node: the actors that took part, promised or proposed
	with    map[string][]string // of an Event node: the actors that its own words name, where the article is at hand
}

func newCoder() *coder {
	return &coder{cast: cast{}, parties: map[string]Party{}, part: map[string][]string{}}
}

// learn takes from an edge what coding others needs.
func (c *coder) learn(e *graph.EdgeRecord) {
	if graph.Vocab().Edges[e.Type].Standing {
		c.cast.tie(e)
		return
	}
	if t := c.cast[e.Target]; t != nil && t.node.Label == "Event" && e.Status != "denied" && slices.Contains(parties, e.Type) {
		c.part[e.Target] = append(c.part[e.Target], e.Source)
	}
}

// domestic are the PLOVER types of what states and their people do to each
// other: with nobody else named, it stays within the nation.
var domestic = []string{"PROTEST", "CONCEDE", "COERCE", "ASSAULT"}

// settle gives a person or body of whose nation nothing is known that of the
// sentence that names it first, if that speaks of one nation only.
func (c *coder) settle(d *graph.Document) {
	spoken := map[int][]string{} // sentence of the text → codes of nations
	for _, n := range d.Nodes {
		code := c.cast.code(n.ID)
		if code == "" || slices.Contains(roles().Nationless, code) {
			continue
		}
		for _, m := range n.Mentions {
			if m.Field == "" && !slices.Contains(spoken[m.Sentence], code) {
				spoken[m.Sentence] = append(spoken[m.Sentence], code)
			}
		}
	}
	for _, n := range d.Nodes {
		if n.Label != "Person" && n.Label != "Body" || len(n.Mentions) == 0 || c.party(n.ID).Code != "" {
			continue
		}
		if m := n.Mentions[0]; m.Field == "" && len(spoken[m.Sentence]) == 1 {
			p := c.party(n.ID)
			p.Code = spoken[m.Sentence][0]
			p.COW = cow()[p.Code]
			c.parties[n.ID] = p
		}
	}
}

// parties are the types of edges that make their source a party to an Event.
// Who supports, demands or opposes it acts upon its parties and is none.
var parties = []string{"SIGNED", "PROPOSED", "AGREED", "HOSTED", "ATTENDED"}

func (c *coder) ready() {
	c.cast.sort()
	for event, ids := range c.part {
		slices.Sort(ids)
		c.part[event] = slices.Compact(ids)
	}
}

// code gives the events of an edge: none for a standing one, one for an action
// upon an actor, and one for each party where the action is upon an Event.
func (c *coder) code(e *graph.EdgeRecord, article *graph.Article) []*Event {
	typ := graph.Vocab().Edges[e.Type]
	if typ.Standing || c.cast[e.Source] == nil || c.cast[e.Target] == nil {
		return nil
	}
	base := c.base(e, article)
	base.Source = c.party(e.Source)
	base.Place, base.Lat, base.Lon = c.place(e)
	targets := c.targets(e)
	events := make([]*Event, len(targets))
	for i, id := range targets {
		ev := base
		ev.Target = c.party(id)
		if ev.Target.Code == "" && c.cast[id].node.Label == "Event" && slices.Contains(domestic, base.Plover) {
			ev.Target.Code = ev.Source.Code
		}
		if len(targets) > 1 {
			ev.ID = fmt.Sprintf("%s-%d", e.ID, i+1)
		}
		events[i] = &ev
	}
	return events
}

// codeAct gives the event of an act.
func (c *coder) codeAct(a *graph.Act, article *graph.Article) *Event {
	e := edgeRecord(&a.Edge, article)
	ev := c.base(&e, article)
	ev.Source, ev.Target = c.group(a.Source, a.SourceGroup), c.group(a.Target, a.TargetGroup)
	if ev.Target.Code == "" && slices.Contains(domestic, ev.Plover) {
		ev.Target.Code = ev.Source.Code
	}
	return &ev
}

// group codes unnamed people by the node that tells their nation; without any, that node.
func (c *coder) group(id string, g *graph.Group) Party {
	var p Party
	if c.cast[id] != nil {
		p = c.party(id)
	}
	if g != nil {
		p.Name, p.ID, p.Role = g.Name, "", g.Role
	}
	return p
}

// base gives an event what does not depend on its sides.
func (c *coder) base(e *graph.EdgeRecord, article *graph.Article) Event {
	typ := graph.Vocab().Edges[e.Type]
	base := Event{
		ID: e.ID, Date: e.Date, DatePrecision: e.DatePrecision, ReportDate: e.FirstReported,
		Mode: e.Mode, Cameo: cmp.Or(e.Cameo, typ.Cameo),
		Status: e.Status, Confidence: e.Confidence, Sources: e.Sources, Reports: e.Reports, Quote: e.Evidence,
		Article: article.ID, URL: article.URL,
	}
	base.Plover = cmp.Or(graph.Vocab().Cameo[base.Cameo].Plover, typ.Plover)
	if e.Score != nil {
		base.Score = *e.Score
	} else {
		base.Score = graph.Vocab().Plover[base.Plover].Score
	}
	base.intend()
	base.Quad = graph.Vocab().Plover[base.Plover].QuadClass()
	base.Goldstein = graph.Vocab().Cameo[base.Cameo].Score
	if a := c.cast[e.Asserter]; a != nil {
		base.Asserter = a.node.Name
	}
	return base
}

// intend codes what somebody will do, or refused to do, by the intent or the
// refusal, which happened: "will give" is an agreement to give, "would not
// lift" a rejection.
func (e *Event) intend() {
	v := graph.Vocab()
	code := ""
	switch e.Status {
	case "planned":
		code = v.Plover[e.Plover].Intent
	case "denied":
		code = v.Plover[e.Plover].Refusal
	}
	if code == "" {
		return
	}
	c := v.Cameo[code]
	e.Status, e.Cameo, e.Plover, e.Mode, e.Score = "actual", code, c.Plover, c.Mode, c.Score
}

// targets gives whom an edge is done to. An action upon an Event is done to its
// other parties, else to the actors that its words name, else to the nation where
// it takes place, else to the Event itself.
func (c *coder) targets(e *graph.EdgeRecord) []string {
	t := c.cast[e.Target]
	if t.node.Label != "Event" {
		return []string{e.Target}
	}
	own := c.party(e.Source).Code
	var others []string
	for _, id := range c.part[e.Target] {
		if id != e.Source && !c.standsFor(id, e.Source, own) {
			others = append(others, id)
		}
	}
	if len(others) == 0 {
		for _, id := range c.with[e.Target] {
			if id != e.Source && c.cast[id] != nil && !c.standsFor(id, e.Source, own) {
				others = append(others, id)
			}
		}
	}
	if len(others) > 0 {
		return others
	}
	for _, w := range t.wholes {
		if c.cast[w.target] == nil {
			continue
		}
		if code := c.party(w.target).Code; w.typ == "LOCATED_IN" && code != "" && code != own && w.target != e.Source {
			return []string{w.target}
		}
	}
	return []string{e.Target}
}

// standsFor reports whether two parties are one side: a nation and somebody who acts for it.
func (c *coder) standsFor(a, b, codeOfB string) bool {
	nation := c.cast[a].node.Label == "Nation" || c.cast[b].node.Label == "Nation" ||
		c.cast[a].node.Label == "Place" || c.cast[b].node.Label == "Place"
	return nation && codeOfB != "" && c.party(a).Code == codeOfB
}

// party codes a node once; the cast is known by then.
func (c *coder) party(id string) Party {
	if p, ok := c.parties[id]; ok {
		return p
	}
	n := c.cast[id].node
	p := Party{Name: n.Name, ID: id, Code: c.cast.code(id), Role: c.cast.role(id)}
	if n.Label == "Event" {
		p.Code, p.Role = "", ""
	}
	p.COW = cow()[p.Code]
	c.parties[id] = p
	return p
}

// place is where an action was: the location of the event that it is about,
// else the place that is one of its ends.
func (c *coder) place(e *graph.EdgeRecord) (name, lat, lon string) {
	var at *graph.NodeRecord
	for _, w := range c.cast[e.Target].wholes {
		if n := c.cast[w.target]; w.typ == "LOCATED_IN" && n != nil && (at == nil || n.node.Label == "Place") {
			at = n.node
		}
	}
	for _, id := range []string{e.Target, e.Source} {
		if n := c.cast[id].node; at == nil && n.Label == "Place" {
			at = n
		}
	}
	if at == nil {
		return "", "", ""
	}
	lat, lon = coordinates(at)
	return at.Name, lat, lon
}
