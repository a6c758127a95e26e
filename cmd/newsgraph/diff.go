package main

import (
	"fmt"
	"io"

	"newsgraph/extract/text"
	"newsgraph/graph"
	"newsgraph/graph/merge"
)

// edgeDiff lists the edges that a newer version of an article took out of the
// graph or brought into it.
type edgeDiff struct {
	gone, come []*graph.EdgeRecord
}

// shownEdges bounds how many edges of each kind are held to be shown.
const shownEdges = 1000

func (d *edgeDiff) take(c merge.Change) {
	switch {
	case c.New == nil && c.Old.Edge != nil && len(d.gone) < shownEdges:
		d.gone = append(d.gone, c.Old.Edge)
	case c.Old == nil && c.New.Edge != nil && len(d.come) < shownEdges:
		d.come = append(d.come, c.New.Edge)
	}
}

// print shows the counts, and at most n edges of each kind.
func (d *edgeDiff) print(w io.Writer, counts merge.DiffCounts, n int) {
	fmt.Fprintf(w, "newer versions replaced older ones: %v\n", counts)
	for _, list := range []struct {
		sign  string
		edges []*graph.EdgeRecord
	}{{"-", d.gone}, {"+", d.come}} {
		for _, e := range list.edges[:min(n, len(list.edges))] {
			text.Line(w, "%s %s  %s %s %s, %s %s  %s", list.sign, e.ID, e.Source, e.Type, e.Target, e.Status, e.Date, clip(e.Evidence, 60))
		}
		if more := len(list.edges) - n; more > 0 {
			fmt.Fprintf(w, "%s and %d more\n", list.sign, more)
		}
	}
}
