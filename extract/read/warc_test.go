package read

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"
)

// record writes a record of a web archive; extra is added to its true length.
func warc(kind, uri, block string, extra int) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-01-07T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, uri, len(block)+extra, block)
}

// http is a web server's answer.
func http(status, headers, body string) string {
	return "HTTP/1.1 " + status + "\r\n" + headers + "\r\n\r\n" + body
}

// newsPage is a page with an article that begins with a word.
func newsPage(charset, word string) string {
	return `<!DOCTYPE html><html lang="en"><head><meta charset="` + charset + `"><title>T</title><meta property="article:published_time" content="2026-01-07T10:00:00Z"></head><body><nav><a href="/">Home</a></nav><article><h1>T</h1>
<p>` + word + ` said: ` + prose + `</p><p>` + prose + ` ` + prose + `</p><p>` + prose + ` ` + prose + `</p></article><footer>All rights reserved</footer></body></html>`
}

func packed(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

func TestWARC(t *testing.T) {
	html := "Content-Type: text/html; charset=utf-8"
	page := func(word string) string {
		return warc("response", "https://a.example/"+word, http("200 OK", html, newsPage("utf-8", word)), 0)
	}
	info := warc("warcinfo", "", "software: x", 0) + warc("request", "https://a.example/1", "GET / HTTP/1.1\r\n\r\n", 0)
	chunked := fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(newsPage("utf-8", "Chunk")), newsPage("utf-8", "Chunk"))
	damaged := []byte(packed(page("Lost")))
	copy(damaged[len(damaged)/2:], "damagedamage")
	tests := []struct{ name, in, want string }{
		{"records", info + page("One") + page("Two"), "One\nTwo"},
		{"chunked", warc("response", "u", http("200 OK", html+"\r\nTransfer-Encoding: chunked", chunked), 0), "Chunk"},
		{"chunked no more", warc("response", "u", http("200 OK", html+"\r\nTransfer-Encoding: chunked", newsPage("utf-8", "Whole")), 0), "Whole"},
		{"gzip inside", warc("response", "u", http("200 OK", html+"\r\nContent-Encoding: gzip", packed(newsPage("utf-8", "Packed"))), 0), "Packed"},
		{"gzip no more", warc("response", "u", http("200 OK", html+"\r\nContent-Encoding: gzip", newsPage("utf-8", "Whole")), 0), "Whole"},
		{"charset of the header", warc("response", "u", http("200 OK", "Content-Type: text/html; charset=iso-8859-2", newsPage("utf-8", "Wa\xb3\xeasa")), 0), "Wałęsa"},
		{"charset of the page", warc("response", "u", http("200 OK", "Content-Type: text/html", newsPage("windows-1250", "Wa\xb3\xeasa")), 0), "Wałęsa"},
		{"status", warc("response", "u", http("404 Not Found", html, newsPage("utf-8", "No")), 0) + page("Two"), "!not-news record 1\nTwo"},
		{"picture", warc("response", "u", http("200 OK", "Content-Type: image/png", "\x89PNG\r\n\x00"), 0) + page("Two"), "!not-news record 1\nTwo"},
		{"too long", warc("response", "u", http("200 OK", html, newsPage("utf-8", "No")), 300) + page("Two") + page("Three"), "!damaged record 1\nTwo\nThree"},
		{"much too long", warc("response", "u", http("200 OK", html, newsPage("utf-8", "No")), 5000) + page("Two") + page("Three"), "!damaged record 1\nTwo\nThree"},
		{"too short", warc("response", "u", http("200 OK", html, newsPage("utf-8", "No")), -200) + page("Two"), "!damaged record 1\n!damaged record 2\nTwo"},
		{"no length", strings.Replace(page("No"), "Content-Length", "Content-Size", 1) + page("Two"), "!damaged record 1\n!damaged record 2\nTwo"},
		{"absurd length", warc("response", "u", "x", 1<<40) + page("Two"), "!damaged record 1\nTwo"},
		{"cut short", page("One") + page("Two")[:600], "One\n!damaged record 2"},
		{"cut in the headers", page("One") + page("Two")[:60], "One\n!damaged record 2"},
		{"compressed", packed(info) + packed(page("One")) + packed(page("Two")), "One\nTwo"},
		{"compressed and damaged", packed(info) + packed(page("One")) + string(damaged) + packed(page("Two")) + packed(page("Three")), "One\n!damaged record 4\n!damaged record 5\nThree"}, // nothing says where the damage ends
		{"compressed and cut short", packed(page("One")) + packed(page("Two"))[:200], "One\n!damaged record 2"},
		{"text of pages", warc("conversion", "u", "Home\nNews", 0), "!not-news record 1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for line := range strings.Lines(readAll(t, Options{}, in(t, "a", tt.in))) {
				line = strings.TrimSpace(line)
				if word, ok := strings.CutPrefix(line, `2026-01-07|T|"`); ok {
					line, _, _ = strings.Cut(word, " ")
				}
				got = append(got, line)
			}
			if got := strings.Join(got, "\n"); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestWARCFields(t *testing.T) {
	path := in(t, "a", warc("response", "https://a.example/one", http("200 OK", "Content-Type: text/html", newsPage("utf-8", "One")), 0))
	for _, a := range articles(t, path) {
		if a.URL != "https://a.example/one" || a.Date != "2026-01-07" || a.Title != "T" {
			t.Errorf("read as %+v", a)
		}
	}
}
