package event

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"newsgraph/extract/text"
)

// same.go decides which phrases of an article name one event. Where it is not
// sure they stay two: an event split is said twice, two events joined are said wrong.

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
			if y.introduced && x.definite || x.aloof || x.forgotten(y) { // "a treaty" after "the treaty" is another one
				continue
			}
			if x.nearness(y) == near && b.same(x, y) && b.fits(b.root(j), k) {
				b.parent[k] = b.root(j)
				return
			}
		}
	}
}

// introducedFor is how many sentences after "a deal" a phrase may tell more of it.
const introducedFor = 6

// forgotten reports whether a phrase that only brought something up is too far back
// for a later one with words of its own: "a deal", and much later the Green New Deal.
func (p *phrase) forgotten(later *phrase) bool {
	return p.introduced && len(p.pre)+len(p.post) == 0 && len(later.pre) > 0 && later.Sentence-p.Sentence > introducedFor
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
	return slices.ContainsFunc(p.pre, o.has) || slices.ContainsFunc(p.post, o.has)
}

var (
	classes      = lists.Sets("classes")
	eitherNumber = lists.Set("either-number")
)

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
	if named := !x.bare() && !y.bare(); named && (x.number != y.number || x.lemma == "war" && y.lemma == "war" && len(x.pre)+len(y.pre) > 0 && !x.shares(y)) {
		return false // the war in Afghanistan is neither World War II nor the Vietnam War
	}
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

var ownable = lists.Set("ownable")

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

var (
	fresh = lists.Set("fresh")
	aloof = lists.Set("aloof")
)

// sets notes what word w before its head says of a phrase.
func (p *phrase) sets(w string) {
	p.aloof = p.aloof || aloof[w]
	p.fresh = p.fresh || fresh[w] || aloof[w]
}

var portions = lists.Set("portions")

// ballots reports whether token t is the votes that somebody got, "48% of the vote", and no election.
func (b *eventBook) ballots(i, t int) bool {
	c := b.s.clauses[i]
	if c.lemma(t) != "vote" {
		return false
	}
	h := c.toks[t].Head
	return c.toks[t].XPOS == "NNS" || h >= 0 && c.preposition(t) == "of" && (c.toks[h].UPOS == "NUM" || portions[c.lemma(h)] || quantifiers[c.lemma(h)])
}

// mark is a modifier that tells an event from one that has another of its class: a
// person's name, a number, a noun, a nation that is a party to it.
type mark struct{ class, word string }

// marks returns those of the modifiers under token t that tell one event from another.
func (b *eventBook) marks(i, t int) []mark {
	c := b.s.clauses[i]
	if m := b.s.at[i][t]; m >= 0 {
		e := b.s.Mentions[m].Entity
		return []mark{{b.s.label(e), "#" + strconv.Itoa(e)}}
	}
	var out []mark
	switch lemma := c.modifier(t); {
	case emptyModifiers[lemma]:
	case c.toks[t].UPOS == "NUM" && c.toks[t].Head >= 0 && c.rel(c.toks[t].Head) == "compound": // "six-party talks"
		out = append(out, mark{"noun", lemma})
	case c.toks[t].UPOS == "NUM" || ordinals[lemma]:
		out = append(out, mark{"number", lemma})
	case isNoun(c.toks[t].UPOS), c.toks[t].UPOS == "ADJ" && t > 0 && unicode.IsUpper(rune(c.toks[t].Text[0])): // "Republican National"
		out = append(out, mark{"noun", lemma})
	}
	for _, k := range c.children[t] {
		out = append(out, b.marks(i, k)...)
	}
	return out
}

// parties returns as marks the names under token k that an event is with, between or against.
func (b *eventBook) parties(i, k int) []mark {
	switch b.s.clauses[i].preposition(k) {
	case "with", "between", "against":
	default:
		return nil
	}
	var out []mark
	for _, m := range b.marks(i, k) {
		if m.word[0] == '#' {
			out = append(out, mark{"party " + m.class, m.word})
		}
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
			if c.lemma(j) == "year" && lower(c.toks[j-1].Text) == "last" { // behind t: never the first token
				if now, err := time.Parse(dayLayout, b.s.Article.Date); err == nil {
					return strconv.Itoa(now.Year() - 1)
				}
			}
		}
	}
	return ""
}

var dated = lists.Set("dated")

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

var ordinals = lists.Set("ordinals")

// conflicts reports whether each of two phrases has a mark that the other lacks, of one class or one a number.
func (p *phrase) conflicts(o *phrase) bool {
	for _, m := range p.marks {
		if o.has(m.word) {
			continue
		}
		for _, n := range o.marks {
			if (m.class == n.class || m.class == "number" || n.class == "number") && !p.has(n.word) {
				return true
			}
		}
	}
	return false
}

// has reports whether a word stands before or behind the head of a phrase.
func (p *phrase) has(w string) bool { return slices.Contains(p.pre, w) || slices.Contains(p.post, w) }
