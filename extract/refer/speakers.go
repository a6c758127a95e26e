package refer

import (
	"newsgraph/extract/text"
)

// speakers.go finds who speaks inside each pair of quotation marks.

var speech = set("say tell add claim state declare announce report note argue insist maintain assert explain warn suggest write tweet comment remark " +
	"reply respond stress emphasize ask urge continue conclude admit acknowledge describe call joke quip proclaim boast complain")

// speakers marks each quoted token with the entity that the sentence, or the one
// before or after it in the paragraph, names as its speaker.
func (f *finder) speakers() {
	f.speaker = make([][]int, len(f.sents))
	spoken := make([]int, len(f.sents)) // who speaks in each sentence, -1 when nobody is named
	for i := range f.sents {
		spoken[i] = f.speakerOf(i)
	}
	open := false
	for i := range f.sents {
		s := &f.sents[i]
		f.speaker[i] = make([]int, len(s.Tokens))
		if i > 0 && (s.Para != f.sents[i-1].Para || s.Field != f.sents[i-1].Field) {
			open = false
		}
		who := spoken[i]
		if who < 0 && i > 0 && s.Para == f.sents[i-1].Para && s.Field == f.sents[i-1].Field {
			who = spoken[i-1]
			spoken[i] = who // a quote goes on
		}
		if who < 0 && i+1 < len(f.sents) && s.Para == f.sents[i+1].Para {
			who = f.speakerOf(i + 1)
		}
		for t := range s.Tokens {
			f.speaker[i][t] = -1
			switch s.Tokens[t].Text {
			case "“", "``":
				open = true
			case "”", "''":
				open = false
			case "\"":
				open = !open
			default:
				if open {
					f.speaker[i][t] = who
				}
			}
		}
	}
}

// speakerOf returns the entity that is the subject of a verb of speech in
// sentence i, or -1. Pronouns are left to what comes before.
func (f *finder) speakerOf(i int) int {
	toks := f.sents[i].Tokens
	for t := range toks {
		if toks[t].UPOS != "VERB" || !speech[lower(toks[t].Lemma)] {
			continue
		}
		s := f.child(i, t, "nsubj")
		if s < 0 {
			continue
		}
		for _, k := range append([]int{s}, f.kids[i][s]...) {
			if c := f.covered[i][k]; c > 0 && (k == s || toks[k].UniversalRel() == "flat" || toks[k].UniversalRel() == "appos" || toks[k].Rel == "nmod:desc") {
				e := f.mentions[c-1].Entity
				if f.entities[e].Label != text.LabelPlace {
					return e
				}
			}
		}
	}
	return -1
}
