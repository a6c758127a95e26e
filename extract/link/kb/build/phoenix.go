package main

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

const phoenixHead = `# International bodies, charities and armed groups that bodies.txt and groups.txt lack. Made by extract/link/kb/build; do
# not edit: a body that should be known better belongs in bodies.txt or groups.txt. The format is theirs.
# Source: PHOENIX actor dictionaries of the Open Event Data Alliance and TOPS of START (MIT).

`

// phoenix lists the organisations of the PHOENIX dictionaries: of the
// international actors those whose name says that they are one (the rest are
// persons), of the armed groups all.
func phoenix(s *sources) ([]byte, error) {
	known := map[string]bool{}
	for _, file := range []string{"bodies.txt", "groups.txt", "other.txt", "places.txt", "nations.txt", "persons.txt"} {
		entries, err := s.entries(file)
		if err != nil {
			return nil, err
		}
		for _, f := range entries {
			for _, field := range f {
				for _, n := range strings.Split(field, ";") {
					known[slug(strings.TrimPrefix(strings.TrimSpace(n), "the "))] = true
				}
			}
		}
	}
	nations, err := s.entries("nations.txt")
	if err != nil {
		return nil, err
	}
	iso3 := map[string]bool{}
	for _, f := range nations {
		iso3[f[0]] = true
	}
	out := bytes.NewBufferString(phoenixHead)
	for _, f := range []struct {
		file string
		take *regexp.Regexp // codes
		name *regexp.Regexp // names
	}{
		{"petrarch_Phoenix.International.actors.txt.gz", regexp.MustCompile(`^(IGO|NGO)`), organisation},
		{"petrarch_Phoenix.MilNonState.actors.txt.gz", regexp.MustCompile(`(REB|UAF|SEP|INS|IMG|CRM)`), armed},
	} {
		data, err := s.open(f.file)
		if err != nil {
			return nil, err
		}
		byKind := map[string][]string{}
		for _, e := range actors(string(data)) {
			if !f.take.MatchString(e.code) {
				continue
			}
			var names []string
			for _, n := range e.names {
				names = append(names, plainNames(n)...)
			}
			names = slices.DeleteFunc(names, func(n string) bool { return len(n) < 3 || len(n) > 90 || strings.ContainsAny(n, "|;=@#[]{}<>?*") })
			if len(names) == 0 || !f.name.MatchString(names[0]) {
				continue
			}
			if slices.ContainsFunc(names, func(n string) bool { return known[slug(strings.TrimPrefix(n, "The "))] }) {
				continue
			}
			for _, n := range names {
				known[slug(strings.TrimPrefix(n, "The "))] = true
			}
			kind, nation := "armed group", ""
			switch e.code[:3] {
			case "IGO":
				kind = "international organisation"
			case "NGO":
				kind = "ngo"
			default:
				if iso3[e.code[:3]] {
					nation = " nation=" + e.code[:3]
				}
			}
			also := slices.DeleteFunc(slices.Clone(names[1:]), func(n string) bool { return !strings.Contains(n, " ") && !acronym.MatchString(n) })
			for i, n := range also {
				if acronym.MatchString(n) {
					also[i] += "!" // capitals only
				}
			}
			byKind[kind] = append(byKind[kind], fmt.Sprintf("%s | %s | w=5%s", names[0], strings.Join(also, "; "), nation))
		}
		for _, kind := range slices.Sorted(maps.Keys(byKind)) {
			fmt.Fprintf(out, "@ %s | -\n", kind)
			slices.Sort(byKind[kind])
			for _, l := range byKind[kind] {
				fmt.Fprintln(out, l)
			}
		}
	}
	return out.Bytes(), nil
}

var (
	organisation = regexp.MustCompile(`\b(Organi[sz]ations?|Commission|Association|Federation|Confederation|Council|Fund|Bank|Union|Agency|Committee|Institute|Programme|Program|Centre|Center|League|Alliance|Network|Society|Forum|Tribunal|Mission|Bureau|Coalition|Community|Secretariat|Authority|Assembly|Initiative|Foundation|Trust|Relief|Aid|Rights|Watch|International)\b`)
	armed        = regexp.MustCompile(`(?i)\b(front|army|armies|brigades?|group|movement|organi[sz]ation|forces?|liberation|cells?|command|party|militia|militants?|jihad|mujahideen|revolution|revolutionary|resistance|martyrs|guards?|faction|commandos?|action|battalion|column|network|union|league|council|fighters|separatists|rebels|guerrillas?|patriots?|vanguard|squad|sword|soldiers)\b`)
	acronym      = regexp.MustCompile(`^[A-Z][A-Z-]{2,7}$`)
)

// actor is one entry of a PHOENIX dictionary.
type actor struct {
	names []string
	code  string
}

// actors reads a PHOENIX dictionary: a name and its code in brackets, then
// other names that begin with "+"; the code may stand on a line of its own.
func actors(data string) []actor {
	var out []actor
	for line := range strings.Lines(data) {
		line, _, _ = strings.Cut(line, "#")
		name, code, ok := strings.Cut(line, "[")
		code, _, _ = strings.Cut(code, "]")
		code, _, _ = strings.Cut(strings.TrimSpace(code), " ")
		name = strings.TrimSpace(name)
		switch {
		case name == "" && ok && len(out) > 0 && out[len(out)-1].code == "":
			out[len(out)-1].code = code
		case name == "":
		case name[0] == '+':
			if len(out) > 0 {
				out[len(out)-1].names = append(out[len(out)-1].names, name[1:])
			}
		default:
			out = append(out, actor{names: []string{name}, code: code})
		}
	}
	return slices.DeleteFunc(out, func(a actor) bool { return len(a.code) < 3 })
}

var bracketed = regexp.MustCompile(`\(([^)]*)\)`)

// plainNames writes "ADEN_ABYAN_ISLAMIC_ARMY_(AAIA)_" as "Aden Abyan Islamic
// Army" and "AAIA".
func plainNames(s string) []string {
	s = strings.TrimSpace(strings.ReplaceAll(s, "_", " "))
	var inner string
	if m := bracketed.FindStringSubmatch(s); m != nil {
		inner = strings.TrimSpace(m[1])
		s = strings.TrimSpace(bracketed.ReplaceAllString(s, ""))
	}
	words := strings.Fields(s)
	for i, w := range words {
		low := strings.ToLower(w)
		switch {
		case i > 0 && small[low]:
			words[i] = low
		case len(words) == 1 && len(w) <= 6:
		default:
			words[i] = capital(w)
		}
	}
	names := []string{strings.Join(words, " ")}
	if acronym.MatchString(inner) {
		names = append(names, inner)
	}
	return names
}

var small = map[string]bool{"of": true, "the": true, "and": true, "for": true, "in": true, "on": true, "to": true, "de": true, "la": true, "al": true, "against": true, "with": true, "by": true, "from": true, "du": true, "des": true, "del": true, "e": true, "y": true, "et": true}
