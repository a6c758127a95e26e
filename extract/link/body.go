package link

import (
	"fmt"
	"strings"

	"newsgraph/extract/text"
)

// A function is a kind of institution that every nation has, by the names it
// goes by: "Foreign Ministry", "Ministry of Foreign Affairs".
type function struct {
	id    string           // "foreign-ministry"
	kind  string           // "ministry"
	name  string           // "Foreign Ministry"
	whole map[string]int32 // nation → the body that has this function and its own name: Knesset, Congress
}

// id | kind | name; other names
func (b *Base) loadFunction(_ *section, f []string) error {
	if len(f) != 3 {
		return fmt.Errorf("%d fields, want id, kind and names", len(f))
	}
	names := list(f[2])
	b.functions = append(b.functions, function{id: f[0], kind: f[1], name: names[0], whole: map[string]int32{}})
	for _, n := range names {
		key, _, ok := appendKey(nil, n)
		if !ok {
			return fmt.Errorf("%q can't be matched", n)
		}
		if at, dup := b.byFunction[string(key)]; dup && at != len(b.functions)-1 {
			return fmt.Errorf("%q names two functions", n)
		}
		b.byFunction[string(key)] = len(b.functions) - 1
	}
	return nil
}

// Sections: "@ kind | nation | attributes"; entries: name | aliases | attributes.
// Attributes: w (weight), qid, part (ID of the whole), is (function), from, until, nation, kind, id.
func (b *Base) loadBody(s *section, f []string) error {
	attrs, f := cutAttrs(f)
	get := func(name string) string {
		if v := attrs[name]; v != "" {
			return v
		}
		return s.attrs[name]
	}
	k := text.Known{
		Label: text.LabelBody, Name: f[0], Kind: field(s.fields, 0), Nation: field(s.fields, 1),
		QID: attrs["qid"], PartOf: get("part"), From: attrs["from"], Until: attrs["until"],
	}
	if v := get("kind"); v != "" {
		k.Kind = v
	}
	if v := get("nation"); v != "" {
		k.Nation = v
	}
	if k.Kind == "" {
		return fmt.Errorf("no kind: an entry stands below a line \"@ kind | nation\"")
	}
	if k.Nation != "" {
		if _, ok := b.nations[k.Nation]; !ok {
			return fmt.Errorf("no nation %s", k.Nation)
		}
	}
	aliases := list(field(f, 1))
	k.ID = "body:" + slug(strings.TrimPrefix(k.Name, "the "))
	if v := attrs["id"]; v != "" {
		k.ID = "body:" + v
	} else if _, dup := b.ids[k.ID]; dup {
		if k.Nation != "" {
			k.ID += "-" + strings.ToLower(k.Nation)
		}
		if _, dup := b.ids[k.ID]; dup {
			return fmt.Errorf("%s is here twice", k.ID)
		}
	}
	k.Name = strings.TrimPrefix(k.Name, "the ")
	usual := float64(bodyWeight)
	if v := s.attrs["w"]; v != "" {
		var err error
		if usual, err = weight(s.attrs, 0); err != nil {
			return err
		}
	}
	w, err := weight(attrs, usual)
	if err != nil {
		return err
	}
	i := b.add(k)
	if fn := attrs["is"]; fn != "" {
		if k.Nation == "" {
			return fmt.Errorf("is=%s needs a nation", fn)
		}
		at := -1
		for j := range b.functions {
			if b.functions[j].id == fn {
				at = j
			}
		}
		if at < 0 {
			return fmt.Errorf("no function %s in functions.txt", fn)
		}
		b.functions[at].whole[k.Nation] = i
	}
	if err := b.name(i, k.Name, ByName, w); err != nil {
		return err
	}
	if rest, ok := strings.CutPrefix(k.Name, "The "); ok && strings.Contains(rest, " ") { // not the "Sun" of The Sun
		aliases = append(aliases, rest)
	}
	return b.names(i, aliases, ByAlias, w)
}

// patterns finds bodies that are named by what they are and whose:
// "French Foreign Ministry", "Russia's parliament", "Supreme Court of India",
// "Estonian Riigikogu"; and, with their nation unsaid, "the Foreign Ministry".
func (b *Base) patterns(key string, sh shape) []Candidate {
	if sh.upper == 0 {
		return nil
	}
	if fn, ok := b.byFunction[key]; ok {
		f := &b.functions[fn]
		return []Candidate{{Known: &text.Known{Label: text.LabelBody, Kind: f.kind, Name: f.name, ID: "function:" + f.id}, Weight: bodyWeight, Match: ByFunction}}
	}
	if n := b.governmentOf(key); n != nil {
		return []Candidate{{Known: n, Weight: nationWeight, Match: ByPattern}}
	}
	for i := 0; i < len(key); i++ {
		if key[i] != ' ' {
			continue
		}
		head, tail := key[:i], key[i+1:]
		if n := b.nationOf(head); n >= 0 {
			if c, ok := b.institution(tail, n); ok {
				return []Candidate{c}
			}
		}
		if rest, ok := strings.CutPrefix(tail, "of "); ok {
			rest = strings.TrimPrefix(rest, "the ")
			if n := b.nationOf(rest); n >= 0 {
				if c, ok := b.institution(head, n); ok {
					return []Candidate{c}
				}
			}
		}
	}
	return nil
}

// governmentOf returns the nation of a government that is named by nation or by
// leader: "the Iraqi government", "the Bush administration". Both are the nation.
func (b *Base) governmentOf(key string) *text.Known {
	i := strings.LastIndexByte(key, ' ')
	if i < 0 {
		return nil
	}
	switch key[i+1:] {
	case "administration", "government", "regime":
	default:
		return nil
	}
	head := key[:i]
	if n := b.nationOf(head); n >= 0 {
		return &b.things[n]
	}
	nation := ""
	for at := b.index[head]; at != 0; at = b.refs[at].next {
		r := &b.refs[at]
		if r.match != BySurname && r.match != ByName || r.thing < 0 {
			continue
		}
		for _, t := range b.careers[r.thing] {
			if k, of := b.things[r.thing], b.terms[t].of; k.Nation == of && leads[b.office(b.terms[t].title)] {
				if nation != "" && nation != of {
					return nil // leaders of two nations bear the name
				}
				nation = of
			}
		}
	}
	if nation == "" {
		return nil
	}
	return &b.things[b.nations[nation]]
}

// leads holds the offices after whose holders governments are called.
var leads = map[string]bool{"president": true, "prime minister": true, "leader": true, "supreme leader": true}

// nationOf returns the nation that a key names outright or as adjective, or -1.
func (b *Base) nationOf(key string) int32 {
	at, ok := b.index[key]
	if !ok {
		if at, ok = b.index[strings.TrimSuffix(key, "s")]; !ok { // "Russia's"
			return -1
		}
	}
	best, weight := int32(-1), float32(0)
	for ; at != 0; at = b.refs[at].next {
		r := &b.refs[at]
		if r.thing >= 0 && r.match != ByMetonym && r.match != ByCapital && r.weight > weight && b.things[r.thing].Label == text.LabelNation {
			best, weight = r.thing, r.weight
		}
	}
	return best
}

// institution returns the body of a nation that a key names by function or by name.
func (b *Base) institution(key string, nation int32) (Candidate, bool) {
	if fn, ok := b.byFunction[key]; ok {
		return Candidate{Known: b.Institution(b.functions[fn].id, b.things[nation].ISO3), Weight: bodyWeight, Match: ByPattern}, true
	}
	for at := b.index[key]; at != 0; at = b.refs[at].next {
		r := &b.refs[at]
		if r.thing >= 0 && b.things[r.thing].Label == text.LabelBody && b.things[r.thing].Nation == b.things[nation].ISO3 {
			return Candidate{Known: &b.things[r.thing], Weight: bodyWeight, Match: ByPattern}, true
		}
	}
	return Candidate{}, false
}

// Institution returns the body that has a function ("foreign-ministry",
// "parliament", see functions.txt) in a nation, or nil where either is unknown.
func (b *Base) Institution(fn, iso3 string) *text.Known {
	n, ok := b.nations[iso3]
	if !ok {
		return nil
	}
	for i := range b.functions {
		f := &b.functions[i]
		if f.id != fn {
			continue
		}
		if whole, ok := f.whole[iso3]; ok {
			return &b.things[whole]
		}
		// "National Assembly of South Korea" is known though it is listed as the parliament
		if key, _, ok := appendKey(nil, f.name+" of "+withThe(b.things[n].Name)); ok {
			for at := b.index[string(key)]; at != 0; at = b.refs[at].next {
				if r := &b.refs[at]; r.thing >= 0 && b.things[r.thing].Label == text.LabelBody && b.things[r.thing].Nation == iso3 {
					return &b.things[r.thing]
				}
			}
		}
		return &text.Known{
			ID: "body:" + f.id + "-" + strings.ToLower(iso3), Label: text.LabelBody, Kind: f.kind,
			Name: f.name + " of " + withThe(b.things[n].Name), Nation: iso3, PartOf: iso3,
		}
	}
	return nil
}

// withThe puts the article before the nations that English gives one.
func withThe(nation string) string {
	for _, w := range [...]string{"United ", "Netherlands", "Philippines", "Bahamas", "Maldives", "Gambia", "Comoros", "Seychelles"} {
		if strings.HasPrefix(nation, w) {
			return "the " + nation
		}
	}
	for _, w := range [...]string{" Republic", " Islands", "Republic of the Congo"} {
		if strings.HasSuffix(nation, w) {
			return "the " + nation
		}
	}
	return nation
}
