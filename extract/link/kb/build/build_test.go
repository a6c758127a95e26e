package main

import (
	"slices"
	"testing"
)

func TestFactbook(t *testing.T) {
	for _, c := range []struct{ in, title, name, from string }{
		{"President Emmanuel MACRON (since 14 May 2017)", "president", "Emmanuel Macron", "2017-05-14"},
		{"King LETSIE III (since 7 February 1996)", "king", "Letsie III", "1996-02-07"},
		{"Interim President Gen. Horta Nta Na MAN (since 27 November 2025)", "president", "Horta Nta Na Man", "2025-11-27"},
		{"Premier Easton TAYLOR-FARRELL (since 19 November 2019)", "premier", "Easton Taylor-Farrell", "2019-11-19"},
		{"represented by nobody", "", "", ""},
	} {
		title, name, from, ok := factbook(c.in)
		if title != c.title || name != c.name || from != c.from || ok != (c.title != "") {
			t.Errorf("factbook(%q) = %q %q %q %t", c.in, title, name, from, ok)
		}
	}
}

func TestPlainNames(t *testing.T) {
	for in, want := range map[string][]string{
		"ADEN_ABYAN_ISLAMIC_ARMY_(AAIA)_":  {"Aden Abyan Islamic Army", "AAIA"},
		"ACTION_COMMITTEE_OF_WINEGROWERS_": {"Action Committee of Winegrowers"},
		"DCRI":                             {"DCRI"},
	} {
		if got := plainNames(in); !slices.Equal(got, want) {
			t.Errorf("plainNames(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestActors(t *testing.T) {
	got := actors("# head\nUN_ [IGOUNO]\n+U.N._\nKOFI_ANNAN_\n+K_ANNAN_\n\t[IGOUNO 970101-061231]\nNOBODY\n")
	if len(got) != 2 || got[0].code != "IGOUNO" || len(got[1].names) != 2 || got[1].code != "IGOUNO" {
		t.Errorf("actors reads %+v", got)
	}
}

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{"Côte d'Ivoire": "cote-divoire", "AT&T": "at-and-t", "Washington, D.C.": "washington-dc", "Guinea-Bissau": "guinea-bissau"} {
		if got := slug(in); got != want {
			t.Errorf("slug(%q) = %q, want %q", in, got, want)
		}
	}
}
