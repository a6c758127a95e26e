package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

const membersHead = `# Which nations are members of international bodies. Made by extract/link/kb/build; do not edit.
# body | members (ISO 3166-1 alpha-3)
# Source: CIA World Factbook (public domain), collected May 2026; observers, partners and dialogue members are left out.
`

// bodyOf maps the Factbook's abbreviations to bodies of bodies.txt: by the
// acronyms there, and where the Factbook has its own, by this table.
var bodyOf = map[string]string{
	"CE": "council-of-europe", "C": "commonwealth-of-nations", "LAS": "arab-league", "AfDB": "african-development-bank",
	"ADB": "asian-development-bank", "ICCt": "international-criminal-court", "UN Security Council": "united-nations-security-council",
	"Quad": "quad", "BRICS": "brics", "Benelux": "benelux", "Interpol": "interpol", "Caricom": "caricom", "Mercosur": "mercosur",
}

func members(s *sources) ([]byte, error) {
	data, err := s.open("igo_members_factbook.json.gz")
	if err != nil {
		return nil, err
	}
	var igos map[string][][2]string
	if err := json.Unmarshal(data, &igos); err != nil {
		return nil, err
	}
	codes, err := s.codes()
	if err != nil {
		return nil, err
	}
	bodies, err := s.entries("bodies.txt")
	if err != nil {
		return nil, err
	}
	ids := map[string]string{}
	known := map[string]bool{}
	for _, f := range bodies {
		id := slug(strings.TrimPrefix(f[0], "the "))
		for _, a := range f[1:] {
			if v, ok := strings.CutPrefix(a, "id="); ok {
				id, _, _ = strings.Cut(v, " ")
			} else if _, v, ok := strings.Cut(a, " id="); ok {
				id, _, _ = strings.Cut(v, " ")
			}
		}
		known[id] = true
		names := []string{f[0]}
		if len(f) > 1 {
			names = append(names, strings.Split(f[1], ";")...)
		}
		for _, n := range names {
			n = strings.TrimSuffix(strings.TrimSpace(n), "!")
			if _, dup := ids[n]; !dup {
				ids[n] = id
			}
		}
	}
	out := bytes.NewBufferString(membersHead)
	var missing []string
	lines := map[string]string{}
	for _, abbr := range slices.Sorted(maps.Keys(igos)) {
		id := bodyOf[abbr]
		if id == "" {
			id = ids[abbr]
		}
		if id == "" {
			id = ids[strings.ReplaceAll(abbr, "-", "")]
		}
		if !known[id] {
			missing = append(missing, abbr)
			continue
		}
		var of []string
		for _, m := range igos[abbr] {
			if iso3, ok := codes[m[0]]; ok && (m[1] == "member" || m[1] == "permanent member") {
				of = append(of, iso3)
			}
		}
		slices.Sort(of)
		if of = slices.Compact(of); len(of) > 1 {
			lines["body:"+id] = strings.Join(of, " ")
		}
	}
	for _, id := range slices.Sorted(maps.Keys(lines)) {
		fmt.Fprintf(out, "%s | %s\n", id, lines[id])
	}
	fmt.Printf("members.txt: not in bodies.txt: %s\n", strings.Join(missing, ", "))
	return out.Bytes(), nil
}

// slug is how the knowledge base makes IDs of plain names.
func slug(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(unaccent(name)) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == ' ' || r == '-' || r == '–' || r == '/' || r == ',':
			if s := b.String(); s != "" && s[len(s)-1] != '-' {
				b.WriteByte('-')
			}
		case r == '&':
			if s := b.String(); s != "" && s[len(s)-1] != '-' {
				b.WriteByte('-')
			}
			b.WriteString("and-")
		}
	}
	return strings.Trim(b.String(), "-")
}
