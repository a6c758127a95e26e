package main

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

const firstNamesHead = `# First names that are nearly always (19 of 20 bearers) one gender's. Made by extract/link/kb/build; do not edit: what is
# missing or wrong belongs in firstnames_world.txt.
# name | gender
# Sources: US Census 1990 (public domain); Kantrowitz name corpus in NLTK (free with credit to Mark Kantrowitz);
# firstnames_world.txt (by hand).
`

func firstNames(s *sources) ([]byte, error) {
	genders, err := s.genders()
	if err != nil {
		return nil, err
	}
	out := bytes.NewBufferString(firstNamesHead)
	for _, name := range slices.Sorted(maps.Keys(genders)) {
		if g := genders[name]; g != "" {
			fmt.Fprintf(out, "%s | %s\n", name, g)
		}
	}
	return out.Bytes(), nil
}

// genders maps first names in lower case to "m", "f", or "" where both bear them.
func (s *sources) genders() (map[string]string, error) {
	share := map[string][2]float64{}
	for i, f := range []string{"census1990_male_first.gz", "census1990_female_first.gz"} {
		data, err := s.open(f)
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(data)) {
			w := strings.Fields(line)
			if len(w) < 2 {
				continue
			}
			p, err := strconv.ParseFloat(w[1], 64)
			if err != nil {
				return nil, fmt.Errorf("%s: %q is not a share", f, w[1])
			}
			v := share[strings.ToLower(w[0])]
			v[i] += p
			share[strings.ToLower(w[0])] = v
		}
	}
	for i, f := range []string{"names_nltk_male.txt.gz", "names_nltk_female.txt.gz"} {
		data, err := s.open(f)
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(data)) {
			name := strings.ToLower(unaccent(strings.TrimSpace(line)))
			if v := share[name]; v[0]+v[1] < 0.005 && name != "" { // the census knows better where it knows
				v[i] += 0.001
				share[name] = v
			}
		}
	}
	out := map[string]string{}
	for name, v := range share {
		switch {
		case strings.ContainsAny(name, " .'"):
		case v[0] >= 19*v[1]:
			out[name] = "m"
		case v[1] >= 19*v[0]:
			out[name] = "f"
		}
	}
	world, err := os.ReadFile(filepath.Join(s.to, "firstnames_world.txt"))
	if err != nil {
		return nil, err
	}
	gender := ""
	for line := range strings.Lines(string(world)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '@':
			gender = strings.TrimSpace(line[1:])
		default:
			for _, name := range strings.Fields(line) {
				out[strings.ToLower(unaccent(name))] = gender
			}
		}
	}
	return out, nil
}
