package browser

import (
	"fmt"
	"html"
	"regexp"
	"strings"
)

// slides writes the guide as HTML for ":play": a slide for each heading, and
// code that a click puts into the editor. Of Markdown it knows what the guide
// uses: headings, paragraphs, fenced code, `code` and **strong** words.
func slides(guide string) string {
	title, rest, _ := strings.Cut(strings.TrimPrefix(guide, "# "), "\n")
	var b strings.Builder
	fmt.Fprintf(&b, "<article class=\"guide\">\n<title>%s</title>\n<carousel class=\"deck container-fluid\">\n", html.EscapeString(title))
	for i, slide := range strings.Split(rest, "\n## ") {
		heading, body := title, slide
		if i > 0 {
			heading, body, _ = strings.Cut(slide, "\n")
		}
		fmt.Fprintf(&b, "<slide class=\"row-fluid\"><div class=\"col-sm-12\">\n<h3>%s</h3>\n", html.EscapeString(heading))
		for block := range strings.SplitSeq(strings.TrimSpace(body), "\n\n") {
			b.WriteString(blockHTML(block))
		}
		b.WriteString("</div></slide>\n")
	}
	b.WriteString("</carousel>\n</article>\n")
	return b.String()
}

var (
	code   = regexp.MustCompile("`([^`]+)`")
	strong = regexp.MustCompile(`\*\*([^*]+)\*\*`)
)

func blockHTML(block string) string {
	if fenced, ok := strings.CutPrefix(block, "```"); ok {
		_, fenced, _ = strings.Cut(fenced, "\n")
		return "<figure><pre class=\"pre-scrollable code runnable\">" + html.EscapeString(strings.TrimSuffix(fenced, "\n```")) + "</pre></figure>\n"
	}
	text := html.EscapeString(strings.ReplaceAll(block, "\n", " "))
	text = code.ReplaceAllString(text, "<code>$1</code>")
	return "<p>" + strong.ReplaceAllString(text, "<strong>$1</strong>") + "</p>\n"
}
