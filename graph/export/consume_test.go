package export

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"newsgraph/graph"
)

// stream makes records that can be ranged over more than once.
func stream(records []*graph.Record) Records {
	return func(yield func(*graph.Record, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// hostile are texts that break writers which do not expect them.
var hostile = []string{
	`He said: "We agree", twice`, "=HYPERLINK(\"http://example.org\")", "+1-800", "-5 degrees", "@SUM(A1:A9)", "'=already quoted", "two\nlines", "tab\tstop",
	`</script><img src=x onerror=alert(1)>`, `back\slash \u0027 and ' quote`, "комментарий 😀 é", "a;b,c|d", "]]> & < >", "`}) DETACH DELETE n //", "NULL", "  spaces  ",
}

// generated is a graph of random edges between nodes with hostile names.
func generated(nodes, edges int) []*graph.Record {
	rng := rand.New(rand.NewPCG(1, 2))
	pick := func() string { return hostile[rng.IntN(len(hostile))] }
	v := graph.Vocab()
	var types []string
	for name := range v.Edges {
		types = append(types, name)
	}
	slices.Sort(types)
	codes := []string{"FRA", "GBR", "UKR", "USA", "RUS"}
	var records []*graph.Record
	articles := max(1, edges/5)
	for i := range articles {
		records = append(records, &graph.Record{Article: &graph.ArticleRecord{Article: graph.Article{
			ID: fmt.Sprintf("a%06d", i), URL: "https://example.org/" + fmt.Sprint(i), Title: pick(), Date: fmt.Sprintf("2026-%02d-%02d", 1+i%12, 1+i%28), Source: "Example", Language: "en",
		}}})
	}
	labels := []string{"Person", "Nation", "Body", "Place", "Event"}
	byLabel := map[string][]string{}
	var list []*graph.NodeRecord
	for i := range nodes {
		label := labels[i%len(labels)]
		n := &graph.NodeRecord{ID: fmt.Sprintf("%s:%06d %s", strings.ToLower(label), i, []string{"", "é", "a/b"}[i%3]), Label: label, Name: fmt.Sprint(i, " ", pick()), Aliases: []string{pick(), "b"}, Articles: 1 + i%9, Confidence: 0.5}
		switch label {
		case "Nation":
			n.ISO3 = codes[i%len(codes)]
		case "Event":
			n.Kind, n.Date = "meeting", "2026-01"
		default:
			n.Nation = codes[i%len(codes)]
		}
		list = append(list, n)
		byLabel[label] = append(byLabel[label], n.ID)
	}
	slices.SortFunc(list, func(a, b *graph.NodeRecord) int { return strings.Compare(a.ID, b.ID) })
	for _, n := range list {
		records = append(records, &graph.Record{Node: n})
	}
	dates := []string{"", "2026", "2026-02", "2026-02-03", "2026-01-01/2026-03-05"}
	statuses := []string{"actual", "actual", "planned", "possible", "denied"}
	var es []*graph.EdgeRecord
	for i := range edges {
		name := types[rng.IntN(len(types))]
		t := v.Edges[name]
		from, to := end(t.From, rng), end(t.To, rng)
		e := &graph.EdgeRecord{
			ID: graph.ID("test", fmt.Sprint(i)), Source: byLabel[from][rng.IntN(len(byLabel[from]))], Type: name, Target: byLabel[to][rng.IntN(len(byLabel[to]))],
			Status: statuses[rng.IntN(len(statuses))], Date: dates[rng.IntN(len(dates))], FirstReported: "2026-01-07", LastReported: "2026-02-07",
			Reports: 1 + rng.IntN(5), Sources: 1, Confidence: float64(rng.IntN(1000)) / 1000, Evidence: fmt.Sprint(pick(), " ", i),
		}
		if !t.Standing {
			score := v.Plover[t.Plover].Score
			e.Plover, e.Cameo, e.Score = t.Plover, t.Cameo, &score
		}
		es = append(es, e)
	}
	slices.SortFunc(es, func(a, b *graph.EdgeRecord) int { return strings.Compare(a.ID, b.ID) })
	for _, e := range es {
		records = append(records, &graph.Record{Edge: e})
	}
	for i, e := range es {
		records = append(records, &graph.Record{Statement: &graph.StatementRecord{Edge: e.ID, Article: fmt.Sprintf("a%06d", i%articles), Quote: e.Evidence, Start: i, End: i + 9, Rule: "test.rule", Confidence: e.Confidence}})
	}
	for i, n := range list {
		records = append(records, &graph.Record{Mentions: &graph.MentionsRecord{Article: fmt.Sprintf("a%06d", i%articles), Node: n.ID, Count: 2}})
	}
	return records
}

func end(labels []string, rng *rand.Rand) string {
	label := labels[rng.IntN(len(labels))]
	if label == "actor" {
		return []string{"Person", "Nation", "Body"}[rng.IntN(3)]
	}
	return label
}

func fromFile(t testing.TB, path string) []*graph.Record {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var records []*graph.Record
	for r, err := range graph.Records(f, path) {
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, r)
	}
	return records
}

// exportAll writes every format into a folder.
func exportAll(t testing.TB, dir string, records Records) {
	t.Helper()
	names := map[string]string{
		"graphml": "graph.graphml", "gexf": "graph.gexf", "jsonld": "graph.jsonld", "ftm": "graph.ftm.json", "events": "events.csv",
		"gdelt": "gdelt.tsv", "petrarch": "petrarch.txt", "dyads-month": "dyads.csv", "cypher": "graph.cypher",
	}
	for _, f := range Formats {
		var err error
		name := names[f.Name]
		switch {
		case f.Folder != nil:
			if err = os.MkdirAll(filepath.Join(dir, f.Name), 0o755); err == nil {
				err = f.Folder(filepath.Join(dir, f.Name), records)
			}
		case name == "":
		default:
			var b bytes.Buffer
			if f.File != nil {
				err = f.File(&b, records)
			} else {
				err = f.Events(&b, RecordEvents(records))
			}
			if err == nil {
				err = os.WriteFile(filepath.Join(dir, name), b.Bytes(), 0o644)
			}
		}
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
	}
}

// python is one that has the packages of consumers/requirements.txt.
func python(t *testing.T) string {
	t.Helper()
	name := os.Getenv("NEWSGRAPH_PYTHON")
	if name == "" {
		name = "python3"
	}
	out, err := exec.Command(name, "-c", "import networkx, pyarrow, rdflib, followthemoney").CombinedOutput()
	if err == nil {
		return name
	}
	const help = "%s has not the packages of graph/export/consumers/requirements.txt (NEWSGRAPH_PYTHON names another): %v: %s"
	if os.Getenv("NEWSGRAPH_REQUIRE_PYTHON") == "1" {
		t.Fatalf(help, name, err, out)
	}
	t.Skipf(help, name, err, out)
	return ""
}

// The real consumers read what the graph holds.
func TestConsumersReadWhatTheGraphHolds(t *testing.T) {
	py := python(t)
	for name, records := range map[string][]*graph.Record{
		"seed":      fromFile(t, "testdata/seed/graph.ndjson"),
		"generated": generated(200, 600),
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			exportAll(t, dir, stream(records))
			cmd := exec.Command(py, "consumers/consume.py", dir)
			var errs bytes.Buffer
			cmd.Stderr = &errs
			out, err := cmd.Output()
			if err != nil {
				t.Fatalf("%v\n%s", err, errs.Bytes())
			}
			var got map[string]map[string]any
			if err := json.Unmarshal(out, &got); err != nil {
				t.Fatal(err)
			}
			nodes, edges, claims, dated, actions, digest := expected(records)
			for _, c := range []struct {
				format, what string
				want         any
			}{
				{"csv", "nodes", nodes}, {"csv", "edges", edges}, {"csv", "claims", claims}, {"csv", "sha256", digest},
				{"parquet", "nodes", nodes}, {"parquet", "edges", edges}, {"parquet", "claims", claims}, {"parquet", "sha256", digest},
				{"graphml", "nodes", nodes}, {"graphml", "edges", edges}, {"graphml", "sha256", digest},
				{"gexf", "nodes", nodes}, {"gexf", "edges", edges}, {"gexf", "sha256", digest}, {"gexf", "dated", dated},
				{"jsonld", "nodes", nodes}, {"jsonld", "edges", edges}, {"jsonld", "claims", claims}, {"jsonld", "sha256", digest},
				{"ftm", "nodes", nodes}, {"ftm", "edges", edges},
				{"events", "edges", actions}, {"events", "columns", eventColumns}, {"gdelt", "columns", 61},
			} {
				if got, want := fmt.Sprint(got[c.format][c.what]), fmt.Sprint(c.want); got != want {
					t.Errorf("%s: its reader finds %s %s, want %s", c.format, c.what, got, want)
				}
			}
			for _, format := range []string{"gdelt", "petrarch", "dyads"} {
				if n, _ := got[format]["rows"].(float64); n < 1 {
					t.Errorf("%s has no rows", format)
				}
			}
		})
	}
}

// expected counts and hashes a graph as consume.py does its exports.
func expected(records []*graph.Record) (nodes, edges, claims, dated, actions int, digest string) {
	var lines []string
	for _, r := range records {
		switch {
		case r.Node != nil:
			nodes++
		case r.Edge != nil:
			e := r.Edge
			edges++
			if e.Date != "" || e.FirstReported != "" {
				dated++
			}
			if !graph.Vocab().Edges[e.Type].Standing {
				actions++
			}
			lines = append(lines, strings.Join([]string{e.ID, e.Source, e.Type, e.Target, e.Date, fmt.Sprintf("%.6f", e.Confidence), e.Evidence}, "\x1f"))
		case r.Statement != nil:
			claims++
		}
	}
	slices.Sort(lines)
	return nodes, edges, claims, dated, actions, fmt.Sprintf("%x", sha256.Sum256([]byte(strings.Join(lines, "\n"))))
}

func TestEventTargets(t *testing.T) {
	var b bytes.Buffer
	if err := writeEvents(&b, RecordEvents(stream(fromFile(t, "testdata/seed/graph.ndjson")))); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := func(column string) int { return slices.Index(rows[0], column) }
	has := func(source, plover, target string) bool {
		return slices.ContainsFunc(rows[1:], func(r []string) bool {
			return r[at("source_name")] == source && r[at("plover_type")] == plover && r[at("target_name")] == target && r[at("quote")] != "" && r[at("article_id")] != ""
		})
	}
	for _, want := range [][3]string{
		{"Emmanuel Macron", "SUPPORT", "Keir Starmer"},                  // who signs does so with who else signs
		{"Volodymyr Zelenskyy", "SUPPORT", "United States"},             // an actor is its own target
		{"Russia", "REJECT", "NATO boots on the ground"},                // no party is known: the event itself
		{"United States", "COERCE", "Nicolas Maduro"},                   // a person
		{"United Kingdom", "MOBILIZE", "Ukraine"},                       // a nation
		{"Paris", "CONSULT", "meeting of the Coalition of the Willing"}, // its only party hosts it
	} {
		if !has(want[0], want[1], want[2]) {
			t.Errorf("no event %q", want)
		}
	}
	for _, r := range rows[1:] {
		if r[at("source_name")] == "Emmanuel Macron" && (r[at("source_code")] != "FRA" || r[at("source_role")] != "GOV" || r[at("source_cow")] != "220") {
			t.Errorf("Macron is coded %q", r)
		}
		if r[at("place")] == "Paris" && (r[at("lat")] != "48.853" || r[at("lon")] != "2.349") {
			t.Errorf("Paris is at %s, %s", r[at("lat")], r[at("lon")])
		}
		if r[at("source_name")] == "G7" && r[at("source_code")] != "IGO" {
			t.Errorf("G7 is coded %q", r)
		}
	}
}
