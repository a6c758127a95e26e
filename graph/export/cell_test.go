package export

import (
	"strings"
	"testing"
)

func TestCell(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Macron", "Macron"},
		{"", ""},
		{"=HYPERLINK(\"http://example.org\")", "'=HYPERLINK(\"http://example.org\")"},
		{"-5 degrees", "'-5 degrees"},
		{"+1", "'+1"},
		{"@SUM(A1)", "'@SUM(A1)"},
		{"\t=1", "'\t=1"},
		{"'=1", "''=1"},
		{"'quoted'", "'quoted'"},
		{"''", "''"},
	}
	for _, tt := range tests {
		if got := Cell(tt.in); got != tt.want {
			t.Errorf("Cell(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// uncell gives back the text that Cell was given.
func uncell(s string) string {
	if rest := strings.TrimLeft(s, "'"); rest != "" && len(rest) < len(s) && strings.IndexByte(formulaStart, rest[0]) >= 0 {
		return s[1:]
	}
	return s
}

func FuzzCell(f *testing.F) {
	for _, s := range []string{"", "'", "=1", "'=1", "''-", "'a", "-"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := uncell(Cell(s)); got != s {
			t.Errorf("uncell(Cell(%q)) = %q", s, got)
		}
		if c := Cell(s); c != "" && (c[0] == '=' || c[0] == '+' || c[0] == '-' || c[0] == '@') {
			t.Errorf("Cell(%q) = %q starts a formula", s, c)
		}
	})
}
