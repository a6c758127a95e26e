package model

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"newsgraph/extract/text"
)

func sentence(words ...string) text.Sentence {
	var s text.Sentence
	for _, w := range words {
		s.Tokens = append(s.Tokens, text.Token{Text: w})
	}
	return s
}

func loaded(t testing.TB) *Model {
	t.Helper()
	m, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

var news = []string{
	"French President Emmanuel Macron met Chancellor Angela Merkel in Berlin on Tuesday .",
	"The United Nations Security Council has imposed sanctions on North Korea .",
	"Russia denied that its troops had crossed the border , the Interfax agency reported .",
	"Israel rejects cease - fire proposed by Egypt",
	"TURKEY SIGNS DEAL WITH GREECE",
	"Iran and China Sign Trade Agreement",
	"WASHINGTON ( Reuters ) - U.S. Secretary of State John Kerry will visit Moscow , officials said .",
	"\" We did n't sign anything , \" she said .",
}

func newsSentences() []text.Sentence {
	var out []text.Sentence
	for _, n := range news {
		out = append(out, sentence(strings.Fields(n)...))
	}
	return out
}

// checkTree fails unless every token reaches the one root and has its tags.
func checkTree(t *testing.T, s *text.Sentence) {
	t.Helper()
	roots := 0
	for i := range s.Tokens {
		tok := &s.Tokens[i]
		if tok.UPOS == "" || tok.XPOS == "" || tok.Rel == "" {
			t.Fatalf("token %d %q has no tag: %+v", i, tok.Text, tok)
		}
		if (tok.Head < 0) != (tok.Rel == "root") {
			t.Fatalf("token %d has head %d and relation %q", i, tok.Head, tok.Rel)
		}
		if tok.Head < 0 {
			roots++
		}
		steps := 0
		for j := i; j >= 0; j = s.Tokens[j].Head {
			if steps++; steps > len(s.Tokens) {
				t.Fatalf("token %d is in a cycle", i)
			}
		}
	}
	if roots != 1 && len(s.Tokens) > 0 {
		t.Fatalf("%d roots", roots)
	}
	end := 0
	for _, n := range s.Names {
		if n.First < end || n.End <= n.First || n.End > len(s.Tokens) {
			t.Fatalf("names %v overlap or leave the sentence", s.Names)
		}
		end = n.End
	}
}

func TestNames(t *testing.T) {
	tests := []struct{ words, want string }{
		{news[0], "French/NORP Emmanuel Macron/PER Angela Merkel/PER Berlin/GPE"},
		{news[1], "United Nations Security Council/ORG North Korea/GPE"},
	}
	for _, tt := range tests {
		s := []text.Sentence{sentence(strings.Fields(tt.words)...)}
		loaded(t).Annotate(s)
		var got []string
		for _, n := range s[0].Names {
			var words []string
			for _, tok := range s[0].Tokens[n.First:n.End] {
				words = append(words, tok.Text)
			}
			got = append(got, strings.Join(words, " ")+"/"+string(n.Kind))
		}
		if g := strings.Join(got, " "); g != tt.want {
			t.Errorf("%s\ngot  %s\nwant %s", tt.words, g, tt.want)
		}
	}
}

// The two ways to multiply must decide everything alike, on news and on noise.
func TestPortableAgrees(t *testing.T) {
	m := loaded(t)
	if !hasFast {
		t.Skip("this machine has only the portable code")
	}
	slow := newModel(m.w, m.namer, false)
	rng := rand.New(rand.NewPCG(1, 2))
	var sents []text.Sentence
	words := strings.Fields(strings.Join(news, " "))
	for range 60 {
		var s []string
		for range 1 + rng.IntN(50) {
			s = append(s, words[rng.IntN(len(words))])
		}
		sents = append(sents, sentence(s...))
	}
	sents = append(sents, newsSentences()...)
	a, b := clone(sents), clone(sents)
	m.Annotate(a)
	slow.Annotate(b)
	if !reflect.DeepEqual(a, b) {
		t.Error("the portable code decides differently")
	}
	for i := range a {
		checkTree(t, &a[i])
	}
}

// What the model remembers of words changes nothing, also once it has forgotten them.
func TestMemoryOfWords(t *testing.T) {
	m := newModel(loaded(t).w, loaded(t).namer, hasFast)
	want := newsSentences()
	newModel(m.w, m.namer, hasFast).Annotate(want)
	for i := range 2 * maxKnown {
		if i%100 == 0 {
			got := newsSentences()
			m.Annotate(got)
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("after %d other words the annotation differs", i)
			}
		}
		m.Annotate([]text.Sentence{sentence(fmt.Sprint("Word", i))})
	}
}

func clone(sents []text.Sentence) []text.Sentence {
	out := make([]text.Sentence, len(sents))
	for i, s := range sents {
		out[i] = s
		out[i].Tokens = append([]text.Token(nil), s.Tokens...)
	}
	return out
}

// What a sentence gets does not hang on its neighbours, nor on who else is annotating.
func TestAloneTogetherAndAtOnce(t *testing.T) {
	m := loaded(t)
	together := newsSentences()
	m.Annotate(together)
	var wg sync.WaitGroup
	for i := range together {
		wg.Go(func() {
			alone := newsSentences()[i : i+1]
			m.Annotate(alone)
			if !reflect.DeepEqual(alone[0], together[i]) {
				t.Errorf("sentence %d alone differs", i)
			}
		})
	}
	wg.Wait()
}

func TestLongSentenceIsCut(t *testing.T) {
	var words []string
	for i := range 1000 {
		words = append(words, fmt.Sprint("word", i))
		if i%30 == 29 {
			words = append(words, ",")
		}
	}
	s := []text.Sentence{sentence("Short", "."), sentence(words...)}
	cuts := loaded(t).Annotate(s)
	if len(cuts) < 5 || cuts[0].Sentence != 1 {
		t.Errorf("cuts %v: want at least five of sentence 1", cuts)
	}
	for _, c := range cuts {
		if w := s[1].Tokens[c.At-1].Text; w != "," {
			t.Errorf("cut after %q, not at a comma", w)
		}
	}
	checkTree(t, &s[1])
}

func TestEmptySentences(t *testing.T) {
	m := loaded(t)
	alone := []text.Sentence{sentence("Hello")}
	among := []text.Sentence{{}, sentence("Hello"), {}}
	if cuts := slices.Concat(m.Annotate(nil), m.Annotate(alone), m.Annotate(among)); len(cuts) > 0 {
		t.Errorf("cuts %v", cuts)
	}
	checkTree(t, &alone[0])
	if !reflect.DeepEqual(among, []text.Sentence{{}, alone[0], {}}) {
		t.Errorf("empty sentences beside it make of %+v %+v", alone[0], among)
	}
}

func FuzzAnnotate(f *testing.F) {
	for _, n := range news {
		f.Add(n)
	}
	f.Add("")
	f.Add("\xff\xfe  \x00 İstanbul ſ ǅ " + strings.Repeat("x", 5000) + " 日本 \u0301")
	f.Fuzz(func(t *testing.T, words string) {
		s := []text.Sentence{sentence(strings.Split(words, " ")...)}
		loaded(t).Annotate(s)
		checkTree(t, &s[0])
	})
}

func BenchmarkAnnotate(b *testing.B) {
	m := loaded(b)
	var sents []text.Sentence
	for range 40 {
		sents = append(sents, newsSentences()...)
	}
	words := 0
	for i := range sents {
		words += len(sents[i].Tokens)
	}
	b.ReportAllocs()
	for b.Loop() {
		m.Annotate(sents)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
