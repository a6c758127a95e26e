package event

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"newsgraph/extract/text"
)

// confidence.go says how sure an action is: from how often its rule was right on
// gold articles, and from what else tells right from wrong. The figures stand in
// rules/confidence.txt; confidence/fit.py measures them.

// confidence is what was measured.
type confidence struct {
	shrink float64 // edges of its type that a rule is given on top of its own
	mean   float64 // share of right edges
	least  float64 // an action that is less sure is not stated
	weight map[string]float64
	types  map[string]tally
	rules  map[string]tally
}

type tally struct{ right, total float64 }

// weights are the features of an action; each must have its weight.
var weights = strings.Fields("one prior near long unnamed-source unnamed-target event planned possible denied title")

// readConfidence reads lines of "shrink N", "mean N", "least N", "weight FEATURE N", "type T RIGHT TOTAL" and "rule ID RIGHT TOTAL".
func readConfidence(data string) (*confidence, error) {
	c := &confidence{weight: make(map[string]float64), types: make(map[string]tally), rules: make(map[string]tally)}
	for n, line := range strings.Split(data, "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		f := strings.Fields(line)
		v := make([]float64, 2)
		numbers := f[1:]
		if f[0] == "weight" || f[0] == "type" || f[0] == "rule" {
			numbers = f[min(2, len(f)):]
		}
		for k := range numbers {
			x, err := strconv.ParseFloat(numbers[k], 64)
			if err != nil || k > 1 {
				return nil, fmt.Errorf("line %d: %q is not a figure", n+1, numbers[k])
			}
			v[k] = x
		}
		switch {
		case f[0] == "shrink" && len(numbers) == 1:
			c.shrink = v[0]
		case f[0] == "mean" && len(numbers) == 1:
			c.mean = v[0]
		case f[0] == "least" && len(numbers) == 1:
			c.least = v[0]
		case f[0] == "weight" && len(numbers) == 1:
			c.weight[f[1]] = v[0]
		case f[0] == "type" && len(numbers) == 2:
			c.types[f[1]] = tally{v[0], v[1]}
		case f[0] == "rule" && len(numbers) == 2:
			c.rules[f[1]] = tally{v[0], v[1]}
		default:
			return nil, fmt.Errorf("line %d: %q is no line of this file", n+1, line)
		}
	}
	if c.shrink <= 0 || c.mean <= 0 || c.mean >= 1 {
		return nil, fmt.Errorf("it gives no shrink or mean")
	}
	for _, w := range weights {
		if _, ok := c.weight[w]; !ok {
			return nil, fmt.Errorf("it gives feature %s no weight", w)
		}
	}
	return c, nil
}

// prior is the share of right edges of a rule, drawn towards that of its type
// the fewer edges it was measured on.
func (c *confidence) prior(rule, typ string) float64 {
	t, r := c.types[typ], c.rules[rule]
	ofType := (t.right + c.shrink*c.mean) / (t.total + c.shrink)
	return (r.right + c.shrink*ofType) / (r.total + c.shrink)
}

// of returns how sure f is, by the features that hold of it.
func (c *confidence) of(f *Fact, holds map[string]bool) float64 {
	p := c.prior(strings.TrimSuffix(f.Rule, nearMark), f.Type)
	z := c.weight["one"] + c.weight["prior"]*math.Log(p/(1-p))
	for _, w := range weights {
		if holds[w] {
			z += c.weight[w]
		}
	}
	return 1 / (1 + math.Exp(-z))
}

// maxClose is how many tokens a quote may have to count as close.
const maxClose = 16

// sure returns the confidence of an action.
func (s *scene) sure(f *Fact) float64 {
	return s.lx.confidence.of(f, map[string]bool{
		"near":           strings.HasSuffix(f.Rule, nearMark),
		"long":           f.End-f.First > maxClose,
		"unnamed-source": !s.namedIn(f, f.Source),
		"unnamed-target": !s.namedIn(f, f.Target),
		"event":          f.Target >= len(s.Entities),
		"planned":        f.Status == planned,
		"possible":       f.Status == possible,
		"denied":         f.Status == denied,
		"title":          s.Sentences[f.Sentence].Field == text.Title,
	})
}

// namedIn reports whether node n stands by name, not by pronoun or description, in the quote of f.
func (s *scene) namedIn(f *Fact, n int) bool {
	if n >= len(s.Entities) {
		return true
	}
	for k := f.First; k < f.End; k++ {
		if m := s.at[f.Sentence][k]; m >= 0 && s.Mentions[m].Entity == n && s.Mentions[m].Kind == text.ByName {
			return true
		}
	}
	return false
}
