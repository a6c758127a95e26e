package export

import (
	"regexp"
	"slices"

	"newsgraph/graph"
)

var (
	// "Haiti's efforts", "Israeli blockade"
	owner = regexp.MustCompile(`^(['’]s?\s+([\w-]+\s+){0,2}|\s+)$`)
	// "concessions to the rebels", "demands from Shona rebels", "a blockade on Palestinian lorries"
	aim = regexp.MustCompile(`^\s+(with|on|upon|from|to|towards?|against|by|between|among|of|over|for|in|at)\s+([\w'’-]+\s+){0,3}$`)
	// "to Iran, Libya and the Sudan"
	list = regexp.MustCompile(`^(,?\s+and|,?\s+or|,)\s+(the\s+)?$`)
)

// namedWith finds for each Event of a document the actors that the noun phrases
// for it name: within its mention, as its owner before it, or behind a
// preposition after it. They are whom an action upon the Event is done to where
// the article tells of no other party.
func namedWith(d *graph.Document) map[string][]string {
	type named struct {
		id string
		graph.Mention
	}
	text := []rune(d.Text)
	var actors []named
	for _, n := range d.Nodes {
		if n.Label == "Event" || n.Label == "Place" && n.Nation == "" {
			continue
		}
		for _, m := range n.Mentions {
			if m.Field == "" {
				actors = append(actors, named{n.ID, m})
			}
		}
	}
	slices.SortFunc(actors, func(a, b named) int { return a.Start - b.Start })
	with := map[string][]string{}
	for _, n := range d.Nodes {
		if n.Label != "Event" {
			continue
		}
		for _, m := range n.Mentions {
			if m.Field != "" {
				continue
			}
			end, chain := m.End, false
			for _, a := range actors {
				if a.Sentence != m.Sentence {
					continue
				}
				switch {
				case a.Start >= m.Start && a.End <= m.End:
				case a.End <= m.Start && m.Start-a.End < 30 && owner.MatchString(string(text[a.End:m.Start])):
				case a.Start >= end && a.Start-end < 60 && (!chain && aim.MatchString(string(text[end:a.Start])) || chain && list.MatchString(string(text[end:a.Start]))):
					end, chain = a.End, true
				default:
					continue
				}
				if !slices.Contains(with[n.ID], a.id) {
					with[n.ID] = append(with[n.ID], a.id)
				}
			}
		}
	}
	return with
}
