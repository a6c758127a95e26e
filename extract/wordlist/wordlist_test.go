package wordlist

import (
	"reflect"
	"strings"
	"testing"
)

const file = `
# What is held.
meetings: summit talks
pacts: >-
  treaty
  accord
same: [visit trip, war conflict]
control:
  "to": urge ask
  from: bar
`

func TestLists(t *testing.T) {
	l := MustParse([]byte(file))
	for _, c := range []struct{ got, want any }{
		{l.Set("pacts"), map[string]bool{"treaty": true, "accord": true}},
		{l.Sets("same"), []map[string]bool{{"visit": true, "trip": true}, {"war": true, "conflict": true}}},
		{l.Map("control"), map[string]map[string]bool{"to": {"urge": true, "ask": true}, "from": {"bar": true}}},
		{l.Unused(), []string{"meetings"}},
	} {
		if !reflect.DeepEqual(c.got, c.want) {
			t.Errorf("%v, want %v", c.got, c.want)
		}
	}
}

func TestBroken(t *testing.T) {
	for file, want := range map[string]string{
		"pacts: treaty treaty": `"treaty" twice`,
		"others: treaty":       `no list of words is called "pacts"`,
		"pacts: [treaty":       "lists of words",
		"pacts: {of: treaty}":  `the list of words "pacts"`,
		"pacts: a\npacts: b":   "lists of words",
		"pacts:\n  - treaty\n": `the list of words "pacts"`,
	} {
		func() {
			defer func() {
				if r, _ := recover().(string); !strings.Contains(r, want) {
					t.Errorf("%s: panics with %q, want %q", file, r, want)
				}
			}()
			MustParse([]byte(file)).Set("pacts")
		}()
	}
}
