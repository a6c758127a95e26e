package read

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"newsgraph/extract/text"
)

// newsml.go reads what news agencies deliver: NewsML-G2 with its text as NITF,
// HTML or plain, NewsML 1, and NITF alone.

// g2Article makes an article of a newsItem of NewsML-G2.
func g2Article(_ *Options, piece, preface *element) (*text.Article, error) {
	e := piece.kids[0]
	meta, about := e.find("itemMeta"), e.find("contentMeta")
	if class := code(meta.find("itemClass")); class != "" && class != "text" && class != "composite" {
		return nil, fault("", "", NotNews, "an item of class %.40q", class)
	}
	if status := code(meta.find("pubStatus")); status != "" && status != "usable" {
		return nil, fault("", "", NotNews, "its publication status is %.40q", status)
	}
	a := &text.Article{
		ID:       e.attr("guid"),
		Title:    cmp.Or(about.find("headline").all(), meta.find("title").all()),
		Date:     cmp.Or(about.find("contentCreated").content(), meta.find("firstCreated").content(), meta.find("versionCreated").content()),
		Dateline: about.find("dateline").all(),
		Source:   named(meta.find("provider")),
		Language: cmp.Or(about.find("language").attr("tag"), e.attr("lang")),
	}
	a.URL = meta.find("link").attr("href")
	if !address.MatchString(a.URL) {
		a.URL = ""
	}
	set := e.find("contentSet")
	if set == nil {
		return nil, errors.New("the item has no content")
	}
	for _, k := range set.kids {
		switch local(k.name) {
		case "inlineXML", "inlineData":
			if body := inlineBody(k, a); len(body) > len(a.Text) {
				a.Text = body
			}
		}
	}
	if a.Text == "" {
		return nil, errors.New("the item's content is elsewhere, not in it")
	}
	return a, nil
}

// newsmlArticle makes an article of a NewsItem of NewsML 1.
func newsmlArticle(_ *Options, piece, preface *element) (*text.Article, error) {
	e := piece.kids[0]
	a := &text.Article{
		ID:       e.find("PublicIdentifier").all(),
		Title:    e.find("HeadLine").all(),
		Date:     cmp.Or(e.find("FirstCreated").content(), e.find("DateId").content(), e.find("ThisRevisionCreated").content()),
		Dateline: e.find("DateLine").all(),
		Source:   cmp.Or(e.find("Provider").find("Party").attr("FormalName"), e.find("ProviderId").content()),
		Language: e.find("Language").attr("FormalName"),
	}
	content := e.find("DataContent")
	if content == nil {
		return nil, errors.New("the item has no content in it")
	}
	a.Text = inlineBody(content, a)
	if a.Text == "" {
		return nil, errors.New("the item's content is empty")
	}
	return a, nil
}

// nitfArticle makes an article of a document in NITF.
func nitfArticle(_ *Options, piece, preface *element) (*text.Article, error) {
	a := &text.Article{}
	a.Text = nitfBody(piece.kids[0], a)
	if a.Text == "" {
		return nil, errors.New("no body.content with text")
	}
	return a, nil
}

// inlineBody returns the text of content that stands in its item, and completes
// the article from what NITF says of itself.
func inlineBody(content *element, a *text.Article) string {
	if n := content.find("nitf"); n != nil {
		return nitfBody(n, a)
	}
	if len(content.kids) == 0 {
		return fragment(content.content())
	}
	return fragment(decode(content.inner))
}

// nitfBody returns the text of NITF and completes the article from its head.
func nitfBody(n *element, a *text.Article) string {
	head, top := n.find("head"), n.find("body.head")
	a.ID = cmp.Or(a.ID, head.find("doc-id").attr("id-string"))
	a.Title = cmp.Or(a.Title, top.find("hl1").all(), top.find("hedline").all(), head.find("title").all())
	a.Date = cmp.Or(a.Date, head.find("date.issue").attr("norm"), head.find("date.release").attr("norm"), head.find("pubdata").attr("date.publication"), top.find("story.date").attr("norm"))
	a.Dateline = cmp.Or(a.Dateline, strings.TrimRight(top.find("dateline").all(), " -–—:"))
	a.Source = cmp.Or(a.Source, head.find("pubdata").attr("name"), top.find("distributor").all(), head.find("doc.copyright").attr("holder"))
	a.URL = cmp.Or(a.URL, head.find("pubdata").attr("ex-ref"))
	body := n.find("body.content")
	if body == nil {
		return ""
	}
	// In HTML the tags of NITF have no meaning but to set paragraphs apart.
	return fragment(fmt.Sprintf("<p>%s</p>", decode(body.inner)))
}

// code returns the code of a qcode such as "ninat:text", in lower case.
func code(e *element) string {
	q := e.attr("qcode")
	return strings.ToLower(q[strings.IndexByte(q, ':')+1:])
}

// named returns the name of a party: in words, or its code.
func named(e *element) string {
	q := e.attr("qcode")
	return cmp.Or(e.find("name").all(), e.attr("literal"), q[strings.IndexByte(q, ':')+1:])
}
