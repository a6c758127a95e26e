package read

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsgraph/extract/text"
)

// readAll reads one input and shows each article and fault on a line.
func readAll(t *testing.T, o Options, paths ...string) string {
	t.Helper()
	var out []string
	for a, err := range Articles(context.Background(), paths, o) {
		out = append(out, showArticle(a, err))
	}
	return strings.Join(out, "\n")
}

func showArticle(a *text.Article, err error) string {
	var b strings.Builder
	if a != nil {
		fmt.Fprintf(&b, "%s|%s|%q", a.Date, a.Title, a.Text)
		if a.Dateline != "" {
			b.WriteString("|" + a.Dateline)
		}
	}
	for _, f := range Faults(err) {
		fmt.Fprintf(&b, "!%s %s", f.Reason, f.Position)
	}
	if err != nil && Faults(err) == nil {
		fmt.Fprintf(&b, "ERROR %v", err)
	}
	return b.String()
}

// in writes a file and returns its path.
func in(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const prose = "The president of France met the ministers of Ukraine and said that they would sign."

func TestPlain(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"seed", " date 2026-01-07 Paris declaration shows intent\n\nPARIS (AFP) -- " + prose,
			`2026-01-07|Paris declaration shows intent|"PARIS (AFP) -- ` + prose + `"|PARIS (AFP)`},
		{"iso", "2026-01-07 Paris declaration\n\n" + prose, `2026-01-07|Paris declaration|"` + prose + `"`},
		{"written date", "Wednesday, 7 January 2026\nParis declaration\n\n" + prose, `2026-01-07|Paris declaration|"` + prose + `"`},
		{"keys", "Title: Paris declaration\nDate: January 7, 2026\nBy Jane Roe\n\n" + prose, `2026-01-07|Paris declaration|"` + prose + `"`},
		{"byline", "Paris declaration\nBy JANE ROE\nAssociated Press Writer\n" + prose, `|Paris declaration|"` + prose + `"`},
		{"slug", "ATTENTION - ADDS quotes ///\nParis declaration\n\n" + prose, `|Paris declaration|"` + prose + `"`},
		{"slug below the title", "Paris declaration\nATTENTION - ADDS quotes ///\n\nPARIS (AFP) -- " + prose, `|Paris declaration|"PARIS (AFP) -- ` + prose + `"|PARIS (AFP)`},
		{"older wire", "^BC-EU--Ukraine,0123<\n^Paris declaration signed<\n^Eds: APNewsNow.<\n\nPARIS (AP) _ " + prose, `|Paris declaration signed|"PARIS (AP) _ ` + prose + `"|PARIS (AP)`},
		{"stage of a wire", "UPDATE 2-Paris declaration signed\n\n(Adds quotes, background)\nBy Jane Roe and John Doe\n\nPARIS, Jan 7 (Reuters) - " + prose, `|Paris declaration signed|"PARIS, Jan 7 (Reuters) - ` + prose + `"|PARIS, Jan 7 (Reuters)`},
		{"source line", "Paris declaration signed\nSource: Xinhua | 2026-01-07 10:00:00|Editor: huaxia\n\nPARIS, Jan. 7 (Xinhua) -- " + prose + "\nEnditem", `|Paris declaration signed|"PARIS, Jan. 7 (Xinhua) -- ` + prose + `"|PARIS, Jan. 7 (Xinhua)`},
		{"broadcaster", "Paris declaration signed\n\nBy Jane Roe\nBBC News, Paris\n\nPublished\n7 January 2026\n\n" + prose, `2026-01-07|Paris declaration signed|"` + prose + `"`},
		{"slashes", "Paris declaration signed\n\nMOSCOW, January 7. /TASS/. " + prose, `|Paris declaration signed|"MOSCOW, January 7. /TASS/. ` + prose + `"|MOSCOW, January 7. /TASS/`},
		{"date in the dateline", "Paris declaration signed\n\nParis, Jan 7, 2026 (AFP) - " + prose, `2026-01-07|Paris declaration signed|"Paris, Jan 7, 2026 (AFP) - ` + prose + `"|Paris, Jan 7, 2026 (AFP)`},
		{"date and time", "Paris declaration signed\n7 January 2026, 10:00 GMT\n\n" + prose, `2026-01-07|Paris declaration signed|"` + prose + `"`},
		{"posted", "Paris declaration signed\n\nPosted on January 7, 2026 by admin\n\n" + prose, `2026-01-07|Paris declaration signed|"` + prose + `"`},
		{"date, time and station", "Paris declaration signed\nJanuary 7, 2026 / 10:15 AM / CBS News\n\n" + prose, `2026-01-07|Paris declaration signed|"` + prose + `"`},
		{"release", "FOR IMMEDIATE RELEASE\nJanuary 7, 2026\n\nParis declaration signed\n\nWASHINGTON, D.C. – " + prose, `2026-01-07|Paris declaration signed|"WASHINGTON, D.C. – ` + prose + `"|WASHINGTON, D.C.`},
		{"embargo", "EMBARGOED UNTIL 0001 GMT, 8 January\n\nParis declaration\n\n" + prose, `|Paris declaration|"` + prose + `"`},
		{"writer and agency", "Paris declaration\n\nJane Roe, Reuters\n\n" + prose, `|Paris declaration|"` + prose + `"`},
		{"prose that begins with By", "By the time he came, all were gone.\n\n" + prose, `||"By the time he came, all were gone.\n\n` + prose + `"`},
		{"urgent", "URGENT\n0930 GMT 7 January 2026\n\nParis declaration\n\n" + prose, `|Paris declaration|"` + prose + `"`},
		{"no title", prose + "\n\n" + prose, `||"` + prose + `\n\n` + prose + `"`},
		{"footer", "Paris declaration\n\n" + prose + "\n\n(Reporting by Jane Roe; editing by Joe Roe)\nCopyright 2026 AFP. All rights reserved.", `|Paris declaration|"` + prose + `"`},
		{"one line", prose, `||"` + prose + `"`},
		{"crlf", "Paris declaration\r\n\r\n" + prose + "\r\n", `|Paris declaration|"` + prose + `"`},
		{"latin 1", "Declaration\n\nThe caf\xe9 of the president said that they would sign it.", `|Declaration|"The café of the president said that they would sign it."`},
		{"utf-16", "\xff\xfe" + utf16le("Declaration\n\n"+prose), `|Declaration|"` + prose + `"`},
		{"utf-16 without mark", utf16le("Declaration\n\n" + prose), `|Declaration|"` + prose + `"`},
		{"bom", "\ufeffDeclaration\n\n" + prose, `|Declaration|"` + prose + `"`},
		{"nul", "Declaration\n\n" + prose + "\x00", `|Declaration|"` + prose + `"`},
		{"mojibake", "Declaration\n\nThe presidentâ€™s and the ministerâ€™s and the Kingâ€™s men said it.", `|Declaration|"The president’s and the minister’s and the King’s men said it."!mojibake `},
		{"mojibake in part", "Declaration\n\nThe “president” JosÃ© MarÃ\u00ada said that Zoë and FranÃ§ois were there.", `|Declaration|"The “president” José María said that Zoë and François were there."!mojibake `},
		{"mojibake that is not certain", "Declaration\n\nThe presidentâ€™s and â€\ufffd the “Ã©” and the Kingâ€™s men said it.", `|Declaration|"The presidentâ€™s and â€` + "\ufffd" + ` the “Ã©” and the Kingâ€™s men said it."!mojibake `},
		{"no mojibake", "Declaration\n\nThe café of SÃO PAULO and Â, said the president, were not of the state.", `|Declaration|"The café of SÃO PAULO and Â, said the president, were not of the state."`},
		{"french", "Déclaration\n\nLe président de la République a dit que les ministres ne signeraient pas la déclaration avec les alliés.", `!language `},
		{"empty", "", `!no-text `},
		{"blank", "  \n\n ", `!no-text `},
		{"binary", "%PDF-1.7\n\x00\x01", `!not-text `},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := readAll(t, Options{}, in(t, "a.txt", tt.in)); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func utf16le(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		b.WriteByte(c)
		b.WriteByte(0)
	}
	return b.String()
}

func TestJSON(t *testing.T) {
	row := func(id, body string) string {
		return fmt.Sprintf(`{"id":%q,"title":"T","date":"2026-01-07T10:00:00Z","text":%q}`, id, body)
	}
	good := `2026-01-07|T|"` + prose + `"`
	tests := []struct{ name, in, want string }{
		{"lines", row("1", prose) + "\n\n" + row("2", prose), good + "\n" + good},
		{"array", "[\n" + row("1", prose) + ",\n" + row("2", prose) + "\n]\n", good + "\n" + good},
		{"one object", "{\n \"title\": \"T\",\n \"date\": \"2026-01-07\",\n \"body\": " + fmt.Sprintf("%q", prose) + "\n}", good},
		{"nested", `{"headline":{"main":"T"},"pub_date":"2026-01-07","content":["` + prose + `","Yes."]}`, `2026-01-07|T|"` + prose + `\n\nYes."`},
		{"unix time", `{"title":"T","date":1767780000,"text":"` + prose + `"}`, good},
		{"missing text", row("1", prose) + "\n" + `{"id":"2","url":"http://x.y/z"}` + "\n" + row("3", prose), good + "\n!no-text line 2\n" + good},
		{"broken line", row("1", prose) + "\n{\"id\":\"2\",\n" + row("3", prose), good + "\n!malformed line 2\n" + good},
		{"cut in a string", row("1", prose) + "\n{\"id\":\"2\n" + row("3", prose), good + "\n!malformed line 2\n" + good},
		{"garbage line", row("1", prose) + "\nxyz\n" + row("3", prose), good + "\n!malformed line 2\n" + good},
		{"cut at the end", row("1", prose) + "\n" + row("2", prose)[:60], good + "\n!malformed line 2"},
		{"surrogates", `{"title":"\ud83d\ude00 \ud800","date":"2026-01-07","text":"` + prose + `"}`, `2026-01-07|😀 ` + "\uFFFD" + `|"` + prose + `"`},
		{"deep", strings.Repeat(`{"a":`, 1000) + "\n" + row("1", prose), "!too-large line 1\n" + good},
		{"bad date", `{"title":"T","date":"01/02/2026","text":"` + prose + `"}`, `|T|"` + prose + `"!bad-date line 1`},
		{"mojibake below a title of two lines", `{"title":"JosÃ©\nis Ã  Paris","date":"2026-01-07","text":"` + prose + `"}`, `2026-01-07|José is à Paris|"` + prose + `"!mojibake line 1`},
		{"two warnings", `{"title":"JosÃ©","date":"01/02/2026","text":"` + prose + `"}`, `|José|"` + prose + `"!mojibake line 1!bad-date line 1`},
		{"nul", `{"title":"T","date":"2026-01-07","text":"` + prose + `\u0000"}`, good},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := readAll(t, Options{}, in(t, "a", tt.in)); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestFieldMapping(t *testing.T) {
	path := in(t, "a.jsonl", `{"Event_Text":"no","event_text":"`+prose+`","meta":{"head":"T"}}`)
	o := Options{Fields: map[string]string{"text": "event_text", "title": "meta.head"}}
	if got, want := readAll(t, o, path), `|T|"`+prose+`"`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSince(t *testing.T) {
	path := in(t, "a.jsonl", `{"date":"2025-01-01","text":"`+prose+`"}
{"date":"2026-01-01","text":"`+prose+`"}
{"text":"`+prose+`"}`)
	got := readAll(t, Options{Since: "2025-06-01", Until: "2026-06-01"}, path)
	want := "!date line 1\n2026-01-01||\"" + prose + "\"\n!date line 3"
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestLongTextIsCut(t *testing.T) {
	long := strings.Repeat(prose+"\n\n", 100)
	for _, path := range []string{in(t, "a.txt", "T\n\n"+long), in(t, "a.jsonl", fmt.Sprintf(`{"title":"T","text":%q}`, long))} {
		got := readAll(t, Options{MaxText: 1000}, path)
		if len(got) > 1300 || !strings.Contains(got, "!cut") || !strings.Contains(got, `would sign."`) {
			t.Errorf("%s: got %s", path, got)
		}
	}
}

func TestSeed(t *testing.T) {
	paths, err := filepath.Glob("../../seeds/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no seeds")
	}
	for _, a := range articles(t, paths[0]) {
		if a.Date != "2026-01-07" || a.Title != "Paris declaration shows intent that UK, France would deploy troops" ||
			a.Dateline != "PARIS (AFP)" || !strings.HasPrefix(a.Text, "PARIS (AFP) -- US and") || a.Language != "en" {
			t.Errorf("read as %+v", a)
		}
	}
}

// articles reads what must be articles without any fault.
func articles(t *testing.T, paths ...string) []*text.Article {
	t.Helper()
	var all []*text.Article
	for a, err := range Articles(context.Background(), paths, Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, a)
	}
	if len(all) == 0 {
		t.Fatal("no article")
	}
	return all
}
