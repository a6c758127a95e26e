package merge

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"newsgraph/graph"
)

// facts are a merged graph's edges of one status or all, as "date reports", sorted.
func facts(records []*graph.Record) string {
	var list []string
	for _, e := range edges(records) {
		s := fmt.Sprintf("%s %s %d", e.Status, e.Date, e.Reports)
		if e.Disputed {
			s += " disputed"
		}
		list = append(list, strings.Join(strings.Fields(s), " "))
	}
	slices.Sort(list)
	return strings.Join(list, ", ")
}

// report is one article that states one edge.
type report struct{ reported, status, date string }

func TestFactsAreToldApartByStatusAndDate(t *testing.T) {
	for _, test := range []struct {
		name    string
		typ     string
		reports []report
		want    string
	}{
		{"repeated acts are not one", "MET", []report{{"2026-01-06", "actual", "2026-01-05"}, {"2026-01-09", "actual", "2026-01-08"}},
			"actual 2026-01-05 1, actual 2026-01-08 1"},
		{"a month holds its only day", "MET", []report{{"2026-01-06", "actual", "2026-01-05"}, {"2026-03-09", "actual", "2026-01"}},
			"actual 2026-01-05 2"},
		{"a month with two days stays apart", "MET", []report{{"2026-01-06", "actual", "2026-01-05"}, {"2026-01-09", "actual", "2026-01-08"}, {"2026-03-09", "actual", "2026-01"}},
			"actual 2026-01 1, actual 2026-01-05 1, actual 2026-01-08 1"},
		{"no date goes to the act of those days", "MET", []report{{"2026-01-06", "actual", "2026-01-05"}, {"2026-01-07", "actual", ""}},
			"actual 2026-01-05 2"},
		{"not to that of another month", "MET", []report{{"2026-01-06", "actual", "2026-01-05"}, {"2026-03-07", "actual", ""}},
			"actual 1, actual 2026-01-05 1"},
		{"contradictions are both kept", "MET", []report{{"2026-01-06", "actual", "2026-01-05"}, {"2026-01-07", "denied", ""}},
			"actual 2026-01-05 1 disputed, denied 1 disputed"},
		{"plans are not acts", "MET", []report{{"2026-01-06", "actual", "2026-01-05"}, {"2026-01-03", "planned", "2026-01-05"}},
			"actual 2026-01-05 1, planned 2026-01-05 1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var docs []*graph.Document
			for i, r := range test.reports {
				e := graph.Edge{Source: "FRA", Type: test.typ, Target: "UKR", Status: r.status, Date: r.date}
				docs = append(docs, article(fmt.Sprint("a", i), r.reported, strings.Repeat("word ", i+3)+"end.", []graph.Node{france, ukraine}, e))
			}
			_, records := merged(t, Options{}, docs...)
			if got := facts(records); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestOfficesGetSpans(t *testing.T) {
	for _, test := range []struct {
		name    string
		reports []report
		want    string
	}{
		{"from the first report to the last", []report{{"2019-09-11", "actual", ""}, {"2021-01-01", "actual", ""}, {"2020-03-01", "actual", ""}},
			"actual 2019-09-11/2021-01-01 3"},
		{"a report that it is over ends it", []report{{"2019-09-11", "actual", ""}, {"2021-01-01", "actual", ""}, {"2022-09-30", "past", ""}},
			"actual 2019-09-11/2021-01-01 2, past 1"},
		{"a second term", []report{{"2005-01-01", "actual", ""}, {"2007-05-01", "actual", ""}, {"2010-01-01", "past", ""}, {"2013-01-01", "actual", ""}},
			"actual 2005-01-01/2007-05-01 2, actual 2013-01-01/2013-01-01 1, past 1"},
		{"nothing is stamped with a date of today", []report{{"", "actual", ""}}, "actual 1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var docs []*graph.Document
			for i, r := range test.reports {
				e := graph.Edge{Source: "person:jane-doe", Type: "HOLDS_OFFICE", Target: "FRA", Status: r.status, Date: r.date, Title: "Prime Minister"}
				docs = append(docs, article(fmt.Sprint("a", i), r.reported, strings.Repeat("word ", i+3)+"end.", []graph.Node{france, person("Jane Doe")}, e))
			}
			_, records := merged(t, Options{}, docs...)
			if got := facts(records); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestTwoOfficesAtOnePlaceAreTwoEdges(t *testing.T) {
	hold := func(title string) graph.Edge {
		return graph.Edge{Source: "person:jane-doe", Type: "HOLDS_OFFICE", Target: "FRA", Status: "actual", Title: title}
	}
	_, records := merged(t, Options{},
		article("a", "2019-01-01", "One text.", []graph.Node{france, person("Jane Doe")}, hold("Foreign Minister")),
		article("b", "2022-01-01", "Another text.", []graph.Node{france, person("Jane Doe")}, hold("President")))
	if got := edges(records); len(got) != 2 {
		t.Errorf("%d edges, want 2", len(got))
	}
}

func TestEitherDirectionOfASymmetricEdgeIsOne(t *testing.T) {
	_, records := merged(t, Options{},
		article("a", "2026-01-01", "One text.", []graph.Node{france, ukraine}, graph.Edge{Source: "FRA", Type: "MET", Target: "UKR", Status: "actual"}),
		article("b", "2026-01-01", "Another text.", []graph.Node{france, ukraine}, graph.Edge{Source: "UKR", Type: "MET", Target: "FRA", Status: "actual"}))
	if got := edges(records); len(got) != 1 || got[0].Reports != 2 {
		t.Errorf("got %d edges", len(got))
	}
}
