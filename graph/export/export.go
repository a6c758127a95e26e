// Package export writes a graph in the formats of other tools.
//
// A format reads the merged graph as a stream of records, or the documents of
// single articles, and writes as it reads. What needs to be known before it is
// written (nodes, and the edges that say whom a node acts for) is read in a
// first pass, so memory grows with the nodes and not with the edges.
package export

import (
	"iter"
	"slices"

	"newsgraph/graph"
)

// Records is a merged graph. It can be ranged over more than once.
type Records = iter.Seq2[*graph.Record, error]

// Documents is the graphs of single articles. It can be ranged over more than once.
type Documents = iter.Seq2[*graph.Document, error]

// recordsOf gives the nodes and edges of one document as a merged graph has
// them, each edge stated once.
func recordsOf(d *graph.Document) ([]graph.NodeRecord, []graph.EdgeRecord) {
	nodes := make([]graph.NodeRecord, len(d.Nodes))
	for i, n := range d.Nodes {
		nodes[i] = graph.NodeRecord{
			ID: n.ID, Label: n.Label, Name: n.Name, Aliases: n.Aliases, Kind: n.Kind, ISO3: n.ISO3, QID: n.QID,
			Nation: n.Nation, Description: n.Description, Partial: n.Partial, Confidence: n.Confidence,
			Reason: n.Reason, FirstSeen: d.Article.Date, LastSeen: d.Article.Date, Articles: 1,
		}
	}
	edges := make([]graph.EdgeRecord, len(d.Edges))
	for i, e := range d.Edges {
		edges[i] = graph.EdgeRecord{
			ID: e.ID, Source: e.Source, Type: e.Type, Target: e.Target, Status: e.Status, Date: e.Date,
			DatePrecision: e.DatePrecision, Title: e.Title, Plover: e.Plover, Mode: e.Mode, Cameo: e.Cameo,
			Score: e.Score, Asserter: e.Asserter, FirstReported: d.Article.Date, LastReported: d.Article.Date,
			Reports: 1, Sources: 1, Confidence: e.Confidence, Evidence: e.Evidence.Text,
		}
	}
	return nodes, slices.Clip(edges)
}
