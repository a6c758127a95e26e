package merge

import (
	"slices"
	"strings"
	"testing"

	"newsgraph/graph"
)

// ids are the nodes of a merged graph, sorted.
func ids(records []*graph.Record) []string {
	var ids []string
	for _, r := range records {
		if r.Node != nil {
			ids = append(ids, r.Node.ID)
		}
	}
	return ids
}

func person(name string) graph.Node {
	return graph.Node{ID: "person:" + strings.ToLower(strings.ReplaceAll(name, " ", "-")), Label: "Person", Name: name}
}

func with(n graph.Node, change func(*graph.Node)) graph.Node {
	change(&n)
	return n
}

func of(nation string) func(*graph.Node) { return func(n *graph.Node) { n.Nation = nation } }

func partial(n *graph.Node) { n.Partial = true }

func TestIdentity(t *testing.T) {
	australia := graph.Node{ID: "AUS", Label: "Nation", Name: "Australia", ISO3: "AUS"}
	smith, merz := person("John Smith"), person("Friedrich Merz")
	body := func(name string) graph.Node {
		return graph.Node{ID: "body:" + strings.ToLower(strings.ReplaceAll(name, " ", "-")), Label: "Body", Name: name}
	}
	senate := graph.Edge{Source: "person:john-smith", Type: "HOLDS_OFFICE", Target: "body:senate", Status: "actual", Title: "senator"}
	club := graph.Edge{Source: "person:john-smith", Type: "MEMBER_OF", Target: "body:cricket-club", Status: "actual"}
	for _, test := range []struct {
		name string
		docs []*graph.Document
		want string
	}{
		{"one full name is one person", []*graph.Document{
			article("a", "2026-01-01", "One text.", []graph.Node{smith}),
			article("b", "2026-02-01", "Another text.", []graph.Node{smith}),
		}, "person:john-smith"},
		{"nations tell namesakes apart", []*graph.Document{
			article("a", "2026-01-01", "One text.", []graph.Node{with(smith, of("AUS")), australia}),
			article("b", "2026-01-01", "Another text.", []graph.Node{with(smith, of("FRA")), france}),
		}, "AUS FRA person:john-smith-aus person:john-smith-fra"},
		{"and one that shows no nation goes to the one of its story", []*graph.Document{
			article("a", "2026-01-01", "One text.", []graph.Node{with(smith, of("AUS")), australia, body("Cricket Club")}),
			article("b", "2026-01-01", "Another text.", []graph.Node{with(smith, of("FRA")), france, merz}),
			article("c", "2026-01-03", "A third text.", []graph.Node{smith, france, merz}),
		}, "AUS FRA body:cricket-club person:friedrich-merz person:john-smith-aus person:john-smith-fra"},
		{"one story tells of one person, whatever the nation", []*graph.Document{
			article("a", "2026-01-01", "One text.", []graph.Node{with(smith, of("AUS")), merz, france, ukraine}),
			article("b", "2026-01-02", "Another text.", []graph.Node{with(smith, of("FRA")), merz, france, ukraine}),
		}, "FRA UKR person:friedrich-merz person:john-smith"},
		{"offices of one year tell namesakes apart", []*graph.Document{
			article("a", "2026-01-01", "One text.", []graph.Node{smith, body("Senate")}, senate),
			article("b", "2026-02-01", "Another text.", []graph.Node{smith, body("Cricket Club")}, club),
		}, "body:cricket-club body:senate person:john-smith-cricket-club person:john-smith-senate"},
		{"a later office is a career", []*graph.Document{
			article("a", "2016-01-01", "One text.", []graph.Node{smith, body("Cricket Club")}, club),
			article("b", "2026-02-01", "Another text.", []graph.Node{smith, body("Senate")}, senate),
		}, "body:cricket-club body:senate person:john-smith"},
		{"a last name goes to the one who stands out near the date", []*graph.Document{
			article("a", "2026-01-01", "One text.", []graph.Node{merz, france}),
			article("b", "2026-01-02", "Another text.", []graph.Node{with(person("Merz"), partial), france}),
		}, "FRA person:friedrich-merz"},
		{"not to one of long ago", []*graph.Document{
			article("a", "2016-01-01", "One text.", []graph.Node{merz, france}),
			article("b", "2026-01-02", "Another text.", []graph.Node{with(person("Merz"), partial), france}),
		}, "FRA person:friedrich-merz person:merz"},
		{"nor to one of two", []*graph.Document{
			article("a", "2026-01-01", "One text.", []graph.Node{merz, france}),
			article("b", "2026-01-02", "Another text.", []graph.Node{with(person("Merz"), partial), france}),
			article("c", "2026-01-01", "A third text.", []graph.Node{person("Anna Merz"), france}),
		}, "FRA person:anna-merz person:friedrich-merz person:merz"},
		{"a body's acronym goes to its name", []*graph.Document{
			article("a", "2026-01-01", "One text.", []graph.Node{body("African National Congress"), france}),
			article("b", "2026-01-02", "Another text.", []graph.Node{body("ANC"), france}),
		}, "FRA body:african-national-congress"},
		{"small words make no other body", []*graph.Document{
			article("a", "2026-01-01", "One text.", []graph.Node{body("Workers Party")}),
			article("b", "2026-01-02", "Another text.", []graph.Node{body("The Workers Party")}),
		}, "body:workers-party"},
		{"nations tell bodies and places apart", []*graph.Document{
			article("a", "2026-01-01", "One text.", []graph.Node{with(body("Supreme Court"), of("FRA"))}),
			article("b", "2026-01-02", "Another text.", []graph.Node{with(body("Supreme Court"), of("AUS"))}),
		}, "body:supreme-court-aus body:supreme-court-fra"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, records := merged(t, Options{}, test.docs...)
			if got := strings.Join(ids(records), " "); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestPartialNamesStayMarked(t *testing.T) {
	_, records := merged(t, Options{}, article("a", "2026-01-01", "One text.", []graph.Node{with(person("Merz"), partial)}))
	for _, r := range records {
		if r.Node != nil && !r.Node.Partial {
			t.Errorf("%+v is not marked partial", *r.Node)
		}
	}
}

func TestMergesSayWhy(t *testing.T) {
	_, records := merged(t, Options{},
		article("a", "2026-01-01", "One text.", []graph.Node{person("Friedrich Merz"), france}),
		article("b", "2026-01-02", "Another text.", []graph.Node{with(person("Merz"), partial), france}))
	for _, r := range records {
		m := r.Mentions
		if m == nil || m.Article != "b" || m.Node != "person:friedrich-merz" {
			continue
		}
		if !slices.Equal(m.Local, []string{"person:merz"}) || !strings.Contains(m.Reason, "stands out") || m.Confidence <= 0.5 || m.Confidence >= 1 {
			t.Errorf("got %+v", *m)
		}
		return
	}
	t.Error("nothing says why Merz is Friedrich Merz")
}
