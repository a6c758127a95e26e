package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"newsgraph/extract/text"
	"newsgraph/graph"
)

// What plain sentences state of who did what, all of it and no more.
func TestPlain(t *testing.T) {
	x := newExtractor(t)
	for _, c := range []struct{ article, want string }{
		{"Keir Starmer met Simon Harris in London on Tuesday. They criticised Russia.",
			"Keir Starmer ACCUSED Russia; Keir Starmer MET Simon Harris; Simon Harris ACCUSED Russia"},
		{"The minister arrived in Berlin on Monday. They criticised Russia.", ""},
		{"Faisal bin Farhan met Ursula von der Leyen. Antony Blinken urged both sides to stop the fighting.",
			"Antony Blinken REQUESTED Faisal bin Farhan; Antony Blinken REQUESTED Ursula von der Leyen; Faisal bin Farhan MET Ursula von der Leyen"},
		{"Faisal bin Farhan spoke. U.S. Secretary of State Antony Blinken urged both sides to stop the fighting.", ""},
		{"Kyriakos Mitsotakis said Greece would support Turkey.", "Greece SUPPORTED Turkey"},
		{"Condoleezza Rice said Syria sponsors terrorism.", "Condoleezza Rice ACCUSED Syria"},
		{"Japan spoke. Police killed three protesters in Lagos, Nigeria.", "Nigeria ASSAULTED Lagos"},
		{"Japan spoke. Police killed three protesters in Lagos.", ""},
		{"The U.S. assisted Kurdish rebels fighting Turkey.", ""},
	} {
		d, err := x.Extract(&text.Article{ID: "a", Date: "2024-09-01", Language: "en", Text: c.article})
		if err != nil {
			t.Fatal(err)
		}
		name := map[string]string{}
		for _, n := range d.Nodes {
			name[n.ID] = n.Name
		}
		var got []string
		for _, e := range d.Edges {
			if !graph.Vocab().Edges[e.Type].Standing {
				got = append(got, fmt.Sprint(name[e.Source], " ", e.Type, " ", name[e.Target]))
			}
		}
		slices.Sort(got)
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s\n got: %s\nwant: %s", c.article, s, c.want)
		}
	}
}
