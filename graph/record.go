package graph

// The merged graph is a stream of records, one a line, in this order: every
// article, every node, every edge, every statement, every mention count; each
// kind sorted by id. Nodes and edges are the map that people browse, articles
// and statements the record that they cite.

// Record is one line of graph.ndjson: exactly one of its fields is set.
type Record struct {
	Article   *ArticleRecord   `json:"article,omitempty"`
	Node      *NodeRecord      `json:"node,omitempty"`
	Edge      *EdgeRecord      `json:"edge,omitempty"`
	Statement *StatementRecord `json:"statement,omitempty"`
	Mentions  *MentionsRecord  `json:"mentions,omitempty"`
}

// ArticleRecord is an article of the merged graph.
type ArticleRecord struct {
	Article
	Cluster string `json:"cluster,omitempty"` // id of the first article of its near-duplicates; one cluster counts as one source
}

// NodeRecord is a node of the merged graph.
type NodeRecord struct {
	ID          string   `json:"id"`
	Label       string   `json:"label"`
	Name        string   `json:"name"`
	Aliases     []string `json:"aliases,omitempty"`
	Kind        string   `json:"kind,omitempty"`
	ISO3        string   `json:"iso3,omitempty"`
	QID         string   `json:"qid,omitempty"`
	Nation      string   `json:"nation,omitempty"`
	Description string   `json:"description,omitempty"`
	Partial     bool     `json:"partial,omitempty"`
	Confidence  float64  `json:"confidence,omitempty"`
	Reason      string   `json:"reason,omitempty"`
	Date        string   `json:"date,omitempty"` // of an event
	FirstSeen   string   `json:"firstSeen,omitempty"`
	LastSeen    string   `json:"lastSeen,omitempty"`
	Articles    int      `json:"articles"`
}

// EdgeRecord is one distinct fact (source, type, target, status, date) of the
// merged graph. Its Claim in Neo4j has the same id.
type EdgeRecord struct {
	ID            string   `json:"id"`
	Source        string   `json:"source"`
	Type          string   `json:"type"`
	Target        string   `json:"target"`
	Status        string   `json:"status"`
	Date          string   `json:"date,omitempty"`
	DatePrecision string   `json:"datePrecision,omitempty"`
	Title         string   `json:"title,omitempty"`
	Plover        string   `json:"plover,omitempty"`
	Mode          string   `json:"mode,omitempty"`
	Cameo         string   `json:"cameo,omitempty"`
	Score         *float64 `json:"score,omitempty"`
	Asserter      string   `json:"asserter,omitempty"`
	FirstReported string   `json:"firstReported,omitempty"`
	LastReported  string   `json:"lastReported,omitempty"`
	Reports       int      `json:"reports"` // articles that state it
	Sources       int      `json:"sources"` // of them independent
	Confidence    float64  `json:"confidence"`
	Disputed      bool     `json:"disputed,omitempty"` // some report it, others deny it
	Evidence      string   `json:"evidence"`           // the best quote
}

// StatementRecord says that an article states an edge, and where. An article may
// state an edge more than once.
type StatementRecord struct {
	Edge       string  `json:"edge"`
	Article    string  `json:"article"`
	Quote      string  `json:"quote"`
	Start      int     `json:"start"`
	End        int     `json:"end"`
	Sentence   int     `json:"sentence"`
	Field      string  `json:"field,omitempty"`
	Rule       string  `json:"rule"`
	Confidence float64 `json:"confidence"`
	Asserter   string  `json:"asserter,omitempty"`
}

// MentionsRecord counts how often an article names a node, and says why the
// nodes of the article's document are that node.
type MentionsRecord struct {
	Article    string   `json:"article"`
	Node       string   `json:"node"`
	Count      int      `json:"count"`
	Local      []string `json:"local,omitempty"` // ids in the article's document, where they differ
	Reason     string   `json:"reason,omitempty"`
	Confidence float64  `json:"confidence,omitempty"` // that they are that node, 0–1
}
