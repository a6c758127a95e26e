package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

const citiesHead = `# Cities of 15,000 inhabitants and more. Made by extract/link/kb/build from GeoNames cities15000; do not edit: a city
# that should be named otherwise belongs in places.txt.
# name, nation (ISO 3166-1 alpha-3), region (GeoNames admin1 code; of the United States the postal code of the state),
# thousands of inhabitants, 1 for the largest of its name in its nation.
# Source: GeoNames (https://www.geonames.org), CC BY 4.0.
`

// transliterated are the nations whose cities GeoNames writes with the marks of
// scholarly transliteration, which news does not use.
const transliterated = "AF BD BT DZ EG ER ET IN IQ IR IL JO KW LB LK LY MA MM NP OM PK PS QA SA SD SY TN AE YE BH KP KR JP TJ UZ KZ KG TM AZ GE AM RU UA BY MN"

func cities(s *sources) ([]byte, error) {
	data, err := s.open("cities15000.json.gz")
	if err != nil {
		return nil, err
	}
	var list []struct {
		Name string
		CC   string
		Pop  int
		Adm1 string
	}
	if err := json.Unmarshal(data, &list); err != nil {
		return nil, err
	}
	codes, err := s.codes()
	if err != nil {
		return nil, err
	}
	places, err := s.entries("places.txt")
	if err != nil {
		return nil, err
	}
	byHand := map[string]bool{}
	inNation, inRegion := map[string]bool{}, map[string]bool{}
	for _, f := range places {
		if len(f) < 3 {
			continue
		}
		inNation[fold(f[0])+"/"+f[2]] = true // the island's ID is taken: its town's gets a region
		if f[1] != "city" && f[1] != "district" {
			continue
		}
		names := []string{f[0]}
		if len(f) > 3 {
			names = append(names, strings.Split(f[3], ";")...)
		}
		for _, n := range names {
			byHand[fold(strings.TrimSpace(n))+"/"+f[2]] = true
		}
	}
	plain := map[string]bool{}
	for _, cc := range strings.Fields(transliterated) {
		plain[cc] = true
	}
	// the largest first; ties by name so that the order is always the same
	slices.SortStableFunc(list, func(a, b struct {
		Name string
		CC   string
		Pop  int
		Adm1 string
	}) int {
		if a.Pop != b.Pop {
			return b.Pop - a.Pop
		}
		return strings.Compare(a.Name+a.CC+a.Adm1, b.Name+b.CC+b.Adm1)
	})
	out := bytes.NewBufferString(citiesHead)
	for _, c := range list {
		iso3, ok := codes[c.CC]
		if !ok {
			return nil, fmt.Errorf("city %s: no nation %s in nations.txt", c.Name, c.CC)
		}
		name := c.Name
		if i := strings.IndexAny(name, "(/|"); i >= 0 {
			name = name[:i]
		}
		if plain[c.CC] {
			name = strings.NewReplacer("‘", "", "’", "", "'", "").Replace(unaccent(name))
		}
		name = strings.TrimSpace(strings.TrimPrefix(name, "City of "))
		key := fold(name)
		if notCity.MatchString(name) {
			continue
		}
		if key == "" || byHand[key+"/"+iso3] {
			continue
		}
		region := key + "/" + iso3 + "/" + c.Adm1
		if inRegion[region] {
			continue // a smaller namesake in the same region can't be told apart
		}
		inRegion[region] = true
		lone := "1"
		if inNation[key+"/"+iso3] {
			lone = "0"
		}
		inNation[key+"/"+iso3] = true
		fmt.Fprintf(out, "%s\t%s\t%s\t%d\t%s\n", name, iso3, c.Adm1, (c.Pop+500)/1000, lone)
	}
	return out.Bytes(), nil
}

// notCity matches what GeoNames lists among populated places but news means as
// something else: quarters and words.
var notCity = regexp.MustCompile(`(?i)\b(university|district|estate|airport|station|barracks|colony|sector|block)\b|^(uptown|downtown|midtown|central|center|centre|of|most|same|police|march|may|april|june|august|along|date|man|bar|split up|north|south|east|west)$`)

func unaccent(s string) string {
	t, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), s)
	if err != nil {
		return s
	}
	return t
}

// fold is a rough key: lower-case letters and digits only.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, unaccent(s))
}
