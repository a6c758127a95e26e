// Package refer finds what the names, descriptions and pronouns of one article
// refer to: one entity for "President Volodymyr Zelenskyy", "Zelensky", "the
// Ukrainian president" and "he".
package refer

import (
	"strings"

	"newsgraph/extract/text"
)

// name is a name as it stands in the article.
type name struct {
	sentence   int
	first, end int // tokens
	head       int
	kind       text.NameKind
	role       role
}

// Naming is what the article says of one thing: the names it uses and how.
type Naming struct {
	Names   []string
	Kind    text.NameKind
	Titles  []string // words that stand as titles with it
	Acts    bool     // it does something or is party to it
	Located bool     // something is or happens in it
}

// Link is what is known of a thing, or nothing.
type Link struct {
	Known      *text.Known
	Nation     string // of a person who is not known, or ""
	Confidence float64
	Reason     string
}

// role is what a name does in its sentence, as far as it tells a place from who
// governs there.
type role uint8

const (
	neutral role = iota
	acts         // subject of a verb, addressed, or party to something
	locates      // where something is: "in Paris"
)

// Resolver finds references. Its functions ask the knowledge base.
type Resolver struct {
	Link     func(n Naming) Link                              // which known thing is meant, if any
	Scan     func(tokens []text.Token) [][2]int               // runs of tokens that are known names
	Gender   func(firstName string) string                    // "m", "f" or ""
	LastName func(word string) bool                           // whether it is known as a person's last name only
	ManyBear func(word string) bool                           // whether it is a last name that many bear
	Holder   func(office, nation string) (id string, ok bool) // who held an office on the article's date
	Title    func(word string) bool                           // whether a word is a title or the last word of one
	Person   func(noun string) bool                           // whether a lower-case noun is one for a person or for people
	Office   func(words []string) int                         // how many of the lower-case words make a title
	Event    func(word string) bool                           // whether a lower-case word is a noun for an event
	Other    func(name string) bool                           // whether a name is known to be none of an entity: "COVID", "Brexit"
	Sort     func(name string) text.NameKind                  // what the head noun of a name says it names: text.LOC, text.ORG or ""
	Common   func(word string) bool                           // whether a lower-case word is a common noun for an event, a group or an office
}

// Found is what the names, descriptions and pronouns of an article refer to.
type Found struct {
	Mentions []text.Mention
	Entities []text.Entity
	Unnamed  []Unnamed // what the article speaks of without a name
	Quoted   [][]bool  // sentence, token → between quotation marks
}

// Find finds every mention of the sentences and the entities they refer to.
func (r *Resolver) Find(a *text.Article, sents []text.Sentence) Found {
	f := &finder{Resolver: r, article: a, sents: sents, links: make(map[linkKey]Link), named: make(map[int][]int), institution: make(map[[2]int]institution), unnamedBy: make(map[string]int), uses: make(map[int]int), heard: make(map[heard]int)}
	f.children()
	f.collect()
	f.cluster()
	f.titles()
	f.linkPersons()
	named := len(f.entities)
	f.peoples()
	f.speakers()
	f.walk()
	return f.part(named)
}

// finder is the working state of one article.
type finder struct {
	*Resolver
	article     *text.Article
	sents       []text.Sentence
	kids        [][][]int
	names       []name
	named       map[int][]int // entity → names that were found to name it
	taken       [][]bool      // sentence, token → covered by a name, of an entity or not
	links       map[linkKey]Link
	christened  map[string]bool        // names of ships, storms and works, folded
	institution map[[2]int]institution // sentence and first token of a name in lower case → what it is
	long        map[string]string      // short names → the long ones that the article explains them by
	mentions    []text.Mention
	entities    []text.Entity
	title       []map[string]bool // of each entity: the words that stand as its titles
	adjacent    []map[string]bool // of each entity: nations whose adjective stands by its name
	covered     [][]int           // sentence, token → mention+1
	voices      []voice           // who speaks, each once
	speaker     [][]int           // sentence, token → voice whose quote it is in, or -1
	unnamedBy   map[string]int    // what tells somebody without a name from others → entity
	recent      []seen            // entities as the text names them, the latest last
	uses        map[int]int       // how often the text has spoken of each entity so far
	heard       map[heard]int     // how often a pronoun of a gender was taken for an entity
}

type seen struct {
	entity   int
	sentence int
	token    int
	subject  bool
}

func (f *finder) children() {
	f.kids = make([][][]int, len(f.sents))
	for i := range f.sents {
		toks := f.sents[i].Tokens
		f.kids[i] = make([][]int, len(toks))
		for t := range toks {
			if h := toks[t].Head; h >= 0 {
				f.kids[i][h] = append(f.kids[i][h], t)
			}
		}
	}
}

func (f *finder) child(i, t int, rels ...string) int {
	for _, k := range f.kids[i][t] {
		for _, r := range rels {
			if tok := &f.sents[i].Tokens[k]; tok.Rel == r || tok.UniversalRel() == r {
				return k
			}
		}
	}
	return -1
}

// words returns the article's words of a token run.
func (f *finder) words(i, first, end int) string {
	s := &f.sents[i]
	return s.Field.Of(f.article)[s.Tokens[first].Start:s.Tokens[end-1].End]
}

func lower(s string) string { return strings.ToLower(s) }

// preposition returns the lower-case case marker of token t, or "".
func (f *finder) preposition(i, t int) string {
	if k := f.child(i, t, "case"); k >= 0 && f.sents[i].Tokens[k].XPOS != "POS" {
		return lower(f.sents[i].Tokens[k].Text)
	}
	return ""
}
