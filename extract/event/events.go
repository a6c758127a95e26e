package event

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"newsgraph/extract/text"
)

// events.go keeps the book of an article's events: which noun phrases name one,
// and which of them name the same.

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
	year       string   // in which it was, as a phrase behind it says
	marks      []string // those of pre that tell one event from another, each after its class
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
		if !open || notEvents[lemma] {
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

// documents are the kinds of events that a pronoun is likely to mean where
// something is signed, proposed or opposed.
var documents = set("agreement plan measure meeting election case protest")

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

// notEvents are nouns too empty to name something done.
var notEvents = set("people person man woman time year month week day hour minute thing way fact reason number part place side " +
	"percent money dollar euro government country nation world city state official minister president reporter journalist news " +
	"statement interview question answer problem issue point word name group member example case matter area region situation it " +
	"something anything nothing everything someone anyone everyone other one all lot end beginning start rest majority role")

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
			p.fresh = p.fresh || fresh[c.lemma(k)] || aloof[c.lemma(k)]
			p.aloof = p.aloof || aloof[c.lemma(k)]
			p.pre = append(p.pre, b.modifiers(i, k)...)
			p.marks = append(p.marks, b.marks(i, k)...)
			if c.rel(k) == "flat" {
				p.End = max(p.End, k+1)
			}
		case "det":
			p.fresh = p.fresh || fresh[lower(c.toks[k].Text)] || aloof[lower(c.toks[k].Text)]
			p.aloof = p.aloof || aloof[lower(c.toks[k].Text)]
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
			switch prep := c.preposition(k); prep {
			case "with", "between", "against":
				for _, m := range b.marks(i, k) {
					if strings.Contains(m, "#") {
						p.marks = append(p.marks, "party "+m)
					}
				}
			}
			switch c.preposition(k) {
			case "of", "on", "with", "against", "between", "for":
				if p.End = c.rightmost(k) + 1; p.End > t+maxTail+1 { // no more than what it is about
					p.End = k + 1
					if m := b.s.mentionOf(i, k); m != nil { // but its whole name
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
	if h := c.toks[t].Head; lemma == "vote" && (p.plural || h >= 0 && c.preposition(t) == "of" && (c.toks[h].UPOS == "NUM" || shares[c.lemma(h)] || quantifiers[c.lemma(h)])) {
		p.fresh, p.aloof = true, true // "48% of the vote" is no election
	}
	for _, mods := range []*[]string{&p.pre, &p.post} {
		slices.Sort(*mods)
		*mods = slices.Compact(*mods)
	}
	return p
}

// shares are nouns for how many of the votes somebody has.
var shares = set("percent % percentage share plurality")

// maxTail is how many tokens after its head a phrase may take along.
const maxTail = 6

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

// fresh words say of an event that it is none named before.
var fresh = set("another similar separate unrelated different many most several some various few both")

// aloof words say besides that what is spoken of after is not this one.
var aloof = set("previous prior earlier past all any every each no")

// emptyModifiers tell no event from another.
var emptyModifiers = set("new recent latest current further more other such own such same possible next last future ongoing upcoming so-called proposed planned")

// modifiers returns what the words under token i tell of an event: names as the
// entity they refer to, so that "UN" and "United Nations" are one.
func (b *eventBook) modifiers(i, t int) []string {
	c := b.s.clauses[i]
	var out []string
	if m := b.s.at[i][t]; m >= 0 {
		return append(out, "#"+strconv.Itoa(b.s.Mentions[m].Entity))
	}
	if tok := &c.toks[t]; (isNoun(tok.UPOS) || tok.UPOS == "ADJ" || tok.UPOS == "NUM" || tok.UPOS == "VERB") && !emptyModifiers[c.lemma(t)] {
		out = append(out, c.lemma(t))
	}
	for _, k := range c.children[t] {
		out = append(out, b.modifiers(i, k)...)
	}
	return out
}

// marks returns those of the modifiers under token t that tell one event from
// another, each after what it is compared with: persons with persons, numbers with numbers.
func (b *eventBook) marks(i, t int) []string {
	c := b.s.clauses[i]
	if m := b.s.at[i][t]; m >= 0 {
		e := b.s.Mentions[m].Entity
		return []string{b.s.label(e) + " #" + strconv.Itoa(e)}
	}
	var out []string
	switch lemma := c.lemma(t); {
	case emptyModifiers[lemma]:
	case c.toks[t].UPOS == "NUM" && c.toks[t].Head >= 0 && c.rel(c.toks[t].Head) == "compound": // "six-party talks"
		out = append(out, "noun "+lemma)
	case c.toks[t].UPOS == "NUM" || ordinals[lemma]:
		out = append(out, "number "+lemma)
	case isNoun(c.toks[t].UPOS), c.toks[t].UPOS == "ADJ" && t > 0 && unicode.IsUpper(rune(c.toks[t].Text[0])): // "Republican National"
		out = append(out, "noun "+lemma)
	}
	for _, k := range c.children[t] {
		out = append(out, b.marks(i, k)...)
	}
	return out
}

// year returns the year that the phrases behind token t tell, "last year" among
// them, or "".
func (b *eventBook) year(i, t int) string {
	c := b.s.clauses[i]
	for _, k := range c.children[t] {
		if r := c.rel(k); k < t || r != "nmod" && r != "nummod" && r != "obl" && r != "appos" {
			continue
		}
		for j := c.leftmost(k); j <= c.rightmost(k); j++ {
			if yearWord.MatchString(c.toks[j].Text) {
				return c.toks[j].Text
			}
			if now, err := time.Parse(dayLayout, b.s.Article.Date); err == nil && j > 0 && c.lemma(j) == "year" && lower(c.toks[j-1].Text) == "last" {
				return strconv.Itoa(now.Year() - 1)
			}
		}
	}
	return ""
}

// dated kinds of events are of the article's time unless it says otherwise.
var dated = set("meeting election attack disaster protest")

// elsewhen reports whether phrase y is of another year than x.
func (b *eventBook) elsewhen(x, y *phrase) bool {
	switch {
	case y.year == "":
		return false
	case x.year == "":
		return dated[y.kind] && b.s.Article.Date != "" && !strings.HasPrefix(b.s.Article.Date, y.year) && !slices.Contains(x.pre, y.year)
	}
	return x.year != y.year
}

// ordinals count events of one name.
var ordinals = set("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth final")

// conflicts reports whether each of two phrases has a mark that the other lacks, of one class or one a number.
func (p *phrase) conflicts(o *phrase) bool {
	for _, a := range p.marks {
		class, word := cutLast(a)
		if slices.Contains(o.pre, word) || slices.Contains(o.post, word) {
			continue
		}
		for _, b := range o.marks {
			other, w := cutLast(b)
			if (other == class || class == "number" || other == "number") && !slices.Contains(p.pre, w) && !slices.Contains(p.post, w) {
				return true
			}
		}
	}
	return false
}

// cutLast cuts a mark into its class and its word.
func cutLast(mark string) (class, word string) {
	k := strings.LastIndexByte(mark, ' ')
	return mark[:k], mark[k+1:]
}

func (b *eventBook) root(k int) int {
	for b.parent[k] != k {
		k = b.parent[k]
	}
	return k
}

// join unites phrase k with the nearest earlier event that it may name, one that
// shares a word with it before one that is bare. What tells two events apart is
// asked of the event's other phrases too, lest a bare "the debate" makes the
// first debate and the second one.
func (b *eventBook) join(k int) {
	y := &b.phrases[k]
	if y.fresh {
		return
	}
	defer b.headline(k)
	for near := range farthest {
		for j := k - 1; j >= 0; j-- {
			x := &b.phrases[j]
			if y.introduced && x.definite || x.aloof { // "a treaty" after "the treaty" is another one
				continue
			}
			if x.nearness(y) == near && b.same(x, y) && b.fits(b.root(j), k) {
				b.parent[k] = b.root(j)
				return
			}
		}
	}
}

// nearness tells in which turn an earlier phrase is asked whether it is of the same event:
// first those that share a modifier, then those that share the noun, then the others.
func (p *phrase) nearness(later *phrase) int {
	switch {
	case p.shares(later):
		return 0
	case p.lemma == later.lemma:
		return 1
	}
	return farthest - 1
}

const farthest = 3

// headline unites phrase k, when none before it is its event, with what the title
// calls by the same noun: a headline has its own words for what the article is about.
func (b *eventBook) headline(k int) {
	y := &b.phrases[k]
	if b.parent[k] != k || b.s.Sentences[y.Sentence].Field == text.Title {
		return
	}
	for j := range b.phrases[:k] {
		x := &b.phrases[j]
		if b.s.Sentences[x.Sentence].Field != text.Title {
			return
		}
		if x.lemma == y.lemma && x.plural == y.plural && b.alone(j, k) && nested(x.entities(), y.entities()) {
			b.parent[k] = b.root(j)
			return
		}
	}
}

// alone reports whether no other phrase before k is the event of phrase j.
func (b *eventBook) alone(j, k int) bool {
	for m := range b.phrases[:k] {
		if m != j && b.root(m) == b.root(j) {
			return false
		}
	}
	return true
}

// fits reports whether nothing that the event of this root is called by speaks
// against its being phrase k too.
func (b *eventBook) fits(root, k int) bool {
	y := &b.phrases[k]
	for m := range b.phrases[:k] {
		if x := &b.phrases[m]; b.root(m) == root && (x.conflicts(y) || b.elsewhen(x, y) || len(x.pre) > 0 && len(y.pre) > 0 && !x.alike(y) && !x.shares(y)) {
			return false
		}
	}
	return true
}

// shares reports whether two phrases have a modifier in common.
func (p *phrase) shares(o *phrase) bool {
	for _, w := range p.pre {
		if slices.Contains(o.pre, w) || slices.Contains(o.post, w) {
			return true
		}
	}
	for _, w := range p.post {
		if slices.Contains(o.post, w) || slices.Contains(o.pre, w) {
			return true
		}
	}
	return false
}

// classes are nouns by which one event may be called in turn.
var classes = []map[string]bool{
	set("meeting talk talks summit negotiation negotiations discussion conference gathering session dialogue encounter"),
	set("agreement deal accord treaty pact declaration memorandum"),
	set("deal merger takeover acquisition purchase sale transaction"),
	set("attack strike airstrike bombing raid blast explosion assault shooting"),
	set("visit trip tour"),
	set("war conflict fighting battle violence hostilities"),
	set("law bill legislation act measure resolution"),
	set("decision ruling verdict judgment judgement"),
	set("bid race candidacy campaign"),
	set("plan proposal initiative offer"),
	set("protest demonstration rally march"),
	set("election vote poll ballot"),
	set("ceasefire cease-fire truce armistice"),
	set("investigation inquiry probe"),
	set("change amendment reform"),
	set("celebration festivity event ceremony"),
	set("killing murder assassination death"),
	set("call conversation phonecall"),
}

// eitherNumber are nouns whose singular and plural speak of one event: "the elections", "the election".
var eitherNumber = set("election caucus primary poll vote talk negotiation discussion protest demonstration riot clash exercise drill test game plan reform sanction " +
	"flood storm fire operation effort change wall hub base celebration ceremony prayer hostility")

// generic nouns, with nothing but "the" or "this", speak of an event of these kinds again.
var generic = map[string][]string{
	"event":    {"meeting", "protest", "election"},
	"incident": {"attack", "disaster"},
	"move":     {"plan", "measure", "agreement"},
	"step":     {"plan", "measure"},
	"ceremony": {"meeting"},
	"document": {"agreement", "measure", "plan"},
	"proposal": {"plan", "measure"},
}

func (b *eventBook) same(x, y *phrase) bool {
	if x.lemma == y.lemma {
		if x.plural != y.plural && !x.regardless(y) {
			return false
		}
		return (x.alike(y) || x.shares(y)) && (nested(x.post, y.post) || len(x.pre) > 0 && len(y.pre) > 0)
	}
	bare := y.bare()
	if bare && slices.Contains(x.pre, y.lemma) { // "the opening" after "the opening ceremony"
		return true
	}
	if bare && x.plural == y.plural && (!y.plural || y.lemma == "event") && slices.Contains(generic[y.lemma], x.kind) {
		return true
	}
	if x.plural != y.plural || x.kind != y.kind {
		return false
	}
	for _, cl := range classes {
		if cl[x.lemma] && cl[y.lemma] {
			return bare || len(x.pre) > 0 && len(y.pre) > 0 && x.alike(y)
		}
	}
	return false
}

// regardless reports whether a singular and a plural phrase of one noun may be one event.
func (p *phrase) regardless(o *phrase) bool {
	if len(p.pre) > 0 || len(o.pre) > 0 {
		return slices.Equal(p.pre, o.pre)
	}
	return eitherNumber[p.lemma] || o.kind == "attack" && o.bare()
}

// bare reports whether the phrase is "the talks", with nothing to say which.
func (p *phrase) bare() bool { return p.definite && len(p.pre)+len(p.post) == 0 }

// alike reports whether what stands before the heads of two phrases agrees: whose
// it is need not be said twice, "his plan" after "the rescue plan".
func (p *phrase) alike(o *phrase) bool {
	return nested(p.pre, o.pre) || ownable[p.kind] && (p.whose && len(o.entities()) == 0 || o.whose && len(p.entities()) == 0)
}

// ownable are the kinds of events of which who has one has but one at a time.
var ownable = set("plan measure")

// entities are those named before the head.
func (p *phrase) entities() []string {
	var out []string
	for _, w := range p.pre {
		if w[0] == '#' {
			out = append(out, w)
		}
	}
	return out
}

// nested reports whether one of two sets of modifiers holds the other.
func nested(a, b []string) bool { return subset(a, b) || subset(b, a) }

func subset(small, big []string) bool {
	for _, w := range small {
		if !slices.Contains(big, w) {
			return false
		}
	}
	return true
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
