package model

import (
	"bufio"
	"bytes"
	"flag"
	"os"
	"testing"

	"newsgraph/extract/model/conllu"
)

var update = flag.Bool("update", false, "write testdata/golden.conllu anew; review it as a diff")

// What the weights say of a few sentences of news, so that a change of them, or
// of the code that runs them, shows as a diff.
func TestGolden(t *testing.T) {
	const path = "testdata/golden.conllu"
	sents := newsSentences()
	loaded(t).Annotate(sents)
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	for i := range sents {
		c := conllu.Sentence{Sentence: sents[i], Comments: []string{"# text = " + news[i]}}
		if err := conllu.Write(w, &c, false); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), want) {
		t.Errorf("the annotation changed; if the new one is right, run: go test ./extract/model -run Golden -update\ngot\n%s", b.Bytes())
	}
}
