package read

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	dom "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// jsonld.go reads what a page tells machines about itself: schema.org's
// NewsArticle in JSON-LD, which has the whole text of some pages whose HTML has
// only its beginning.

// articleData is what JSON-LD says of an article.
type articleData struct{ headline, date, body string }

// dataOf returns what the page's JSON-LD says of its article.
func dataOf(doc *dom.Node) (found articleData) {
	for n := range doc.Descendants() {
		if n.DataAtom != atom.Script || n.FirstChild == nil || !strings.Contains(attribute(n, "type"), "ld+json") {
			continue
		}
		var v any
		if json.Unmarshal([]byte(strings.TrimSpace(n.FirstChild.Data)), &v) == nil {
			found.search(v, 0)
		}
	}
	return found
}

// search takes the first article in a value of JSON.
func (d *articleData) search(v any, depth int) {
	if depth > maxNesting {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			d.search(e, depth+1)
		}
	case map[string]any:
		kind, _ := json.Marshal(v["@type"])
		if s := string(kind); strings.Contains(s, "Article") || strings.Contains(s, "Posting") {
			headline, _ := v["headline"].(string)
			body, _ := v["articleBody"].(string)
			date, _ := v["datePublished"].(string)
			d.headline, d.date, d.body = cmp.Or(d.headline, plainOf(headline)), cmp.Or(d.date, date), cmp.Or(d.body, body)
		}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			d.search(v[key], depth+1)
		}
	}
}

func attribute(n *dom.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
