package merge

import (
	"context"
	"iter"
	"slices"
	"strings"
	"testing"

	"newsgraph/graph"
)

const (
	niger = "France imposed sanctions on Niger on Monday, the foreign minister said in Paris."
	mali  = "Germany and Mali signed a treaty in Bamako, where the chancellor met the president."
	// later is niger as the story goes on.
	later = niger + " The president of Niger called that unjust."
)

// from makes a document of a source.
func from(source, id, date, text string) *graph.Document {
	d := article(id, date, text, nil)
	d.Article.Source, d.Article.Title = source, ""
	d.Article.SHA256 = graph.ContentHash("", text)
	return d
}

// heldBy lists the store as "ID TEXT" with marks cut to "@".
func heldBy(t *testing.T, f Folder) []string {
	t.Helper()
	var list []string
	for d, err := range f.Documents() {
		if err != nil {
			t.Fatal(err)
		}
		id, _, marked := strings.Cut(d.ID, "@")
		if marked {
			id += "@"
		}
		if d.Article.ID != d.ID {
			t.Errorf("document %s is of article %s", d.ID, d.Article.ID)
		}
		list = append(list, id+" "+d.Text)
	}
	slices.Sort(list)
	return list
}

// Articles of other words that share an id are kept, whatever their order and in
// however many updates they come; versions of one article are not.
func TestArticlesThatShareAnID(t *testing.T) {
	for _, tt := range []struct {
		name string
		docs []*graph.Document
		want []string
	}{
		{"rows of two tables", []*graph.Document{from("", "1", "2026-01-06", niger), from("", "1", "2026-01-06", mali)}, []string{"1@ " + niger, "1@ " + mali}},
		{"a later date", []*graph.Document{from("", "1", "2026-01-06", niger), from("", "1", "2026-01-09", mali)}, []string{"1@ " + niger, "1@ " + mali}},
		{"one wire in two papers", []*graph.Document{from("BBC", "1", "2026-01-06", niger), from("Reuters", "1", "2026-01-06", niger)}, []string{"1@ " + niger, "1@ " + niger}},
		{"a newer version", []*graph.Document{from("BBC", "1", "2026-01-06", niger), from("BBC", "1", "2026-01-07", later)}, []string{"1 " + later}},
		{"a newer version beside another article", []*graph.Document{from("", "1", "2026-01-06", niger), from("", "1", "2026-01-07", later), from("", "1", "2026-01-07", mali)}, []string{"1@ " + later, "1@ " + mali}},
		{"read twice", []*graph.Document{from("", "1", "2026-01-06", niger), from("", "1", "2026-01-06", niger)}, []string{"1 " + niger}},
		{"its id looks marked", []*graph.Document{from("", "1@0123456789", "2026-01-06", niger), from("", "1", "2026-01-06", mali)}, []string{"1 " + mali, "1@ " + niger}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			want := slices.Sorted(slices.Values(tt.want))
			back := slices.Clone(tt.docs)
			slices.Reverse(back)
			var bytes []string
			for _, order := range [][]*graph.Document{tt.docs, back} {
				once, singly := Folder(t.TempDir()), Folder(t.TempDir())
				if _, err := once.Update(t.Context(), all(order...), UpdateOptions{}); err != nil {
					t.Fatal(err)
				}
				for _, d := range order {
					if _, err := singly.Update(t.Context(), all(d), UpdateOptions{}); err != nil {
						t.Fatal(err)
					}
				}
				for _, f := range []Folder{once, singly} {
					if got := heldBy(t, f); !slices.Equal(got, want) {
						t.Errorf("the store holds\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
					}
					articles, graphs := bytesOf(t, f)
					bytes = append(bytes, string(articles)+string(graphs))
					verified(t, f)
				}
			}
			if len(slices.Compact(bytes)) != 1 {
				t.Error("the order of articles matters")
			}
			// Documents that are merged without a store are told apart alike.
			r, err := Merge(context.Background(), all(back...), Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			if r.Stats.Articles != len(tt.want) {
				t.Errorf("merged they are %d articles, want %d", r.Stats.Articles, len(tt.want))
			}
		})
	}
}

// Who is left alone with an id has it as it came.
func TestRetractingOneOfTwoWithAnID(t *testing.T) {
	f, alone := Folder(t.TempDir()), Folder(t.TempDir())
	first, second := from("", "1", "2026-01-06", niger), from("", "1", "2026-01-06", mali)
	changes, err := f.Update(t.Context(), all(first, second), UpdateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if len(changes.Apart) != 2 || !slices.Equal(changes.Apart, changes.Added) {
		t.Fatalf("%+v", changes)
	}
	gone := changes.Apart[0]
	if !strings.HasSuffix(gone, newArticleKey(first).mark()) {
		gone = changes.Apart[1]
	}
	if missing, err := f.Retract(t.Context(), []string{gone}); err != nil || len(missing) != 0 {
		t.Fatal(missing, err)
	}
	if _, err := alone.Update(t.Context(), all(second), UpdateOptions{}); err != nil {
		t.Fatal(err)
	}
	got, _ := bytesOf(t, f)
	want, _ := bytesOf(t, alone)
	if string(got) != string(want) {
		t.Errorf("the store holds\n%s\nwant\n%s", got, want)
	}
}

func origins(list ...string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for _, o := range list {
			if !yield(o, nil) {
				return
			}
		}
	}
}

// What a file no longer holds gives way to what it holds now, unless another file
// still holds it; an exact update leaves nothing else.
func TestEditedFiles(t *testing.T) {
	edited := from("", "e", "2026-01-01", mali) // another id, other words, an earlier date
	old := from("", "o", "2026-01-06", niger)
	type step struct {
		docs    []*graph.Document
		origins []string
		exact   bool
		want    Changes
		left    []string
	}
	for _, tt := range []struct {
		name  string
		steps []step
	}{
		{"edited", []step{
			{[]*graph.Document{old}, []string{"x.txt"}, false, Changes{Added: []string{"o"}}, []string{"o " + niger}},
			{[]*graph.Document{edited}, []string{"x.txt"}, false, Changes{Replaced: []string{"e"}, Removed: []string{"o"}}, []string{"e " + mali}},
			{[]*graph.Document{edited}, []string{"x.txt"}, false, Changes{}, []string{"e " + mali}},
			{[]*graph.Document{old}, []string{"x.txt"}, false, Changes{Replaced: []string{"o"}, Removed: []string{"e"}}, []string{"o " + niger}},
		}},
		{"another file has it still", []step{
			{[]*graph.Document{old, old}, []string{"x.txt", "y.txt"}, false, Changes{Added: []string{"o"}}, []string{"o " + niger}},
			{[]*graph.Document{edited}, []string{"x.txt"}, false, Changes{Added: []string{"e"}}, []string{"e " + mali, "o " + niger}},
			{[]*graph.Document{edited}, []string{"y.txt"}, false, Changes{Removed: []string{"o"}}, []string{"e " + mali}},
		}},
		{"a record", []step{
			{[]*graph.Document{from("", "1", "2026-01-06", niger)}, []string{"x.csv#1"}, false, Changes{Added: []string{"1"}}, []string{"1 " + niger}},
			{[]*graph.Document{from("", "1", "2026-01-06", mali)}, []string{"x.csv#1"}, false, Changes{Replaced: []string{"1"}}, []string{"1 " + mali}},
		}},
		{"nobody knows", []step{
			{[]*graph.Document{old}, []string{""}, false, Changes{Added: []string{"o"}}, []string{"o " + niger}},
			{[]*graph.Document{edited}, []string{""}, false, Changes{Added: []string{"e"}}, []string{"e " + mali, "o " + niger}},
		}},
		{"exact", []step{
			{[]*graph.Document{old, edited}, []string{"x.txt", "y.txt"}, false, Changes{Added: []string{"e", "o"}}, []string{"e " + mali, "o " + niger}},
			{[]*graph.Document{edited}, []string{"z.txt"}, true, Changes{Gone: []string{"o"}}, []string{"e " + mali}},
			{[]*graph.Document{from("", "e", "2025-01-01", mali+" Yes.")}, []string{"z.txt"}, true, Changes{Replaced: []string{"e"}}, []string{"e " + mali + " Yes."}},
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := Folder(t.TempDir())
			for n, s := range tt.steps {
				for range 2 { // as after a crash before its end was noted
					got, err := f.Update(t.Context(), all(s.docs...), UpdateOptions{Origins: origins(s.origins...), Exact: s.exact})
					if err != nil {
						t.Fatal(err)
					}
					if !slices.Equal(got.Added, s.want.Added) || !slices.Equal(got.Replaced, s.want.Replaced) || !slices.Equal(got.Removed, s.want.Removed) || !slices.Equal(got.Gone, s.want.Gone) {
						t.Errorf("step %d: %+v", n, *got)
					}
					if left := heldBy(t, f); !slices.Equal(left, s.left) {
						t.Errorf("step %d: the store holds %q, want %q", n, left, s.left)
					}
					s.want = Changes{}
				}
			}
		})
	}
}
