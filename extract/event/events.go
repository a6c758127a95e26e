package event

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsgraph/extract/text"
)

// events.go keeps the book of an article's events: which noun phrases name one.
// Which of them name the same, same.go decides.

// eventBook holds every event phrase of an article and joins those that are one event.
type eventBook struct {
	s       *scene
	phrases []phrase
	parent  []int // union-find over phrases; the root is the earliest
	index   map[[2]int]int
}

// phrase is one noun phrase that names an event.
type phrase struct {
	text.Mention
	lemma      string
	kind       string
	pre        []string // what stands before its head, as lemmas or "#" with the number of an entity, sorted
	whose      bool     // before its head stands nothing but a possessor
	post       []string // what prepositions and an infinitive add behind it
	fresh      bool     // none named before
	aloof      bool     // nor what is spoken of after
	definite   bool
	introduced bool // "a" or "an" stands before it
	plural     bool
	number     string // of its name: "II" of World War II
	year       string // in which it was, as a phrase behind it says
	marks      []mark // which tell one event from another
}

func newEventBook(s *scene) *eventBook {
	b := &eventBook{s: s, index: make(map[[2]int]int)}
	for i := range s.Sentences {
		for t := range s.Sentences[i].Tokens {
			if s.lx.kinds[s.clauses[i].lemma(t)] != "" {
				b.at(i, t, false)
			}
		}
	}
	return b
}

// at returns the event that the phrase headed by token t names, or -1. A phrase
// whose head is no event noun counts only when open.
func (b *eventBook) at(i, t int, open bool) int {
	if k, ok := b.index[[2]int{i, t}]; ok {
		return b.root(k)
	}
	c := b.s.clauses[i]
	tok := &c.toks[t]
	if !isNoun(tok.UPOS) || b.s.named(i, t) || isMonth(c.toks, t) {
		return -1
	}
	lemma := c.lemma(t)
	kind := b.s.lx.kinds[lemma]
	if kind == "" {
		if !open || notEvents[lemma] || b.capital(i, t) {
			return -1
		}
		kind = "other"
	}
	if c.rel(t) == "compound" || tok.Rel == "flat" || c.rel(t) == "amod" { // "talks table": the head decides
		return -1
	}
	p := b.phrase(i, t, lemma, kind)
	k := len(b.phrases)
	b.phrases = append(b.phrases, p)
	b.parent = append(b.parent, k)
	b.index[[2]int{i, t}] = k
	b.join(k)
	return b.root(k)
}

// capital reports whether the noun at token t has a capital letter that does not begin the
// sentence: it is a name of something, "opposed the West".
func (b *eventBook) capital(i, t int) bool {
	r, _ := utf8.DecodeRuneInString(b.s.clauses[i].toks[t].Text)
	return t > 0 && unicode.IsUpper(r) && b.s.Sentences[i].Field == text.Body
}

var documents = lists.Set("documents")

// pronoun returns the event that "it", "which" or "them" at token t may mean:
// the nearest before it in the sentence, else the first of the sentence before; -1 when there is none.
func (b *eventBook) pronoun(i, t int) int {
	plural := false
	switch lower(b.s.clauses[i].toks[t].Text) {
	case "it", "which", "that", "this":
	case "them", "they", "these", "those":
		plural = true
	default:
		return -1
	}
	best := -1
	for k := range b.phrases {
		p := &b.phrases[k]
		if p.plural != plural || !documents[p.kind] {
			continue
		}
		switch {
		case p.Sentence == i && p.Head < t:
			if best < 0 || b.phrases[best].Sentence < i || b.phrases[best].Head < p.Head {
				best = k
			}
		case p.Sentence == i-1 && b.s.Sentences[i].Field == b.s.Sentences[i-1].Field:
			if best < 0 || b.phrases[best].Sentence == i-1 && p.Head < b.phrases[best].Head {
				best = k
			}
		}
	}
	if best < 0 {
		return -1
	}
	return b.root(best)
}

var notEvents = lists.Set("not-events")

func (b *eventBook) phrase(i, t int, lemma, kind string) phrase {
	c := b.s.clauses[i]
	p := phrase{lemma: lemma, kind: kind, plural: c.toks[t].XPOS == "NNS" || c.toks[t].XPOS == "NNPS"}
	p.Sentence, p.First, p.End, p.Head = i, t, t+1, t
	for _, k := range c.children[t] {
		switch c.rel(k) {
		case "compound", "amod", "nummod", "flat":
			if c.rel(k) == "nummod" && k > t {
				continue
			}
			p.First = min(p.First, c.leftmost(k))
			p.sets(c.lemma(k))
			p.pre = append(p.pre, b.modifiers(i, k)...)
			p.marks = append(p.marks, b.marks(i, k)...)
			if c.rel(k) == "flat" {
				p.End = max(p.End, k+1)
				if c.toks[k].UPOS == "NUM" {
					p.number = c.toks[k].Text
				}
			}
		case "det":
			p.sets(lower(c.toks[k].Text))
			p.introduced = p.introduced || slices.Contains([]string{"a", "an"}, lower(c.toks[k].Text))
			p.definite = p.definite || slices.Contains([]string{"the", "this", "that", "these", "those"}, lower(c.toks[k].Text))
		case "acl":
			if c.toks[k].XPOS == "VB" { // "plans to return to the Moon", "plans to build a base"
				p.post = append(p.post, b.modifiers(i, k)...)
			}
		case "nmod":
			if c.toks[k].Rel == "nmod:poss" {
				p.whose = true
				p.pre = append(p.pre, b.modifiers(i, k)...)
				p.marks = append(p.marks, b.marks(i, k)...)
				continue
			}
			if k-t > maxTail || c.preposition(k) == "" || k < t || c.leftmost(k) != p.End {
				continue
			}
			p.post = append(p.post, b.modifiers(i, k)...)
			p.marks = append(p.marks, b.parties(i, k)...)
			switch c.preposition(k) {
			case "of", "on", "with", "against", "between", "for":
				end := c.rightmost(k) + 1
				switch {
				case end <= t+maxTail+1:
					p.End = end
				case c.preposition(k) == "between": // both sides or none
					if end <= t+maxSides+1 {
						p.End = end
					}
				default: // no more than what it is about, but its whole name
					p.End = k + 1
					if m := b.s.mentionOf(i, k); m != nil {
						p.End = max(p.End, m.End)
					}
				}
			}
		}
	}
	for p.First < t && (c.toks[p.First].UPOS == "CCONJ" || c.toks[p.First].Text == ",") {
		p.First++
	}
	p.whose = p.whose && len(p.pre) == 1
	p.year = b.year(i, t)
	if b.ballots(i, t) {
		p.fresh, p.aloof = true, true
	}
	for _, mods := range []*[]string{&p.pre, &p.post} {
		slices.Sort(*mods)
		*mods = slices.Compact(*mods)
	}
	return p
}

const (
	maxTail  = 6  // tokens after its head that a phrase may take along
	maxSides = 12 // the same where they say between whom it is
)

func (c *clauses) leftmost(i int) int {
	for _, k := range c.children[i] {
		i = min(i, c.leftmost(k))
	}
	return i
}

func (c *clauses) rightmost(i int) int {
	for _, k := range c.children[i] {
		i = max(i, c.rightmost(k))
	}
	return i
}

var emptyModifiers = lists.Set("empty-modifiers")

// modifiers returns what the words under token i tell of an event: names as the
// entity they refer to, so that "UN" and "United Nations" are one.
func (b *eventBook) modifiers(i, t int) []string {
	c := b.s.clauses[i]
	var out []string
	if m := b.s.at[i][t]; m >= 0 {
		return append(out, "#"+strconv.Itoa(b.s.Mentions[m].Entity))
	}
	if tok := &c.toks[t]; (isNoun(tok.UPOS) || tok.UPOS == "ADJ" || tok.UPOS == "NUM" || tok.UPOS == "VERB") && !emptyModifiers[c.lemma(t)] {
		out = append(out, c.modifier(t))
	}
	for _, k := range c.children[t] {
		out = append(out, b.modifiers(i, k)...)
	}
	return out
}

// modifier is the word at token t by which events are compared: its lemma, but "opening"
// whatever the tagger takes the opening of a ceremony for.
func (c *clauses) modifier(t int) string {
	if w := lower(c.toks[t].Text); strings.HasSuffix(w, "ing") {
		return w
	}
	return c.lemma(t)
}

func (b *eventBook) root(k int) int {
	for b.parent[k] != k {
		k = b.parent[k]
	}
	return k
}

// event gives the event of root k with all its phrases.
func (b *eventBook) event(k int) Event {
	e := Event{Kind: b.phrases[k].kind}
	for j := range b.phrases {
		if b.root(j) == k {
			p := &b.phrases[j]
			e.Mentions = append(e.Mentions, p.Mention)
			if name := b.s.words(p.Sentence, p.First, p.End); e.Name == "" || len(p.pre)+len(p.post) > 0 && !strings.Contains(e.Name, " ") {
				e.Name = name
			}
			if e.Kind == "other" {
				e.Kind = p.kind
			}
		}
	}
	return e
}

// words returns the article's words from one token to before another.
func (s *scene) words(i, first, end int) string {
	sent := &s.Sentences[i]
	field := sent.Field.Of(s.Article)
	return field[sent.Tokens[first].Start:sent.Tokens[end-1].End]
}
