package graph

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// sound is a document that keeps to the format.
func sound() *Document {
	text := "France gave Ukraine aid."
	d := &Document{
		ID:      "a",
		Article: Article{ID: "a", Title: "Aid for Kyiv", Date: "2026-01-06"},
		Text:    text,
		Nodes: []Node{
			{ID: "FRA", Label: "Nation", Name: "France", ISO3: "FRA", Mentions: []Mention{{Text: "France", Start: 0, End: 6}}},
			{ID: "UKR", Label: "Nation", Name: "Ukraine", ISO3: "UKR", Mentions: []Mention{{Text: "Ukraine", Start: 12, End: 19}}},
		},
		Edges: []Edge{{
			ID: "e1", Source: "FRA", Type: "AIDED", Target: "UKR", Status: "actual", Date: "2026-01-05", Confidence: 0.8, Rule: "r",
			Evidence: Evidence{Text: text, Start: 0, End: 24},
		}},
		Acts: []Act{{Edge: Edge{
			ID: "e2", Source: "FRA", Type: "AIDED", Status: "actual", Confidence: 0.8, Rule: "r", Evidence: Evidence{Text: text, Start: 0, End: 24},
		}, TargetGroup: &Group{Role: "REF"}}},
	}
	d.Article.SHA256 = ContentHash(d.Article.Title, d.Text)
	return d
}

// A bad document is refused with its file, its line and what is wrong with it;
// the ones around it are read.
func TestBadDocumentsAreRefusedWithFileLineAndReason(t *testing.T) {
	for _, test := range []struct {
		name  string
		spoil func(*Document)
		want  string
	}{
		{"no id", func(d *Document) { d.ID = "" }, "document has no id"},
		{"another article's id", func(d *Document) { d.Article.ID = "b" }, `its article's id is "b"`},
		{"a later format", func(d *Document) { d.Format = Format + 1 }, "format 2 is newer than this newsgraph, which knows 1"},
		{"wrong hash", func(d *Document) { d.Text += " " }, "sha256 is"},
		{"unknown label", func(d *Document) { d.Nodes[0].Label = "Planet" }, `node "FRA": no label "Planet"`},
		{"no name", func(d *Document) { d.Nodes[0].Name = "" }, "it needs an id and a name"},
		{"duplicate node", func(d *Document) { d.Nodes[1].ID = "FRA" }, `node id "FRA" stands twice`},
		{"duplicate edge", func(d *Document) { d.Edges = append(d.Edges, d.Edges[0]) }, `edge id "e1" stands twice`},
		{"duplicate act", func(d *Document) { d.Acts[0].ID = "e1" }, `act id "e1" stands twice`},
		{"dangling source", func(d *Document) { d.Edges[0].Source = "XXX" }, `edge "e1": no node "XXX"`},
		{"dangling target", func(d *Document) { d.Edges[0].Target = "XXX" }, `edge "e1": no node "XXX"`},
		{"dangling asserter", func(d *Document) { d.Edges[0].Asserter = "XXX" }, `no node "XXX" for its asserter`},
		{"dangling act", func(d *Document) { d.Acts[0].Source = "XXX" }, `act "e2": no node "XXX"`},
		{"an act of nobody", func(d *Document) { d.Acts[0].Source = "" }, "it needs a source or a target"},
		{"unknown edge type", func(d *Document) { d.Edges[0].Type = "KISSED" }, `no edge type "KISSED"`},
		{"type that does not join these", func(d *Document) { d.Edges[0].Type = "MEMBER_OF" }, "MEMBER_OF does not join a Nation to a Nation"},
		{"unknown status", func(d *Document) { d.Edges[0].Status = "maybe" }, `no status "maybe"`},
		{"no date", func(d *Document) { d.Edges[0].Date = "yesterday" }, `date "yesterday" is not`},
		{"unknown precision", func(d *Document) { d.Edges[0].DatePrecision = "fortnight" }, `no date precision "fortnight"`},
		{"unknown PLOVER type", func(d *Document) { d.Edges[0].Plover = "KISS" }, `no PLOVER type "KISS"`},
		{"unknown CAMEO code", func(d *Document) { d.Acts[0].Cameo = "999" }, `no CAMEO code "999"`},
		{"another type's mode", func(d *Document) { d.Edges[0].Plover, d.Edges[0].Mode = "AID", "boycott" }, `PLOVER's AID has no mode "boycott"`},
		{"an article's date", func(d *Document) { d.Article.Date = "Monday" }, `date "Monday" is not`},
		{"confidence over 1", func(d *Document) { d.Edges[0].Confidence = 1.5 }, "confidence 1.5 is not within"},
		{"quote after the text", func(d *Document) { d.Edges[0].Evidence.End = 99 }, "offsets 0–99 are outside the 24 characters"},
		{"quote before the text", func(d *Document) { d.Edges[0].Evidence.Start = -1 }, "are outside"},
		{"empty quote", func(d *Document) { d.Edges[0].Evidence.End = 0 }, "are outside"},
		{"another quote", func(d *Document) { d.Edges[0].Evidence.Text = "France denied it." }, `"France denied it." does not stand at 0–24`},
		{"mention elsewhere", func(d *Document) { d.Nodes[1].Mentions[0].Start++ }, `"Ukraine" does not stand at 13–19`},
		{"unknown field", func(d *Document) { d.Edges[0].Evidence.Field = "summary" }, `no field "summary"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			bad := sound()
			test.spoil(bad)
			var file bytes.Buffer
			for _, d := range []*Document{sound(), bad, sound()} {
				if err := Write(&file, d); err != nil {
					t.Fatal(err)
				}
			}
			var read int
			var refused []error
			for d, err := range Documents(&file, "docs.ndjson") {
				if err != nil {
					refused = append(refused, err)
				} else if d != nil {
					read++
				}
			}
			var line *LineError
			if read != 2 || len(refused) != 1 || !errors.As(refused[0], &line) || line.Name != "docs.ndjson" || line.Line != 2 || !strings.Contains(refused[0].Error(), test.want) {
				t.Errorf("read %d, refused %v; want %q", read, refused, test.want)
			}
		})
	}
}

func TestBadRecordsAreRefused(t *testing.T) {
	edge := func(change string) string {
		return `{"edge":{"id":"e","source":"FRA","type":"AIDED","target":"UKR","status":"actual","date":"2026-01-05","confidence":0.8,"evidence":"q"` + change + `}}`
	}
	for line, want := range map[string]string{
		edge(``): "",
		edge(`,"datePrecision":"day","plover":"AID","cameo":"071","firstReported":"2026-01-06"`): "",
		`{"edge":{"id":"e","source":"FRA","type":"KISSED","target":"UKR","status":"actual"}}`:    `edge "e": no edge type "KISSED"`,
		`{"edge":{"id":"e","source":"FRA","type":"AIDED","target":"UKR","status":"maybe"}}`:      `edge "e": no status "maybe"`,
		`{"edge":{"id":"e","source":"FRA","type":"AIDED","status":"actual"}}`:                    `edge "e": it needs an id, a source and a target`,
		edge(`,"datePrecision":"fortnight"`):                                                     `edge "e": no date precision "fortnight"`,
		edge(`,"plover":"KISS"`):                                                                 `edge "e": no PLOVER type "KISS"`,
		edge(`,"cameo":"999"`):                                                                   `edge "e": no CAMEO code "999"`,
		edge(`,"plover":"AID","mode":"boycott"`):                                                 `edge "e": PLOVER's AID has no mode "boycott"`,
		edge(`,"lastReported":"~"`):                                                              `edge "e": date "~" is not`,
		`{"article":{"id":"a","title":"t","date":"Monday","sha256":"0"}}`:                        `article "a": date "Monday" is not`,
		`{"node":{"id":"x","label":"Planet","name":"Mars"}}`:                                     `node "x": no label "Planet"`,
		`{"node":{"id":"x","label":"Event","name":"talks","date":"soon"}}`:                       `node "x": date "soon" is not`,
		`{}`: "this one holds 0",
	} {
		for _, err := range Records(strings.NewReader(line), "graph.ndjson") {
			if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
				t.Errorf("%s: got %v, want %q", line, err, want)
			}
		}
	}
}

func TestAmbiguousLinesAreRefused(t *testing.T) {
	for line, want := range map[string]string{
		`{"id":"a","id":"b"}`: "duplicate",
		"{\"id\":\"\xff\"}":   "invalid UTF-8",
		`{"id":"a"} {}`:       "after top-level value",
		`{"id":"a"`:           "unexpected EOF",
		`[]`:                  "cannot unmarshal",
	} {
		for d, err := range Documents(strings.NewReader(line), "docs.ndjson") {
			if d != nil || err == nil || !strings.Contains(err.Error(), "docs.ndjson:1: ") || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: got %v, want %q", line, err, want)
			}
		}
	}
}

// FuzzDocuments reads hostile lines: each is read as a document that keeps to
// the format, or refused; a sound one between them is always read.
func FuzzDocuments(f *testing.F) {
	var good bytes.Buffer
	if err := Write(&good, sound()); err != nil {
		f.Fatal(err)
	}
	f.Add(good.String())
	f.Add(`{"id":"a","nodes":[{"id":"x"}]}`)
	f.Add("{\"id\":\"a\"\n}\x00\xff[[[[")
	f.Fuzz(func(t *testing.T, lines string) {
		read := 0
		for d, err := range Documents(strings.NewReader(lines+"\n"+good.String()), "fuzz") {
			var line *LineError
			switch {
			case err == nil:
				read++
				if err := d.Check(); err != nil {
					t.Error(err)
				}
			case !errors.As(err, &line):
				t.Fatalf("reading ended: %v", err)
			}
		}
		if read == 0 {
			t.Error("the sound document was not read")
		}
	})
}
