package token

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsgraph/extract/text"
)

// show prints sentences as tokens between spaces, with | between sentences.
func show(sentences []text.Sentence) string {
	var out []string
	for _, s := range sentences {
		var words []string
		for _, t := range s.Tokens {
			words = append(words, t.Text)
		}
		out = append(out, strings.Join(words, " "))
	}
	return strings.Join(out, " | ")
}

func TestSplit(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{" \n\n\t ", ""},
		// Tokens.
		{"They don't, can't and won't.", "They do n't , ca n't and wo n't ."},
		{"Macron's aide said he'd sign; we'll see.", "Macron 's aide said he 'd sign ; we 'll see ."},
		{"Allies’ envoys didn’t sign.", "Allies ’ envoys did n’t sign ."},
		{"I cannot, but I'm gonna.", "I can not , but I 'm gon na ."},
		{"a US-led, non-profit, post-war co-operation", "a US - led , non-profit , post-war co-operation"},
		{"President Lee Jae-myung met Ban Ki-moon.", "President Lee Jae-myung met Ban Ki-moon ."},
		{"It cost $5.2bn (£3m), or 12.5%.", "It cost $ 5.2 bn ( £ 3 m ) , or 12.5 % ."},
		{"They won 3-2 on 2026-01-07 at 10:30am.", "They won 3 - 2 on 2026-01-07 at 10:30 am ."},
		{"In the 1990s, on the 20th, a 4G COVID-19 app", "In the 1990s , on the 20th , a 4G COVID - 19 app"},
		{"See https://example.org/a?b=c, www.bbc.co.uk or mail a.b@example.com.", "See https://example.org/a?b=c , www.bbc.co.uk or mail a.b@example.com ."},
		{"Amazon.com's boss (of example.org) said.", "Amazon.com 's boss ( of example.org ) said ."},
		{"The U.S.-led force -- or the U.N. -- left…", "The U.S. - led force -- or the U.N. -- left …"},
		{"AT&T and R&D and P&L", "AT&T and R&D and P&L"},
		{"rock 'n' roll and '05", "rock 'n ' roll and '05"},
		{"O'Brien's Shi'ite ally", "O'Brien 's Shi'ite ally"},
		{"1,000 tons [1,2] at .25", "1,000 tons [ 1 , 2 ] at .25"},
		{"@POTUS on #Ukraine: #1", "@POTUS on #Ukraine : # 1"},
		// Sentences.
		{"Mr. Putin met Gen. Li. They spoke.", "Mr. Putin met Gen. Li . | They spoke ."},
		{"He went to the U.S. The talks failed.", "He went to the U.S. | The talks failed ."},
		{"The U.S. President and Sen. J. D. Vance spoke.", "The U.S. President and Sen. J. D. Vance spoke ."},
		{"Acme Inc. Chairman Bob Roe left. So did I.", "Acme Inc. Chairman Bob Roe left . | So did I ."},
		{`"It has to stop." Zelenskyy agreed.`, `" It has to stop . " | Zelenskyy agreed .`},
		{`"This is it." "This only hardens us," he said.`, `" This is it . " | " This only hardens us , " he said .`},
		{`"Why now?" Macron asked. "No idea!" he said.`, `" Why now ? " Macron asked . | " No idea ! " he said .`},
		{"“We go.” She left.", "“ We go . ” | She left ."},
		{"It ended at 5 p.m. on Friday. No. 10 agreed. He said no. 3 died.", "It ended at 5 p.m. on Friday . | No. 10 agreed . | He said no. 3 died ."},
		{"High Risk List.Witnesses included Mr. Solis.", "High Risk List . | Witnesses included Mr. Solis ."},
		{"In Jan. 2026 it left. In Jan. it came.", "In Jan. 2026 it left . | In Jan. it came ."},
		{"She waited... Then she left... and came.", "She waited ... | Then she left ... and came ."},
		{"A map of Kyiv Image: Jane Roe.", "A map of Kyiv | Image : Jane Roe ."},
		// Datelines.
		{"PARIS (AFP) -- US officials met.", "PARIS ( AFP ) -- | US officials met ."},
		{"KYIV, Ukraine (AP) — Russia left.", "KYIV , Ukraine ( AP ) — | Russia left ."},
		{"WASHINGTON, DC - U.S. Senator Akaka spoke.", "WASHINGTON , DC - | U.S. Senator Akaka spoke ."},
		{"LONDON, Jan 7 (Reuters) - Oil rose.", "LONDON , Jan 7 ( Reuters ) - | Oil rose ."},
		{"NATO — the alliance — said so.", "NATO — the alliance — said so ."},
		{"Paris - the capital - is big.", "Paris - the capital - is big ."},
		// Lines.
		{"Talks fail\nBy Jane Roe\n\nThey failed.", "Talks fail | By Jane Roe | They failed ."},
		{"The president of the republic of the north said on Monday that he would\nnot sign the accord which his ministers had negotiated for three years with\nthe south and its allies, because it was not good enough for the people\nwhom he serves.", "The president of the republic of the north said on Monday that he would not sign the accord which his ministers had negotiated for three years with the south and its allies , because it was not good enough for the people whom he serves ."},
		{"Points:\n- peace\n- bread", "Points : | - peace | - bread"},
		// Hostile.
		{"a\x00b\xff\xfe c", "a b \xff \xfe c"},
		{"\u200bHi\u00a0there", "Hi there"},
	}
	for _, tt := range tests {
		if got := show(Split(text.Body, tt.in)); got != tt.want {
			t.Errorf("%q\n got %s\nwant %s", tt.in, got, tt.want)
		}
	}
}

func TestArticle(t *testing.T) {
	a := &text.Article{Title: "Talks fail. Again", Text: "One. Two.\n\nThree."}
	var got []string
	for i, s := range Article(a) {
		if s.Index != i {
			t.Errorf("sentence %d has index %d", i, s.Index)
		}
		got = append(got, s.Field.String()+" "+string(rune('0'+s.Para))+" "+s.Field.Of(a)[s.Start:s.End])
	}
	want := "title 0 Talks fail.;title 0 Again;text 0 One.;text 0 Two.;text 1 Three."
	if strings.Join(got, ";") != want {
		t.Errorf("got %s, want %s", strings.Join(got, ";"), want)
	}
}

func TestLongSentenceIsCut(t *testing.T) {
	for _, s := range Split(text.Body, strings.Repeat("word ", 5000)) {
		if len(s.Tokens) > MaxTokens {
			t.Fatalf("a sentence of %d tokens", len(s.Tokens))
		}
	}
}

// check reports what is wrong with sentences of s, or "".
func check(s string, sentences []text.Sentence) string {
	last := 0
	for i, sent := range sentences {
		switch {
		case sent.Index != i:
			return "index out of order"
		case len(sent.Tokens) == 0 || len(sent.Tokens) > MaxTokens:
			return "sentence without tokens or too long"
		case sent.Start != sent.Tokens[0].Start || sent.End != sent.Tokens[len(sent.Tokens)-1].End:
			return "sentence does not span its tokens"
		}
		for _, t := range sent.Tokens {
			switch {
			case t.Start < last || t.End <= t.Start || t.End > len(s):
				return "token out of order"
			case t.Text != s[t.Start:t.End]:
				return "token is not its slice"
			case t.Head != -1:
				return "token has a head"
			}
			for k := last; k < t.Start; {
				n := spaceAt(s, k)
				if n == 0 {
					return "a character belongs to no token: " + s[k:t.Start]
				}
				k += n
			}
			last = t.End
		}
	}
	return ""
}

func FuzzSplit(f *testing.F) {
	for _, s := range []string{
		"PARIS (AFP) -- US officials' talks. \"Why?\" he said.", "a.b.c@d.e http://x.y/(z). $5bn 1-2-3 9/11",
		"\xff\x00\u2028…’s n't 'em U.S.A", "1,2,3.4:5/6-7", "[...] (a) ... :-) #x @y ..5 +3",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if bad := check(s, Split(text.Body, s)); bad != "" {
			t.Errorf("%q: %s", s, bad)
		}
	})
}

// BenchmarkHostile splits texts that would be slow if the cost of a token grew
// with the length of its line.
func BenchmarkHostile(b *testing.B) {
	for _, unit := range []string{"a.b-", "(a.b", "a-", "\"", "'", ".", "x", "1-", "1.", "a/", "a'", "\n", "a\n", "…", "é", "[1]", "U.", "a@b.", ":-"} {
		s := strings.Repeat(unit, 1<<20/len(unit))
		b.Run(unit, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				Split(text.Body, s)
			}
		})
	}
}

func BenchmarkSplit(b *testing.B) {
	files, err := filepath.Glob("../../seeds/*.txt")
	if err != nil || len(files) == 0 {
		b.Fatal("no seeds")
	}
	seed, err := os.ReadFile(files[0])
	if err != nil {
		b.Fatal(err)
	}
	s := string(seed)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Split(text.Body, s)
	}
}
