package read

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"newsgraph/extract/text"
)

// fuzz checks what a reader makes of data: an article that keeps every promise, or
// a fault that says what to do, the same each time.
func fuzz(t *testing.T, data []byte, read func(*reader, *source, *bufio.Reader)) {
	t.Helper()
	o := Options{Languages: []string{"any"}, MaxText: 1 << 16}
	run := func() []string {
		var all []string
		r := &reader{ctx: context.Background(), o: o.withDefaults()}
		r.yield = func(it *Item) bool {
			a, err := it.Article()
			checkOutcome(t, a, err, r.o.MaxText)
			all = append(all, showArticle(a, err))
			return true
		}
		read(r, &source{name: "a"}, bufio.NewReaderSize(bytes.NewReader(data), 1<<16))
		return all
	}
	first := run()
	if len(first) > len(data)+2 {
		t.Errorf("%d items of %d bytes", len(first), len(data))
	}
	if again := run(); strings.Join(first, "\n") != strings.Join(again, "\n") {
		t.Errorf("read once:  %q\nread again: %q", first, again)
	}
}

func checkOutcome(t *testing.T, a *text.Article, err error, limit int) {
	t.Helper()
	var f *Fault
	if err != nil && (!errors.As(err, &f) || f.Reason == "" || f.Remedy == "" || f.Err == nil) {
		t.Errorf("not a whole fault: %#v", err)
	}
	switch {
	case a == nil && err == nil:
		t.Error("neither an article nor a fault")
	case a == nil:
		return
	case err != nil && !f.Warning():
		t.Errorf("an article with %v", err)
	}
	for field, s := range map[string]string{"text": a.Text, "title": a.Title, "url": a.URL, "source": a.Source, "dateline": a.Dateline, "id": a.ID, "language": a.Language} {
		if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
			t.Errorf("%s is not clean: %q", field, s)
		}
	}
	if a.Text == "" || a.ID == "" || len(a.Text) > limit || strings.ContainsAny(a.Title, "\n\r") {
		t.Errorf("read as %.500q", []string{a.ID, a.Title, a.Text})
	}
	if _, ok := parseDate(a.Date); a.Date != "" && !ok {
		t.Errorf("date %q", a.Date)
	}
}

func FuzzText(f *testing.F) {
	f.Add([]byte(" date 2026-01-07 Paris declaration\n\nPARIS (AFP) -- " + prose))
	f.Add([]byte("ATTENTION - ADDS quotes ///\nBy JANE ROE\nJanuary 7, 2026\n\n" + prose + "\n\n(Reporting by Jane Roe)\n© AFP"))
	f.Add([]byte("\xff\xfeP\x00a\x00"))
	f.Add([]byte("The presidentâ€™s men. " + prose))
	f.Fuzz(func(t *testing.T, data []byte) { fuzz(t, data, (*reader).text) })
}

func FuzzJSON(f *testing.F) {
	f.Add([]byte(`{"id":1,"title":"T","date":"2026-01-07","text":"` + prose + ` \ud83d\ude00 \ud800 \n"}` + "\n{\"a\":\n{\"b\":[1e5,null,{}]}"))
	f.Add([]byte("[\n{\"headline\":{\"main\":\"T\"},\"body\":\"<p>" + prose + "</p>\"},\n{}]"))
	f.Fuzz(func(t *testing.T, data []byte) { fuzz(t, data, (*reader).json) })
}

func FuzzTable(f *testing.F) {
	f.Add([]byte("id,date,title,text\r\n1,2026-01-07,\"T \"\"x\"\"\",\"" + prose + "\nYes.\"\n\n2,,T\n"))
	f.Add([]byte("https://a.example/1\thttps://a.example/2\n"))
	f.Add([]byte("2026-01-07\thttps://a.example/1\tParis declaration is signed\t" + prose + "\n20260107\thttps://a.example/2\tx\t\"" + prose + "\n"))
	f.Add([]byte("text\n\"" + prose + "\"\n\""))
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzz(t, data, func(r *reader, src *source, br *bufio.Reader) {
			if l := r.o.tableLayout(data); l != nil {
				r.table(src, br, l)
			}
		})
	})
}

func FuzzXML(f *testing.F) {
	f.Add([]byte(`<?xml version="1.0" encoding="utf-8"?><rss><channel><title>P</title><item><title>T</title><link>https://a.example</link><pubDate>Wed, 07 Jan 2026 10:00:00 GMT</pubDate><description><![CDATA[<p>` + prose + `</p>]]></description></item><item></channel></rss>`))
	f.Add([]byte(`<feed xml:lang="en"><entry><title type="html">T</title><link rel="alternate" href="https://a.example"/><content type="xhtml"><div><p>` + prose + `</p></div></content></entry></feed>`))
	f.Add([]byte(g2("text", "usable", `<inlineXML>`+nitf+`</inlineXML>`)))
	f.Add([]byte(`<!DOCTYPE nitf [<!ENTITY a "b">]>` + nitf))
	f.Add([]byte(`<NewsML><NewsItem><NewsLines><HeadLine>T</HeadLine></NewsLines><DataContent><p>` + prose + `</p></DataContent></NewsItem></NewsML>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzz(t, data, func(r *reader, src *source, br *bufio.Reader) {
			root, _ := xmlRoot(data)
			if kind, ok := xmlKinds[root]; ok {
				r.xml(src, br, kind)
			}
		})
	})
}

func FuzzHTML(f *testing.F) {
	f.Add([]byte(newsPage("utf-8", "One")))
	f.Add([]byte(`<html><head><title>T | Paper</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"T","datePublished":"2026-01-07","articleBody":"` + prose + `"}</script></head><body><h1>T</h1><p>` + prose + `</p><a href="x">Read more</a></body></html>`))
	f.Fuzz(func(t *testing.T, data []byte) { fuzz(t, data, (*reader).html) })
}

func FuzzWARC(f *testing.F) {
	html := "Content-Type: text/html; charset=utf-8"
	f.Add([]byte(warc("warcinfo", "", "x", 0) + warc("response", "https://a.example", http("200 OK", html, newsPage("utf-8", "One")), 0)))
	f.Add([]byte(warc("response", "u", http("200 OK", "Content-Type: text/plain\r\nTransfer-Encoding: chunked", "5\r\nabcde\r\n0\r\n\r\n"), 40) + warc("response", "u", "HTTP/1.1 404 No\r\n\r\n", -3)))
	f.Add([]byte(warc("response", "u", http("200 OK", "Content-Type: text/plain\r\nContent-Encoding: gzip", packed(prose)), 0)))
	f.Fuzz(func(t *testing.T, data []byte) { fuzz(t, data, (*reader).warc) })
}

// FuzzArchive reads whatever it is by its content, archives first of all.
func FuzzArchive(f *testing.F) {
	var z, tarred bytes.Buffer
	zw, tw := zip.NewWriter(&z), tar.NewWriter(&tarred)
	for _, name := range []string{"a.txt", "../b\n.txt"} {
		w, _ := zw.Create(name)
		io.WriteString(w, prose)
		tw.WriteHeader(&tar.Header{Name: name, Typeflag: tar.TypeReg, Size: int64(len(prose)), Mode: 0o644})
		io.WriteString(tw, prose)
	}
	zw.Close()
	tw.Close()
	f.Add(z.Bytes())
	f.Add(tarred.Bytes())
	f.Add([]byte(packed(prose) + packed(prose)))
	f.Add([]byte(packed(z.String())))
	f.Add([]byte("BZh91AY&SY"))
	f.Add([]byte("\xfd7zXZ\x00\x00\x04"))
	f.Add([]byte("\x28\xb5\x2f\xfd\x04\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzz(t, data, func(r *reader, src *source, br *bufio.Reader) {
			src.in = br
			r.stream(src)
		})
	})
}
