package view

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"strings"

	"newsgraph/graph"
)

// The data of a page. Names are short where they stand once an edge.
type pageData struct {
	Title    string            `json:"title"`
	Labels   []string          `json:"labels"`
	Types    []pageType        `json:"types"`
	Statuses []string          `json:"statuses"`
	Cameo    map[string]string `json:"cameo"`
	Articles []pageArticle     `json:"articles"`
	Nodes    []*pageNode       `json:"nodes"`
	Edges    []*pageEdge       `json:"edges"`
	AllNodes int               `json:"allNodes"` // of the graph, of which the page holds the strongest
	AllEdges int               `json:"allEdges"`
}

type pageType struct {
	Name      string `json:"name"`
	Quad      int    `json:"quad"` // 1 verbal cooperation … 4 material conflict; 0 standing
	Core      bool   `json:"core,omitempty"`
	Standing  bool   `json:"standing,omitempty"`
	Symmetric bool   `json:"symmetric,omitempty"`
}

type pageArticle struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Date   string `json:"date,omitempty"`
	Source string `json:"source,omitempty"`
	URL    string `json:"url,omitempty"`
}

type pageNode struct {
	ID       string   `json:"id"`
	Label    int      `json:"label"`
	Name     string   `json:"name"`
	Aliases  []string `json:"aliases,omitempty"`
	Kind     string   `json:"kind,omitempty"`
	ISO3     string   `json:"iso3,omitempty"`
	QID      string   `json:"qid,omitempty"`
	Nation   string   `json:"nation,omitempty"`
	About    string   `json:"about,omitempty"`
	Date     string   `json:"date,omitempty"`
	First    string   `json:"first,omitempty"`
	Last     string   `json:"last,omitempty"`
	Reports  int      `json:"reports,omitempty"`
	Articles [][2]int `json:"in,omitempty"` // article, mentions
	At       [2]int   `json:"at"`           // its place when the whole graph is drawn
}

type pageEdge struct {
	ID         string      `json:"id"`
	Source     int         `json:"s"`
	Target     int         `json:"t"`
	Type       int         `json:"y"`
	Status     int         `json:"u"`
	Date       string      `json:"d,omitempty"`
	Precision  string      `json:"p,omitempty"`
	Title      string      `json:"o,omitempty"`
	Plover     string      `json:"pl,omitempty"`
	Mode       string      `json:"pm,omitempty"`
	Cameo      string      `json:"ca,omitempty"`
	Score      *float64    `json:"sc,omitempty"`
	Asserter   string      `json:"by,omitempty"`
	First      string      `json:"f,omitempty"`
	Last       string      `json:"l,omitempty"`
	Reports    int         `json:"r"`
	Sources    int         `json:"n"`
	Confidence float64     `json:"c"`
	Weight     float64     `json:"w"`
	Quote      string      `json:"q"`
	Statements []statement `json:"st,omitempty"`
	weight     float64
}

type statement struct {
	Article    int     `json:"a"`
	Quote      string  `json:"q,omitempty"` // "" when it is the edge's own
	Rule       string  `json:"r,omitempty"`
	Confidence float64 `json:"c"`
	By         string  `json:"by,omitempty"`
}

// What one card can hold.
const (
	maxStatements   = 12 // of an edge
	maxNodeArticles = 20 // of a node
)

// weigh says how much an edge matters: what is sure, often reported and done
// weighs more than what may be, and than who holds which office.
func weigh(e *graph.EdgeRecord) float64 {
	w := e.Confidence * (1 + math.Log(float64(max(1, e.Reports))))
	switch t := graph.Vocab().Edges[e.Type]; {
	case t.Core:
		w *= 1.5
	case t.Standing:
		w *= 0.5
	}
	if e.Status == "possible" || e.Status == "denied" || e.Status == "past" {
		w *= 0.7
	}
	return w
}

// collect reads the strongest part of a graph: the nodes first, then the edges
// among them with what states them, then the articles that these name.
func collect(records iter.Seq2[*graph.Record, error], o Options) (*pageData, error) {
	d := newPageData(o.Title)
	chosen, err := d.strongest(records, o.Nodes)
	if err != nil {
		return nil, err
	}
	articles, err := d.read(records, chosen, o.Edges)
	if err != nil {
		return nil, err
	}
	for i, p := range layout(len(d.Nodes), d.links()) {
		const apart = 2 // shapes are big beside a layout of thousands
		d.Nodes[i].At = [2]int{int(math.Round(apart * p.x)), int(math.Round(apart * p.y))}
	}
	return d, d.nameArticles(records, articles)
}

func newPageData(title string) *pageData {
	v := graph.Vocab()
	d := &pageData{
		Title: title, Labels: []string{"Person", "Nation", "Body", "Place", "Event"},
		Statuses: []string{"actual", "past", "planned", "possible", "denied"}, Cameo: map[string]string{},
		Articles: []pageArticle{}, Nodes: []*pageNode{}, Edges: []*pageEdge{},
	}
	for name, t := range v.Edges {
		d.Types = append(d.Types, pageType{name, v.Plover[t.Plover].QuadClass(), t.Core, t.Standing, t.Symmetric})
	}
	slices.SortFunc(d.Types, func(a, b pageType) int {
		return cmp.Or(cmp.Compare((a.Quad+4)%5, (b.Quad+4)%5), strings.Compare(a.Name, b.Name))
	})
	return d
}

// strongest names the nodes that the page shall hold, with their places in it.
func (d *pageData) strongest(records iter.Seq2[*graph.Record, error], limit int) (map[string]int, error) {
	type strength struct {
		id     string
		weight float64
	}
	at := map[string]int{}
	var all []strength
	for r, err := range records {
		switch {
		case err != nil:
			return nil, err
		case r.Node != nil:
			at[r.Node.ID] = len(all)
			all = append(all, strength{r.Node.ID, 0})
		case r.Edge != nil:
			d.AllEdges++
			w := weigh(r.Edge)
			for _, id := range []string{r.Edge.Source, r.Edge.Target} {
				if i, ok := at[id]; ok {
					all[i].weight += w
				}
			}
		}
		if r.Statement != nil || r.Mentions != nil {
			break
		}
	}
	d.AllNodes = len(all)
	slices.SortFunc(all, func(a, b strength) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), strings.Compare(a.id, b.id))
	})
	chosen := make(map[string]int, min(limit, len(all)))
	for i, s := range all[:min(limit, len(all))] {
		chosen[s.id] = i
	}
	return chosen, nil
}

// read takes the chosen nodes, the strongest edges among them, and what states
// them. It returns the place of each article that they name.
func (d *pageData) read(records iter.Seq2[*graph.Record, error], chosen map[string]int, limit int) (map[string]int, error) {
	d.Nodes = make([]*pageNode, len(chosen))
	names := map[string]string{}
	edges := map[string]*pageEdge{}
	articles := map[string]int{}
	article := func(id string) int {
		i, ok := articles[id]
		if !ok {
			i = len(articles)
			articles[id] = i
		}
		return i
	}
	mentions := map[int][]mention{}
	trimmed := false
	for r, err := range records {
		if err != nil {
			return nil, err
		}
		switch {
		case r.Node != nil:
			names[r.Node.ID] = r.Node.Name
			if i, ok := chosen[r.Node.ID]; ok {
				d.Nodes[i] = d.node(r.Node)
			}
		case r.Edge != nil:
			s, okS := chosen[r.Edge.Source]
			t, okT := chosen[r.Edge.Target]
			if okS && okT {
				d.Edges = append(d.Edges, d.edge(r.Edge, s, t, names))
			}
			if len(d.Edges) >= 2*limit {
				d.trim(limit)
			}
		case r.Statement != nil:
			if !trimmed {
				d.trim(limit)
				for _, e := range d.Edges {
					edges[e.ID] = e
				}
				trimmed = true
			}
			if e := edges[r.Statement.Edge]; e != nil && len(e.Statements) < maxStatements {
				e.Statements = append(e.Statements, state(r.Statement, e, article(r.Statement.Article), names))
			}
		case r.Mentions != nil:
			if i, ok := chosen[r.Mentions.Node]; ok {
				mentions[i] = keepMost(mentions[i], mention{r.Mentions.Article, r.Mentions.Count})
			}
		}
	}
	d.trim(limit)
	for i, n := range d.Nodes {
		for _, m := range mentions[i] {
			n.Articles = append(n.Articles, [2]int{article(m.article), m.count})
		}
	}
	return articles, nil
}

type mention struct {
	article string
	count   int
}

// keepMost adds a mention and keeps the articles that mention most.
func keepMost(ms []mention, m mention) []mention {
	at, _ := slices.BinarySearchFunc(ms, m, func(a, b mention) int {
		return cmp.Or(cmp.Compare(b.count, a.count), strings.Compare(a.article, b.article))
	})
	if at >= maxNodeArticles {
		return ms
	}
	ms = slices.Insert(ms, at, m)
	return ms[:min(len(ms), maxNodeArticles)]
}

// trim keeps the strongest edges.
func (d *pageData) trim(limit int) {
	slices.SortFunc(d.Edges, func(a, b *pageEdge) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), strings.Compare(a.ID, b.ID))
	})
	d.Edges = slices.Clip(d.Edges[:min(limit, len(d.Edges))])
}

// links are the edges as layout takes them.
func (d *pageData) links() [][2]int {
	links := make([][2]int, len(d.Edges))
	for i, e := range d.Edges {
		links[i] = [2]int{e.Source, e.Target}
	}
	return links
}

func (d *pageData) node(n *graph.NodeRecord) *pageNode {
	return &pageNode{
		ID: n.ID, Label: slices.Index(d.Labels, n.Label), Name: n.Name, Aliases: n.Aliases, Kind: n.Kind, ISO3: n.ISO3,
		QID: n.QID, Nation: n.Nation, About: n.Description, Date: n.Date, First: n.FirstSeen, Last: n.LastSeen, Reports: n.Articles,
	}
}

func (d *pageData) edge(e *graph.EdgeRecord, s, t int, names map[string]string) *pageEdge {
	w := weigh(e)
	if e.Cameo != "" {
		d.Cameo[e.Cameo] = graph.Vocab().Cameo[e.Cameo].Name
	}
	return &pageEdge{
		ID: e.ID, Source: s, Target: t,
		Type:   slices.IndexFunc(d.Types, func(t pageType) bool { return t.Name == e.Type }),
		Status: slices.Index(d.Statuses, e.Status), Date: e.Date, Precision: e.DatePrecision, Title: e.Title,
		Plover: e.Plover, Mode: e.Mode, Cameo: e.Cameo, Score: e.Score, Asserter: names[e.Asserter],
		First: e.FirstReported, Last: e.LastReported, Reports: e.Reports, Sources: e.Sources,
		Confidence: e.Confidence, Weight: math.Round(w*100) / 100, Quote: e.Evidence, weight: w,
	}
}

func state(s *graph.StatementRecord, e *pageEdge, article int, names map[string]string) statement {
	quote := s.Quote
	if quote == e.Quote {
		quote = ""
	}
	return statement{article, quote, s.Rule, s.Confidence, names[s.Asserter]}
}

// nameArticles reads the articles that nodes and edges name.
func (d *pageData) nameArticles(records iter.Seq2[*graph.Record, error], articles map[string]int) error {
	d.Articles = make([]pageArticle, len(articles))
	for id, i := range articles {
		d.Articles[i].ID = id
	}
	for r, err := range records {
		if err != nil {
			return err
		}
		if r.Article == nil {
			break
		}
		if i, ok := articles[r.Article.ID]; ok {
			d.Articles[i] = pageArticle{r.Article.ID, r.Article.Title, r.Article.Date, r.Article.Source, r.Article.WebAddress()}
		}
	}
	return nil
}
