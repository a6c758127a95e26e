package event

import (
	"slices"
	"strings"

	"newsgraph/extract/text"
)

// employers.go finds of which nation, body or place a post is: what the title
// holds, what stands behind it, what before it, and, where nothing does, what is
// known of who bears it or of the article.

// employers returns the nations, bodies and places that the sentence says a post
// belongs to, and the token that says so, -1 when none does.
func (s *scene) employers(i int, p *post) (out []int, at int) {
	for t := p.first; t < p.end; t++ { // "House Speaker", "Speaker of the House"
		if envoys[p.word] || lower(s.Sentences[i].Tokens[t].Text) == "to" { // "ambassador to the UN"
			break
		}
		if m := s.mentionOf(i, t); m != nil && s.employs(m.Entity, p) {
			return []int{m.Entity}, t
		}
	}
	before, b := s.beforeTitle(i, p)
	if len(before) > 0 && seats[p.word] != nil && s.label(before[0]) == text.LabelNation { // "United States Senator from Vermont"
		if p.word == "speaker" {
			if o := s.chamber(p.word, s.Entities[before[0]].ISO3); o >= 0 {
				return []int{o}, b
			}
		}
		return before, b
	}
	if out, at = s.behindTitle(i, p); len(out) > 0 {
		if len(before) > 0 && s.label(before[0]) == text.LabelBody && s.label(out[0]) != text.LabelBody && lower(s.Sentences[i].Tokens[p.end].Text) == "for" { // "Amnesty International's director for Britain"
			return before, b
		}
		return out, at
	}
	if len(before) == 0 {
		if q := s.nextPost(i, p); q != nil {
			return s.behindTitle(i, q)
		}
	}
	return before, b
}

// nextPost returns the post joined to p by "and", "president and chief executive
// officer of Airbus", or nil.
func (s *scene) nextPost(i int, p *post) *post {
	c := s.clauses[i]
	if p.end+1 >= len(c.toks) || lower(c.toks[p.end].Text) != "and" {
		return nil
	}
	k := s.lx.offices.longest(p.end+1, len(c.toks), func(j int) string { return lower(c.toks[j].Text) })
	if k == 0 {
		return nil
	}
	return s.post(i, p.end+1, p.end+1+k)
}

// employs reports whether an entity can be what a post is of: a party has
// leaders and spokesmen, no ministers.
func (s *scene) employs(e int, p *post) bool {
	return s.label(e) != text.LabelPerson && (!s.party(e) || partyPost[p.word])
}

var (
	partyPost = lists.Set("party-post")
	envoys    = lists.Set("envoys")
	aides     = lists.Set("aides")
)

// behindTitle finds "president of France", "ambassador to the UN" and "a
// commander in the group".
func (s *scene) behindTitle(i int, p *post) (out []int, at int) {
	c := s.clauses[i]
	for _, rel := range []string{"of", "for", "to", "at", "with", "from", "in"} {
		if rel == "to" && !envoys[p.word] && !aides[p.word] && p.word != "delegate" {
			continue
		}
		out, at = nil, -1
		for t := p.first; t < p.end; t++ {
			for _, a := range c.g.Down[t] {
				if a.Rel != rel || a.To < p.end {
					continue
				}
				names := s.resolveNames(i, a.To)
				if k := c.g.First(a.To, "of"); k > a.To && branches[c.lemma(a.To)] { // "director of the Dallas chapter of the council"
					if wholes := s.resolve(i, k, []string{text.LabelBody}); len(wholes) > 0 {
						names = wholes
					}
				}
				for _, e := range names {
					if s.label(e) == text.LabelPerson {
						e = s.stateOf(e, p)
					}
					if e >= 0 && !slices.Contains(out, e) && (rel != "in" || s.label(e) == text.LabelBody) {
						out, at = append(out, e), a.To
					}
				}
			}
		}
		if len(out) == 0 {
			if e, t := s.rightBehind(i, p, rel); e >= 0 {
				out, at = []int{e}, t
			}
		}
		if len(out) == 0 && rel == "at" {
			if e, t := s.farBehind(i, p); e >= 0 {
				out, at = []int{e}, t
			}
		}
		if len(out) > 0 && seats[p.word] != nil && s.party(out[0]) { // "an MP from the party"
			continue
		}
		if len(out) == 0 || rel == "to" && envoys[p.word] { // an ambassador acts for the one who sends
			continue
		}
		return out, at
	}
	return nil, -1
}

var branches = lists.Set("branches")

// rightBehind finds what a title is of where the tree does not say so: the name
// right behind the preposition, "president of Ukraine Volodymyr Zelenskyy".
func (s *scene) rightBehind(i int, p *post, rel string) (entity, token int) {
	toks := s.Sentences[i].Tokens
	if p.end >= len(toks) || lower(toks[p.end].Text) != rel || rel == "in" {
		return -1, -1
	}
	for t := p.end + 1; t < len(toks) && t <= p.end+2; t++ {
		if m := s.mentionOf(i, t); m != nil {
			if m.Kind == text.ByName && s.employs(m.Entity, p) && (m.End >= len(toks) || toks[m.End].XPOS != "POS") {
				return m.Entity, m.Head
			}
			return -1, -1
		}
		if isNoun(toks[t].UPOS) && bodyNouns[s.clauses[i].lemma(t)] && lower(toks[t-1].Text) == "the" { // "chairman of the committee"
			return s.lastBody(i, t), t
		}
		if toks[t].UPOS != "DET" {
			break
		}
	}
	return -1, -1
}

// farBehind finds the body of "director of investments at Hinsdale Associates".
func (s *scene) farBehind(i int, p *post) (entity, token int) {
	toks := s.Sentences[i].Tokens
	for t := p.end; t < len(toks) && t < p.end+maxBefore; t++ {
		if m := s.mentionOf(i, t); m != nil {
			if lower(toks[t-1].Text) == "the" {
				t--
			}
			if w := lower(toks[t-1].Text); (w == "at" || w == "with") && m.Kind == text.ByName && s.label(m.Entity) == text.LabelBody {
				return m.Entity, m.Head
			}
			break
		}
		if u := toks[t].UPOS; u != "NOUN" && u != "ADJ" && u != "ADP" && u != "DET" && u != "CCONJ" && u != "PROPN" {
			break
		}
	}
	return -1, -1
}

// stateOf returns the nation of a person's aide, or -1.
func (s *scene) stateOf(person int, p *post) int {
	if !aides[p.word] {
		return -1
	}
	if n := s.nationOf(person); n >= 0 {
		return n
	}
	for _, f := range s.facts {
		if f.Type == "HOLDS_OFFICE" && f.Source == person {
			return f.Target
		}
	}
	return -1
}

// maxBefore is how many tokens before a title say whose it is.
const maxBefore = 7

// beforeTitle finds "French President", "Iran's foreign minister", "his envoy",
// "House Republican leader" and "the committee chairman".
func (s *scene) beforeTitle(i int, p *post) (out []int, at int) {
	c := s.clauses[i]
	toks := c.toks
	party, head := -1, -1
	for t := p.first - 1; t >= 0 && t >= p.first-maxBefore; t-- {
		m := s.mentionOf(i, t)
		switch {
		case m != nil && s.label(m.Entity) == text.LabelPerson:
			if m.Kind == text.ByPronoun || c.rel(m.Head) == "nmod" || toks[min(m.End, len(toks)-1)].XPOS == "POS" { // "Trump's envoy"
				if n := s.nationOf(m.Entity); n >= 0 && party < 0 && !professions[p.word] {
					return []int{n}, t
				}
			}
		case m != nil && s.party(m.Entity): // "House Republican leader": the party says who, not where
			if party < 0 {
				party, head = m.Entity, m.Head
			}
			t = m.First
			continue
		case m != nil && (p.word == "envoy" || p.word == "ambassador") && s.label(m.Entity) == text.LabelPlace: // "U.S. Middle East envoy": sent there
			t = m.First
			continue
		case m != nil && s.label(m.Entity) == text.LabelPlace && companyPosts[p.word] && m.First > 1 && toks[m.First-1].XPOS == "POS" && s.mentionOf(i, m.First-2) != nil: // "EADS's North America CEO"
			t = m.First
			continue
		case m != nil:
			if party >= 0 && s.label(m.Entity) != text.LabelBody && partyPost[p.word] { // "Australian Labor leader"
				break
			}
			return []int{m.Entity}, m.Head
		case toks[t].XPOS == "POS" || toks[t].Text == "-" || toks[t].Text == ")" && s.mentionOf(i, t-1) != nil: // "World Health Organization (WHO) chief"
			continue
		case isNoun(toks[t].UPOS) && bodyNouns[c.lemma(t)]:
			if b := s.lastBody(i, t); b >= 0 {
				return []int{b}, t
			}
			continue
		case slices.Contains(premodifiers, toks[t].UPOS):
			continue
		}
		break
	}
	if party >= 0 && partyPost[p.word] {
		return []int{party}, head
	}
	return nil, -1
}

// premodifiers are the parts of speech that may stand between whose a title is and the title.
var premodifiers = []string{"ADJ", "NOUN", "PROPN", "PART", "NUM", "ADV"}

var (
	bodyNouns = lists.Set("body-nouns")
	firms     = lists.Set("firms")
)

// lastBody returns the body named last before token t whose name holds the noun
// at t, or that is of the kind which the noun names, or -1.
func (s *scene) lastBody(i, t int) int {
	noun, best := s.clauses[i].lemma(t), -1
	if firms[noun] {
		best = s.lastCompany(i)
	}
	for _, m := range s.Mentions {
		if m.Kind == text.ByName && (m.Sentence < i || m.Sentence == i && m.First < t) && s.label(m.Entity) == text.LabelBody &&
			(slices.Contains(strings.Fields(lower(s.Entities[m.Entity].Name)), noun) || noun == "party" && s.party(m.Entity) || noun == s.Entities[m.Entity].Kind) {
			best = m.Entity
		}
	}
	return best
}

// resolveNames returns the entities of the phrase headed by t and of those joined to it.
func (s *scene) resolveNames(i, t int) []int {
	return s.resolve(i, t, []string{"actor", text.LabelPlace})
}

var (
	professions  = lists.Set("professions")
	stateOffices = lists.Set("state-offices")
)

// seats are offices in a chamber of parliament.
var seats = map[string][]string{
	"senator": {"Senate"}, "representative": {"House of Representatives"}, "congressman": {"House of Representatives"},
	"congresswoman": {"House of Representatives"}, "speaker": {"House of Representatives", "House of Commons"}, "whip": {"House of Representatives", "Senate"},
	"mp": {"House of Commons", "Parliament"}, "msp": {"Scottish Parliament"}, "mep": {"European Parliament"}, "mk": {"Knesset"},
	"house": {"House of Representatives"}, "senate": {"Senate"},
}

// chamber returns the chamber that a seat is in, when the article names one, of
// the given nation if any, or -1.
func (s *scene) chamber(last, nation string) int {
	for _, name := range seats[last] {
		for e := range s.Entities {
			if s.label(e) == text.LabelBody && strings.Contains(s.Entities[e].Name, name) && (nation == "" || s.Entities[e].Nation == nation) {
				return e
			}
		}
	}
	return -1
}

// usualEmployer says whose "Prime Minister Modi" is from what is known of the
// person, else from the chamber, court or nation that the article names most.
func (s *scene) usualEmployer(i, person int, p *post) int {
	last := p.word
	if o := s.colleague(i, p); o >= 0 {
		return o
	}
	if o, yes := s.owned(i, p); yes {
		return o
	}
	for _, f := range s.facts { // the office that the article gave them before
		if f.Type == "HOLDS_OFFICE" && f.Source == person && strings.HasSuffix(lower(f.Title), last) {
			return f.Target
		}
	}
	if last == "lawmaker" || last == "legislator" || last == "deputy" {
		if o := s.mostNamed(i, func(e int) bool { return s.Entities[e].Kind == "parliament" }); o >= 0 {
			return o
		}
	}
	for _, w := range append([]string{last}, strings.Fields(lower(p.title))[0]) { // "House Minority Leader" where the House is no name
		if o := s.chamber(w, s.Entities[person].Nation); o >= 0 {
			return o
		}
	}
	if o := s.knownEmployer(person, last); o >= 0 {
		return o
	}
	switch last {
	case "cardinal", "pope", "archbishop":
		return s.nodeOf("body:catholic-church")
	case "judge", "justice", "justices":
		if s.official(i, p) { // "federal judge"
			return s.mainNation(i)
		}
		return s.onlyCourt(last != "judge")
	case "pm":
		if p.first > 0 && s.Sentences[i].Tokens[p.first-1].UPOS == "NUM" { // "at 5 pm"
			return -1
		}
	case "premier", "governor":
		if o := s.mainPlace(provinces); o >= 0 && s.nationOf(person) < 0 {
			return o
		}
	}
	if lower(p.title) == "chief minister" { // of a state of India, or of an island
		return s.mainPlace(provinces)
	}
	if s.official(i, p) {
		return s.mainNation(i)
	}
	if t := p.first - 1; t >= 0 && last == "minister" && p.end-p.first == 1 && lower(s.Sentences[i].Tokens[t].Text) == "a" { // of a church, as like as not
		return -1
	}
	if s.elsewhere(i, p) {
		return -1
	}
	if companyPosts[last] || strings.HasSuffix(lower(p.title), "chief executive") {
		return s.lastCompany(i)
	}
	title := lower(p.title)
	if !stateOffices[last] && !strings.Contains(title, "minister") && !strings.Contains(title, "secretary") && !strings.Contains(title, "president") &&
		!strings.Contains(title, "attorney general") {
		return -1
	}
	if n := s.nationOf(person); n >= 0 {
		return n
	}
	if s.Entities[person].Nation != "" || last == "prince" || last == "general" || last == "representative" || last == "treasurer" {
		return -1
	}
	return s.mainNation(i)
}

// owned returns the city or state of "the city's home minister" and of "a state
// senator", or -1 for what is no node, "the center's president"; and whether the
// title is one of such.
func (s *scene) owned(i int, p *post) (place int, yes bool) {
	toks := s.Sentences[i].Tokens
	t := p.first - 1
	if lower(toks[p.first].Text) == "state" && seats[p.word] != nil { // "State Senator"
		return s.mainPlace(provinces), true
	}
	for t > 0 && (toks[t].UPOS == "ADJ" || toks[t].UPOS == "NOUN" && toks[t].Text == lower(toks[t].Text)) && toks[t].XPOS != "POS" {
		if lower(toks[t].Text) == "state" && seats[p.word] != nil {
			return s.mainPlace(provinces), true
		}
		t--
	}
	if t < 1 || toks[t].XPOS != "POS" || toks[t-1].UPOS != "NOUN" || s.mentionOf(i, t-1) != nil {
		return -1, false
	}
	switch w := s.clauses[i].lemma(t - 1); {
	case w == "city" || w == "town":
		return s.mainPlace(cities), true
	case provinces[w]:
		return s.mainPlace(provinces), true
	case commonwealths[w]:
		return -1, false
	}
	return -1, true
}

// colleague returns the nation of the minister named right before a minister's
// title and "and": "Israeli prime minister Benjamin Netanyahu and energy minister
// Yuval Steinitz"; or -1.
func (s *scene) colleague(i int, p *post) int {
	if p.first < 2 || lower(s.Sentences[i].Tokens[p.first-1].Text) != "and" || !strings.Contains(lower(p.title), "minister") {
		return -1
	}
	m := s.mentionOf(i, p.first-2)
	if m == nil {
		return -1
	}
	for _, f := range s.facts {
		if f.Type == "HOLDS_OFFICE" && f.Sentence == i && f.Source == m.Entity && s.label(f.Target) == text.LabelNation {
			return f.Target
		}
	}
	return -1
}

var (
	private       = lists.Set("private")
	commonwealths = lists.Set("commonwealths")
)

// elsewhere reports whether the sentence says that a post is with something that is
// no node: "president of the award panel", "trade union general secretary".
func (s *scene) elsewhere(i int, p *post) bool {
	c := s.clauses[i]
	if p.first > 0 && private[c.lemma(p.first-1)] && !companyPosts[p.word] { // "company CEO" is of the one named last
		return true
	}
	if strings.Contains(lower(p.title), "minister") || strings.Contains(lower(p.title), "secretary") || p.end+1 >= len(c.toks) {
		return false
	}
	switch lower(c.toks[p.end].Text) {
	case "of", "at", "for", "with", "to":
	default:
		return false
	}
	for t := p.end + 1; t < len(c.toks) && t <= p.end+2; t++ {
		if s.mentionOf(i, t) != nil || commonwealths[c.lemma(t)] || s.lx.titles[c.lemma(t)] {
			return false
		}
	}
	return true
}

var provinces = lists.Set("provinces")

var cities = map[string]bool{"city": true}

var officials = lists.Set("officials")

// official reports whether such a word stands in a title or right before it.
func (s *scene) official(i int, p *post) bool {
	toks := s.Sentences[i].Tokens
	for t := max(0, p.first-2); t < p.end; t++ {
		if officials[lower(toks[t].Text)] && (t >= p.first-1 || toks[t].Head >= t) {
			return true
		}
	}
	return false
}

var companyPosts = lists.Set("company-posts")

// maxCompany is how many sentences back the company may have been named.
const maxCompany = 2

// lastCompany returns the company named last up to sentence i, if it is the only
// one near, or -1.
func (s *scene) lastCompany(i int) int {
	company := -1
	for _, m := range s.Mentions {
		if m.Sentence > i || m.Sentence < i-maxCompany || m.Kind != text.ByName || s.Entities[m.Entity].Kind != "company" {
			continue
		}
		if company >= 0 && company != m.Entity {
			return -1
		}
		company = m.Entity
	}
	return company
}

// knownEmployer returns the node of the body or nation where the person is known
// to have held an office of this last word, or -1.
func (s *scene) knownEmployer(person int, last string) int {
	if s.Offices == nil || s.Entities[person].ID == "" {
		return -1
	}
	for _, o := range s.Offices(s.Entities[person].ID) {
		if o.ends(last) && !o.Over {
			if e := s.nodeOf(o.Of); e >= 0 {
				return e
			}
		}
	}
	return -1
}

// ends reports whether the title of an office ends in a word.
func (o *Office) ends(last string) bool {
	w := strings.Fields(lower(o.Title))
	return len(w) > 0 && (w[len(w)-1] == last || strings.HasSuffix(w[len(w)-1], "-"+last))
}

// over reports whether the person is known to have held an office of this last word in
// a nation or body, and no more to on the date of the article: "President Jimmy Carter".
func (s *scene) over(person, of int, last string) bool {
	if s.Offices == nil || s.Entities[person].ID == "" {
		return false
	}
	held := false
	for _, o := range s.Offices(s.Entities[person].ID) {
		if o.ends(last) && o.Of == s.Entities[of].ID {
			if !o.Over {
				return false
			}
			held = true
		}
	}
	return held
}

// onlyCourt returns the one court of its rank, supreme or not, that the article names, or -1.
func (s *scene) onlyCourt(supreme bool) int {
	court := -1
	for e := range s.Entities {
		if s.label(e) != text.LabelBody || !strings.Contains(s.Entities[e].Name, "Court") || strings.Contains(s.Entities[e].Name, "Supreme") != supreme {
			continue
		}
		if court >= 0 {
			return -1
		}
		court = e
	}
	return court
}

// mainNation returns the nation most named in sentence i and the one before it,
// the last of equals, else that most named in what came before, or -1.
func (s *scene) mainNation(i int) int {
	count, best := make(map[int]int), -1
	for _, m := range s.Mentions {
		if m.Sentence < i-1 || m.Sentence > i || s.label(m.Entity) != text.LabelNation {
			continue
		}
		if count[m.Entity]++; best < 0 || count[m.Entity] >= count[best] {
			best = m.Entity
		}
	}
	if best >= 0 {
		return best
	}
	return s.mostNamed(i, func(e int) bool { return s.label(e) == text.LabelNation })
}

// mainPlace returns the place of one of the kinds that the article names most, or -1.
func (s *scene) mainPlace(kinds map[string]bool) int {
	return s.mostNamed(len(s.Sentences), func(e int) bool { return s.label(e) == text.LabelPlace && kinds[s.Entities[e].Kind] })
}

// mostNamed returns the entity most mentioned up to sentence i of those that fit, the first of equals, or -1.
func (s *scene) mostNamed(i int, fits func(e int) bool) int {
	count, best := make(map[int]int), -1
	for _, m := range s.Mentions {
		if m.Sentence > i || !fits(m.Entity) {
			continue
		}
		count[m.Entity]++
		if best < 0 || count[m.Entity] > count[best] || count[m.Entity] == count[best] && m.Entity < best {
			best = m.Entity
		}
	}
	return best
}
