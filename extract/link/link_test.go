package link

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"newsgraph/extract/text"
)

var opened = sync.OnceValues(Open)

// base opens the knowledge base for tests, once.
func base(t testing.TB) *Base {
	t.Helper()
	b, err := opened()
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
		{"U.S.", "", "USA", ByAcronym},
		{"the U. S.", "", "USA", ByAcronym},
		{"us", "", "", 0},
		{"Us", "", "", 0},
		{"Let", "", "", 0},
		{"LeT", "", "body:lashkar-e-taiba", ByAlias},
		{"D-Mass.", "", "place:massachusetts-usa", ByAlias},
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
		{"Standard & Poor's 500", "", "body:sp-500", ByAlias},
		{"FTSE 100", "", "body:ftse-100", ByName},
		{"WHO", "", "body:world-health-organization", ByAcronym},
		{"Citibank", "", "body:citigroup", ByAlias},
		{"BBC Radio Four", "", "body:bbc-radio-4", ByAlias},
		{"Manchester United", "", "body:manchester-united", ByName},
		{"R-TX", "", "place:texas-usa", ByAlias},
		{"D-Calif.", "", "place:california-usa", ByAlias},
		{"The Hague", "", "place:the-hague-nld", ByName},
		{"Рutin", "", "", 0},       // Cyrillic Er
		{"Ｐutin", "", "", 0},       // full width
		{"Putin\u202e", "", "", 0}, // right-to-left override
		{"Putin\u200b", "", "", 0}, // zero-width space
		{"Putin😀", "", "", 0},
		{"", "", "", 0},
		{strings.Repeat("Putin ", 2000), "", "", 0},
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

func TestHolderOnce(t *testing.T) {
	b := base(t)
	if hs := b.Holder("president", "XXX", "2020-01-01"); hs != nil {
		t.Errorf("a nation that is none has president %v", hs)
	}
	if hs := b.Holder("prime minister", "PAK", "2001-01-01"); len(hs) != 0 {
		t.Errorf("Pakistan had no prime minister in 2001, got %v", hs)
	}
}

func TestOffices(t *testing.T) {
	b := base(t)
	hs := b.Offices("person:hillary-clinton", "2010-06-01")
	if len(hs) != 1 || hs[0].Title != "secretary of state" || hs[0].Of != "USA" {
		t.Errorf("Hillary Clinton held %v in 2010", hs)
	}
	if hs := b.Offices("person:nobody", ""); hs != nil {
		t.Errorf("nobody held %v", hs)
	}
	for i := range b.terms {
		if x := &b.terms[i]; x.until != "" && x.until < x.from {
			t.Errorf("%s: %s of %s ends %s before it begins %s", b.things[x.person].ID, x.title, x.of, x.until, x.from)
		}
	}
}

func TestGender(t *testing.T) {
	b := base(t)
	for name, want := range map[string]string{"Angela": "f", "Volodymyr": "m", "Sasha": "", "Zzz": ""} {
		if got := b.FirstNameGender(name); got != want {
			t.Errorf("FirstNameGender(%s) = %q, want %q", name, got, want)
		}
	}
	if k := b.ByID("person:theresa-may"); k == nil || k.Gender != "f" {
		t.Errorf("Theresa May: %+v", k)
	}
}

func TestLastName(t *testing.T) {
	b := base(t)
	for name, want := range map[string]bool{"Noriega": true, "Victoria": false, "Paris": false, "Zzz": false} {
		if got := b.LastName(name); got != want {
			t.Errorf("LastName(%s) = %v, want %v", name, got, want)
		}
	}
}

func TestOtherAndSort(t *testing.T) {
	b := base(t)
	for name, want := range map[string]bool{"COVID": true, "Nobel Peace Prize": true, "Secretary of State": true, "France": false, "Hamas": false, "": false} {
		if got := b.Other(name); got != want {
			t.Errorf("Other(%s) = %t", name, got)
		}
	}
	for name, want := range map[string]text.NameKind{
		"Al Noor Mosque": text.LOC, "Elman Peace Organisation": text.ORG, "Port of Poti": text.LOC, "Committee for the Defence of the River": text.ORG,
		"Mount Elbrus": text.LOC, "Macron": "", "Mosque": "", "": "",
	} {
		if got := b.Sort(name); got != want {
			t.Errorf("Sort(%s) = %q, want %q", name, got, want)
		}
	}
}

func TestScan(t *testing.T) {
	b := base(t)
	sentence := "Al - Qaeda fighters left the Ivory Coast for St. Petersburg , U.S. officials said ."
	var tokens []text.Token
	at := 0
	for _, w := range strings.Fields(sentence) {
		start := at + strings.Index(sentence[at:], w)
		tokens = append(tokens, text.Token{Span: text.Span{Start: start, End: start + len(w)}, Text: w})
		at = start + len(w)
	}
	var got []string
	for _, f := range b.Scan(tokens, "2020-01-01") {
		got = append(got, f.Candidates[0].Known.ID)
	}
	want := []string{"body:al-qaeda", "CIV", "place:saint-petersburg-rus", "USA"}
	if !slices.Equal(got, want) {
		t.Errorf("Scan finds %v, want %v", got, want)
	}
}

// TestIDs holds what other packages rely on: IDs are unique, stable in form and
// found again, and names are what a person would write.
func TestIDs(t *testing.T) {
	b := base(t)
	form := regexp.MustCompile(`^([A-Z]{3}|(person|body|place):[a-z0-9-]+)$`)
	seen := map[string]bool{}
	check := func(k *text.Known) {
		if !form.MatchString(k.ID) || seen[k.ID] || k.Name == "" || k.Name != strings.TrimSpace(k.Name) {
			t.Errorf("%q, named %q, is no good identity", k.ID, k.Name)
		}
		seen[k.ID] = true
	}
	for i := range b.things {
		check(&b.things[i])
		if b.ByID(b.things[i].ID) == nil {
			t.Errorf("ByID does not find %s", b.things[i].ID)
		}
	}
	for i := range b.cities {
		check(b.known(int32(-1 - i)))
	}
}

// TestBadLines holds that an error names the file and the line.
func TestBadLines(t *testing.T) {
	for _, bad := range []struct{ name, line string }{
		{"nations.txt", "FRA | FR"}, {"nations.txt", "FRA | FR | 250 | 220 | Q142 | France | | | | Париж"},
		{"places.txt", "Paris | city | XXX"}, {"cities.tsv", "Paris\tFRA"}, {"bodies.txt", "Orphan | O"},
		{"offices.txt", "1999-01-01 Nobody"}, {"persons.txt", "Владимир Путин"}, {"functions.txt", "x | y"}, {"nouns.txt", "PER | man"},
	} {
		files := fstest.MapFS{}
		entries, err := fs.ReadDir(kb, "kb")
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			files["kb/"+e.Name()] = &fstest.MapFile{}
		}
		files["kb/"+bad.name] = &fstest.MapFile{Data: []byte("# head\n\n" + bad.line + "\n")}
		if _, err := open(files); err == nil || !strings.HasPrefix(err.Error(), "kb/"+bad.name+":3: ") {
			t.Errorf("%s: %s: error %v names no line", bad.name, bad.line, err)
		}
	}
}

func FuzzLookup(f *testing.F) {
	b := base(f)
	for _, s := range []string{"Paris", "U.S.", "al-Qaeda", "Foreign Ministry of Ukraine", "D-Calif.", "Рutin", "a\u0301\u0301\u0301", "J. D. Vance", "’s", "of  of", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		sum := 0.0
		for _, c := range b.Lookup(s, "2020-01-01") {
			if c.Known == nil || c.Weight <= 0 {
				t.Fatalf("%q: candidate %+v", s, c)
			}
			sum += c.Prior
		}
		if sum != 0 && (sum < 0.999 || sum > 1.001) {
			t.Fatalf("%q: priors add up to %g", s, sum)
		}
		d := b.Decide(Mention{Names: []string{s, "X " + s}, Kind: text.PER}, b.Context([]string{s}, s, ""))
		if d.Confidence < 0 || d.Confidence > 1 || d.Reason == "" {
			t.Fatalf("%q: %+v", s, d)
		}
		b.Other(s)
		b.Sort(s)
	})
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		if _, err := Open(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLookup(b *testing.B) {
	kb := base(b)
	for b.Loop() {
		kb.Lookup("Zelenskyy", "2026-01-06")
	}
}
