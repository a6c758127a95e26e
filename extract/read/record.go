package read

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"newsgraph/extract/text"
)

// names are the usual names of an article's fields in JSON and CSV, the first
// found counting. Case and underscores do not matter.
var names = map[string][]string{
	"id":       {"id", "_id", "uid", "uuid", "guid", "docid", "document_id", "article_id", "story_id", "global_event_id"},
	"title":    {"title", "headline", "headline.main", "head", "name", "webtitle"},
	"date":     {"date", "published", "date_published", "datepublished", "published_at", "publishedat", "publication_date", "publish_date", "published_date", "pub_date", "pubdate", "datetime", "created", "created_at", "webpublicationdate", "timestamp", "time", "seendate"},
	"dateline": {"dateline"},
	"url":      {"url", "link", "web_url", "weburl", "canonical_url", "source_url", "sourceurl", "permalink", "href"},
	"source":   {"source", "source.name", "publisher", "publisher.name", "publication", "outlet", "site", "domain", "site_name", "sitename", "newspaper", "agency"},
	"text":     {"text", "body", "content", "article", "fulltext", "full_text", "maintext", "article_text", "article_body", "articlebody", "body_text", "bodytext", "story", "document", "text_content", "lead_paragraph"},
	"html":     {"html", "content_html", "body_html", "raw_html", "content.html"},
	"language": {"language", "lang"},
}

// foldedNames are the names as fold makes them.
var foldedNames = func() map[string][]string {
	folded := make(map[string][]string, len(names))
	for field, usual := range names {
		for _, name := range usual {
			folded[field] = append(folded[field], fold(name))
		}
	}
	return folded
}()

// Fields are the names that Options.Fields may map.
func Fields() []string { return slices.Sorted(maps.Keys(names)) }

// fold makes names comparable: lower case without underscores, hyphens and spaces.
func fold(name string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '_', '-', ' ':
			return -1
		}
		return r
	}, strings.ToLower(name))
}

// field returns the article's field of a record, and whether it was cut.
func (o *Options) field(rec record, field string) (value string, cut bool) {
	if name, ok := o.Fields[field]; ok {
		if _, there := rec.fields[name]; !there {
			name = strings.TrimPrefix(name, rec.path) // as in the object around it
		}
		return rec.fields[name], rec.cut[name]
	}
	for _, name := range names[field] {
		if v, ok := rec.fields[name]; ok {
			return v, rec.cut[name]
		}
	}
	folded := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(rec.fields)) {
		if f := fold(name); folded[f] == "" {
			folded[f] = name
		}
	}
	for _, name := range foldedNames[field] {
		if n, ok := folded[name]; ok {
			return rec.fields[n], rec.cut[n]
		}
	}
	return "", false
}

// record emits the item of a record of JSON or CSV.
func (r *reader) record(input, position string, size int64, rec record) bool {
	o := r.o
	return r.emit(&Item{input, position, size, func() (*text.Article, error) {
		a := &text.Article{}
		var cut bool
		for field, to := range map[string]*string{"id": &a.ID, "title": &a.Title, "date": &a.Date, "dateline": &a.Dateline,
			"url": &a.URL, "source": &a.Source, "language": &a.Language} {
			*to, _ = o.field(rec, field)
			*to = strings.TrimSpace(*to)
		}
		a.Text, cut = o.field(rec, "text")
		html, _ := o.field(rec, "html")
		switch {
		case a.Text == "" && html != "":
			page, err := htmlArticle(html, a.URL)
			if err != nil {
				return nil, fault(input, position, NoText, "%v", err)
			}
			a.Text = page.Text
			a.Title, a.Date = cmp.Or(a.Title, page.Title), cmp.Or(a.Date, page.Date)
		case strings.TrimSpace(a.Text) == "":
			return nil, o.noText(input, position, rec)
		case looksHTML(a.Text):
			if page, err := htmlArticle(a.Text, a.URL); err == nil {
				a.Text = page.Text
			}
		}
		return o.finish(input, position, a, cut)
	}})
}

// noText explains a record without text by the fields that it has.
func (o *Options) noText(input, position string, rec record) *Fault {
	want := "text, body, content or article"
	if name, ok := o.Fields["text"]; ok {
		want = name
	}
	have := slices.Sorted(maps.Keys(rec.fields))
	isNumber := func(name string) bool { _, err := strconv.Atoi(name); return err == nil }
	kind := "columns"
	if named := slices.DeleteFunc(slices.Clone(have), isNumber); len(named) > 0 { // a table's go by their numbers as well
		have, kind = named, "fields"
	}
	if len(have) > 12 {
		have = append(have[:12], "…")
	}
	f := fault(input, position, NoText, "no field %s; the record has the %s %s", want, kind, strings.Join(have, ", "))
	if u, _ := o.field(rec, "url"); u != "" {
		f.Remedy += "; newsgraph fetches no pages: where a list has only URLs, save the pages and read those"
	}
	if len(have) == 0 {
		f.Err = fmt.Errorf("the record is empty")
	}
	return f
}
