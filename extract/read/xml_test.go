package read

import (
	"strings"
	"testing"
)

func TestFeeds(t *testing.T) {
	good := `2026-01-07|T|"` + prose + `"`
	tests := []struct{ name, in, want string }{
		{"rss", `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Paper</title>
<item><title>T</title><link>https://a.example/1</link><pubDate>Wed, 07 Jan 2026 10:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>` + prose + `</p><figure><img src="x"/><figcaption>A man</figcaption></figure><p>Yes.</p><p>The post <a href="x">T</a> appeared first on <a href="y">Paper</a>.</p>]]></content:encoded></item>
<item><title>T</title><pubDate>Wed, 07 Jan 2026 10:00:00 GMT</pubDate><description>&lt;p&gt;` + prose + `&lt;/p&gt;&lt;a href="x"&gt;Read more&lt;/a&gt;</description></item></channel></rss>`,
			`2026-01-07|T|"` + prose + `\n\nYes."` + "\n" + good},
		{"atom", `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Paper</title>
<entry><title type="html">T</title><link rel="alternate" href="https://a.example/1"/><published>2026-01-07T10:00:00Z</published><summary>Short.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>` + prose + `</p></div></content></entry>
<entry><title>T</title><updated>2026-01-07T10:00:00Z</updated><summary>` + prose + `</summary></entry></feed>`, good + "\n" + good},
		{"rdf", `<?xml version="1.0"?><rdf:RDF xmlns:rdf="x" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>Paper</title></channel><item rdf:about="y"><title>T</title><link>https://a.example</link><dc:date>2026-01-07</dc:date><description>` + prose + `</description></item></rdf:RDF>`, good},
		{"entities", `<rss><channel><item><title>A &amp;amp; B&#8217;s</title><pubDate>7 January 2026</pubDate><description>` + prose + ` R&amp;D &#8220;yes&#8221;.</description></item></channel></rss>`,
			`2026-01-07|A & B’s|"` + prose + ` R&D “yes”."`},
		{"broken item", `<rss><channel><item><title>T</title><item><title>T</title><pubDate>2026-01-07</pubDate><description>` + prose + `</description></item><item></channel></rss>`,
			"!malformed line 1\n" + good + "\n!malformed line 1"},
		{"no text", `<rss><channel><item><title>T</title><link>https://a.example</link></item></channel></rss>`, `!no-text line 1`},
		{"no items", `<rss><channel></channel></rss>`, `!no-text `},
		{"latin 1", `<?xml version="1.0" encoding="iso-8859-1"?><rss><channel><item><title>T</title><pubDate>2026-01-07</pubDate><description>The caf` + "\xe9" + ` of the president said that they would sign it.</description></item></channel></rss>`,
			`2026-01-07|T|"The café of the president said that they would sign it."`},
		{"entity bomb", `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><rss><channel><item><title>T</title><pubDate>2026-01-07</pubDate><description>` + prose + ` &b;</description></item></channel></rss>`,
			`2026-01-07|T|"` + prose + ` &b;"`},
		{"unknown", `<?xml version="1.0"?><urlset><url/></urlset>`, `!not-text `},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := readAll(t, Options{}, in(t, "a", tt.in)); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestFeedFields(t *testing.T) {
	path := in(t, "a", `<rss><channel><title>Paper</title><link>https://a.example</link><item><title>T</title><link>https://a.example/1</link><description>`+prose+`</description></item></channel></rss>`)
	for _, a := range articles(t, path) {
		if a.Source != "Paper" || a.URL != "https://a.example/1" {
			t.Errorf("source %q, url %q", a.Source, a.URL)
		}
	}
}

// g2 is an item as agencies send it, around a body.
func g2(class, status, body string) string {
	return `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:afp.com,2026:x:1" version="1" xml:lang="en">
<itemMeta><itemClass qcode="ninat:` + class + `"/><provider qcode="nprov:AFP"><name>AFP</name></provider><versionCreated>2026-01-08T10:00:00Z</versionCreated><pubStatus qcode="stat:` + status + `"/></itemMeta>
<contentMeta><contentCreated>2026-01-07T10:00:00+01:00</contentCreated><dateline>Paris (AFP)</dateline><language tag="en"/><headline>T</headline></contentMeta>
<contentSet>` + body + `</contentSet></newsItem>`
}

const nitf = `<nitf><head><title>No</title><docdata><doc-id id-string="n1"/><date.issue norm="20260107T100000Z"/></docdata></head><body><body.head><hedline><hl1>T</hl1></hedline><dateline><location>PARIS</location>, Jan 7 -</dateline></body.head>
<body.content><media media-type="image"><media-caption>A man</media-caption></media><p>` + prose + `</p><p>The <person>president</person> said.</p><table><tr><td>1</td></tr></table></body.content><body.end>End</body.end></body></nitf>`

func TestAgencies(t *testing.T) {
	good := `2026-01-07|T|"` + prose + `\n\nThe president said."`
	tests := []struct{ name, in, want string }{
		{"g2 with nitf", `<?xml version="1.0"?><newsMessage><header/><itemSet>` + g2("text", "usable", `<inlineXML contenttype="application/nitf+xml">`+nitf+`</inlineXML>`) + g2("picture", "usable", `<remoteContent href="x"/>`) + `</itemSet></newsMessage>`,
			good + "|Paris (AFP)\n!not-news line 5"},
		{"g2 with html", g2("text", "usable", `<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head><body><p>`+prose+`</p><p>The president said.</p></body></html></inlineXML>`), good + "|Paris (AFP)"},
		{"g2 with text", g2("text", "usable", `<inlineData contenttype="text/plain">`+prose+"\n\nThe president said.</inlineData>"), good + "|Paris (AFP)"},
		{"g2 withdrawn", g2("text", "canceled", `<inlineData>`+prose+`</inlineData>`), `!not-news line 1`},
		{"g2 without text", g2("text", "usable", `<remoteContent href="x"/>`), `!no-text line 1`},
		{"nitf", `<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">` + nitf, good + "|PARIS, Jan 7"},
		{"newsml 1", `<?xml version="1.0"?><NewsML><NewsItem><Identification><NewsIdentifier><DateId>20260107</DateId></NewsIdentifier></Identification><NewsComponent><NewsLines><HeadLine>T</HeadLine></NewsLines><ContentItem><DataContent><p>` + prose + `</p><p>The president said.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>`, good},
		{"cut short", strings.TrimSuffix(g2("text", "usable", `<inlineData>`+prose+`</inlineData>`), "</newsItem>"), `!malformed line 1`},
		{"deep", `<nitf><body><body.content>` + strings.Repeat("<p>", 1000) + prose + `</body.content></body></nitf>`, `!too-large line 1`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := readAll(t, Options{}, in(t, "a", tt.in)); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}
