package export

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"io"
	"strconv"
	"strings"

	"newsgraph/graph"
)

// xmlText writes text for XML; characters that XML cannot hold become U+FFFD.
func xmlText(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return b.String()
}

// attribute is a property of nodes or edges in GraphML and GEXF.
type attribute struct{ name, typ string }

var (
	nodeAttributes = []attribute{
		{"label", "string"}, {"name", "string"}, {"aliases", "string"}, {"kind", "string"}, {"iso3", "string"}, {"qid", "string"}, {"nation", "string"},
		{"description", "string"}, {"confidence", "double"}, {"date", "string"}, {"firstSeen", "string"}, {"lastSeen", "string"}, {"articles", "int"},
	}
	edgeAttributes = []attribute{
		{"type", "string"}, {"status", "string"}, {"date", "string"}, {"datePrecision", "string"}, {"title", "string"}, {"plover", "string"}, {"mode", "string"},
		{"cameo", "string"}, {"score", "double"}, {"asserter", "string"}, {"firstReported", "string"}, {"lastReported", "string"}, {"reports", "int"},
		{"sources", "int"}, {"confidence", "double"}, {"evidence", "string"}, {"weight", "double"},
	}
)

// The values of a node's and an edge's attributes, in their order; "" for none.
func nodeValues(n *graph.NodeRecord) []string {
	return []string{n.Label, n.Name, strings.Join(n.Aliases, "; "), n.Kind, n.ISO3, n.QID, n.Nation, n.Description, number(n.Confidence),
		n.Date, n.FirstSeen, n.LastSeen, strconv.Itoa(n.Articles)}
}

func edgeValues(e *graph.EdgeRecord) []string {
	score := ""
	if e.Score != nil {
		score = number(*e.Score)
	}
	return []string{e.Type, e.Status, e.Date, e.DatePrecision, e.Title, e.Plover, e.Mode, e.Cameo, score, e.Asserter, e.FirstReported, e.LastReported,
		strconv.Itoa(e.Reports), strconv.Itoa(e.Sources), number(e.Confidence), e.Evidence, number(e.Confidence * float64(max(1, e.Sources)))}
}

func writeGraphML(w io.Writer, records Records) error {
	out := bufio.NewWriterSize(w, 1<<16)
	out.WriteString(xml.Header + `<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ` +
		`xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">` + "\n")
	for _, of := range []struct {
		end        string
		attributes []attribute
	}{{"node", nodeAttributes}, {"edge", edgeAttributes}} {
		for _, a := range of.attributes {
			out.WriteString(`<key id="` + of.end[:1] + "_" + a.name + `" for="` + of.end + `" attr.name="` + a.name + `" attr.type="` + a.typ + `"/>` + "\n")
		}
	}
	out.WriteString(`<graph id="newsgraph" edgedefault="directed">` + "\n")
	data := func(end string, attributes []attribute, values []string) {
		for i, v := range values {
			if v != "" {
				out.WriteString(`<data key="` + end + "_" + attributes[i].name + `">` + xmlText(v) + `</data>`)
			}
		}
	}
	for r, err := range records {
		switch {
		case err != nil:
			return err
		case r.Node != nil:
			out.WriteString(`<node id="` + xmlText(r.Node.ID) + `">`)
			data("n", nodeAttributes, nodeValues(r.Node))
			out.WriteString("</node>\n")
		case r.Edge != nil:
			e := r.Edge
			out.WriteString(`<edge id="` + xmlText(e.ID) + `" source="` + xmlText(e.Source) + `" target="` + xmlText(e.Target) + `">`)
			data("e", edgeAttributes, edgeValues(e))
			out.WriteString("</edge>\n")
		}
	}
	out.WriteString("</graph>\n</graphml>\n")
	return out.Flush()
}

// gexfTypes are GEXF's names of GraphML's types.
var gexfTypes = map[string]string{"string": "string", "double": "double", "int": "integer"}

// writeGEXF dates edges by when they happened, else by when they were reported,
// so that Gephi's timeline can play them.
func writeGEXF(w io.Writer, records Records) error {
	out := bufio.NewWriterSize(w, 1<<16)
	out.WriteString(xml.Header + `<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2"><meta><creator>newsgraph</creator></meta>` + "\n" +
		`<graph mode="dynamic" defaultedgetype="directed" timeformat="date">` + "\n")
	for _, of := range []struct {
		class      string
		attributes []attribute
	}{{"node", nodeAttributes}, {"edge", edgeAttributes}} {
		out.WriteString(`<attributes class="` + of.class + `" mode="static">`)
		for i, a := range of.attributes {
			out.WriteString(`<attribute id="` + strconv.Itoa(i) + `" title="` + a.name + `" type="` + gexfTypes[a.typ] + `"/>`)
		}
		out.WriteString("</attributes>\n")
	}
	values := func(values []string) {
		out.WriteString("<attvalues>")
		for i, v := range values {
			if v != "" {
				out.WriteString(`<attvalue for="` + strconv.Itoa(i) + `" value="` + xmlText(v) + `"/>`)
			}
		}
		out.WriteString("</attvalues>")
	}
	out.WriteString("<nodes>\n")
	inEdges := false
	for r, err := range records {
		switch {
		case err != nil:
			return err
		case r.Node != nil:
			out.WriteString(`<node id="` + xmlText(r.Node.ID) + `" label="` + xmlText(r.Node.Name) + `">`)
			values(nodeValues(r.Node))
			out.WriteString("</node>\n")
		case r.Edge != nil:
			if !inEdges {
				out.WriteString("</nodes>\n<edges>\n")
				inEdges = true
			}
			e := r.Edge
			v := edgeValues(e)
			out.WriteString(`<edge id="` + xmlText(e.ID) + `" source="` + xmlText(e.Source) + `" target="` + xmlText(e.Target) + `" label="` + e.Type + `" weight="` + v[len(v)-1] + `"`)
			if start, end := spanOf(cmp.Or(e.Date, e.FirstReported)); start != "" {
				out.WriteString(` start="` + start + `" end="` + end + `"`)
			}
			out.WriteString(">")
			values(v)
			out.WriteString("</edge>\n")
		}
	}
	if !inEdges {
		out.WriteString("</nodes>\n<edges>\n")
	}
	out.WriteString("</edges>\n</graph>\n</gexf>\n")
	return out.Flush()
}
