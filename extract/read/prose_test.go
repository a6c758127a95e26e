package read

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What is cut out of an article, and what is left out as a whole, on pages as
// newspapers have them.
func TestProse(t *testing.T) {
	paths, err := filepath.Glob("testdata/prose/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no texts")
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			given, want, ok := strings.Cut(string(b), "\n=====\n")
			if !ok {
				t.Fatal("no line of =====")
			}
			got := ""
			for a, err := range Articles(t.Context(), []string{in(t, "a.txt", given)}, Options{}) {
				if err != nil {
					got = "!" + string(err.(*Fault).Reason)
					continue
				}
				got = a.Text
			}
			if got != strings.TrimSpace(want) {
				t.Errorf("got:\n%s\n\nwant:\n%s", got, want)
			}
		})
	}
}
