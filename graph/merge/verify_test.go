package merge

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/file"
)

// TestVerifyFindsEveryChangedField changes one value at a time, everywhere in
// the graph and in the manifest. A changed graph comes with a manifest that has
// its hash, so that only its content gives it away.
func TestVerifyFindsEveryChangedField(t *testing.T) {
	f := Folder(t.TempDir())
	docs := small()
	docs[0].Edges[0].Asserter = "FRA"
	for _, d := range docs {
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := f.Update(t.Context(), all(docs...), UpdateOptions{}); err != nil {
		t.Fatal(err)
	}
	opts := BuildOptions{Version: "1.0", Settings: map[string]string{"corrections": "fixes"}}
	if _, err := f.Build(t.Context(), opts); err != nil {
		t.Fatal(err)
	}
	verified(t, f)
	changed := 0
	spoil := func(path string, sealed bool) {
		original, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		manifest, err := os.ReadFile(f.ManifestFile())
		if err != nil {
			t.Fatal(err)
		}
		for at := range leaves(original) {
			bad := change(t, original, at)
			if err := os.WriteFile(path, bad, 0o644); err != nil {
				t.Fatal(err)
			}
			if sealed {
				seal(t, f)
			}
			found := 0
			if err := f.Verify(t.Context(), Options{}, func(string) { found++ }); err != nil {
				found++ // a manifest that cannot be read
			}
			if found == 0 {
				t.Errorf("%s: nothing is found of\n%s", path, difference(original, bad))
			}
			changed++
			if err := os.WriteFile(path, original, 0o644); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(f.ManifestFile(), manifest, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	spoil(f.Graph(), true)
	spoil(f.Articles(), false)
	spoil(f.ManifestFile(), false)
	if changed < 250 {
		t.Errorf("only %d values were changed", changed)
	}
	verified(t, f)
}

// leaves counts the values of all JSON values in a file.
func leaves(file []byte) int {
	n := 0
	for v := range decoded(file) {
		walk(v, func(old any) any { n++; return old })
	}
	return n
}

func decoded(file []byte) func(yield func(any) bool) {
	return func(yield func(any) bool) {
		d := json.NewDecoder(bytes.NewReader(file))
		for d.More() {
			var v any
			if err := d.Decode(&v); err != nil || !yield(v) {
				return
			}
		}
	}
}

// walk replaces every string, number and truth value.
func walk(v any, f func(any) any) any {
	switch v := v.(type) {
	case map[string]any:
		for _, k := range sortedKeys(v) {
			v[k] = walk(v[k], f)
		}
	case []any:
		for i := range v {
			v[i] = walk(v[i], f)
		}
	default:
		return f(v)
	}
	return v
}

func sortedKeys(m map[string]any) []string {
	return slices.Sorted(maps.Keys(m))
}

// change writes the file with another value at one place.
func change(t *testing.T, file []byte, at int) []byte {
	var out bytes.Buffer
	n := 0
	for v := range decoded(file) {
		v = walk(v, func(old any) any {
			n++
			if n-1 != at {
				return old
			}
			switch old := old.(type) {
			case string:
				return old + "x"
			case float64:
				return old + 1
			case bool:
				return !old
			}
			return "x"
		})
		if err := graph.Write(&out, v); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes()
}

// difference shows the lines of two files that differ, as values without order.
func difference(a, b []byte) string {
	as, bs := bytes.Split(a, []byte("\n")), bytes.Split(b, []byte("\n"))
	for i := range min(len(as), len(bs)) {
		if !bytes.Equal(as[i], bs[i]) {
			return strings.ToValidUTF8(string(bs[i]), "?")
		}
	}
	return ""
}

func TestVerifyFindsWhatIsMissingOrTooMuch(t *testing.T) {
	f := Folder(t.TempDir())
	if _, err := f.Update(t.Context(), all(small()...), UpdateOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Build(t.Context(), BuildOptions{}); err != nil {
		t.Fatal(err)
	}
	original, err := os.ReadFile(f.Graph())
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.SplitAfter(original, []byte("\n"))
	for i := range len(lines) - 1 {
		for name, bad := range map[string][][]byte{
			"missing": append(append([][]byte{}, lines[:i]...), lines[i+1:]...),
			"twice":   append(append([][]byte{}, lines[:i+1]...), lines[i:]...),
		} {
			if err := os.WriteFile(f.Graph(), bytes.Join(bad, nil), 0o644); err != nil {
				t.Fatal(err)
			}
			seal(t, f)
			found := 0
			if err := f.Verify(t.Context(), Options{}, func(string) { found++ }); err != nil {
				t.Fatal(err)
			}
			if found == 0 {
				t.Errorf("nothing is found with line %d %s: %s", i+1, name, lines[i])
			}
		}
	}
}

func TestADamagedStoreIsNoGraph(t *testing.T) {
	f := Folder(t.TempDir())
	if _, err := f.Update(t.Context(), all(small()...), UpdateOptions{}); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(f.Articles())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(f.Articles(), bytes.Replace(b, []byte("France"), []byte("Frence"), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Build(t.Context(), BuildOptions{}); err == nil || !strings.Contains(err.Error(), "articles.ndjson:1") {
		t.Errorf("an article that is damaged is left out without a word: %v", err)
	}
}

// seal makes the manifest of f fit the graph file as it is.
func seal(t *testing.T, f Folder) {
	t.Helper()
	m, err := f.Manifest()
	if err != nil {
		t.Fatal(err)
	}
	if m.Graph.SHA256, err = file.SHA256(f.Graph()); err != nil {
		t.Fatal(err)
	}
	if err := f.writeManifest(m); err != nil {
		t.Fatal(err)
	}
}
