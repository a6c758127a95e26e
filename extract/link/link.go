// Package link says who is who: it knows the nations, bodies, places and
// persons of the news, by every name and office they have had since 1950, and
// decides which of them a name in an article means.
//
// The knowledge is in the text files of folder kb, one entry a line, each with
// its source and licence on top; they are compiled in and read by Open.
//
//	base, err := link.Open()
//	for _, c := range base.Lookup("Kyiv", "2026-01-06") {
//		fmt.Println(c.Known.ID, c.Prior, c.Match)
//	}
//	base.Holder("president", "FRA", "2008-03-01") // Nicolas Sarkozy
package link

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"newsgraph/extract/text"
)

// Match says what about a known thing a surface matched.
type Match uint8

// The ways a surface can match, from the strongest.
const (
	ByName      Match = iota // its canonical name
	ByAlias                  // another name: old, short, official, transliterated
	ByAcronym                // its acronym
	ByPattern                // a pattern of names: "Foreign Ministry of X"
	ByAdjective              // a demonym as adjective, or the place's: "French", "Texan"
	ByPeople                 // a demonym as noun: "Frenchman", "Turks"
	ByMetonym                // a seat of government that stands for it: "Kremlin"
	ByCapital                // its capital, where the capital acts: "Paris"
	BySurname                // the last name only
	ByFunction               // a kind of institution with its nation unsaid: "the Foreign Ministry"
	BySpelling               // another spelling of the same sounds: "Zelenskiy"
)

var matchNames = [...]string{"name", "alias", "acronym", "pattern", "adjective", "people", "metonym", "capital", "surname", "function", "spelling"}

func (m Match) String() string { return matchNames[m] }

// Candidate is one thing that a surface may mean.
type Candidate struct {
	Known  *text.Known
	Prior  float64 // share of the surface's known uses in world news that mean this, 0 to 1
	Weight float64 // how often world news means this by the surface; only compares
	Match  Match
}

// Lookup returns the things that a name, as it stands in text, may mean, the
// likeliest first. Case, diacritics, dots in acronyms, a possessive and a
// leading "the" do not matter, except that an acronym must look like one and a
// name must hold a capital letter. The date (YYYY-MM-DD, or "" when unknown)
// favours what existed, and who was in office, then.
func (b *Base) Lookup(surface, date string) []Candidate {
	var buf [maxName + 8]byte
	key, sh, ok := appendKey(buf[:0], surface)
	if !ok {
		return nil
	}
	out := b.exact(key, sh, date)
	if len(out) == 0 {
		short := trim(surface)
		if short != surface {
			if key, sh, ok = appendKey(buf[:0], short); !ok {
				return nil
			}
			out = b.exact(key, sh, date)
		}
		if len(out) == 0 {
			out = b.patterns(string(key), sh)
		}
		if len(out) == 0 {
			out = b.constituency(short)
		}
		if plain, ok := withoutInitial(key); ok && len(out) == 0 {
			out = b.exact(plain, sh, date)
		}
		if len(out) == 0 {
			out = b.spellings(key, sh, date)
		}
	}
	return rank(out)
}

// withoutInitial drops a middle initial: "barbara a mikulski" is "barbara mikulski".
func withoutInitial(key []byte) ([]byte, bool) {
	words := bytes.Fields(key)
	if len(words) < 3 || len(words[1]) != 1 {
		return nil, false
	}
	return append(append(slices.Clone(words[0]), ' '), bytes.Join(words[2:], []byte(" "))...), true
}

// constituency reads what stands in brackets behind an American legislator:
// "D-Calif." and "R-TX" name a state.
func (b *Base) constituency(s string) []Candidate {
	if len(s) < 4 || s[1] != '-' || s[0] != 'D' && s[0] != 'R' && s[0] != 'I' {
		return nil
	}
	if i, ok := b.regions["USA "+strings.TrimSuffix(s[2:], ".")]; ok {
		return []Candidate{{Known: &b.things[i], Weight: placeWeight, Match: ByAlias}}
	}
	var out []Candidate
	for _, c := range b.Lookup(s[2:], "") {
		if c.Known.Kind == "state" && c.Known.Nation == "USA" && c.Known.Label == text.LabelPlace {
			c.Match = ByAlias
			out = append(out, c)
		}
	}
	return out
}

// trim cuts what English hangs on a name: a leading article, a possessive.
func trim(s string) string {
	s = strings.TrimSpace(s)
	for _, the := range [...]string{"the ", "The ", "THE "} {
		if rest, ok := strings.CutPrefix(s, the); ok {
			s = rest
			break
		}
	}
	for _, suffix := range [...]string{"'s", "’s", "'S", "’S"} {
		if rest, ok := strings.CutSuffix(s, suffix); ok {
			return rest
		}
	}
	if rest, ok := strings.CutSuffix(s, "s'"); ok {
		return rest + "s"
	}
	if rest, ok := strings.CutSuffix(s, "s’"); ok {
		return rest + "s"
	}
	return s
}

// exact returns unranked candidates, without priors.
func (b *Base) exact(key []byte, sh shape, date string) []Candidate {
	at, ok := b.index[string(key)]
	if !ok {
		return nil
	}
	var out []Candidate
	for ; at != 0; at = b.refs[at].next {
		r := &b.refs[at]
		if !r.written(sh, len(key)) {
			continue
		}
		k := b.known(r.thing)
		w := float64(r.weight) * b.timeliness(r.thing, k, date)
		if w <= 0 {
			continue
		}
		out = append(out, Candidate{Known: k, Weight: w, Match: r.match})
	}
	return out
}

// written reports whether a surface of this shape can be this reference.
func (r *ref) written(sh shape, n int) bool {
	switch r.caps {
	case capsOnly:
		return sh.acronym()
	case capsWord: // UNESCO or Unesco
		return sh.acronym() || sh.first && n >= 4
	case capsMixed:
		return sh.upper >= 2
	}
	return sh.upper > 0
}

// timeliness weighs a thing by the article's date: what had ended or not begun
// by then is less likely, but not impossible (articles tell of the past).
func (b *Base) timeliness(i int32, k *text.Known, date string) float64 {
	if date == "" {
		return 1
	}
	if k.From != "" && date < k.From {
		return 0.05
	}
	if k.Until != "" && date >= k.Until {
		return 0.3
	}
	if k.Label == text.LabelPerson {
		return b.prominence(i, date)
	}
	return 1
}

// rank turns weights into shares, keeps the strongest way of matching each
// thing, and sorts; ties go by ID so that no order of files shows.
func rank(cs []Candidate) []Candidate {
	if len(cs) == 0 {
		return nil
	}
	slices.SortFunc(cs, func(x, y Candidate) int {
		return cmp.Or(cmp.Compare(x.Known.ID, y.Known.ID), cmp.Compare(y.Weight, x.Weight), cmp.Compare(x.Match, y.Match))
	})
	cs = slices.CompactFunc(cs, func(x, y Candidate) bool { return x.Known.ID == y.Known.ID })
	sum := 0.0
	for _, c := range cs {
		sum += c.Weight
	}
	for i := range cs {
		cs[i].Prior = cs[i].Weight / sum
	}
	slices.SortFunc(cs, func(x, y Candidate) int {
		return cmp.Or(cmp.Compare(y.Prior, x.Prior), cmp.Compare(x.Known.ID, y.Known.ID))
	})
	return cs
}

// ByID returns what is known under an ID, or nil.
func (b *Base) ByID(id string) *text.Known {
	if i, ok := b.ids[id]; ok {
		return b.known(i)
	}
	return nil
}
