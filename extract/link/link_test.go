package link

import (
	"testing"
)

// base opens the knowledge base for a test.
func base(t testing.TB) *Base {
	t.Helper()
	b, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestLookup(t *testing.T) {
	b := base(t)
	for _, c := range []struct {
		surface, date string
		first         string // ID of the likeliest, "" for none
		match         Match
	}{
		{"French", "", "FRA", ByAdjective},
		{"Turks", "", "TUR", ByPeople},
		{"U.S.", "", "USA", ByAlias},
		{"the U. S.", "", "USA", ByAlias},
		{"us", "", "", 0},
		{"china", "", "", 0},
		{"Kremlin", "", "RUS", ByMetonym},
		{"Kyiv", "", "place:kyiv-ukr", ByName},
		{"Kiev's", "", "place:kyiv-ukr", ByAlias},
		{"Nato", "", "body:nato", ByName},
		{"al Qaeda", "", "body:al-qaeda", ByName},
		{"French Foreign Ministry", "", "body:french-foreign-ministry", ByName},
		{"Foreign Ministry of Ukraine", "", "body:foreign-ministry-ukr", ByPattern},
		{"Russia's Defence Ministry", "", "body:defence-ministry-rus", ByPattern},
		{"Supreme Court of India", "", "body:supreme-court-ind", ByPattern},
		{"Volodymyr Zelenskiy", "", "person:volodymyr-zelenskyy", ByAlias},
		{"Vladimir Poutine", "", "person:vladimir-putin", BySpelling},
		{"Bush", "2004-05-01", "person:george-w-bush", BySurname},
		{"Bush", "1991-05-01", "person:george-hw-bush", BySurname},
		{"R-TX", "", "place:texas-usa", ByAlias},
		{"D-Calif.", "", "place:california-usa", ByAlias},
		{"The Hague", "", "place:the-hague-nld", ByName},
		{"Рutin", "", "", 0},       // Cyrillic Er
		{"Ｐutin", "", "", 0},       // full width
		{"Putin\u202e", "", "", 0}, // right-to-left override
		{"Putin\u200b", "", "", 0}, // zero-width space
		{"Putin😀", "", "", 0},
		{"", "", "", 0},
		{"’s", "", "", 0},
		{"'; MATCH (n) DETACH DELETE n //", "", "", 0},
		{"<script>alert(1)</script>", "", "", 0},
	} {
		cs := b.Lookup(c.surface, c.date)
		switch {
		case c.first == "" && len(cs) > 0:
			t.Errorf("Lookup(%q) = %s, want none", c.surface, cs[0].Known.ID)
		case c.first != "" && len(cs) == 0:
			t.Errorf("Lookup(%q) finds nothing, want %s", c.surface, c.first)
		case c.first != "" && (cs[0].Known.ID != c.first || cs[0].Match != c.match):
			t.Errorf("Lookup(%q) = %s by %s, want %s by %s", c.surface, cs[0].Known.ID, cs[0].Match, c.first, c.match)
		}
	}
}

func TestHolder(t *testing.T) {
	b := base(t)
	for _, c := range []struct{ office, of, date, want string }{
		{"president", "FRA", "2008-03-01", "Nicolas Sarkozy"},
		{"President", "FRA", "2026-01-06", "Emmanuel Macron"},
		{"pope", "VAT", "2004-01-01", "Pope John Paul II"},
		{"secretary-general", "body:united-nations", "1998-01-01", "Kofi Annan"},
		{"foreign policy chief", "body:european-union", "2012-01-01", "Catherine Ashton"},
		{"secretary of state", "USA", "2006-01-01", "Condoleezza Rice"},
		{"chancellor", "DEU", "2015-01-01", "Angela Merkel"},
		{"foreign secretary", "GBR", "2003-03-20", "Jack Straw"},
		{"president", "USA", "2023-05-01", "Joe Biden"},
	} {
		hs := b.Holder(c.office, c.of, c.date)
		if len(hs) != 1 || hs[0].Person.Name != c.want {
			t.Errorf("Holder(%s, %s, %s) = %v, want %s", c.office, c.of, c.date, hs, c.want)
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		base(b)
	}
}

func BenchmarkLookup(b *testing.B) {
	kb := base(b)
	for b.Loop() {
		kb.Lookup("Zelenskyy", "2026-01-06")
	}
}
