// Package text holds the plain data that every stage of extraction shares:
// an article, its sentences and tokens with their tree, and the mentions and
// entities that later stages find in them. It knows no technology and imports
// nothing of newsgraph.
package text

// Article is one news article as its reader found it. Text and Title are kept
// as read: nothing after the reader changes a character of them, because every
// quote is an offset into them.
type Article struct {
	ID       string // stable identity: given by the input, else derived from the content
	URL      string
	Title    string
	Date     string // publication date, YYYY-MM-DD, or "" when unknown
	Dateline string // "PARIS (AFP)" as it stands at the head of the text, or ""
	Source   string // publisher or wire
	Language string // BCP 47, "en"
	Text     string
}

// Field names the part of an article that a span points into.
type Field uint8

// The two fields of an article that hold prose.
const (
	Body Field = iota
	Title
)

func (f Field) String() string {
	if f == Title {
		return "title"
	}
	return "text"
}

// Of returns the article's string that spans of this field point into.
func (f Field) Of(a *Article) string {
	if f == Title {
		return a.Title
	}
	return a.Text
}

// Span is a half-open range of byte offsets into one field of an article.
type Span struct{ Start, End int }

// Len returns the span's length in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Token is one token of a sentence with its tags and its place in the
// Universal Dependencies tree.
type Token struct {
	Span
	Text  string // exactly field[Start:End]
	Lemma string
	UPOS  string // universal part of speech
	XPOS  string // Penn Treebank tag
	Head  int    // index of the head within the sentence, -1 for the root
	Rel   string // UD relation to the head, with subtype ("nsubj:pass"); "root" for the root
}

// Name is a run of tokens that names something: [First, End) are token indices
// within the sentence.
type Name struct {
	First, End int
	Kind       NameKind
}

// NameKind is the kind of thing that a name span names, as the language model sees it.
type NameKind string

// The kinds of names.
const (
	PER   NameKind = "PER"   // a person
	ORG   NameKind = "ORG"   // an organised body
	GPE   NameKind = "GPE"   // a country, state, city: a place with a government
	LOC   NameKind = "LOC"   // any other place
	NORP  NameKind = "NORP"  // a nationality, religion or political group as adjective or noun
	EVENT NameKind = "EVENT" // a named event
	MISC  NameKind = "MISC"  // any other name: a work, a product, a law
)

// Sentence is a run of tokens of one field. Index counts the article's
// sentences from 0, those of the title first.
type Sentence struct {
	Span
	Field  Field
	Index  int
	Para   int // index of the paragraph within the field
	Tokens []Token
	Names  []Name
}
