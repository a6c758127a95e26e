package read

import (
	"html"
	"strings"

	"golang.org/x/net/html/atom"

	dom "golang.org/x/net/html"
)

// fragment.go reads HTML that holds an article's body and nothing around it, as
// feeds and agencies have it. Whole pages are html.go's.

// unread are the elements whose words are no prose of the article.
var unread = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Head: true, atom.Title: true, atom.Figure: true, atom.Figcaption: true,
	atom.Iframe: true, atom.Form: true, atom.Button: true, atom.Nav: true, atom.Select: true, atom.Table: true, atom.Svg: true, atom.Object: true,
	atom.Video: true, atom.Audio: true, atom.Math: true, atom.Footer: true,
}

// inline are the elements that do not end a paragraph.
var inline = map[string]bool{
	"a": true, "abbr": true, "acronym": true, "b": true, "bdi": true, "bdo": true, "big": true, "cite": true, "code": true, "data": true, "del": true, "dfn": true,
	"em": true, "font": true, "i": true, "ins": true, "kbd": true, "label": true, "mark": true, "q": true, "s": true, "samp": true, "small": true, "span": true,
	"strike": true, "strong": true, "sub": true, "sup": true, "time": true, "tt": true, "u": true, "var": true, "wbr": true,
	// those of NITF
	"chron": true, "city": true, "classifier": true, "copyrite": true, "country": true, "event": true, "function": true, "location": true, "money": true, "num": true,
	"object.title": true, "org": true, "person": true, "postaddr": true, "pronounce": true, "region": true, "state": true, "virtloc": true, "name.given": true, "name.family": true,
}

// fragment returns the paragraphs of a body in HTML, set apart by empty lines,
// without pictures, tables and notices. Text without tags stays as it is.
func fragment(body string) string {
	if !strings.ContainsAny(body, "<&") {
		return strings.TrimSpace(body)
	}
	if !strings.Contains(body, "</") && !strings.Contains(body, "/>") && !looksHTML(body) {
		return strings.TrimSpace(html.UnescapeString(body))
	}
	return strings.Join(trimNotices(blocks(body)), "\n\n")
}

// blocks returns the paragraphs of HTML, each on one line.
func blocks(body string) []string {
	root, err := dom.Parse(strings.NewReader(body))
	if err != nil {
		return nil // nested deeper than any article
	}
	return blocksOf(root)
}

// blocksOf returns the paragraphs of a part of a page.
func blocksOf(root *dom.Node) []string {
	var out []string
	eachBlock(root, func(words string, _ bool) { out = append(out, words) })
	return out
}

// eachBlock calls f with each paragraph of a part of a page, and whether it is
// nothing but a link.
func eachBlock(root *dom.Node, f func(words string, link bool)) {
	var b strings.Builder
	linked := 0 // bytes of b within links
	flush := func() {
		if s := oneLine(invisible.Replace(b.String())); s != "" {
			f(s, linked*10 > len(s)*9)
		}
		b.Reset()
		linked = 0
	}
	var walk func(n *dom.Node, link bool)
	walk = func(n *dom.Node, link bool) {
		switch {
		case n.Type == dom.TextNode:
			b.WriteString(n.Data)
			if link {
				linked += len(n.Data)
			}
			return
		case n.Type == dom.ElementNode && (unread[n.DataAtom] || n.Data == "media" || n.Data == "body.end"):
			return
		case n.Type == dom.CommentNode, n.Type == dom.DoctypeNode:
			return
		}
		block := n.Type == dom.ElementNode && !inline[n.Data]
		if block {
			flush()
		}
		for k := n.FirstChild; k != nil; k = k.NextSibling {
			walk(k, link || n.DataAtom == atom.A)
		}
		if block {
			flush()
		}
	}
	walk(root, false)
	flush()
}

// invisible are characters that only say where a line may break.
var invisible = strings.NewReplacer("\u00ad", "", "\u200b", "", "\ufeff", "")

// plainOf returns the words of a title or the like that may have tags or entities in it.
func plainOf(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return strings.TrimSpace(s)
	}
	if !strings.Contains(s, ">") {
		return strings.TrimSpace(html.UnescapeString(s))
	}
	return strings.Join(blocks(s), " ")
}
