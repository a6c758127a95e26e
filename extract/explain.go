package extract

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"newsgraph/extract/event"
	"newsgraph/extract/text"
)

// explain.go shows how an article was read: the tree of each sentence, what its
// names refer to and why, and which rule made each edge or why none did.

// Explain writes how the sentences of an article that hold the given words were
// read; all sentences when the words are empty.
func (x *Extractor) Explain(w io.Writer, a *text.Article, words string) error {
	d := x.read(a)
	shown := 0
	for i := range d.sents {
		s := &d.sents[i]
		if !strings.Contains(s.Field.Of(a)[s.Start:s.End], words) {
			continue
		}
		shown++
		if err := d.explainSentence(w, i, x.lexicon); err != nil {
			return err
		}
	}
	if shown == 0 {
		return fmt.Errorf("no sentence of the article holds %q", words)
	}
	return nil
}

func (d *draft) explainSentence(w io.Writer, i int, lx *event.Lexicon) error {
	s := &d.sents[i]
	text.Line(w, "sentence %d of the %s: %s", i, s.Field, s.Field.Of(d.article)[s.Start:s.End])
	fmt.Fprintln(w)
	t, p := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0), text.Printable
	for k := range s.Tokens {
		tok := &s.Tokens[k]
		head := "—"
		if tok.Head >= 0 {
			head = s.Tokens[tok.Head].Text
		}
		fmt.Fprintf(t, "  %d\t%s\t%s\t%s\t%s of %s\t%s\n", k, p(tok.Text), p(tok.Lemma), tok.UPOS, tok.Rel, p(head), p(d.means(i, k)))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	d.explainNames(w, i)
	facts := d.explainFacts(w, i)
	for k := range s.Tokens {
		switch rules := lx.Listed(s, k); {
		case facts[k] || len(rules) == 0:
		case d.found.Play[[2]int{i, k}]:
			text.Line(w, "  no edge: %q is play between contestants, in a report of sport", s.Tokens[k].Text)
		default:
			text.Line(w, "  no edge: %q is a word of %s, but no pattern found who and whom around it", s.Tokens[k].Text, strings.Join(rules, ", "))
		}
	}
	fmt.Fprintln(w)
	return nil
}

// means says what token k refers to.
func (d *draft) means(i, k int) string {
	for _, m := range d.mentions {
		if m.Sentence == i && m.First <= k && k < m.End {
			return d.entities[m.Entity].Label + " " + d.entities[m.Entity].Name
		}
	}
	for _, u := range d.unnamed {
		for _, m := range u.Mentions {
			if m.Sentence == i && m.First == k {
				return "no node: " + u.Words
			}
		}
	}
	for _, e := range d.found.Events {
		for _, m := range e.Mentions {
			if m.Sentence == i && m.Head == k {
				return "Event " + e.Name
			}
		}
	}
	return ""
}

func (d *draft) explainNames(w io.Writer, i int) {
	seen := make(map[int]bool)
	for _, m := range d.mentions {
		if m.Sentence != i || seen[m.Entity] {
			continue
		}
		seen[m.Entity] = true
		e := &d.entities[m.Entity]
		id := e.ID
		if id == "" {
			id = "no identifier"
		}
		text.Line(w, "  name: %s %s (%s), confidence %.2f: %s", e.Label, e.Name, id, e.Confidence, e.Reason)
	}
}

// explainFacts writes the edges of sentence i and returns their trigger tokens.
func (d *draft) explainFacts(w io.Writer, i int) map[int]bool {
	name := func(n int) string {
		if n < len(d.entities) {
			return d.entities[n].Name
		}
		return d.found.Events[n-len(d.entities)].Name
	}
	triggers := make(map[int]bool)
	for f := range d.found.Facts {
		x := &d.found.Facts[f]
		if x.Sentence != i {
			continue
		}
		triggers[x.Trigger] = true
		words, start, end, field := d.quote(i, x.First, x.End)
		if field == "" {
			field = "text"
		}
		text.Line(w, "  edge: %s -%s-> %s, %s, confidence %.2f", name(x.Source), x.Type, name(x.Target), x.Status, x.Confidence)
		text.Line(w, "    rule %s on %q", x.Rule, d.sents[i].Tokens[x.Trigger].Text)
		text.Line(w, "    quote %q, %s %d–%d", words, field, start, end)
		if x.Date.Value != "" {
			text.Line(w, "    date %s (%s)", x.Date.Value, x.Date.Precision)
		}
		if x.Asserter >= 0 {
			text.Line(w, "    so says %s", name(x.Asserter))
		}
		for _, why := range x.Why {
			text.Line(w, "    %s", why)
		}
	}
	return triggers
}
