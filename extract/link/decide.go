package link

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"newsgraph/extract/text"
)

// Mention is what an article says of one thing: the names it uses and how.
type Mention struct {
	Names   []string      // the distinct surfaces that name it, in any order
	Kind    text.NameKind // what the language model sees in most of them, "" if it saw none
	Titles  []string      // words for an office that stand with it: "President", "Sen."
	Acts    bool          // it does or is done something, as one who can act
	Located bool          // something is or happens in it
}

// Context is what surrounds a mention.
type Context struct {
	Date    string         // of the article, YYYY-MM-DD, or ""
	Nations map[string]int // ISO 3166-1 alpha-3 → how much the article is about it; see Base.Context
	Places  map[string]int // IDs of the states and provinces that the article names
	seen    map[string]int // key of a name → how often it stands in the article
}

// Decision says which known thing a mention means.
type Decision struct {
	Known      *text.Known // nil: none that is known, or none for sure
	Nation     string      // of a person who is one of several of a nation, ISO 3166-1 alpha-3, or ""
	Confidence float64     // 0 to 1, of the decision
	Reason     string      // in words, for explain
}

// Context reads an article's nations and states off the names in it, as often as
// they stand there: those it names, and those of the places, bodies and persons
// that the names can only mean. A name that may mean several nations' things
// counts for none.
func (b *Base) Context(names []string, dateline, date string) Context {
	c := Context{Date: date, Nations: map[string]int{}, Places: map[string]int{}, seen: map[string]int{}}
	surface := map[string]string{}
	for _, n := range names {
		if key, _, ok := appendKey(nil, trim(n)); ok {
			c.seen[string(key)]++
			surface[string(key)] = max(surface[string(key)], n) // any, but always the same
		}
	}
	for _, key := range slices.Sorted(maps.Keys(surface)) {
		b.count(c, surface[key], c.seen[key])
	}
	if place, _, _ := strings.Cut(dateline, " ("); place != "" {
		b.count(c, titleCase(place), 2)
	}
	return c
}

// count adds what a name says of the article's whereabouts, n times.
func (b *Base) count(c Context, name string, n int) {
	cs := b.Lookup(name, c.Date)
	if len(cs) == 0 {
		return
	}
	first := cs[0].Known
	if first.Label == text.LabelPlace && cs[0].Prior > 0.9 && first.Kind != "city" {
		c.Places[first.ID] += n
	}
	share := 0.0
	for _, o := range cs {
		if o.Known.Nation == first.Nation {
			share += o.Prior
		}
	}
	if first.Nation != "" && share > 0.9 && cs[0].Weight >= 5 {
		c.Nations[first.Nation] += n
	}
}

// without returns the context without what the mention's own names put into it:
// that most Parises are in France says nothing of this one.
func (b *Base) without(c Context, names []string) Context {
	out := Context{Date: c.Date, Nations: maps.Clone(c.Nations), Places: maps.Clone(c.Places)}
	own := Context{Date: c.Date, Nations: map[string]int{}, Places: map[string]int{}}
	for _, n := range names {
		if key, _, ok := appendKey(nil, trim(n)); ok {
			b.count(own, n, c.seen[string(key)])
		}
	}
	for k, n := range own.Nations {
		if out.Nations[k] -= n; out.Nations[k] <= 0 {
			delete(out.Nations, k)
		}
	}
	for k, n := range own.Places {
		if out.Places[k] -= n; out.Places[k] <= 0 {
			delete(out.Places, k)
		}
	}
	return out
}

// titleCase writes a dateline's "PARIS" as "Paris".
func titleCase(s string) string {
	words := strings.Fields(strings.ToLower(s))
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, " ")
}

// share is how much of the article's nations is this one, 0 to 1.
func (c Context) share(iso3 string) float64 {
	total := 0
	for _, n := range c.Nations {
		total += n
	}
	if total == 0 {
		return 0
	}
	return float64(c.Nations[iso3]) / float64(total)
}

// main returns the nation that the article is most about and its share, or "".
func (c Context) main() (string, float64) {
	best := ""
	for _, iso3 := range slices.Sorted(maps.Keys(c.Nations)) {
		if best == "" || c.Nations[iso3] > c.Nations[best] {
			best = iso3
		}
	}
	if best == "" {
		return "", 0
	}
	return best, c.share(best)
}

// leads reports whether the article names a nation three times as often as any other.
func (c Context) leads(nation string) bool {
	for iso3, n := range c.Nations {
		if iso3 != nation && 3*n > c.Nations[nation] {
			return false
		}
	}
	return true
}

// kindFit weighs a candidate's label by what the language model saw.
var kindFit = map[text.NameKind]map[string]float64{
	text.PER:  {text.LabelPerson: 1, text.LabelNation: 0.01, text.LabelBody: 0.03, text.LabelPlace: 0.01},
	text.ORG:  {text.LabelPerson: 0.03, text.LabelNation: 0.3, text.LabelBody: 1, text.LabelPlace: 0.1},
	text.GPE:  {text.LabelPerson: 0.02, text.LabelNation: 1, text.LabelBody: 0.1, text.LabelPlace: 1},
	text.LOC:  {text.LabelPerson: 0.02, text.LabelNation: 0.4, text.LabelBody: 0.1, text.LabelPlace: 1},
	text.NORP: {text.LabelPerson: 0.02, text.LabelNation: 1, text.LabelBody: 0.8, text.LabelPlace: 0.7},
}

// unknown is the weight of what the knowledge base does not know but the name
// may mean: a full name is rarely a namesake's, a last name often.
func (b *Base) unknown(s *scored, m Mention) float64 {
	if m.Kind == text.PER && s.Known.Label != text.LabelPerson {
		return 50
	}
	switch {
	case s.Match == BySurname && b.isCommon(s.Known):
		return 800
	case s.Match == BySurname:
		return 50
	case s.Match == BySpelling, s.Known.Label == text.LabelBody:
		return 10
	case s.Known.Kind == "city" && s.Known.Population < 500_000 && b.namesPerson(s.Known.Name):
		return 60
	case s.Known.Label == text.LabelPlace:
		return 4
	}
	return 2
}

// isCommon reports whether many bear a person's last name, or it is a first
// name too: "Smith", "Paul".
func (b *Base) isCommon(k *text.Known) bool {
	i, ok := b.ids[k.ID]
	if !ok {
		return false
	}
	return b.namesPerson(b.surnames[i])
}

// namesPerson reports whether a word is a last name that many bear or a first name.
func (b *Base) namesPerson(word string) bool {
	key, _, ok := appendKey(nil, word)
	return ok && (b.common[string(key)] || b.firsts[string(key)] != "")
}

type scored struct {
	Candidate
	score   float64
	reasons []string
}

// Decide chooses which known thing a mention means, or none. The order of names
// or candidates never matters. A mention that is not surely one known thing is
// none: a new node without identifier is better than a wrong one.
func (b *Base) Decide(m Mention, c Context) Decision {
	names := slices.Clone(m.Names)
	if len(names) == 0 {
		return Decision{Reason: "no name"}
	}
	slices.SortFunc(names, func(x, y string) int {
		return cmp.Or(cmp.Compare(strings.Count(y, " "), strings.Count(x, " ")), cmp.Compare(len(y), len(x)), cmp.Compare(x, y))
	})
	c = b.without(c, names)
	if m.Kind == text.PER && len(m.Titles) == 0 && b.noPerson(names, m, c) {
		m.Kind = ""
	}
	byID := map[string]*scored{}
	matched := map[string]int{} // ID → names that match
	asked := 0                  // names that a candidate must match: those that are no part of a fuller one
	for i, name := range names {
		cs := b.Lookup(name, c.Date)
		if len(cs) == 0 && m.Kind == text.PER {
			if bare, title := withoutTitle(name); title != "" {
				cs = slices.DeleteFunc(b.Lookup(bare, c.Date), func(c Candidate) bool { return c.Known.Label != text.LabelPerson })
				m.Titles = append(slices.Clone(m.Titles), title)
			}
		}
		part := slices.ContainsFunc(names[:i], func(fuller string) bool { return isPart(name, fuller) })
		if !part && (len(cs) > 0 || i == 0) {
			asked++
		}
		for _, cand := range b.institutions(name, cs, c) {
			id := cand.Known.ID
			if !part {
				matched[id]++
			}
			if s, ok := byID[id]; !ok {
				byID[id] = &scored{Candidate: cand}
			} else if cand.Weight > s.Weight {
				s.Candidate = cand
			}
		}
	}
	if len(byID) == 0 {
		return Decision{Reason: "not in the knowledge base"}
	}
	var best, second *scored
	total := 0.0
	for _, id := range slices.Sorted(maps.Keys(byID)) {
		s := byID[id]
		s.score = s.Weight
		b.weigh(s, m, c)
		if matched[id] < asked { // a fuller name is not this one's
			s.score *= 0.001
			s.reasons = append(s.reasons, "but not by every name")
		}
		total += s.score
		if best == nil || s.score > best.score {
			best, second = s, best
		} else if second == nil || s.score > second.score {
			second = s
		}
	}
	conf := best.score / (total + b.unknown(best, m))
	reason := fmt.Sprintf("%q is %s of %s", names[0], article(best.Match), best.Known.Name)
	if len(best.reasons) > 0 {
		reason += "; " + strings.Join(best.reasons, "; ")
	}
	if second != nil && second.score > best.score/20 {
		reason += fmt.Sprintf("; rather than %s", second.Known.ID)
	}
	if conf < 0.5 {
		d := Decision{Confidence: 1 - conf, Reason: "in doubt: " + reason}
		fellows := 0.0 // either President Bush is of the United States
		for _, id := range slices.Sorted(maps.Keys(byID)) {
			if s := byID[id]; s.Known.Label == text.LabelPerson && s.Known.Nation == best.Known.Nation {
				fellows += s.score
			}
		}
		if fellows >= 0.75*(total+b.unknown(best, m)) {
			d.Nation = best.Known.Nation
		}
		return d
	}
	return Decision{Known: best.Known, Confidence: conf, Reason: reason}
}

// noPerson reports whether what the language model took for a person is none:
// no person is known by these names, none of them begins as persons' names do,
// and something else is well known by them, or something happens in it ("near
// Zugdidi").
func (b *Base) noPerson(names []string, m Mention, c Context) bool {
	known := false
	for _, name := range names {
		first, _, _ := strings.Cut(name, " ")
		if key, _, ok := appendKey(nil, first); !ok || b.firsts[string(key)] != "" || b.common[string(key)] {
			return false
		}
		for _, cand := range b.Lookup(name, c.Date) {
			if cand.Known.Label == text.LabelPerson {
				return false
			}
			_, byHand := b.ids[cand.Known.ID]
			known = known || cand.Weight >= 50 || byHand && c.share(cand.Known.Nation) >= 0.25
		}
	}
	return known || m.Located && !m.Acts && !strings.Contains(names[0], " ")
}

// isPart reports whether every word of a name is in a fuller one.
func isPart(name, fuller string) bool {
	words := strings.Fields(fuller)
	for _, w := range strings.Fields(name) {
		if !slices.Contains(words, w) {
			return false
		}
	}
	return len(words) > strings.Count(name, " ")+1
}

// institutions fits names of institutions that every nation has ("Supreme
// Court", "Labour Party") to the nation that the article is about.
func (b *Base) institutions(name string, cs []Candidate, c Context) []Candidate {
	key, _, ok := appendKey(nil, trim(name))
	if !ok {
		return cs
	}
	fn, ok := b.byFunction[string(key)]
	if !ok {
		return cs
	}
	if len(cs) > 0 && cs[0].Known.Nation == "" && cs[0].Match != ByFunction {
		return cs // the United Nations' Security Council is everybody's
	}
	nation, share := c.main()
	here := false // the nation's own is known by this very name
	out := slices.DeleteFunc(slices.Clone(cs), func(cand Candidate) bool { return cand.Match == ByFunction })
	for _, cand := range out {
		here = here || cand.Known.Nation == nation
	}
	if nation == "" || share < 0.4 && !c.leads(nation) || here {
		return out
	}
	if k := b.Institution(b.functions[fn].id, nation); k != nil {
		for i := range out {
			if 10*c.Nations[out[i].Known.Nation] < c.Nations[nation] || c.share(out[i].Known.Nation) < 0.05 {
				out[i].Weight /= 20 // that of a nation which the article is not about
			}
		}
		out = append(out, Candidate{Known: k, Weight: bodyWeight * max(share, 0.4), Match: ByFunction})
	}
	return out
}

// article is how a match reads in a reason.
func article(m Match) string {
	switch m {
	case ByAlias, ByAcronym, ByAdjective:
		return "an " + m.String()
	}
	return "the " + m.String()
}

// withoutTitle cuts the words before a name that are no part of it: "Senator
// Baker" is "Baker", titled "Senator".
func withoutTitle(name string) (bare, title string) {
	bare = name
	for {
		first, rest, ok := strings.Cut(bare, " ")
		if !ok || !honorifics[strings.ToLower(strings.TrimSuffix(first, "."))] {
			return bare, strings.TrimSpace(strings.TrimSuffix(name, bare))
		}
		bare = rest
	}
}

var honorifics = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "miss": true, "dr": true, "sir": true, "lord": true, "lady": true, "dame": true, "sen": true,
	"senator": true, "rep": true, "representative": true, "president": true, "gov": true, "governor": true, "gen": true, "general": true,
	"col": true, "colonel": true, "lt": true, "maj": true, "major": true, "capt": true, "captain": true, "adm": true, "admiral": true,
	"prof": true, "professor": true, "sheikh": true, "sheik": true, "shaikh": true, "mullah": true, "ayatollah": true, "imam": true,
	"prime": true, "minister": true, "chancellor": true, "premier": true, "secretary": true, "congressman": true, "congresswoman": true,
	"judge": true, "justice": true, "mayor": true, "king": true, "queen": true, "prince": true, "princess": true, "emperor": true,
	"marshal": true, "cardinal": true, "archbishop": true, "bishop": true, "father": true, "rev": true, "reverend": true,
	"vice": true, "deputy": true, "foreign": true, "defense": true, "defence": true, "speaker": true, "ambassador": true, "hon": true,
}

// weigh applies what the article says of the mention.
func (b *Base) weigh(s *scored, m Mention, c Context) {
	note := func(f float64, why string) {
		s.score *= f
		if f > 1 {
			s.reasons = append(s.reasons, why)
		}
	}
	if fit, ok := kindFit[m.Kind]; ok {
		s.score *= fit[s.Known.Label]
	}
	adjective := s.Match == ByAdjective || s.Match == ByPeople
	if m.Kind == text.NORP && !adjective && s.Known.Label != text.LabelBody {
		s.score *= 0.1
	}
	if m.Kind != text.NORP && m.Kind != "" && m.Kind != text.MISC && adjective && s.Known.Label != text.LabelBody {
		s.score *= 0.3
	}
	switch {
	case s.Match == ByCapital && m.Acts && !m.Located:
		note(6, "the capital acts")
	case s.Match == ByCapital && m.Located:
		s.score *= 0.02
	case s.Match == ByCapital:
		s.score *= 0.3
	case s.Known.Label == text.LabelPlace && s.Known.Kind == "city" && m.Acts && !m.Located:
		s.score *= 0.4
	case s.Match == ByMetonym && m.Located && !m.Acts:
		s.score *= 0.002
	}
	if s.Known.Kind == "city" && s.Known.Name == b.nationName(s.Known.Nation) { // Macau is one thing
		s.score *= 0.1
	}
	if n := s.Known.Nation; n != "" {
		if share := c.share(n); share > 0 {
			note(1+8*share, "the article is about "+n)
		} else if len(c.Nations) > 0 {
			s.score *= 0.4
		}
	}
	if c.Places[s.Known.PartOf] > 0 {
		note(40, "the article names "+b.ByID(s.Known.PartOf).Name)
	}
	if c.Places[s.Known.ID] > 0 {
		note(10, "the article names it elsewhere")
	}
	if s.Known.Label == text.LabelPerson {
		offices := 0
		for _, t := range m.Titles {
			switch held, is := b.hasHeld(s.Known.ID, t, c.Date); {
			case held:
				note(30, "held the office of "+strings.ToLower(t))
				return
			case is:
				offices++
			}
		}
		if offices > 0 {
			s.score *= 0.1 // an office that this person never held
		}
	}
}

// nationName returns the name of the nation of an ISO 3166-1 alpha-3 code, or "".
func (b *Base) nationName(iso3 string) string {
	if i, ok := b.nations[iso3]; ok {
		return b.things[i].Name
	}
	return ""
}

// hasHeld reports whether a person has held an office of this title by a date,
// and whether the title is an office's at all.
func (b *Base) hasHeld(personID, title, date string) (held, is bool) {
	key, _, ok := appendKey(nil, title)
	if !ok {
		return false, false
	}
	office, is := b.titles[string(key)]
	if !is {
		return false, false
	}
	for _, h := range b.Offices(personID, "") {
		if b.office(h.Title) == office && (date == "" || h.From <= date) {
			return true, true
		}
	}
	return false, true
}
