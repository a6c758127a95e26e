package link

import (
	"os"
	"strings"
	"testing"

	"newsgraph/extract/text"
)

// hard is one line of testdata/hard.txt.
type hard struct {
	line    int
	want    []string // IDs that are right, "" among them where none is
	mention Mention
	context Context
}

func readHard(t *testing.T, b *Base) []hard {
	t.Helper()
	data, err := os.ReadFile("testdata/hard.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []hard
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		f := splitInto(nil, line, '|')
		if len(f) != 7 {
			t.Fatalf("testdata/hard.txt:%d: %d fields, want 7", n, len(f))
		}
		h := hard{line: n}
		for _, id := range strings.Split(f[0], ",") {
			if id == "-" {
				id = ""
			}
			h.want = append(h.want, id)
		}
		if f[6] == "~" { // too little is said to be sure
			h.want = append(h.want, "")
		}
		role, title, _ := strings.Cut(f[3], " ")
		h.mention = Mention{Names: list(f[1]), Kind: text.NameKind(f[2]), Acts: role == "acts", Located: role == "in"}
		if title != "" {
			h.mention.Titles = []string{title}
		}
		h.context = b.Context(append(list(f[5]), h.mention.Names...), "", f[4])
		out = append(out, h)
	}
	if len(out) < 200 {
		t.Fatalf("testdata/hard.txt holds %d names, want 200", len(out))
	}
	return out
}

// TestHardNames holds the share of right links on hard names; the issue asks
// for .95 of the links made.
func TestHardNames(t *testing.T) {
	b := base(t)
	made, right, missed := 0, 0, 0
	all := readHard(t, b)
	for _, h := range all {
		d := b.Decide(h.mention, h.context)
		got := ""
		if d.Known != nil {
			got = d.Known.ID
		}
		ok := false
		for _, w := range h.want {
			ok = ok || w == got
		}
		if got != "" {
			made++
			if ok {
				right++
			}
		} else if !ok {
			missed++
		}
		if !ok {
			t.Logf("testdata/hard.txt:%d: %s means %q (%.2f: %s), want %q", h.line, h.mention.Names, got, d.Confidence, d.Reason, h.want)
		}
	}
	t.Logf("%d names, %d links made, %d right, %d missed", len(all), made, right, missed)
	if float64(right) < 0.97*float64(made) {
		t.Errorf("%d of %d links are right, want .97", right, made)
	}
	if missed > len(all)/20 {
		t.Errorf("%d of %d names are not linked that should be", missed, len(all))
	}
}
