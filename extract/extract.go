// Package extract turns one article into one graph document. This file is the
// whole way in order; each stage is a package of its own.
package extract

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"newsgraph/extract/event"
	"newsgraph/extract/link"
	"newsgraph/extract/model"
	"newsgraph/extract/refer"
	"newsgraph/extract/text"
	"newsgraph/extract/token"
	"newsgraph/graph"
)

// Version is that of the extractor: it changes when the same article may give
// another document for a reason that no data file shows.
const Version = "0.1.0"

// Extractor makes graph documents of articles. It is safe for concurrent use.
type Extractor struct {
	model    *model.Model
	base     *link.Base
	lexicon  *event.Lexicon
	producer graph.Producer
}

// New loads the language model, the knowledge base and the rules that are
// compiled into the program.
func New() (*Extractor, error) {
	x := new(Extractor)
	var err error
	if x.model, err = model.Load(); err != nil {
		return nil, fmt.Errorf("language model: %w", err)
	}
	if x.base, err = link.Open(); err != nil {
		return nil, fmt.Errorf("knowledge base: %w", err)
	}
	if x.lexicon, err = event.LoadLexicon(vocabulary{graph.Vocab()}); err != nil {
		return nil, fmt.Errorf("rules: %w", err)
	}
	x.producer = graph.Producer{Version: Version, Rules: x.lexicon.Version, Model: x.model.Version(), KB: x.base.Version()}
	return x, nil
}

// Rule returns the rule of an id, or nil for one that is part of the program.
func (x *Extractor) Rule(id string) *event.Rule { return x.lexicon.Rule(id) }

// Producer names the versions of what makes documents.
func (x *Extractor) Producer() graph.Producer { return x.producer }

// Extract reads one article. The document it returns passes its own check.
func (x *Extractor) Extract(a *text.Article) (*graph.Document, error) {
	d := x.read(a)
	doc := d.document(x.producer)
	if err := doc.Check(); err != nil {
		return nil, fmt.Errorf("the document made of it breaks the format: %w", err)
	}
	return doc, nil
}

func (x *Extractor) read(a *text.Article) *draft {
	d := &draft{article: a, sents: token.Article(a)}
	x.model.Annotate(d.sents)
	named := x.resolver(a, d.sents).Find(a, d.sents)
	d.mentions, d.entities, d.unnamed = named.Mentions, named.Entities, named.Unnamed
	d.found = x.lexicon.Find(&event.Input{Article: a, Sentences: d.sents, Mentions: d.mentions, Entities: d.entities, Quoted: named.Quoted, Offices: x.offices(a.Date)})
	return d
}

// resolver lets package refer ask the knowledge base about an article of this date.
func (x *Extractor) resolver(a *text.Article, sents []text.Sentence) *refer.Resolver {
	context := x.base.Context(names(a, sents), a.Dateline, a.Date)
	return &refer.Resolver{
		Link: func(n refer.Naming) refer.Link {
			d := x.base.Decide(link.Mention{Names: n.Names, Kind: n.Kind, Titles: n.Titles, Acts: n.Acts, Located: n.Located}, context)
			return refer.Link{Known: d.Known, Nation: d.Nation, Confidence: d.Confidence, Reason: d.Reason}
		},
		Scan: func(tokens []text.Token) [][2]int {
			var runs [][2]int
			for _, f := range x.base.Scan(tokens, a.Date) {
				runs = append(runs, [2]int{f.First, f.End})
			}
			return runs
		},
		Gender:   x.base.FirstNameGender,
		LastName: x.base.LastName,
		ManyBear: x.base.ManyBear,
		Holder: func(office, nation string) (string, bool) {
			h := x.base.Holder(office, nation, a.Date)
			if len(h) != 1 {
				return "", false
			}
			return h[0].Person.ID, true
		},
		Title:  x.lexicon.Title,
		Person: x.lexicon.Person,
		Office: x.lexicon.Office,
		Event:  x.lexicon.EventNoun,
		Other:  x.base.Other,
		Sort:   x.base.Sort,
		Common: x.lexicon.CommonNoun,
	}
}

// offices lets package event ask who is known to hold which office on a date, or to
// have held it before.
func (x *Extractor) offices(date string) func(string) []event.Office {
	return func(personID string) []event.Office {
		var out []event.Office
		for _, h := range x.base.Offices(personID, "") {
			if date == "" || h.From <= date {
				out = append(out, event.Office{Title: h.Title, Of: h.Of, Over: date != "" && !h.In(date)})
			}
		}
		return out
	}
}

// names returns the names that the language model saw, as they stand.
func names(a *text.Article, sents []text.Sentence) []string {
	var out []string
	for i := range sents {
		s := &sents[i]
		for _, n := range s.Names {
			out = append(out, s.Field.Of(a)[s.Tokens[n.First].Start:s.Tokens[n.End-1].End])
		}
	}
	return out
}

// vocabulary shows the graph's vocabulary to the rules.
type vocabulary struct{ *graph.Vocabulary }

func (v vocabulary) EdgeType(name string) bool { _, ok := v.Edges[name]; return ok }
func (v vocabulary) Status(name string) bool   { _, ok := v.Statuses[name]; return ok }
func (v vocabulary) Mode(edgeType, mode string) bool {
	return slices.Contains(v.Plover[v.Edges[edgeType].Plover].Modes, mode)
}
func (v vocabulary) EventKind(kind string) bool { return slices.Contains(v.Kinds, kind) }
func (v vocabulary) Cameo(code string) bool     { _, ok := v.Vocabulary.Cameo[code]; return ok }
func (v vocabulary) Symmetric(edgeType string) bool {
	return v.Edges[edgeType].Symmetric && !v.Edges[edgeType].Standing
}

func isLetter(r rune) bool { return unicode.IsLetter(r) && !strings.ContainsRune("ªº", r) }
