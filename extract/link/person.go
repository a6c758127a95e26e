package link

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"newsgraph/extract/text"
)

// officeKey is an office: what (as titles.txt groups the words for it) and of
// what (ISO3 or a known ID).
type officeKey struct{ office, of string }

// term is one person's time in one office.
type term struct {
	person      int32
	title       string // "president"
	of          string // ISO3, or a known ID
	from, until string // until is the first day after; "" if still in office
}

// Holder is a person's term in an office.
type Holder struct {
	Person *text.Known
	Title  string // "president", "prime minister"
	Of     string // ISO3 of the nation, or the ID of the body or place
	From   string // first day, YYYY-MM-DD; shorter where only the month or year is known
	Until  string // first day after; "" if still in office when the knowledge base was made
}

// In reports whether the term covers a date.
func (h Holder) In(date string) bool {
	return h.From <= date && (h.Until == "" || date < h.Until)
}

// office | words for it; …
func (b *Base) loadTitle(_ *section, f []string) error {
	if len(f) != 2 {
		return fmt.Errorf("%d fields, want an office and the words for it", len(f))
	}
	for _, w := range append(list(f[1]), f[0]) {
		key, _, ok := appendKey(nil, w)
		if !ok {
			return fmt.Errorf("%q can't be matched", w)
		}
		b.titles[string(key)] = f[0]
	}
	return nil
}

// office returns the group that the words for an office belong to.
func (b *Base) office(words string) string {
	key, _, ok := appendKey(nil, words)
	if !ok {
		return ""
	}
	if o, ok := b.titles[string(key)]; ok {
		return o
	}
	return string(key)
}

// Holder returns who held an office of a nation (ISO3), body or place (ID) on a
// date, YYYY-MM-DD; "" means the latest. There can be more than one on a day of
// change or in a shared office.
func (b *Base) Holder(office, of, date string) []Holder {
	var out []Holder
	for _, i := range b.held[officeKey{b.office(office), of}] {
		h := b.holder(&b.terms[i])
		if date == "" && h.Until == "" || date != "" && h.In(date) {
			if !slices.ContainsFunc(out, func(o Holder) bool { return o.Person.ID == h.Person.ID }) {
				out = append(out, h)
			}
		}
	}
	return out
}

func (b *Base) holder(t *term) Holder {
	return Holder{Person: &b.things[t.person], Title: t.title, Of: t.of, From: t.from, Until: t.until}
}

// Offices returns the terms of a person, the earliest first; with a date only
// those that cover it.
func (b *Base) Offices(personID, date string) []Holder {
	i, ok := b.ids[personID]
	if !ok {
		return nil
	}
	var out []Holder
	for _, j := range b.careers[i] {
		if h := b.holder(&b.terms[j]); date == "" || h.In(date) {
			out = append(out, h)
		}
	}
	slices.SortStableFunc(out, func(x, y Holder) int { return cmp.Compare(x.From, y.From) })
	return out
}

// prominence is how much of a person's usual share in the news is theirs on a
// date: office-holders fade before and after their terms.
func (b *Base) prominence(i int32, date string) float64 {
	career := b.careers[i]
	if len(career) == 0 {
		return 1
	}
	best := 0.02
	if b.weights[i] >= 1000 {
		best = 0.1 // Stalin and Mandela stay
	}
	for _, j := range career {
		t := &b.terms[j]
		p := 0.0
		switch {
		case date < t.from:
			p = fade(years(date, t.from))
		case t.until == "" || date < t.until:
			p = 1
		default:
			p = fade(years(t.until, date))
		}
		best = max(best, p)
	}
	return best
}

func fade(years int) float64 {
	switch {
	case years <= 1:
		return 0.5
	case years <= 5:
		return 0.3
	case years <= 15:
		return 0.15
	case years <= 30:
		return 0.06
	}
	return 0.02
}

func years(from, to string) int {
	if len(from) < 4 || len(to) < 4 {
		return 0
	}
	return atoi(to[:4]) - atoi(from[:4])
}

// person makes a person known by name and nation, or finds them. A surname of
// more than the last word is marked by "_" before it; a namesake by " #2".
func (b *Base) person(name, nation string) (int32, error) {
	key := slug(strings.NewReplacer("_", "", " #", " ").Replace(name))
	if key == "" {
		return 0, fmt.Errorf("%q can't be matched", name)
	}
	id := "person:" + key
	if i, ok := b.ids[id]; ok {
		return i, nil
	}
	plain, _, _ := strings.Cut(name, " #")
	i := b.add(text.Known{ID: id, Label: text.LabelPerson, Name: strings.ReplaceAll(plain, "_", ""), Nation: nation, Gender: "m"})
	b.surnames[i] = surname(plain, nation)
	b.weights[i] = personWeight
	return i, nil
}

// surname returns the part of a full name that stands for the person alone, "" where none does.
func surname(name, nation string) string {
	if _, s, ok := strings.Cut(name, "_"); ok {
		return s
	}
	words := strings.Fields(name)
	if len(words) < 2 {
		return ""
	}
	switch nation {
	case "CHN", "TWN", "KOR", "PRK":
		return words[0]
	}
	last := len(words) - 1
	if w := strings.TrimSuffix(words[last], "."); last > 1 && (w == "Jr" || w == "Sr" || w == "II" || w == "III" || w == "IV") {
		last--
	}
	first := last
	for first > 1 && particles[words[first-1]] {
		first--
	}
	return strings.TrimSuffix(strings.Join(words[first:last+1], " "), ",")
}

// particles belong to the surname that follows.
var particles = map[string]bool{
	"de": true, "da": true, "do": true, "dos": true, "del": true, "della": true, "di": true, "du": true, "la": true, "le": true,
	"van": true, "von": true, "der": true, "den": true, "ter": true, "bin": true, "ibn": true, "al": true, "el": true, "ben": true,
	"De": true, "Di": true, "Van": true, "Le": true, "La": true, "Al": true, "El": true, "Ben": true, "st.": true, "St.": true, "Abu": true, "abu": true,
}

// name | aliases | nation and what they are known as | attributes (g=f, w, qid)
func (b *Base) loadPerson(s *section, f []string) error {
	attrs, f := cutAttrs(f)
	nation, kind, _ := strings.Cut(field(f, 2), " ")
	if nation == "-" {
		nation = ""
	} else if nation == "" {
		nation = field(s.fields, 0)
	}
	if nation != "" {
		if _, ok := b.nations[nation]; !ok {
			return fmt.Errorf("no nation %s", nation)
		}
	}
	i, err := b.person(f[0], nation)
	if err != nil {
		return err
	}
	k := &b.things[i]
	k.Kind = cmp.Or(kind, field(s.fields, 1), k.Kind)
	if g := attrs["g"]; g != "" {
		if g != "m" && g != "f" {
			return fmt.Errorf("g=%s is neither m nor f", g)
		}
		k.Gender = g
	}
	if q := attrs["qid"]; q != "" {
		k.QID = q
	}
	k.From, k.Until = attrs["from"], attrs["until"]
	usual := b.weights[i]
	if v := s.attrs["w"]; v != "" {
		usual = float64(atoi(v))
	}
	w, err := weight(attrs, usual)
	if err != nil {
		return err
	}
	b.weights[i] = w
	return b.names(i, list(field(f, 1)), ByAlias, w)
}

// Sections: "@ of | office; other titles | attributes (w, n=nation)"; entries:
// "date name", "date name f", "date..date name"; a name "-" is a vacancy. A term
// ends where the next begins, unless it says otherwise.
func (b *Base) loadTerm(s *section, f []string) error {
	if len(s.fields) < 2 {
		return fmt.Errorf("no office: an entry stands below a line \"@ of | office\"")
	}
	of, titles := s.fields[0], list(s.fields[1])
	nation := s.attrs["n"]
	if nation == "" {
		if _, ok := b.nations[of]; ok {
			nation = of
		} else if k := b.ByID(of); k != nil {
			nation = k.Nation
		} else {
			return fmt.Errorf("no nation, body or place %s", of)
		}
	}
	date, name, ok := strings.Cut(f[0], " ")
	if !ok || len(date) < 4 || date[0] < '1' || date[0] > '2' {
		return fmt.Errorf("%q is not a date and a name", f[0])
	}
	from, until, _ := strings.Cut(date, "..")
	if s.last >= 0 && b.terms[s.last].until == "" {
		b.terms[s.last].until = from
	}
	s.last = -1
	name = strings.TrimSpace(name)
	if name == "-" {
		return nil
	}
	name, female := strings.CutSuffix(name, " f")
	if nat := field(f, 1); nat != "" {
		nation = nat
	}
	i, err := b.person(name, nation)
	if err != nil {
		return err
	}
	if female {
		b.things[i].Gender = "f"
	}
	if b.things[i].Kind == "" {
		b.things[i].Kind = titles[0]
	}
	w, err := weight(s.attrs, personWeight)
	if err != nil {
		return err
	}
	b.weights[i] = max(b.weights[i], w)
	s.last = b.serve(term{person: i, title: titles[0], of: of, from: from, until: until}, titles)
	return nil
}

// serve records a term under each of the office's titles.
func (b *Base) serve(t term, titles []string) int {
	n := len(b.terms)
	b.terms = append(b.terms, t)
	b.careers[t.person] = append(b.careers[t.person], int32(n))
	for _, title := range titles {
		k := officeKey{b.office(title), t.of}
		if h := b.held[k]; len(h) == 0 || h[len(h)-1] != int32(n) { // two titles can be one office
			b.held[k] = append(h, int32(n))
		}
	}
	return n
}

// name | aliases | nation's office | of | from | until | gender | QID; made from public lists of legislators
func (b *Base) loadLegislator(s *section, f []string) error {
	if len(f) != 7 {
		return fmt.Errorf("%d fields, want 7", len(f))
	}
	i, err := b.person(f[0], "USA")
	if err != nil {
		return err
	}
	k := &b.things[i]
	k.Gender = f[5]
	k.QID = cmp.Or(k.QID, f[6])
	k.Kind = cmp.Or(k.Kind, f[2])
	if b.weights[i] == personWeight && len(b.careers[i]) == 0 {
		b.weights[i] = 10
	}
	of := "body:united-states-senate"
	if f[2] == "representative" {
		of = "body:united-states-house-of-representatives"
	}
	b.serve(term{person: i, title: f[2], of: of, from: f[3], until: f[4]}, []string{f[2]})
	return b.names(i, list(f[1]), ByAlias, b.weights[i])
}

// first name, gender
func (b *Base) loadFirstName(_ *section, f []string) error {
	if len(f) != 2 {
		return fmt.Errorf("%d fields, want a first name and m or f", len(f))
	}
	b.firsts[f[0]] = f[1]
	return nil
}

// name | QID, of persons of the other files
func (b *Base) loadQID(_ *section, f []string) error {
	if len(f) != 2 || !strings.HasPrefix(f[1], "Q") {
		return fmt.Errorf("want a name and a QID")
	}
	if i, ok := b.ids["person:"+slug(f[0])]; ok && b.things[i].QID == "" {
		b.things[i].QID = f[1]
	}
	return nil
}

// last name
func (b *Base) loadCommon(_ *section, f []string) error {
	b.common[f[0]] = true
	return nil
}

// FirstNameGender returns "m" or "f" for a first name that is nearly always
// one of them, else "".
func (b *Base) FirstNameGender(name string) string {
	key, _, ok := appendKey(nil, name)
	if !ok {
		return ""
	}
	return b.firsts[string(key)]
}

// LastName reports whether a word is the last name of known persons, of any time,
// and no other known name.
func (b *Base) LastName(word string) bool {
	found := b.Lookup(word, "")
	return len(found) > 0 && !slices.ContainsFunc(found, func(c Candidate) bool { return c.Match != BySurname })
}

// ManyBear reports whether a word is a last name that many bear: "Grant", "Day".
func (b *Base) ManyBear(word string) bool {
	key, _, ok := appendKey(nil, word)
	return ok && b.common[string(key)]
}

// namePersons gives persons their full names, surnames and spellings, once
// their weights are settled.
func (b *Base) namePersons() error {
	for i := range b.things {
		if b.things[i].Label != text.LabelPerson {
			continue
		}
		if err := b.namePerson(int32(i)); err != nil {
			return fmt.Errorf("%s: %w", b.things[i].ID, err)
		}
	}
	return nil
}

func (b *Base) namePerson(i int32) error {
	name, s, w := b.things[i].Name, b.surnames[i], b.weights[i]
	if err := b.name(i, name, ByName, w); err != nil {
		return err
	}
	if s == "" || s == name {
		return nil
	}
	if err := b.name(i, s, BySurname, w*surnameShare); err != nil {
		return err
	}
	if rest, ok := strings.CutPrefix(s, "al-"); ok {
		if err := b.name(i, rest, BySurname, w*surnameShare); err != nil {
			return err
		}
	}
	if first, _, _ := strings.Cut(name, " "); strings.Count(name, " ") > strings.Count(s, " ")+1 {
		// "Recep Tayyip Erdoğan" is also "Recep Erdoğan"
		if err := b.name(i, first+" "+s, ByAlias, w/2); err != nil {
			return err
		}
	}
	var buf [maxName]byte
	if key, ok := appendSound(buf[:0], name); ok {
		b.link(b.sounds, string(key), ref{thing: i, weight: float32(w), match: BySpelling})
	}
	return nil
}
