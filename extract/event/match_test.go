package event

import (
	"strings"
	"testing"

	"newsgraph/extract/text"
)

func TestReportsOfSport(t *testing.T) {
	data, err := ruleFiles.ReadFile("rules/sport.txt")
	if err != nil {
		t.Fatal(err)
	}
	sp, err := readSport(string(data))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ text, want string }{ // a letter for each sentence: s for sport
		{"Nadal beat Soderling in the semi-final of the tennis tournament. He lost the opening set. He next meets Melzer.", "sss"},
		{"Germany beat Uruguay at the World Cup. Khedira scored a late goal for his team.", "s-"},
		{"The final round of the talks began. The goal is a ceasefire. The leaders set a record.", "---"},
		{"The Arab League met in Cairo. Its team of observers left Syria.", "--"},
		{"Parliament passed the budget. The minister spoke. A tennis player beat his opponent in the tournament. Taxes will rise.", "--s-"},
	} {
		a := &text.Article{Text: tt.text}
		var sents []text.Sentence
		for at, s := 0, ""; at < len(tt.text); at += len(s) {
			s = tt.text[at:]
			if end := strings.Index(s, ". "); end >= 0 {
				s = s[:end+2]
			}
			sents = append(sents, text.Sentence{Span: text.Span{Start: at, End: at + len(s)}})
		}
		got := ""
		for _, sport := range sp.reported(a, sents) {
			got += map[bool]string{true: "s", false: "-"}[sport]
		}
		if got != tt.want {
			t.Errorf("%q: got %s, want %s", tt.text, got, tt.want)
		}
	}
	if _, err := readSport("telling: tennis\nplays: beat"); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("an unknown list gives %v", err)
	}
}
