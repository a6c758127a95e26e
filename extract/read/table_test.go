package read

import (
	"strings"
	"testing"
)

func TestTable(t *testing.T) {
	good := `2026-01-07|T|"` + prose + `"`
	tests := []struct{ name, in, want string }{
		{"csv", "id,date,title,text\n1,2026-01-07,T,\"" + prose + "\"\n\n2,2026-01-07,T," + prose + "\n", good + "\n" + good},
		{"quotes and lines", "date,title,text\r\n2026-01-07,\"T \"\"x\"\"\",\"" + prose + "\r\n\r\nYes.\"\r\n", `2026-01-07|T "x"|"` + prose + `\r\n\r\nYes."`},
		{"quote not doubled", "date,title,text\n2026-01-07,\"T \"x\" y\",\"" + prose + "\"\n", `2026-01-07|T "x" y|"` + prose + `"`},
		{"index column", ",Headline,Published At,Body\n0,T,2026-01-07," + prose + "\n", good},
		{"tsv", "published\theadline\tbody\n2026-01-07\tT\t" + prose + "\n", good},
		{"semicolons", "Datum;title;text\n2026-01-07;T;" + prose + "\n", `|T|"` + prose + `"`},
		{"pipes", "date|title|content\n2026-01-07|T|" + prose + "\n", good},
		{"one column", "text\n\"" + prose + "\"\n\"" + prose + "\"\n", `||"` + prose + `"` + "\n" + `||"` + prose + `"`},
		{"tabs without names", "2026-01-07\thttps://a.example/1\tParis declaration is signed\t" + prose + " \"And,\" he said.\n20260107\thttps://a.example/2\tParis declaration is signed\t\"" + prose + "\" he said.\n",
			`2026-01-07|Paris declaration is signed|"` + prose + ` \"And,\" he said."` + "\n" + `2026-01-07|Paris declaration is signed|"\"` + prose + `\" he said."`},
		{"too many columns", "date,title,text\n2026-01-07,T,a,b,c\n2026-01-07,T," + prose + "\n2026-01-07,T," + prose + "\n2026-01-07,T," + prose + "\n2026-01-07,T," + prose + ",\n",
			"!malformed line 2\n" + good + "\n" + good + "\n" + good + "\n" + good},
		{"no text", "date,title,text\n2026-01-07,T,\n2026-01-07,T," + prose + "\n", "!no-text line 2\n" + good},
		{"addresses", "https://a.example/1\nhttps://a.example/2\n", "!no-text line 1\n!no-text line 2"},
		{"addresses with a name", "url\nhttps://a.example/1\n", "!no-text line 2"},
		{"gdelt", "1001\t20260107\t202601\tFRA\t\t-3.5\thttps://a.example/1\n1002\t20260107\t202601\tUSA\t\t-3.5\thttps://a.example/2\n", "!no-text line 1\n!no-text line 2"},
		{"quote never closed", "date,title,text\n2026-01-07,T,\"" + prose + "\n", `!malformed line 2`},
		{"quote not closed", "id,date,title,text\n1,2026-01-07,T,\"" + prose + "\n2,2026-01-07,T,\"" + prose + "\"\n3,2026-01-07,T," + prose + "\n", "!open-quote line 2\n" + good + "\n" + good + "\n" + good},
		{"quote not closed before rows without", "id,date,title,text\n1,2026-01-07,T,\"" + prose + "\n\nYes.\n2,2026-01-07,T," + prose + "\n3,2026-01-07,T,\"" + prose + "\"\n", "!open-quote line 2\n2026-01-07|T|\"" + prose + "\\n\\nYes.\"\n" + good + "\n" + good},
		{"quote not closed at the end", "date,title,text\n2026-01-07,T,\"" + prose + "\n2026-01-07,T," + prose + "\n", "!open-quote line 2\n" + good + "\n" + good},
		{"quote of a title not closed", "id,date,title,text\n1,2026-01-07,\"T," + prose + "\n2,2026-01-07,\"T\",\"" + prose + "\"\n", "!open-quote line 2\n!malformed line 2\n" + good},
		{"no quote closed", "id,date,title,text\n" + strings.Repeat("1,2026-01-07,T,\""+prose+"\n", 3), "!open-quote line 2\n" + good + "\n!open-quote line 3\n" + good + "\n!malformed line 4"},
		{"quote not closed and no telling", "title,text,more\nT,\"" + prose + "\nT,\"" + prose + "\",x\nT," + prose + ",\n", "!malformed line 2\n|T|\"" + prose + "\""},
		{"windows-1252", "date,title,text\n2026-01-07,T,The caf\xe9 of the president said that they would sign it.\n", `2026-01-07|T|"The café of the president said that they would sign it."`},
		{"prose with commas", "Paris, France\n\nThe president, who met them, said so.\n\nThe minister, who met them, said so.", `|Paris, France|"The president, who met them, said so.\n\nThe minister, who met them, said so."`},
		{"prose with dates", "2026-01-07, the president said that they would sign.\n2026-01-08, the president said that they would not sign.", `||"2026-01-07, the president said that they would sign.\n2026-01-08, the president said that they would not sign."`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := readAll(t, Options{}, in(t, "a", tt.in)); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestTableFields(t *testing.T) {
	path := in(t, "a.csv", "wann,was\n2026-01-07,"+prose+"\n")
	want := `2026-01-07||"` + prose + `"`
	for _, o := range []Options{
		{Fields: map[string]string{"text": "was", "date": "wann"}},
		{Fields: map[string]string{"text": "was", "date": "1"}},
	} {
		if got := readAll(t, o, path); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	path = in(t, "a.csv", "x,2026-01-07,"+prose+"\ny,2026-01-07,"+prose+"\n")
	if got := readAll(t, Options{Fields: map[string]string{"text": "3", "date": "2"}}, path); got != want+"\n"+want {
		t.Errorf("by number: got %s", got)
	}
}
