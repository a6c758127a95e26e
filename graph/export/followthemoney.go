package export

import (
	"cmp"
	"io"
	"strings"

	"newsgraph/graph"
)

// ftmEntity is one line of a FollowTheMoney file.
type ftmEntity struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
}

// set adds a property's values but for empty ones.
func (e *ftmEntity) set(property string, values ...string) {
	for _, v := range values {
		if v != "" {
			e.Properties[property] = append(e.Properties[property], v)
		}
	}
}

func newFTM(kind, id, schema string) *ftmEntity {
	return &ftmEntity{ftmID(kind, id), schema, map[string][]string{}}
}

// ftmID is made of letters that every user of the format takes.
func ftmID(kind, id string) string { return "ng-" + kind + "-" + graph.ID(kind, id) }

// writeFollowTheMoney writes articles as Article, nodes as Person, PublicBody,
// Organization, Address and Event, standing edges as Employment, Membership and
// Family where their ends allow it, and every action as UnknownLink with its
// type as role. A quote is the link's summary and its article the proof; that
// needs the first statement of each edge, which is joined from a second pass.
func writeFollowTheMoney(w io.Writer, records Records) error {
	labels := map[string]string{}
	proofs := newProofs(records)
	defer proofs.stop()
	for r, err := range records {
		if err != nil {
			return err
		}
		var e *ftmEntity
		switch {
		case r.Article != nil:
			e = ftmArticle(r.Article)
		case r.Node != nil:
			labels[r.Node.ID] = r.Node.Label
			e = ftmNode(r.Node)
		case r.Edge != nil:
			proof, err := proofs.of(r.Edge)
			if err != nil {
				return err
			}
			e = ftmLink(r.Edge, labels, proof)
		default:
			return nil
		}
		if err := graph.Write(w, e); err != nil {
			return err
		}
	}
	return nil
}

func ftmArticle(a *graph.ArticleRecord) *ftmEntity {
	e := newFTM("article", a.ID, "Article")
	e.set("title", a.Title)
	e.set("name", a.Title)
	e.set("publishedAt", a.Date)
	e.set("publisher", a.Source)
	e.set("sourceUrl", a.WebAddress())
	e.set("contentHash", a.SHA256)
	return e
}

func ftmNode(n *graph.NodeRecord) *ftmEntity {
	schema := map[string]string{"Person": "Person", "Nation": "PublicBody", "Body": "Organization", "Place": "Address", "Event": "Event"}[n.Label]
	e := newFTM("node", n.ID, schema)
	e.set("name", n.Name)
	if n.Label == "Place" {
		e.set("full", n.Name)
	}
	e.set("alias", n.Aliases...)
	e.set("summary", n.Description)
	e.set("wikidataId", n.QID)
	e.set("country", ftmCountry(cmp.Or(n.ISO3, n.Nation)))
	e.set("keywords", n.Kind)
	if n.Label == "Event" {
		e.set("date", ftmDate(n.Date))
	}
	return e
}

func ftmLink(e *graph.EdgeRecord, labels map[string]string, proof *graph.StatementRecord) *ftmEntity {
	from, to := labels[e.Source], labels[e.Target]
	organisation := to == "Body" || to == "Nation"
	schema, source, target, role := "UnknownLink", "subject", "object", strings.ToLower(strings.ReplaceAll(e.Type, "_", " "))
	switch {
	case e.Type == "HOLDS_OFFICE" && organisation:
		schema, source, target, role = "Employment", "employee", "employer", e.Title
	case e.Type == "MEMBER_OF" && organisation && (from == "Person" || from == "Body" || from == "Nation"):
		schema, source, target, role = "Membership", "member", "organization", ""
	case e.Type == "RELATED_TO":
		schema, source, target, role = "Family", "person", "relative", ""
	}
	link := newFTM("edge", e.ID, schema)
	link.set(source, ftmID("node", e.Source))
	link.set(target, ftmID("node", e.Target))
	if schema == "Family" {
		link.set("relationship", e.Title)
	} else {
		link.set("role", role)
		link.set("status", e.Status)
	}
	if first, last, two := strings.Cut(e.Date, "/"); two {
		link.set("startDate", first)
		link.set("endDate", last)
	} else {
		link.set("date", first)
	}
	link.set("summary", e.Evidence)
	link.set("recordId", e.ID)
	if proof != nil {
		link.set("proof", ftmID("article", proof.Article))
	}
	return link
}

// ftmDate keeps the first of two dates.
func ftmDate(date string) string { first, _, _ := strings.Cut(date, "/"); return first }
