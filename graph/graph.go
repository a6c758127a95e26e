// Package graph holds what a graph is: the document that extraction makes of
// one article, and the merged graph of many. It knows nothing of extraction.
//
// A graph document is one line of NDJSON. Field order and array order are
// fixed, so the same article gives the same bytes.
package graph

import "net/url"

// Format is the newest format of documents that this newsgraph reads.
const Format = 1

// Document is the graph of one article: the border between extraction and
// everything that is done with graphs.
type Document struct {
	Format   int      `json:"format,omitempty"` // 0 is the first one too
	ID       string   `json:"id"`
	Article  Article  `json:"article"`
	Text     string   `json:"text"`
	Nodes    []Node   `json:"nodes"`
	Edges    []Edge   `json:"edges"`
	Acts     []Act    `json:"acts,omitempty"`
	Producer Producer `json:"producer"`
}

// NodeName is the name of a node of the document, or its id where there is none.
func (d *Document) NodeName(id string) string {
	for i := range d.Nodes {
		if d.Nodes[i].ID == id {
			return d.Nodes[i].Name
		}
	}
	return id
}

// Article describes the article that a document was made of.
type Article struct {
	ID       string `json:"id"`
	URL      string `json:"url,omitempty"`
	Title    string `json:"title"`
	Date     string `json:"date,omitempty"` // YYYY-MM-DD
	Dateline string `json:"dateline,omitempty"`
	Source   string `json:"source,omitempty"`
	Language string `json:"language,omitempty"`
	SHA256   string `json:"sha256"` // of title, a newline, and text, in UTF-8, as lower-case hex
}

// WebAddress is the article's URL, escaped where it needs to be, if it leads to
// the web; "" if to anything else, such as a script, or if it is none.
func (a *Article) WebAddress() string {
	u, err := url.Parse(a.URL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

// Node is a person, nation, body, place or event.
//
// A node's id is its identity across articles for everything but events:
// "FRA" for a nation, "person:emmanuel-macron", "body:nato", "place:paris-fra".
// An event's id ("event:declaration-of-intent") holds within its article only;
// merging gives it a global one.
type Node struct {
	ID          string    `json:"id"`
	Label       string    `json:"label"` // of vocabulary.yaml
	Name        string    `json:"name"`
	Aliases     []string  `json:"aliases,omitempty"`
	Kind        string    `json:"kind,omitempty"` // of an event: "meeting"; of a body: "IGO", "ministry"
	ISO3        string    `json:"iso3,omitempty"`
	QID         string    `json:"qid,omitempty"`
	Nation      string    `json:"nation,omitempty"` // ISO3 of the nation that a person, body or place belongs to, where known
	Description string    `json:"description,omitempty"`
	Confidence  float64   `json:"confidence,omitempty"` // that the identity is right, 0–1
	Reason      string    `json:"reason,omitempty"`     // why this identity was given
	Partial     bool      `json:"partial,omitempty"`    // only part of a name is known ("Merz")
	Mentions    []Mention `json:"mentions,omitempty"`
}

// Mention is one place in the article where a node is named.
type Mention struct {
	Text     string `json:"text"`
	Start    int    `json:"start"` // code points into the field
	End      int    `json:"end"`
	Sentence int    `json:"sentence"`
	Field    string `json:"field,omitempty"` // "title", or "" for the text
}

// Edge is one fact that the article states.
type Edge struct {
	ID            string   `json:"id"`
	Source        string   `json:"source"` // node id
	Type          string   `json:"type"`   // of vocabulary.yaml
	Target        string   `json:"target"` // node id
	Status        string   `json:"status"` // actual, past, planned, possible, denied
	Date          string   `json:"date,omitempty"`
	DatePrecision string   `json:"datePrecision,omitempty"` // day, week, month, year, span
	Title         string   `json:"title,omitempty"`         // of HOLDS_OFFICE and RELATED_TO
	Plover        string   `json:"plover,omitempty"`
	Mode          string   `json:"mode,omitempty"` // PLOVER mode
	Cameo         string   `json:"cameo,omitempty"`
	Score         *float64 `json:"score,omitempty"`    // PLOVER score, -10…+10
	Asserter      string   `json:"asserter,omitempty"` // node id of who says so, when it is not the article
	Confidence    float64  `json:"confidence"`
	Rule          string   `json:"rule"`
	Evidence      Evidence `json:"evidence"`
}

// Act is an action one of whose sides no node stands for: people whom the
// article does not name ("Turkish students"), or nobody that it tells of. It
// is no edge of the graph; event data code it by nation. Its source and target
// are the nodes that tell the nation of each side, "" where none does.
type Act struct {
	Edge
	SourceGroup *Group `json:"sourceGroup,omitempty"` // nil where the source itself acts
	TargetGroup *Group `json:"targetGroup,omitempty"`
}

// Group is people whom the article does not name.
type Group struct {
	Name string `json:"name,omitempty"` // the article's words; "" where it has none
	Role string `json:"role"`           // sector code of CAMEO and PLOVER
}

// Evidence is the exact quote behind an edge.
type Evidence struct {
	Text     string `json:"text"`
	Start    int    `json:"start"` // code points into the field
	End      int    `json:"end"`
	Sentence int    `json:"sentence"`
	Field    string `json:"field,omitempty"` // "title", or "" for the text
	Trigger  string `json:"trigger,omitempty"`
}

// Producer names the versions that made a document, for caches and audits.
type Producer struct {
	Version string `json:"version"`
	Rules   string `json:"rules"`
	Model   string `json:"model"`
	KB      string `json:"kb"`
}
