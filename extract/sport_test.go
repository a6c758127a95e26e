package extract

import (
	"slices"
	"testing"

	"newsgraph/extract/text"
)

// TestPlayIsNoConflict reads reports of sport: play states nothing, and all else
// that is reported there does.
func TestPlayIsNoConflict(t *testing.T) {
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const tennis = "The tennis tournament in Madrid goes on. Top-seeded Rafael Nadal won his quarterfinal. "
	for _, tt := range []struct {
		text string
		want []string // types of actions
	}{
		{tennis + "Rafael Nadal beat Roger Federer on Friday.", nil},
		{tennis + "Rafael Nadal ousted Roger Federer. He will meet Andy Murray on Sunday.", nil},
		{tennis + "Germany beat Italy in the other semifinal.", nil},
		{tennis + "Hezbollah attacked Israel on Friday.", []string{"ASSAULTED"}},
		{tennis + "The International Olympic Committee suspended Iraq on Friday.", []string{"SANCTIONED"}},
		{"Barack Obama met Angela Merkel on Tuesday.", []string{"MET"}}, // no word of sport
	} {
		doc, err := x.Extract(&text.Article{ID: "a", Date: "2009-05-15", Language: "en", Text: tt.text})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range doc.Edges {
			switch e.Type {
			case "ASSAULTED", "OPPOSED", "MET", "SANCTIONED":
				got = append(got, e.Type)
			}
		}
		slices.Sort(got)
		if got = slices.Compact(got); !slices.Equal(got, tt.want) {
			t.Errorf("%q: got %v, want %v", tt.text, got, tt.want)
		}
	}
}
