package neo4j

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"newsgraph/graph"
)

// attacks would each make a node Injected, or delete everything, wherever a
// text became part of a statement.
var attacks = []string{
	`x'}) CREATE (:Injected) //`,
	`x"}) CREATE (:Injected) //`,
	"x`) CREATE (:Injected) //",
	`x\'}) CREATE (:Injected) //`,
	`x\u0027}) CREATE (:Injected) //`,
	`'; MATCH (n) DETACH DELETE n; //`,
	`$ids] UNWIND [1] AS x CREATE (:Injected) RETURN [`,
	"*/ CREATE (:Injected) /*",
	"x\n;\nCREATE (:Injected);\n",
	`row[0]}) CREATE (:Injected)-[:SIGNED]->(`,
}

// Fields that hold only what the vocabulary lists, or a date: anything else is refused.
var (
	listed = []string{"Label", "Type", "Status", "DatePrecision", "Plover", "Mode", "Cameo"}
	dated  = []string{"Date", "FirstReported", "LastReported", "FirstSeen", "LastSeen"}
)

// poison fills every text of a record, but for those.
func poison(v reflect.Value, name string, attack func() string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			poison(v.Elem(), name, attack)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			poison(v.Field(i), v.Type().Field(i).Name, attack)
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.String {
			v.Set(reflect.ValueOf([]string{attack(), attack()}))
		}
	case reflect.String:
		switch {
		case slices.Contains(dated, name):
			v.SetString("2026-01-05")
		case !slices.Contains(listed, name):
			v.SetString(attack())
		}
	}
}

// hostile is a graph whose every text is an attack, ids among them.
func hostile() []*graph.Record {
	n := 0
	attack := func() string { n++; return fmt.Sprint(attacks[n%len(attacks)], " ", n) }
	var parts [kinds][]*graph.Record
	add := func(kind Kind, r *graph.Record) { parts[kind] = append(parts[kind], r) }
	for range attacks {
		score := 1.5
		a := &graph.ArticleRecord{}
		x, y := &graph.NodeRecord{Label: "Person"}, &graph.NodeRecord{Label: "Event"}
		e := &graph.EdgeRecord{Type: "SIGNED", Status: "actual", Score: &score}
		s, m := &graph.StatementRecord{}, &graph.MentionsRecord{}
		for _, r := range []any{a, x, y, e, s, m} {
			poison(reflect.ValueOf(r), "", attack)
		}
		e.Source, e.Target = x.ID, y.ID
		s.Edge, s.Article = e.ID, a.ID
		m.Article, m.Node = a.ID, x.ID
		add(Articles, &graph.Record{Article: a})
		add(Nodes, &graph.Record{Node: x})
		add(Nodes, &graph.Record{Node: y})
		add(Edges, &graph.Record{Edge: e})
		add(Statements, &graph.Record{Statement: s})
		add(Mentions, &graph.Record{Mentions: m})
	}
	var records []*graph.Record
	for _, part := range parts {
		slices.SortFunc(part, compareRecords)
		records = append(records, part...)
	}
	count(records)
	return records
}

// Nothing of what a graph says is ever executed: loaded, updated, repaired,
// scripted, compared, asked for, retracted.
func TestHostileGraph(t *testing.T) {
	db := open(t)
	records := hostile()
	want := text(t, records)
	unharmed := func(after string) {
		t.Helper()
		if got := dump(t, db); got != want {
			t.Fatalf("after %s the database does not give back what was loaded:\n%s", after, firstDifference(got, want))
		}
		if n := query(t, db, "MATCH (n:Injected) RETURN count(n)", nil); n != int64(0) {
			t.Fatalf("after %s %v nodes were injected", after, n)
		}
	}
	load(t, db, records, LoadOptions{})
	unharmed("a load")
	load(t, db, records, LoadOptions{Repair: true, Prune: true, Input: attacks[0]})
	unharmed("a repair")
	var script bytes.Buffer
	if err := WriteScript(&script, stream(records)); err != nil {
		t.Fatal(err)
	}
	for statement := range strings.SplitSeq(strings.TrimSuffix(strings.TrimSpace(script.String()), ";"), ";\n") {
		if err := db.write(t.Context(), func(tx driver.ManagedTransaction) error { return run(t.Context(), tx, statement, nil, nil) }); err != nil {
			t.Fatalf("%.300s: %v", statement, err)
		}
	}
	unharmed("a script")
	if report, err := db.Reconcile(t.Context(), stream(records), func(d Difference) { t.Error(d) }); err != nil || report.Differences != 0 {
		t.Errorf("reconciled: %v, %v", report, err)
	}
	for i, q := range Library() {
		params := q.Defaults()
		for name, value := range params {
			if _, ok := value.(string); ok {
				params[name] = attacks[i%len(attacks)]
			}
		}
		if q.Name == "find" { // the index has a language of its own, which may find faults
			params["text"] = `"Injected"`
		}
		if err := db.Query(t.Context(), q.Cypher, params, new(textRows)); err != nil {
			t.Errorf("%s: %v", q.Name, err)
		}
	}
	unharmed("the library's questions")
	for _, a := range attacks {
		if _, err := db.Retract(t.Context(), []string{a}); err != nil {
			t.Errorf("retract %q: %v", a, err)
		}
	}
	unharmed("retractions of articles that are not there")
	if err := db.Query(t.Context(), "CREATE (:Injected)", nil, new(textRows)); err == nil {
		t.Error("a question may write")
	}
	for _, r := range records {
		if r.Article != nil {
			if _, err := db.Retract(t.Context(), []string{r.Article.ID}); err != nil {
				t.Errorf("retract %q: %v", r.Article.ID, err)
			}
		}
	}
	if got := dump(t, db); strings.Contains(got, `"edge"`) || strings.Contains(got, `"article"`) {
		t.Errorf("retracted, it still has\n%s", got)
	}
}

// Labels and types are the vocabulary's or are refused, for they cannot be
// parameters; and so are codes and dates.
func TestHostileVocabulary(t *testing.T) {
	for _, a := range attacks {
		article, node := &graph.ArticleRecord{Article: graph.Article{ID: "a"}}, &graph.NodeRecord{ID: "a", Label: "Person"}
		edge := &graph.EdgeRecord{ID: "e", Source: "a", Target: "b", Type: "SIGNED", Status: "actual"}
		for _, r := range []*graph.Record{{Article: article}, {Node: node}, {Edge: edge}} {
			if _, err := elementOf(r); err != nil {
				t.Fatal(err)
			}
			part := reflect.ValueOf(part(r)).Elem()
			for _, name := range slices.Concat(listed, dated) {
				field := part.FieldByName(name)
				if !field.IsValid() {
					continue
				}
				good := field.String()
				field.SetString(a)
				if _, err := elementOf(r); err == nil {
					t.Errorf("%q is taken for %s", a, name)
				}
				field.SetString(good)
			}
		}
	}
}
