package export

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strings"

	"newsgraph/graph"
)

// jsonldContext maps the names that writeJSONLD uses to terms of schema.org,
// PROV, RDF and, where these have none, of this graph's own vocabulary.
const jsonldContext = `{
"schema": "https://schema.org/", "prov": "http://www.w3.org/ns/prov#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
"xsd": "http://www.w3.org/2001/XMLSchema#", "ng": "urn:newsgraph:vocabulary:",
"id": "@id", "type": "@type",
"name": "schema:name", "alternateName": "schema:alternateName", "description": "schema:description", "sameAs": {"@id": "schema:sameAs", "@type": "@id"},
"headline": "schema:headline", "datePublished": "schema:datePublished", "publisher": "schema:publisher", "url": {"@id": "schema:url", "@type": "@id"}, "inLanguage": "schema:inLanguage",
"subject": {"@id": "rdf:subject", "@type": "@id"}, "predicate": {"@id": "rdf:predicate", "@type": "@id"}, "object": {"@id": "rdf:object", "@type": "@id"},
"text": "schema:text", "about": {"@id": "schema:about", "@type": "@id"}, "mentions": {"@id": "schema:mentions", "@type": "@id"}, "startDate": "schema:startDate", "roleName": "schema:roleName", "identifier": "schema:identifier",
"wasQuotedFrom": {"@id": "prov:wasQuotedFrom", "@type": "@id"}, "wasAttributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
"kind": "ng:kind", "iso3": "ng:iso3", "nation": "ng:nation", "status": "ng:status", "eventDate": "ng:date", "datePrecision": "ng:datePrecision", "plover": "ng:plover", "mode": "ng:mode", "cameo": "ng:cameo",
"score": {"@id": "ng:score", "@type": "xsd:double"}, "confidence": {"@id": "ng:confidence", "@type": "xsd:double"}, "reports": "ng:reports", "sources": "ng:sources",
"firstReported": "ng:firstReported", "lastReported": "ng:lastReported", "start": "ng:start", "end": "ng:end", "rule": "ng:rule"
}`

// schemaTypes are schema.org's types of nodes.
var schemaTypes = map[string]string{
	"Person": "schema:Person", "Nation": "schema:Country", "Body": "schema:Organization", "Place": "schema:Place", "Event": "schema:Event",
}

func iri(kind, id string) string { return "urn:newsgraph:" + kind + ":" + url.PathEscape(id) }

// iriIf leaves an absent id absent.
func iriIf(kind, id string) string {
	if id == "" {
		return ""
	}
	return iri(kind, id)
}

type ldNode struct {
	ID          string   `json:"id"`
	Type        []string `json:"type"`
	Name        string   `json:"name"`
	Aliases     []string `json:"alternateName,omitempty"`
	Kind        string   `json:"kind,omitempty"`
	ISO3        string   `json:"iso3,omitempty"`
	Nation      string   `json:"nation,omitempty"`
	Description string   `json:"description,omitempty"`
	SameAs      string   `json:"sameAs,omitempty"`
	Date        string   `json:"startDate,omitempty"`
}

type ldArticle struct {
	ID        string   `json:"id"`
	Type      []string `json:"type"`
	Headline  string   `json:"headline"`
	Date      string   `json:"datePublished,omitempty"`
	Publisher string   `json:"publisher,omitempty"`
	URL       string   `json:"url,omitempty"`
	Language  string   `json:"inLanguage,omitempty"`
}

// ldClaim is an edge as a statement about it, as RDF reification has it.
type ldClaim struct {
	ID            string   `json:"id"`
	Type          []string `json:"type"`
	Subject       string   `json:"subject"`
	Predicate     string   `json:"predicate"`
	Object        string   `json:"object"`
	Status        string   `json:"status"`
	Date          string   `json:"eventDate,omitempty"`
	DatePrecision string   `json:"datePrecision,omitempty"`
	Title         string   `json:"roleName,omitempty"`
	Plover        string   `json:"plover,omitempty"`
	Mode          string   `json:"mode,omitempty"`
	Cameo         string   `json:"cameo,omitempty"`
	Score         *float64 `json:"score,omitempty"`
	Asserter      string   `json:"wasAttributedTo,omitempty"`
	FirstReported string   `json:"firstReported,omitempty"`
	LastReported  string   `json:"lastReported,omitempty"`
	Reports       int      `json:"reports"`
	Sources       int      `json:"sources"`
	Confidence    float64  `json:"confidence"`
	Text          string   `json:"text"`
}

type ldQuote struct {
	ID         string   `json:"id"`
	Type       []string `json:"type"`
	About      string   `json:"about"`
	Article    string   `json:"wasQuotedFrom"`
	Text       string   `json:"text"`
	Start      int      `json:"start"`
	End        int      `json:"end"`
	Rule       string   `json:"rule"`
	Confidence float64  `json:"confidence"`
	Asserter   string   `json:"wasAttributedTo,omitempty"`
}

type ldMention struct {
	ID   string `json:"id"`
	Node string `json:"mentions"`
}

func writeJSONLD(w io.Writer, records Records) error {
	out := bufio.NewWriterSize(w, 1<<16)
	var context json.RawMessage = []byte(strings.ReplaceAll(jsonldContext, "\n", " "))
	fmt.Fprintf(out, "{\"@context\": %s,\n\"@graph\": [", context)
	separator := "\n"
	for r, err := range records {
		if err != nil {
			return err
		}
		text, err := json.Marshal(linked(r))
		if err != nil {
			return err
		}
		out.WriteString(separator)
		out.Write(text)
		separator = ",\n"
	}
	out.WriteString("\n]}\n")
	return out.Flush()
}

func linked(r *graph.Record) any {
	switch {
	case r.Article != nil:
		a := r.Article
		return ldArticle{iri("article", a.ID), []string{"schema:NewsArticle", "prov:Entity"}, a.Title, a.Date, a.Source, a.WebAddress(), a.Language}
	case r.Node != nil:
		n := r.Node
		same := ""
		if n.QID != "" {
			same = "http://www.wikidata.org/entity/" + url.PathEscape(n.QID)
		}
		return ldNode{iri("node", n.ID), []string{schemaTypes[n.Label], "ng:" + n.Label}, n.Name, n.Aliases, n.Kind, n.ISO3, n.Nation, n.Description, same, n.Date}
	case r.Edge != nil:
		e := r.Edge
		return ldClaim{iri("claim", e.ID), []string{"rdf:Statement", "prov:Entity"}, iri("node", e.Source), "ng:" + e.Type, iri("node", e.Target), e.Status, e.Date, e.DatePrecision,
			e.Title, e.Plover, e.Mode, e.Cameo, e.Score, iriIf("node", e.Asserter), e.FirstReported, e.LastReported, e.Reports, e.Sources, e.Confidence, e.Evidence}
	case r.Statement != nil:
		s := r.Statement
		id := graph.ID(s.Edge, s.Article, s.Field, fmt.Sprint(s.Start), fmt.Sprint(s.End), s.Rule, s.Asserter)
		return ldQuote{iri("quote", id), []string{"schema:Quotation", "prov:Entity"}, iri("claim", s.Edge), iri("article", s.Article), s.Quote, s.Start, s.End, s.Rule, s.Confidence, iriIf("node", s.Asserter)}
	}
	return ldMention{iri("article", r.Mentions.Article), iri("node", r.Mentions.Node)}
}
