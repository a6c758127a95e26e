package neo4j

import (
	"strings"
	"testing"
)

var searches = map[string]string{
	"zelensky~":                "zelensky~",
	"Zelen* AND NOT putin":     "Zelen* AND NOT putin",
	`"Keir Starmer" OR Macro*`: `"Keir Starmer" OR Macro*`,
	"AC/DC":                    `AC\/DC`,
	"(a:b) [c TO d] e^2 f\\":   `\(a\:b\) \[c TO d\] e\^2 f\\`,
	`half a "quote`:            `half a \"quote`,
	`a"b c"d`:                  `a "b c" d`,
	`"" " "`:                   "",
	"* ~ ?x ~~":                `\* \~ \?x \~~`,
	"AND a AND OR b OR":        "and a AND or b or",
	"a NOT NOT b NOT":          "a NOT not b not",
	"-a +b !c && || d":         `\-a \+b \!c \&\& \|\| d`,
	"":                         "",
}

func TestSearch(t *testing.T) {
	for text, want := range searches {
		if got := Search(text); got != want {
			t.Errorf("%q is searched as %q, want %q", text, got, want)
		}
	}
}

// No text that people look for is an error, and names are found however they are written.
func TestNamed(t *testing.T) {
	db := open(t)
	load(t, db, fixture(t), LoadOptions{})
	for text := range searches {
		if search := Search(text); search != "" {
			ask(t, db, "find", map[string]any{"text": search})
		}
		for _, find := range []func() error{
			func() error { _, err := db.Named(t.Context(), text); return err },
			func() error { _, err := db.Like(t.Context(), text); return err },
		} {
			if err := find(); err != nil {
				t.Errorf("%q: %v", text, err)
			}
		}
	}
	for name, want := range map[string]string{"fra": "FRA", "FRANCE": "FRA", "emmanuel macron": "person:emmanuel-macron", "Macron": "person:emmanuel-macron"} {
		nodes, err := db.Named(t.Context(), name)
		if err != nil || len(nodes) == 0 || nodes[0].ID != want {
			t.Errorf("%s: got %v, %v, want %s first", name, nodes, err, want)
		}
	}
	if nodes, err := db.Like(t.Context(), "Macorn"); err != nil || len(nodes) == 0 || !strings.Contains(nodes[0].Name, "Macron") {
		t.Errorf("like Macorn are %v, %v", nodes, err)
	}
}
