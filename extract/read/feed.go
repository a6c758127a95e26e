package read

import (
	"cmp"
	"errors"

	"newsgraph/extract/text"
)

// feedArticle makes an article of an entry of an RSS, RDF or Atom feed: of what
// it holds as content or summary the longer one, which is HTML more often than not.
func feedArticle(_ *Options, entry, preface *element) (*text.Article, error) {
	e := entry.kids[0]
	a := &text.Article{
		Title: plainOf(cmp.Or(e.kid("title").content(), e.kid("title").all())),
		Date:  firstOf(e, "pubDate", "published", "issued", "dc:date", "dcterms:issued", "dcterms:created", "updated", "modified"),
		URL:   cmp.Or(e.kid("feedburner:origLink").content(), feedLink(e)),
	}
	channel := preface.find("channel")
	if channel == nil {
		channel = preface.find("feed")
	}
	a.Source = plainOf(cmp.Or(e.kid("source").content(), e.kid("source").kid("title").content(), e.kid("dc:publisher").content(), channel.kid("title").content()))
	a.Language = cmp.Or(e.attr("lang"), channel.kid("language").content(), channel.attr("lang"))
	for _, name := range []string{"content:encoded", "content", "description", "summary", "atom:summary", "abstract"} {
		k := e.kid(name)
		if k == nil {
			continue
		}
		body := k.content()
		if k.attr("type") == "xhtml" || len(k.kids) > 0 && len(body) < len(k.inner)/2 {
			body = decode(k.inner)
		}
		if body = fragment(body); len(body) > len(a.Text) {
			a.Text = body
		}
	}
	if a.Text == "" {
		return nil, errors.New("the entry has neither content nor summary")
	}
	return a, nil
}

// feedLink returns the address of an entry's page.
func feedLink(e *element) string {
	for _, k := range e.kids {
		if k.name != "link" && k.name != "atom:link" {
			continue
		}
		if k.words != "" {
			return k.words
		}
		if rel := k.attr("rel"); k.attr("href") != "" && (rel == "" || rel == "alternate") {
			return k.attr("href")
		}
	}
	if id := firstOf(e, "guid", "id"); address.MatchString(id) {
		return id
	}
	return ""
}

// firstOf returns the text of the first child of these names that has any.
func firstOf(e *element, names ...string) string {
	for _, name := range names {
		if s := e.kid(name).content(); s != "" {
			return s
		}
	}
	return ""
}
