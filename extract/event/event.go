// Package event reads off who did what: from the trees of an article's
// sentences and the entities named in them to events and to facts between
// entities and events, each with status, date, speaker, quote and rule.
package event

import (
	"newsgraph/extract/text"
)

// Event is something that happens or is planned, as named by noun phrases.
type Event struct {
	Name     string // shortest phrase that identifies it
	Kind     string
	Mentions []text.Mention // Entity is unused
}

// Fact is one edge between two nodes of an article. Nodes below the number of
// entities are entities; those above are events.
type Fact struct {
	Source, Target int
	Type           string
	Status         string
	Title          string // of offices and kin, as the article words it
	Cameo          string // finer than the type's own, or ""
	Mode           string
	Asserter       int // entity, or -1
	Rule           string
	Confidence     float64
	Date           Date
	Sentence       int // where it is said
	First, End     int // tokens of the quote
	Trigger        int // token of the word that says it
	Why            []string
}

// Input is an article as the stages before left it.
type Input struct {
	Article   *text.Article
	Sentences []text.Sentence
	Mentions  []text.Mention
	Entities  []text.Entity
	Quoted    [][]bool                       // sentence, token → between quotation marks
	Offices   func(personID string) []Office // known offices of a person on the article's date; may be nil
}

// Office is an office that a person is known to hold: of a nation (ISO3), body or place (id).
type Office struct {
	Title, Of string
	Over      bool // whether it had ended by the date of the article
}

// Result is what Find found.
type Result struct {
	Events []Event
	Facts  []Fact
	Acts   []Act
	Play   map[[2]int]bool // sentence, token: words of play in a report of sport, which state nothing
}

// Find reads off an article's events and facts. It is a pure function of its input.
func (lx *Lexicon) Find(in *Input) Result {
	s := newScene(lx, in)
	for i := range in.Sentences {
		s.standing(i)
		s.actions(i)
	}
	s.eulogies()
	s.nested()
	s.encounters()
	s.entrants()
	s.deedPlaces()
	s.hosted()
	s.knownParts()
	s.knownPlaces()
	return s.result()
}

// scene is the working state of one article.
type scene struct {
	*Input
	lx      *Lexicon
	clauses []*clauses
	at      [][]int // sentence, token → mention that covers it, or -1
	book    *eventBook
	facts   []Fact
	acts    []Act
	sport   []bool          // sentences that report sport
	play    map[[2]int]bool // as in Result
	stated  map[factKey]int // → facts
	asked   map[[2]int]bool // sentence, token → whose speaker is being looked for
}

type factKey struct {
	source int
	typ    string
	target int
	status string
}

func newScene(lx *Lexicon, in *Input) *scene {
	s := &scene{Input: in, lx: lx, stated: make(map[factKey]int), play: make(map[[2]int]bool), asked: make(map[[2]int]bool)}
	s.at = make([][]int, len(in.Sentences))
	for i := range in.Sentences {
		s.at[i] = make([]int, len(in.Sentences[i].Tokens))
		for k := range s.at[i] {
			s.at[i][k] = -1
		}
	}
	for m := range in.Mentions {
		mn := &in.Mentions[m]
		if mn.Kind == text.ByDescription { // covers its head alone: names inside it stay names
			if s.at[mn.Sentence][mn.Head] < 0 {
				s.at[mn.Sentence][mn.Head] = m
			}
			continue
		}
		for k := mn.First; k < mn.End; k++ {
			s.at[mn.Sentence][k] = m
		}
	}
	s.clauses = make([]*clauses, len(in.Sentences))
	for i := range in.Sentences {
		s.clauses[i] = newClauses(lx, &in.Sentences[i], s.tags(i))
	}
	s.sport = lx.sport.reported(in.Article, in.Sentences)
	s.book = newEventBook(s)
	return s
}

// tags gives the tokens of sentence i what patterns ask for with "is:".
func (s *scene) tags(i int) [][]string {
	toks := s.Sentences[i].Tokens
	tags := make([][]string, len(toks))
	for k := range toks {
		if m := s.at[i][k]; m >= 0 {
			tags[k] = labelTags[s.Entities[s.Mentions[m].Entity].Label]
		} else if s.heads(i, k) || s.described(i, k) >= 0 {
			tags[k] = labelTags[text.LabelPerson]
		} else if lemma := lower(toks[k].Lemma); isNoun(toks[k].UPOS) && s.lx.kinds[lemma] != "" && !isMonth(toks, k) {
			tags[k] = []string{"event", s.lx.kinds[lemma]}
		} else if toks[k].UPOS == "NOUN" && s.lx.agents[lemma] || toks[k].UPOS == "PRON" && people[lower(toks[k].Text)] {
			tags[k] = agentTag
		}
	}
	return tags
}

// isMonth reports whether token k is a month or a day of the week.
func isMonth(toks []text.Token, k int) bool {
	w := lower(toks[k].Text)
	if _, day := weekdays[w]; toks[k].UPOS == "PROPN" && w != "march" && (day || months[w] != 0) {
		return true
	}
	return toks[k].Text == "March" && (k > 0 && (toks[k-1].UPOS == "ADP" || toks[k-1].Text == "last" || toks[k-1].Text == "next") || k+1 < len(toks) && toks[k+1].UPOS == "NUM")
}

// heads reports whether token k is a title or noun for a person upon which a
// person's name hangs: "President of France Emmanuel Macron", "Pakistani schoolgirl
// Malala Yousafzai".
func (s *scene) heads(i, k int) bool {
	toks := s.Sentences[i].Tokens
	title := isNoun(toks[k].UPOS) && s.lx.Title(lower(toks[k].Lemma))
	if !title && toks[k].UPOS != "NOUN" {
		return false
	}
	for j := k + 1; j < len(toks) && j <= k+maxTail; j++ {
		if m := s.at[i][j]; m >= 0 && toks[j].Head == k && s.Mentions[m].Kind == text.ByName && s.label(s.Mentions[m].Entity) == text.LabelPerson && (title || toks[j].UniversalRel() == "appos" || toks[j].UniversalRel() == "flat") {
			return true
		}
	}
	return false
}

var people = lists.Set("people")

var agentTag = []string{"actor"}

var labelTags = map[string][]string{
	text.LabelPerson: {"actor", "person"},
	text.LabelNation: {"actor", "nation"},
	text.LabelBody:   {"actor", "body"},
	text.LabelPlace:  {"actor", "place"},
}

// add records a fact, unless it is recorded already with as good a quote.
func (s *scene) add(f Fact) {
	if f.Source == f.Target || f.Source < 0 || f.Target < 0 {
		return
	}
	key := factKey{f.Source, f.Type, f.Target, f.Status}
	if max(f.Source, f.Target) < len(s.Entities) && s.lx.vocabulary.Symmetric(f.Type) { // one, from whichever end
		key.source, key.target = min(f.Source, f.Target), max(f.Source, f.Target)
	}
	if old, ok := s.stated[key]; ok {
		if s.facts[old].Confidence < f.Confidence {
			s.facts[old] = f
		}
		return
	}
	s.stated[key] = len(s.facts)
	s.facts = append(s.facts, f)
}

// unsure reports whether a fact is an action that is too unsure to be worth stating.
func (s *scene) unsure(f *Fact) bool {
	return s.lx.standing[f.Rule] == nil && f.Confidence < s.lx.confidence.least
}

// result drops actions that are too unsure to be worth stating, and events that
// no fact touches.
func (s *scene) result() Result {
	base := len(s.Entities)
	place := make(map[int]int)
	var r Result
	for _, f := range s.facts {
		if s.unsure(&f) {
			continue
		}
		for _, end := range []*int{&f.Source, &f.Target} {
			if *end < base {
				continue
			}
			id := s.book.root(*end - base)
			if _, ok := place[id]; !ok {
				place[id] = base + len(r.Events)
				r.Events = append(r.Events, s.book.event(id))
			}
			*end = place[id]
		}
		r.Facts = append(r.Facts, f)
	}
	r.Acts, r.Play = s.unstated(), s.play
	return r
}
