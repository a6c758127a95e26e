// Package export writes a graph in the formats of other tools.
//
// A format reads the merged graph as a stream of records and writes as it
// reads. The event formats know every actor before they write, so they hold
// the nodes in memory; the others hold nothing. SCHEMA.md describes each file.
package export

import (
	"io"
	"iter"
	"slices"

	"newsgraph/graph"
	"newsgraph/graph/neo4j"
)

// Records is a merged graph. It can be ranged over more than once.
type Records = iter.Seq2[*graph.Record, error]

// Documents is the graphs of single articles. It can be ranged over more than once.
type Documents = iter.Seq2[*graph.Document, error]

// Format is a way to write a graph.
type Format struct {
	Name  string
	Usage string

	// A format writes one file or a folder of files.
	File   func(io.Writer, Records) error
	Folder func(dir string, records Records) error

	// Events writes one action a line, from a merged graph or from documents.
	Events func(io.Writer, Events) error
}

// Formats are all formats, in the order of the help.
var Formats = []Format{
	{Name: "csv", Usage: "nodes, edges, claims, articles and mentions as CSV files", Folder: writeCSV},
	{Name: "parquet", Usage: "the same as Parquet files with typed columns", Folder: writeParquet},
	{Name: "neo4j-admin", Usage: "CSV files and a script for neo4j-admin database import full", Folder: neo4j.WriteImport},
	{Name: "cypher", Usage: "a Cypher script that may run more than once", File: neo4j.WriteScript},
	{Name: "graphml", Usage: "GraphML for Gephi, yEd, igraph, networkx", File: writeGraphML},
	{Name: "gexf", Usage: "GEXF with dates for Gephi's timeline", File: writeGEXF},
	{Name: "jsonld", Usage: "JSON-LD (RDF) with PROV and schema.org terms", File: writeJSONLD},
	{Name: "ftm", Usage: "FollowTheMoney entities, one a line, for Aleph and its kin", File: writeFollowTheMoney},
	{Name: "events", Usage: "one action a line in the habit of event data (CSV)", Events: writeEvents},
	{Name: "gdelt", Usage: "the same with GDELT 2.0's 61 columns (TSV)", Events: writeGDELT},
	{Name: "petrarch", Usage: "the same as PETRARCH writes it: date, source, target, code (TSV)", Events: writePETRARCH},
	{Name: "dyads-day", Usage: "source-target panel by day: counts by quad class, mean score", Events: dyads("day")},
	{Name: "dyads-month", Usage: "the same by month", Events: dyads("month")},
	{Name: "dyads-year", Usage: "the same by year", Events: dyads("year")},
}

// FormatByName finds a format.
func FormatByName(name string) (Format, bool) {
	i := slices.IndexFunc(Formats, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, false
	}
	return Formats[i], true
}

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
	for i := range d.Edges {
		edges[i] = edgeRecord(&d.Edges[i], &d.Article)
	}
	return nodes, edges
}

// edgeRecord gives an edge that one article states once.
func edgeRecord(e *graph.Edge, a *graph.Article) graph.EdgeRecord {
	return graph.EdgeRecord{
		ID: e.ID, Source: e.Source, Type: e.Type, Target: e.Target, Status: e.Status, Date: e.Date,
		DatePrecision: e.DatePrecision, Title: e.Title, Plover: e.Plover, Mode: e.Mode, Cameo: e.Cameo,
		Score: e.Score, Asserter: e.Asserter, FirstReported: a.Date, LastReported: a.Date,
		Reports: 1, Sources: 1, Confidence: e.Confidence, Evidence: e.Evidence.Text,
	}
}
