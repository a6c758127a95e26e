package link

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"newsgraph/extract/text"
)

//go:embed kb/*.txt kb/*.tsv
var kb embed.FS

// Weights: how often a name is used for a thing in world news, in arbitrary
// units that only compare. A file may say otherwise of an entry with w=N.
const (
	nationWeight    = 1000
	territoryWeight = 150
	placeWeight     = 100
	bodyWeight      = 100
	personWeight    = 100
	cityWeight      = 0.5 // and capitalBonus, and one per cityPeople inhabitants
	cityPeople      = 50_000
	capitalBonus    = 150

	surnameShare = 0.3 // of a person's uses that give the last name only
	capitalShare = 0.5 // of a capital's uses that mean the government
)

// Open reads the knowledge base that is compiled into the program. An error
// names the file and line that is wrong.
func Open() (*Base, error) { return open(kb) }

func open(files fs.FS) (*Base, error) {
	b := &Base{
		sum:    sha256.New(),
		things: make([]text.Known, 0, 12_000), ids: make(map[string]int32, 12_000),
		refs: make([]ref, 1, 90_000), index: make(map[string]int32, 70_000), sounds: make(map[string]int32, 12_000),
		nations: make(map[string]int32, 300), capitals: make(map[string][]string, 300), regions: make(map[string]int32, 100),
		terms: make([]term, 0, 6000), held: make(map[officeKey][]int32, 1500), careers: make(map[int32][]int32, 4000),
		surnames: make(map[int32]string, 5000), weights: make(map[int32]float64, 5000),
		titles: make(map[string]string, 400), firsts: make(map[string]string, 8000),
		common: make(map[string]bool, 1300), other: make(map[string]bool, 1000), nouns: make(map[string]text.NameKind, 300),
		byFunction: make(map[string]int, 200),
	}
	for _, f := range []struct {
		name string
		line func(*Base, *section, []string) error
	}{
		{"nations.txt", (*Base).loadNation},
		{"places.txt", (*Base).loadPlace},
		{"cities.tsv", (*Base).loadCity},
		{"functions.txt", (*Base).loadFunction},
		{"bodies.txt", (*Base).loadBody},
		{"groups.txt", (*Base).loadBody},
		{"teams.txt", (*Base).loadBody},
		{"phoenix.txt", (*Base).loadBody},
		{"titles.txt", (*Base).loadTitle},
		{"persons.txt", (*Base).loadPerson},
		{"offices.txt", (*Base).loadTerm},
		{"past.txt", (*Base).loadTerm},
		{"heads.txt", (*Base).loadTerm},
		{"legislators.txt", (*Base).loadLegislator},
		{"qids.txt", (*Base).loadQID},
		{"firstnames.txt", (*Base).loadFirstName},
		{"surnames.txt", (*Base).loadCommon},
		{"other.txt", (*Base).loadOther},
		{"nouns.txt", (*Base).loadNouns},
	} {
		if err := b.read(files, "kb/"+f.name, f.line); err != nil {
			return nil, err
		}
	}
	if err := errors.Join(b.nameCapitals(), b.namePersons()); err != nil {
		return nil, fmt.Errorf("knowledge base: %w", err)
	}
	b.indexStarts()
	b.version = hex.EncodeToString(b.sum.Sum(nil))[:12]
	return b, nil
}

// section is what the last line that began with "@" said, for the lines below it.
type section struct {
	fields []string
	attrs  map[string]string
	last   int // in terms, the section's last one, which the next ends; -1 if none
}

// read hands each entry of a file to line, split at "|" (in a .tsv at tabs).
func (b *Base) read(files fs.FS, name string, line func(*Base, *section, []string) error) error {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return fmt.Errorf("knowledge base: %w", err)
	}
	b.sum.Write(data)
	tabs := strings.HasSuffix(name, ".tsv")
	var s section
	var buf []string
	rest := string(data)
	for n := 1; rest != ""; n++ {
		var entry string
		entry, rest, _ = strings.Cut(rest, "\n")
		if entry == "" || entry[0] == '#' {
			continue
		}
		if tabs {
			buf = splitInto(buf[:0], entry, '\t')
		} else {
			if strings.TrimSpace(entry) == "" {
				continue
			}
			if h, ok := strings.CutPrefix(entry, "@"); ok {
				s = section{fields: splitInto(nil, h, '|'), last: -1}
				s.attrs, s.fields = cutAttrs(s.fields)
				continue
			}
			buf = splitInto(buf[:0], entry, '|')
		}
		if err := line(b, &s, buf); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	return nil
}

func splitInto(dst []string, s string, sep byte) []string {
	for {
		i := strings.IndexByte(s, sep)
		if i < 0 {
			return append(dst, strings.TrimSpace(s))
		}
		dst = append(dst, strings.TrimSpace(s[:i]))
		s = s[i+1:]
	}
}

// cutAttrs splits off a last field of the form "key=value key=value"; a value's
// spaces are written "_".
func cutAttrs(fields []string) (map[string]string, []string) {
	last := fields[len(fields)-1]
	eq := strings.IndexByte(last, '=')
	if len(fields) == 1 || eq < 0 || strings.ContainsAny(last[:eq], " ;") {
		return nil, fields
	}
	attrs := map[string]string{}
	for _, kv := range strings.Fields(last) {
		k, v, _ := strings.Cut(kv, "=")
		attrs[k] = strings.ReplaceAll(v, "_", " ")
	}
	return attrs, fields[:len(fields)-1]
}

func list(s string) []string {
	if s == "" {
		return nil
	}
	return splitInto(nil, s, ';')
}

func field(fields []string, i int) string {
	if i < len(fields) && fields[i] != "-" {
		return fields[i]
	}
	return ""
}

func weight(attrs map[string]string, usual float64) (float64, error) {
	s, ok := attrs["w"]
	if !ok {
		return usual, nil
	}
	var w float64
	if _, err := fmt.Sscanf(s, "%g", &w); err != nil || w <= 0 {
		return 0, fmt.Errorf("w=%s is not a weight", s)
	}
	return w, nil
}

// names gives a thing many names with one way of matching.
func (b *Base) names(thing int32, names []string, m Match, weight float64) error {
	for _, n := range names {
		if err := b.name(thing, n, m, weight); err != nil {
			return err
		}
	}
	return nil
}

// code | alpha-2 | numeric | COW | QID | name | aliases | adjectives | people | capitals | metonyms | attributes
func (b *Base) loadNation(_ *section, f []string) error {
	attrs, f := cutAttrs(f)
	if len(f) < 6 {
		return fmt.Errorf("%d fields, want at least 6", len(f))
	}
	k := text.Known{
		ID: f[0], ISO3: f[0], Nation: f[0], Label: text.LabelNation, Kind: "state", Name: f[5],
		ISO2: field(f, 1), COW: field(f, 3), QID: field(f, 4),
		From: attrs["from"], Until: attrs["until"], PartOf: attrs["part"],
	}
	usual := float64(nationWeight)
	if k.COW == "" && k.ISO3 != "PSE" && k.ISO3 != "HKG" {
		usual, k.Kind = territoryWeight, "territory"
	}
	if attrs["kind"] != "" {
		k.Kind = attrs["kind"]
	}
	w, err := weight(attrs, usual)
	if err != nil {
		return err
	}
	if _, dup := b.nations[k.ISO3]; dup {
		return fmt.Errorf("%s is here twice", k.ISO3)
	}
	i := b.add(k)
	b.nations[k.ISO3] = i
	for _, c := range list(field(f, 9)) {
		if _, _, ok := appendKey(nil, c); !ok {
			return fmt.Errorf("%q can't be matched", c)
		}
		b.capitals[k.ISO3] = append(b.capitals[k.ISO3], c)
	}
	for _, named := range []struct {
		by    Match
		names []string
	}{
		{ByName, []string{k.Name}}, {ByAlias, list(field(f, 6))}, {ByAdjective, list(field(f, 7))},
		{ByPeople, list(field(f, 8))}, {ByMetonym, list(field(f, 10))},
	} {
		if err := b.names(i, named.names, named.by, w); err != nil {
			return err
		}
	}
	return nil
}

// name | kind | nation | aliases | adjectives | attributes
func (b *Base) loadPlace(_ *section, f []string) error {
	attrs, f := cutAttrs(f)
	if len(f) < 3 {
		return fmt.Errorf("%d fields, want name, kind and nation", len(f))
	}
	k := text.Known{Label: text.LabelPlace, Name: f[0], Kind: f[1], Nation: field(f, 2), QID: attrs["qid"], Population: atoi(attrs["pop"]) * 1000}
	k.ID = "place:" + slug(k.Name)
	if k.Nation != "" {
		if _, ok := b.nations[k.Nation]; !ok {
			return fmt.Errorf("no nation %s", k.Nation)
		}
		k.ID += "-" + strings.ToLower(k.Nation)
	}
	if k.Kind == "city" || k.Kind == "district" {
		if r := attrs["in"]; r != "" {
			k.ID += "-" + strings.ToLower(r)
			state, ok := b.regions[k.Nation+" "+r]
			if !ok {
				return fmt.Errorf("no state with code=%s in %s above", r, k.Nation)
			}
			k.PartOf = b.things[state].ID
		}
	}
	if _, dup := b.ids[k.ID]; dup {
		k.ID += "-" + slug(k.Kind)
	}
	if _, dup := b.ids[k.ID]; dup {
		return fmt.Errorf("%s is here twice", k.ID)
	}
	usual := float64(placeWeight)
	if k.Kind == "city" {
		usual = cityWeight + float64(k.Population)/cityPeople
	}
	w, err := weight(attrs, usual)
	if err != nil {
		return err
	}
	i := b.add(k)
	if c := attrs["code"]; c != "" {
		b.regions[k.Nation+" "+c] = i
	}
	if a := attrs["abbr"]; a != "" {
		b.regions[k.Nation+" "+a] = i
	}
	if err := b.name(i, k.Name, ByName, w); err != nil {
		return err
	}
	if err := b.names(i, list(field(f, 3)), ByAlias, w); err != nil {
		return err
	}
	return b.names(i, list(field(f, 4)), ByAdjective, w)
}

// name, nation, region, thousands of inhabitants, "1" for the largest of its name in the nation
func (b *Base) loadCity(_ *section, f []string) error {
	if len(f) != 5 {
		return fmt.Errorf("%d fields, want 5", len(f))
	}
	if b.cities == nil {
		b.cities = make([]city, 0, 35_000)
	}
	c := city{name: f[0], nation: f[1], region: f[2], pop: int32(atoi(f[3])), lone: f[4] == "1"}
	b.cities = append(b.cities, c)
	w := cityWeight + float64(c.pop)*1000/cityPeople
	return b.name(-int32(len(b.cities)), c.name, ByName, w)
}

// nameCapitals links each capital's name to its government, and lifts the place
// itself above its namesakes.
func (b *Base) nameCapitals() error {
	for _, iso3 := range slices.Sorted(maps.Keys(b.capitals)) {
		nation := b.nations[iso3]
		share := capitalShare
		if b.things[nation].Kind == "territory" || b.things[nation].Until != "" {
			share /= 10
		}
		first := int32(0) // the city that the first of the names is
		for _, name := range b.capitals[iso3] {
			key, _, _ := appendKey(nil, name)
			// a city-state's capital is the state
			city, where := float32(0), int32(0)
			for at := b.index[string(key)]; at != 0; at = b.refs[at].next {
				r := &b.refs[at]
				if k := b.known(r.thing); k.Label == text.LabelPlace && k.Nation == iso3 {
					if r.weight < capitalBonus {
						r.weight += capitalBonus
					}
					if r.weight > city {
						city, where = r.weight, r.thing
					}
				}
			}
			if first == 0 {
				first = where
			} else if where != first {
				share /= 4 // others are seats of government in part, or former capitals
			}
			if err := b.name(nation, name, ByCapital, float64(city)*share+1); err != nil {
				return fmt.Errorf("capital of %s: %w", iso3, err)
			}
		}
	}
	return nil
}
