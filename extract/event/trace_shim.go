package event

import (
	"fmt"
	"os"
	"strings"
)

func (s *scene) trace(r *Rule, i, t int) {
	if os.Getenv("NGTRACE") == "" {
		return
	}
	c := s.clauses[i]
	var src, tgt []string
	seen := map[string]bool{}
	for _, a := range c.g.Down[t] {
		w := fmt.Sprintf("%s:%s", a.Rel, c.toks[a.To].Text)
		if seen[w] {
			continue
		}
		seen[w] = true
		if a.Rel == "punct" || a.Rel == "aux" || a.Rel == "mark" {
			continue
		}
		if x := s.resolve(i, a.To, []string{"actor", "event"}); len(x) > 0 {
			w += "*"
			for _, n := range x {
				if n < len(s.Entities) {
					w += "{" + strings.ReplaceAll(s.Entities[n].Name, " ", "_") + "}"
				} else {
					w += "{EV}"
				}
			}
		}
		src = append(src, w)
	}
	_ = tgt
	sent := s.Sentences[i]
	fmt.Fprintf(os.Stderr, "TRACE\t%s\t%s\t%s\t%s\t%s\n", r.Type, r.ID, c.toks[t].Text, strings.Join(src, " "), strings.ReplaceAll(sent.Field.Of(s.Article)[sent.Start:sent.End], "\n", " "))
}
