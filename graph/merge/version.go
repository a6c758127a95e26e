package merge

import (
	"cmp"
	"slices"

	"newsgraph/graph"
)

// articleKey tells the versions of an article from one another.
type articleKey struct {
	id, url, date, sha256 string
	length                int    // of the text, in bytes
	file                  string // the same for documents that differ in nothing but their ids
}

func newArticleKey(d *graph.Document) articleKey {
	a := &d.Article
	return articleKey{
		id: d.ID, url: a.URL, date: a.Date, sha256: a.SHA256, length: len(d.Text),
		file: graph.ID(a.SHA256, a.URL, a.Title, a.Date, a.Dateline, a.Source, a.Language),
	}
}

// newer orders the versions of one article: the later date is the newer one, of
// one date the longer text (articles grow as a story goes on), then the greater
// hash. Of the same file under two ids the smaller id counts.
func newer(a, b articleKey) int {
	return cmp.Or(
		cmp.Compare(a.date, b.date),
		cmp.Compare(a.length, b.length),
		cmp.Compare(a.sha256, b.sha256),
		cmp.Compare(b.id, a.id),
		cmp.Compare(a.url, b.url),
		cmp.Compare(a.file, b.file),
	)
}

// chooseVersions settles which documents count. Documents with the same id, the
// same URL, or the same content throughout are one article, and its newest
// version counts.
func (m *merger) chooseVersions() error {
	m.order = newestVersions(m.keys, true)
	m.stats.Articles = len(m.order)
	return nil
}

// newestVersions numbers the documents that are the newest of their articles,
// in the order of their ids.
func newestVersions(keys []articleKey, files bool) []int32 {
	same := sameArticles(keys, files)
	best := make(map[int]int, len(keys))
	for i, k := range keys {
		root := same.root(i)
		if j, ok := best[root]; !ok || newer(k, keys[j]) > 0 {
			best[root] = i
		}
	}
	order := make([]int32, 0, len(best))
	for _, i := range best {
		order = append(order, int32(i))
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Compare(keys[a].id, keys[b].id) })
	return order
}

// sameArticles joins documents with the same id or URL and, if files is set,
// those that differ in nothing but their ids.
func sameArticles(keys []articleKey, files bool) union {
	same := newUnion(len(keys))
	first := make(map[string]int, 2*len(keys))
	join := func(i int, key string) {
		if j, ok := first[key]; ok {
			same.join(i, j)
		} else {
			first[key] = i
		}
	}
	for i, k := range keys {
		join(i, "id "+k.id)
		if k.url != "" {
			join(i, "url "+k.url)
		}
		if files {
			join(i, "file "+k.file)
		}
	}
	return same
}

// union joins numbers into sets.
type union []int32

func newUnion(n int) union {
	u := make(union, n)
	for i := range u {
		u[i] = int32(i)
	}
	return u
}

func (u union) root(i int) int {
	for u[i] != int32(i) {
		u[i] = u[u[i]]
		i = int(u[i])
	}
	return i
}

// join makes one set of two. The smaller root stays, so that roots do not
// depend on the order of joining.
func (u union) join(a, b int) {
	a, b = u.root(a), u.root(b)
	if a > b {
		a, b = b, a
	}
	u[b] = int32(a)
}
