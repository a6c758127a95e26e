package conllu

import (
	"bufio"
	"slices"
	"strings"
	"testing"

	"newsgraph/extract/text"
)

const sample = `# newdoc id = one
# sent_id = 1
# text = Macron didn't go to Berlin.
1	Macron	Macron	PROPN	NNP	Number=Sing	4	nsubj	4:nsubj	Name=B-PER
2-3	didn't	_	_	_	_	_	_	_	_
2	did	do	AUX	VBD	_	4	aux	_	SpaceAfter=No
3	n't	not	PART	RB	_	4	advmod	_	_
4	go	go	VERB	VB	_	0	root	_	_
5	to	to	ADP	IN	_	6	case	_	_
6	Berlin	Berlin	PROPN	NNP	_	4	obl	_	SpaceAfter=No|Name=B-GPE
7	.	.	PUNCT	.	_	4	punct	_	_

`

func readAll(t *testing.T, s string) []*Sentence {
	t.Helper()
	var out []*Sentence
	for s, err := range Read(strings.NewReader(s), "sample") {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

func TestRead(t *testing.T) {
	all := readAll(t, sample)
	if len(all) != 1 || len(all[0].Tokens) != 7 {
		t.Fatalf("got %v", all)
	}
	s := all[0]
	if s.Document != "one" || !s.Tree || !s.Named {
		t.Errorf("document %q, tree %v, named %v", s.Document, s.Tree, s.Named)
	}
	if got, want := s.Names, []text.Name{{First: 0, End: 1, Kind: text.PER}, {First: 5, End: 6, Kind: text.GPE}}; !slices.Equal(got, want) {
		t.Errorf("names %v, want %v", got, want)
	}
	if tok := s.Tokens[5]; tok.Head != 3 || tok.Rel != "obl" || tok.XPOS != "NNP" {
		t.Errorf("token %+v", tok)
	}
}

func TestWriteKeepsWhatItDoesNotReplace(t *testing.T) {
	var b strings.Builder
	w := bufio.NewWriter(&b)
	s := readAll(t, sample)[0]
	s.Names = s.Names[:1]
	if err := Write(w, s, false); err != nil {
		t.Fatal(err)
	}
	w.Flush()
	want := strings.NewReplacer("|Name=B-GPE", "", "Number=Sing", "_", "4:nsubj", "_").Replace(sample)
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", &b, want)
	}
}

func TestReadIOB2(t *testing.T) {
	s := readAll(t, "1\tNew\tB-LOC\t-\n2\tYork\tI-LOC\t-\n3\tBush\tB-PER\t-\n\n")[0]
	if got, want := s.Names, []text.Name{{First: 0, End: 2, Kind: text.LOC}, {First: 2, End: 3, Kind: text.PER}}; !slices.Equal(got, want) {
		t.Errorf("names %v, want %v", got, want)
	}
	if s.Tree {
		t.Error("a file of names has no tree")
	}
}

func TestReadSaysWhere(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"token out of order", "1\ta\tO\n3\tb\tO\n", "f:2: token \"3\" where 2 should come"},
		{"too few columns", "1\ta\n", "f:1: 2 columns"},
		{"head that is no number", "1\ta\ta\tX\tX\t_\tx\troot\t_\t_\n", "f:1: head \"x\" is no number"},
		{"head outside", "1\ta\ta\tX\tX\t_\t9\tdep\t_\t_\n\n", "token 1 has head 9 of 1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, err := range Read(strings.NewReader(tt.in), "f") {
				if err == nil || !strings.Contains(err.Error(), tt.want) {
					t.Errorf("error %v, want %q", err, tt.want)
				}
			}
		})
	}
}

func TestScore(t *testing.T) {
	gold, found := readAll(t, sample)[0], readAll(t, sample)[0]
	found.Tokens[5].Rel = "obl:arg" // the universal part is right
	found.Tokens[0].Head = 4
	found.Names = []text.Name{{First: 0, End: 1, Kind: text.PER}, {First: 5, End: 6, Kind: text.LOC}, {First: 3, End: 4, Kind: text.NORP}}
	var s Score
	s.Add(gold, found, ThreeKinds(false))
	if s.Tokens != 7 || s.Words != 6 || s.UAS != 5 || s.LAS != 5 {
		t.Errorf("%+v", s)
	}
	if s.Names != 2 || s.Found != 2 || s.Gold != 2 {
		t.Errorf("folded: %d of %d found and %d gold, want 2 of 2 and 2", s.Names, s.Found, s.Gold)
	}
	var fine Score
	fine.Add(gold, found, FineKinds())
	if fine.Names != 1 || fine.Found != 3 {
		t.Errorf("fine: %d of %d, want 1 of 3", fine.Names, fine.Found)
	}
	var folded Score
	folded.Add(gold, found, ThreeKinds(true))
	if folded.Names != 2 || folded.Found != 3 {
		t.Errorf("nationalities as places: %d of %d, want 2 of 3", folded.Names, folded.Found)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Add("1\tNew\tB-LOC\t-\n")
	f.Fuzz(func(t *testing.T, in string) {
		w := bufio.NewWriter(&strings.Builder{})
		for s, err := range Read(strings.NewReader(in), "fuzz") {
			if err == nil {
				Labels(&s.Sentence)
				Write(w, s, true)
			}
		}
	})
}
