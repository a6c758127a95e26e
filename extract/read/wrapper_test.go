package read

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestWrappers(t *testing.T) {
	second := "The parliament of Ghana voted on the law that the president had proposed."
	one, two := fmt.Sprintf("%q", prose), fmt.Sprintf("%q", second)
	both := `2026-01-07|T|` + one + "\n" + `2026-01-08|U|` + two
	text := func(path string) Options { return Options{Fields: map[string]string{"text": path}} }
	for _, tt := range []struct {
		name string
		o    Options
		in   string
		want string
	}{
		{"newsapi", Options{}, `{"status":"ok","totalResults":2,"articles":[
			{"source":{"id":"bbc","name":"BBC"},"author":"J","title":"T","description":"D","url":"https://a.example/1","publishedAt":"2026-01-07T10:00:00Z","content":` + one + `},
			{"source":{"id":null,"name":"AFP"},"title":"U","url":"https://a.example/2","publishedAt":"2026-01-08T10:00:00Z","content":` + two + `}]}`, both},
		{"guardian", Options{}, `{"response":{"status":"ok","total":2,"results":[{"id":"world/1","webTitle":"T","webPublicationDate":"2026-01-07T10:00:00Z","webUrl":"https://a.example/1","fields":{"headline":"H","bodyText":` + one + `},"tags":[{"webTitle":"Africa","webUrl":"https://a.example/t"}]},
			{"id":"world/2","webTitle":"U","webPublicationDate":"2026-01-08T10:00:00Z","fields":{"bodyText":` + two + `}}]}}`, both},
		{"guardian as the advice says", text("response.results.fields.bodyText"), `{"response":{"results":[{"id":"world/1","webTitle":"T","webPublicationDate":"2026-01-07","fields":{"bodyText":` + one + `}},{"id":"world/2","webTitle":"U","webPublicationDate":"2026-01-08","fields":{"bodyText":` + two + `}}]}}`, both},
		{"named from the element", text("fields.bodyText"), `{"response":{"results":[{"webTitle":"T","webPublicationDate":"2026-01-07","fields":{"bodyText":` + one + `}},{"webTitle":"U","webPublicationDate":"2026-01-08","fields":{"bodyText":` + two + `}}]}}`, both},
		{"new york times", Options{}, `{"status":"OK","copyright":"C","response":{"docs":[{"abstract":"A","web_url":"https://a.example/1","lead_paragraph":` + one + `,"headline":{"main":"T","kicker":"K"},"keywords":[{"name":"glocations","value":"Niger"}],"pub_date":"2026-01-07T10:00:00+0000"},{"lead_paragraph":` + two + `,"headline":{"main":"U"},"pub_date":"2026-01-08T10:00:00+0000"}],"meta":{"hits":2}}}`, both},
		{"elasticsearch", Options{}, `{"took":1,"hits":{"hits":[{"_id":"1","_source":{"title":"T","date":"2026-01-07","text":` + one + `}},{"_id":"2","_source":{"title":"U","date":"2026-01-08","text":` + two + `}}]}}`, both},
		{"json feed", Options{}, `{"version":"https://jsonfeed.org/version/1.1","title":"A feed","home_page_url":"https://a.example","items":[{"id":"1","url":"https://a.example/1","title":"T","content_text":"x","date_published":"2026-01-07","content_html":"<p>` + prose + `</p>"},{"id":"2","url":"https://a.example/2","title":"U","date_published":"2026-01-08","content_html":"<p>` + second + `</p>"}]}`, both},
		{"by day", Options{}, `{"days":[{"day":"1","stories":[{"title":"T","date":"2026-01-07","text":` + one + `}]},{"day":"2","stories":[{"title":"U","date":"2026-01-08","text":` + two + `}]}]}`, both},
		{"nothing but texts", Options{}, `{"data":[{"text":` + one + `},{"text":` + two + `}]}`, "||" + one + "\n||" + two},
		{"one wrapped article", Options{}, `{"status":"ok","article":{"title":"T","date":"2026-01-07","text":` + one + `}}`, `2026-01-07|T|` + one},
		{"gdelt", Options{}, `{"articles":[{"url":"https://a.example/1","title":"T","seendate":"20260107T101500Z","domain":"a.example"},{"url":"https://a.example/2","title":"U","seendate":"20260107T101500Z"}]}`, "!no-text line 1, articles[0]\n!no-text line 1, articles[1]"},
		{"one without text", Options{}, `{"articles":[{"title":"T","date":"2026-01-07","content":` + one + `},{"title":"[Removed]","content":null}]}`, `2026-01-07|T|` + one + "\n!no-text line 1, articles[1]"},
		{"breaks off", Options{}, `{"articles":[{"title":"T","date":"2026-01-07","content":` + one + `},{"title":"U","content":"The`, `2026-01-07|T|` + one + "\n!malformed line 1"},
		{"lines of wrappers", Options{}, `{"articles":[{"title":"T","date":"2026-01-07","content":` + one + `}]}` + "\n" + `{"articles":[{"title":"U","date":"2026-01-08","content":` + two + `}]}`, both},

		{"paragraphs", text("body.text"), `{"title":"T","date":"2026-01-07","body":[{"type":"p","text":` + one + `},{"type":"p","text":` + two + `}]}`, `2026-01-07|T|"` + prose + `\n\n` + second + `"`},
		{"comments", Options{}, `{"comments":[{"title":"No","date":"2026-01-09","text":` + two + `}],"title":"T","date":"2026-01-07","text":` + one + `}`, `2026-01-07|T|` + one},
		{"authors", Options{}, `{"authors":[{"name":"J","url":"https://a.example/j"}],"title":"T","date":"2026-01-07","text":` + one + `}`, `2026-01-07|T|` + one},
		{"a caption", Options{}, `{"title":"T","image":{"text":"A boat."}}`, "!no-text line 1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := readAll(t, tt.o, in(t, "a.json", tt.in)); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// A wrapper of any length is read as it comes, and costs what one article does.
func TestLongWrapper(t *testing.T) {
	const n = 40_000
	var b strings.Builder
	b.WriteString(`{"meta":{"page":1},"results":[`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":"%d","title":"T","text":"%s"}`, i, strings.Repeat(prose+" ", 10))
	}
	b.WriteString(`]}`)
	in := &counted{Reader: strings.NewReader(b.String())}
	count, early := 0, false
	for it := range Items(context.Background(), []string{"-"}, Options{Stdin: in}) {
		if want := fmt.Sprintf("line 1, results[%d]", count); it.Position != want {
			t.Fatalf("%s is at %q", want, it.Position)
		}
		if count++; count == 1 {
			early = in.n < len(b.String())
		}
	}
	if count != n || !early {
		t.Errorf("%d articles of %d; the first before the end: %v", count, n, early)
	}
	// Nor do a million values of one path cost more than their number.
	var f *Fault
	for a, err := range Articles(context.Background(), []string{"-"}, Options{Stdin: strings.NewReader(`{"a":[` + strings.Repeat(`{"b":1},`, 500_000) + `{}],"title":"T"}`)}) {
		if a != nil || !errors.As(err, &f) || f.Reason != NoText {
			t.Errorf("%v, %v", a, err)
		}
	}
}

type counted struct {
	*strings.Reader
	n int
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n += n
	return n, err
}
