package extract

import (
	"testing"

	"newsgraph/extract/text"
)

// What tense, modals and adverbs say of whether something is, was, will be or is not.
func TestStatus(t *testing.T) {
	x := newExtractor(t)
	for sentence, want := range map[string]string{
		"France signed the treaty.":                              "actual",
		"France had to sign the treaty.":                         "actual",
		"France will sign the treaty.":                           "planned",
		"France still has to sign the treaty.":                   "planned",
		"France was about to sign the treaty.":                   "planned",
		"France may sign the treaty.":                            "possible",
		"France reportedly signed the treaty.":                   "possible",
		"France did not sign the treaty.":                        "denied",
		"France almost signed the treaty.":                       "denied",
		"It is possible that France signed the treaty.":          "possible",
		"It is false that France signed the treaty.":             "denied",
		"It is not true that France signed the treaty.":          "denied",
		"It is true that France signed the treaty.":              "actual",
		"France has yet to sign the treaty.":                     "denied",
		"US President Barack Obama spoke.":                       "actual",
		"US President Jimmy Carter spoke.":                       "past",
		"Jane Smith is the head of NATO.":                        "actual",
		"Jane Smith, who is the head of NATO, spoke.":            "actual",
		"Jane Smith, former head of NATO, spoke.":                "past",
		"Jane Smith was once the head of NATO.":                  "past",
		"Jane Smith used to be the head of NATO.":                "past",
		"Jane Smith, previously the head of NATO, spoke.":        "past",
		"Jane Smith had been the head of NATO.":                  "past",
		"Jane Smith, who was the head of NATO in 1995, spoke.":   "past",
		"Jane Smith was the head of NATO in the 1990s.":          "past",
		"Jane Smith, who will be the head of NATO, spoke again.": "planned",
	} {
		d, err := x.Extract(&text.Article{ID: "a", Date: "2012-01-01", Language: "en", Text: sentence})
		if err != nil {
			t.Fatal(err)
		}
		got := "no edge"
		for _, e := range d.Edges {
			if e.Type == "SIGNED" || e.Type == "HOLDS_OFFICE" {
				got = e.Status
			}
		}
		if got != want {
			t.Errorf("%s: %s, want %s", sentence, got, want)
		}
	}
}
