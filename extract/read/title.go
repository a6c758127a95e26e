package read

import (
	"cmp"
	"regexp"
	"strings"

	dom "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// title.go tells the headline of a web page from the other titles that it has.

// siteName is what publishers set after a headline: " - The Paper", " | Paper | World".
var siteName = regexp.MustCompile(`^(.{15,}?)\s+[-–—|·»:]{1,2}\s+([^-–—|·»]{2,40})((?:\s+[-–—|·»]\s+[^-–—|·»]{2,40})*)$`)

// pageTitle returns the headline: the page's top heading where that says about
// the same as one of the titles in the page's data, else the first of those
// titles, without the site's name.
func pageTitle(doc *dom.Node, site string, titles ...string) string {
	for n := range doc.Descendants() {
		if n.DataAtom != atom.H1 {
			continue
		}
		h := headingText(n)
		if len(wordsOf(h)) < 3 || len(h) > 300 {
			continue
		}
		for _, t := range titles {
			switch {
			case t != "" && strings.HasSuffix(h, t): // after the name of a section
				return t
			case alike(h, t):
				return h
			}
		}
	}
	return withoutSite(cmp.Or(titles...), site)
}

func headingText(n *dom.Node) string {
	var b strings.Builder
	eachBlock(n, func(words string, _ bool) { b.WriteString(words + " ") })
	return oneLine(b.String())
}

// alike reports whether half the words of the shorter title stand in the other.
func alike(a, b string) bool {
	x, y := wordsOf(a), wordsOf(b)
	in := map[string]bool{}
	for _, w := range y {
		in[w] = true
	}
	common := 0
	for _, w := range x {
		if in[w] {
			common++
			in[w] = false
		}
	}
	return common >= 2 && common*2 >= min(len(x), len(y))
}

// withoutSite cuts a site's name, or what stands like one, off a title's end.
func withoutSite(title, site string) string {
	m := siteName.FindStringSubmatch(title)
	if m == nil {
		return title
	}
	tail := wordsOf(m[2])
	if len(tail) <= 4 && (strings.ContainsAny(title[len(m[1]):], "|»") || alike(m[2], site) || same(m[2], site) || m[3] != "") {
		return m[1]
	}
	return title
}
