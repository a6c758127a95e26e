package export

import "testing"

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

func FuzzCell(f *testing.F) {
	for _, s := range []string{"", "'", "=1", "'=1", "''-", "'a", "-"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := Uncell(Cell(s)); got != s {
			t.Errorf("Uncell(Cell(%q)) = %q", s, got)
		}
		if c := Cell(s); c != "" && (c[0] == '=' || c[0] == '+' || c[0] == '-' || c[0] == '@') {
			t.Errorf("Cell(%q) = %q starts a formula", s, c)
		}
	})
}
