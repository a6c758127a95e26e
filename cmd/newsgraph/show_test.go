package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestShow(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"zelensky", "Volodymyr Zelenskyy  (person)"},
		{"Nicolás Maduro", "Nicolas Maduro  (person)"},
		{"fra", "France  (nation)"},
		{"declaration of intent", "declaration of intent  (event, agreement)"},
		{"Macron", "SIGNED declaration of intent  (actual, 97%)"},
		{"Ukraine", "Russia COERCED"},
		{"Ukraine", "” (in 000_692077d0a69a5dfc)"},
	} {
		s, err := findShown(records("../../graph/export/testdata/seed/graph.ndjson"), c.name)
		if err != nil || s.node == nil {
			t.Fatalf("%s: nothing found: %v", c.name, err)
		}
		var b bytes.Buffer
		if err := s.print(&b, 40); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), c.want) {
			t.Errorf("%s shows no %q:\n%s", c.name, c.want, b.String())
		}
	}
	if s, err := findShown(records("../../graph/export/testdata/seed/graph.ndjson"), "Nobody"); err != nil || s.node != nil {
		t.Errorf("a name that no node has gives %v, %v", s.node, err)
	}
}
