package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

const legislatorsHead = `# Members of the United States Congress in office. Made by extract/link/kb/build; do not edit.
# name | other names | chamber's title | from | until | gender | QID
# Source: github.com/unitedstates/congress-legislators (CC0).
`

func legislators(s *sources) ([]byte, error) {
	data, err := s.open("us_legislators-current.yaml.gz")
	if err != nil {
		return nil, err
	}
	var list []struct {
		ID   struct{ Wikidata, Wikipedia string }
		Name struct {
			First, Middle, Last, Nickname, Suffix string
			Full                                  string `yaml:"official_full"`
		}
		Bio   struct{ Gender string }
		Terms []struct{ Type, Start, End string }
	}
	if err := yaml.Unmarshal(data, &list); err != nil {
		return nil, err
	}
	out := bytes.NewBufferString(legislatorsHead)
	for _, l := range list {
		name := l.Name.First + " " + l.Name.Last
		if l.ID.Wikipedia != "" { // the name that readers know
			name, _, _ = strings.Cut(l.ID.Wikipedia, " (")
		}
		var also []string
		for _, n := range []string{strings.TrimSuffix(strings.TrimSuffix(l.Name.Full, ", Jr."), " Jr."), l.Name.First + " " + l.Name.Last, l.Name.Nickname + " " + l.Name.Last} {
			if n != "" && !strings.HasPrefix(n, " ") && n != name && !slices.Contains(also, n) {
				also = append(also, n)
			}
		}
		// the surname is marked where it has more than one word
		if strings.Contains(l.Name.Last, " ") {
			name = strings.Replace(name, l.Name.Last, "_"+l.Name.Last, 1)
		}
		// terms that follow each other in one chamber are one
		type span struct{ typ, from, until string }
		var spans []span
		for _, t := range l.Terms {
			if n := len(spans); n > 0 && spans[n-1].typ == t.Type && t.Start <= addDays(spans[n-1].until, 40) {
				spans[n-1].until = t.End
				continue
			}
			spans = append(spans, span{t.Type, t.Start, t.End})
		}
		for _, t := range spans {
			title := map[string]string{"sen": "senator", "rep": "representative"}[t.typ]
			fmt.Fprintf(out, "%s | %s | %s | %s | %s | %s | %s\n", name, strings.Join(also, "; "), title, t.from, t.until, strings.ToLower(l.Bio.Gender), l.ID.Wikidata)
		}
	}
	return out.Bytes(), nil
}

func addDays(date string, n int) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}

const headsHead = `# Heads of state and government of the nations whose offices offices.txt does not list. Made by
# extract/link/kb/build; do not edit: a nation whose heads should be known better belongs in offices.txt.
# The format is that of offices.txt.
# Sources: CIA World Factbook, collected May 2026 (public domain); Wikidata, collected 2022 (CC0).
`

// heads lists holders of 2022 (Wikidata) and of 2026 (Factbook) for the offices
// that offices.txt lacks.
func heads(s *sources) ([]byte, error) {
	byHand, err := s.entries("offices.txt")
	if err != nil {
		return nil, err
	}
	covered := map[string]bool{}
	for _, f := range byHand {
		if of, ok := strings.CutPrefix(f[0], "@"); ok && len(f) > 1 {
			for _, t := range strings.Split(f[1], ";") {
				covered[strings.TrimSpace(of)+" "+rank(strings.TrimSpace(t))] = true
			}
		}
	}
	codes, err := s.codes()
	if err != nil {
		return nil, err
	}
	female, err := s.females()
	if err != nil {
		return nil, err
	}
	data, err := s.open("factbook_government.json.gz")
	if err != nil {
		return nil, err
	}
	var nations []struct {
		ISO2             string
		ChiefOfState     string `json:"chief_of_state"`
		HeadOfGovernment string `json:"head_of_government"`
	}
	if err := json.Unmarshal(data, &nations); err != nil {
		return nil, err
	}
	territories, err := s.territories() // their heads are their nations'
	if err != nil {
		return nil, err
	}
	type spell struct{ title, name, from string }
	spells := map[string][]spell{} // "FRA president" → by date
	for _, n := range nations {
		iso3 := codes[n.ISO2]
		if iso3 == "" || territories[iso3] {
			continue
		}
		for _, text := range []string{n.ChiefOfState, n.HeadOfGovernment} {
			title, name, from, ok := factbook(text)
			if !ok {
				continue
			}
			k := iso3 + " " + rank(title)
			if covered[k] || slices.ContainsFunc(spells[k], func(s spell) bool { return s.name == name }) {
				continue
			}
			spells[k] = append(spells[k], spell{title, name, from})
		}
	}
	wikidata, err := s.open("leaders_wikidata_2022.csv.gz")
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(bytes.NewReader(wikidata)).ReadAll()
	if err != nil {
		return nil, err
	}
	nationIDs, err := s.nationQIDs()
	if err != nil {
		return nil, err
	}
	for _, r := range rows[1:] {
		iso3 := nationIDs[r[0]]
		office, _, _ := strings.Cut(r[3], " of ")
		if iso3 == "" || territories[iso3] || r[6] == "" || strings.HasPrefix(r[5], "Q") {
			continue
		}
		office = strings.ToLower(office)
		k := iso3 + " " + rank(office)
		if covered[k] || rank(office) == "" {
			continue
		}
		same := slices.IndexFunc(spells[k], func(s spell) bool { return alike(s.name, r[5]) })
		if same >= 0 {
			spells[k][same].name = r[5] // better written than in the Factbook
			continue
		}
		if slices.ContainsFunc(spells[k], func(s spell) bool { return s.from < r[6] }) {
			continue
		}
		spells[k] = append(spells[k], spell{office, r[5], r[6]})
	}
	out := bytes.NewBufferString(headsHead)
	var keys []string
	for k := range spells {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		list := spells[k]
		slices.SortStableFunc(list, func(a, b spell) int { return strings.Compare(a.from, b.from) })
		fmt.Fprintf(out, "@ %s | %s | w=30\n", k[:3], list[len(list)-1].title)
		for _, s := range list {
			name := s.name
			if by := sameAs[name]; by != "" {
				name = by
			}
			if female[name] || female[strings.Fields(name)[0]] {
				name += " f"
			}
			fmt.Fprintf(out, "%s %s\n", s.from, name)
		}
	}
	return out.Bytes(), nil
}

// sameAs gives the names in offices.txt of those whom other sources call otherwise.
var sameAs = map[string]string{
	"Elizabeth II": "Queen Elizabeth II", "Charles III": "King Charles III", "Donald J. Trump": "Donald Trump",
	"Willem-Alexander of the Netherlands": "King Willem-Alexander", "Carl XVI Gustaf of Sweden": "King Carl XVI Gustaf",
	"Harald V of Norway": "King Harald V", "Philippe of Belgium": "King Philippe", "Felipe VI of Spain": "King Felipe VI",
	"Margrethe II of Denmark": "Queen Margrethe II", "Frederik X": "King Frederik X", "Naruhito": "Emperor Naruhito", "Guillaume": "Grand Duke _Guillaume V",
}

// alike reports whether two spellings of a name share most of their words.
func alike(a, b string) bool {
	n := 0
	for _, w := range strings.Fields(strings.ToLower(unaccent(a))) {
		if strings.Contains(strings.ToLower(unaccent(b)), w) {
			n++
		}
	}
	return n >= 2 || n == 1 && !strings.Contains(strings.TrimSpace(a), " ")
}

// rank groups titles into the offices that a nation has one of.
func rank(title string) string {
	t := strings.ToLower(title)
	switch {
	case strings.Contains(t, "governor"), strings.Contains(t, "vice"), strings.Contains(t, "co-prince"), strings.Contains(t, "captain"):
		return ""
	case strings.Contains(t, "prime minister"), strings.Contains(t, "chancellor"), strings.Contains(t, "premier"), strings.Contains(t, "taoiseach"):
		return "pm"
	case strings.Contains(t, "president"):
		return "president"
	case strings.Contains(t, "king"), strings.Contains(t, "queen"), strings.Contains(t, "monarch"), strings.Contains(t, "sultan"), strings.Contains(t, "emir"), strings.Contains(t, "amir"), strings.Contains(t, "emperor"), strings.Contains(t, "prince"), strings.Contains(t, "grand duke"):
		return "monarch"
	}
	return ""
}

var inFactbook = regexp.MustCompile(`^(?:(?:Interim|Acting|Transitional|Transition) )?(President|Prime Minister|Chancellor|King|Queen|Amir|Sultan|Emperor|Grand Duke|Prince|Premier|Taoiseach) (?:Gen\. |Dr\. |Lt\. Gen\. |Col\. |Capt\. |Maj\. |Brig\. Gen\. |Sheikh |Sr\. )*(.+?) \((?:since )?(\d{1,2}) (\w+) (\d{4})\)`)

// factbook reads "President Emmanuel MACRON (since 14 May 2017)".
func factbook(s string) (title, name, from string, ok bool) {
	m := inFactbook.FindStringSubmatch(s)
	if m == nil {
		return "", "", "", false
	}
	day, _ := strconv.Atoi(m[3])
	t, err := time.Parse("2 January 2006", fmt.Sprintf("%d %s %s", day, m[4], m[5]))
	if err != nil {
		return "", "", "", false
	}
	words := strings.Fields(m[2])
	for i, w := range words {
		if w == strings.ToUpper(w) && len(w) > 3 || w == strings.ToUpper(w) && len(w) > 1 && !roman[w] {
			words[i] = capital(w)
		}
	}
	return strings.ToLower(m[1]), strings.Join(words, " "), t.Format(time.DateOnly), true
}

var roman = map[string]bool{"II": true, "III": true, "IV": true, "VI": true, "XVI": true, "V": true}

// capital writes MACRON as Macron and TAYLOR-FARRELL as Taylor-Farrell.
func capital(s string) string {
	parts := strings.Split(s, "-")
	for i, p := range parts {
		r := []rune(strings.ToLower(p))
		if len(r) > 0 {
			r[0] = []rune(strings.ToUpper(string(r[0])))[0]
		}
		parts[i] = string(r)
	}
	return strings.Join(parts, "-")
}

// nationQIDs maps Wikidata items to ISO 3166-1 alpha-3, from nations.txt.
func (s *sources) nationQIDs() (map[string]string, error) {
	entries, err := s.entries("nations.txt")
	if err != nil {
		return nil, err
	}
	m := map[string]string{}
	for _, f := range entries {
		m[f[4]] = f[0]
	}
	return m, nil
}

// females holds first names that are nearly always women's.
func (s *sources) females() (map[string]bool, error) {
	genders, err := s.genders()
	if err != nil {
		return nil, err
	}
	m := map[string]bool{}
	for name, g := range genders {
		if g == "f" {
			m[capital(name)] = true
		}
	}
	return m, nil
}

// territories holds the codes of the nations that have no COW code.
func (s *sources) territories() (map[string]bool, error) {
	entries, err := s.entries("nations.txt")
	if err != nil {
		return nil, err
	}
	m := map[string]bool{}
	for _, f := range entries {
		m[f[0]] = f[3] == "-"
	}
	return m, nil
}

const qidsHead = `# Wikidata items of office-holders. Made by extract/link/kb/build; do not edit.
# name as in offices.txt, heads.txt or persons.txt | QID
# Source: Wikidata, collected 2022 (CC0).
`

// qids lists the items of the office-holders of 2022.
func qids(s *sources) ([]byte, error) {
	data, err := s.open("leaders_wikidata_2022.csv.gz")
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return nil, err
	}
	// other names in persons.txt lead to the name that the knowledge base uses
	entries, err := s.entries("persons.txt")
	if err != nil {
		return nil, err
	}
	canonical := map[string]string{}
	for _, f := range entries {
		canonical[slug(f[0])] = f[0]
		if len(f) > 1 {
			for _, n := range strings.Split(f[1], ";") {
				if k := slug(n); canonical[k] == "" {
					canonical[k] = f[0]
				}
			}
		}
	}
	lines := map[string]bool{}
	for _, r := range rows[1:] {
		name := r[5]
		if by := sameAs[name]; by != "" {
			name = by
		} else if by := canonical[slug(name)]; by != "" {
			name = strings.ReplaceAll(by, "_", "")
		}
		if strings.HasPrefix(r[4], "Q") && !strings.HasPrefix(name, "Q") {
			lines[name+" | "+r[4]] = true
		}
	}
	out := bytes.NewBufferString(qidsHead)
	for _, l := range slices.Sorted(maps.Keys(lines)) {
		out.WriteString(l + "\n")
	}
	return out.Bytes(), nil
}
