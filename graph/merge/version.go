package merge

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"newsgraph/graph"
)

// Two documents are versions of one article when they have one URL, or one id and
// are alike: neither names another source, and half of the shorter text stands in
// the longer one. The newest version counts.
//
// Articles that are not alike may have one id all the same, as the rows of two
// tables that are numbered from 1 have. Both stay, each under the id and a mark of
// its own ("1@4f0c21b9aa"). The marks come from what an article is, so that ids do
// not depend on the order in which articles come; who is left alone with an id
// has it without a mark.

// articleKey tells the versions of an article from one another.
type articleKey struct {
	id, url, date, source, sha256 string

	length int    // of the text, in bytes
	file   string // the same for documents that differ in nothing but their ids
}

func newArticleKey(d *graph.Document) articleKey {
	a := &d.Article
	return articleKey{
		id: d.ID, url: a.URL, date: a.Date, source: a.Source, sha256: a.SHA256, length: len(d.Text),
		file: graph.ID(a.SHA256, a.URL, a.Title, a.Date, a.Dateline, a.Source, a.Language),
	}
}

// mark tells an article from others with its id.
func (k articleKey) mark() string { return "@" + k.file[:10] }

// given is the id that the article came with.
func (k articleKey) given() string { return strings.TrimSuffix(k.id, k.mark()) }

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

// versions are documents of which some may be versions of one article.
type versions struct {
	keys     []articleKey
	shingles *spill[[]uint32] // of their texts
}

func newVersions(dir string) (*versions, error) {
	s, err := newSpill(dir, hashCodec)
	return &versions{shingles: s}, err
}

func (v *versions) add(d *graph.Document) error {
	v.keys = append(v.keys, newArticleKey(d))
	return v.shingles.add(shingles(d.Text))
}

func (v *versions) close() error {
	if v == nil {
		return nil
	}
	return v.shingles.close()
}

// comparedVersions is how many of the documents with one id, the newest, each other
// one is compared with, so that an id that thousands have costs linear time.
const comparedVersions = 16

// sameArticles joins those of the documents that are versions of one article.
func (v *versions) sameArticles(documents []int32) (union, error) {
	same := newUnion(len(v.keys))
	urls := make(map[string]int32)
	for _, i := range documents {
		url := v.keys[i].url
		if url == "" {
			continue
		}
		if j, ok := urls[url]; ok {
			same.join(int(i), int(j))
		} else {
			urls[url] = i
		}
	}
	return same, v.eachID(documents, func(sharing []int32) error {
		for n, i := range sharing {
			others := sharing[:min(n, comparedVersions)]
			if n > comparedVersions {
				others = append(slices.Clone(others), sharing[n-1]) // where its copies stand
			}
			for _, j := range others {
				if same.root(int(i)) == same.root(int(j)) {
					continue
				}
				alike, err := v.alike(i, j)
				if err != nil {
					return err
				}
				if alike {
					same.join(int(i), int(j))
				}
			}
		}
		return nil
	})
}

// eachID calls f with the documents that came with one id, the newest first, for
// every id that several have.
func (v *versions) eachID(documents []int32, f func(sharing []int32) error) error {
	sorted := slices.Clone(documents)
	slices.SortFunc(sorted, func(a, b int32) int {
		return cmp.Or(cmp.Compare(v.keys[a].given(), v.keys[b].given()), newer(v.keys[b], v.keys[a]))
	})
	for from, to := 0, 0; from < len(sorted); from = to {
		for to = from + 1; to < len(sorted) && v.keys[sorted[to]].given() == v.keys[sorted[from]].given(); to++ {
		}
		if to-from > 1 {
			if err := f(sorted[from:to]); err != nil {
				return err
			}
		}
	}
	return nil
}

// alike reports whether documents with one id are versions of one article.
func (v *versions) alike(i, j int32) (bool, error) {
	a, b := &v.keys[i], &v.keys[j]
	if a.source != "" && b.source != "" && a.source != b.source {
		return false, nil
	}
	if a.sha256 == b.sha256 {
		return true, nil
	}
	mine, errI := v.shingles.read(i)
	theirs, errJ := v.shingles.read(j)
	return 2*shared(mine, theirs) >= min(len(mine), len(theirs)), errors.Join(errI, errJ)
}

// tellApart gives each of the documents, which are articles of their own, its id:
// the one it came with, with a mark where several came with it.
func (v *versions) tellApart(documents []int32) {
	for _, i := range documents {
		v.keys[i].id = v.keys[i].given()
	}
	_ = v.eachID(documents, func(sharing []int32) error {
		for _, i := range sharing {
			v.keys[i].id += v.keys[i].mark()
		}
		return nil
	})
}

// chooseVersions settles which documents count: the newest of each article, and of
// articles that differ in nothing but their ids the one with the smallest.
func (m *merger) chooseVersions() error {
	documents := numbers(len(m.keys))
	same, err := m.sameArticles(documents)
	if err != nil {
		return err
	}
	best := make(map[int]int32, len(m.keys))
	for _, i := range documents {
		root := same.root(int(i))
		if j, ok := best[root]; !ok || newer(m.keys[i], m.keys[j]) > 0 {
			best[root] = i
		}
	}
	for _, i := range best {
		m.order = append(m.order, i)
	}
	m.tellApart(m.order)
	slices.SortFunc(m.order, func(a, b int32) int { return cmp.Compare(m.keys[a].id, m.keys[b].id) })
	files := make(map[string]bool, len(m.order))
	m.order = slices.DeleteFunc(m.order, func(i int32) bool {
		known := files[m.keys[i].file]
		files[m.keys[i].file] = true
		return known
	})
	m.stats.Articles = len(m.order)
	return nil
}

// numbers are those below n.
func numbers(n int) []int32 {
	list := make([]int32, n)
	for i := range list {
		list[i] = int32(i)
	}
	return list
}

// union joins numbers into sets.
type union []int32

func newUnion(n int) union { return numbers(n) }

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
