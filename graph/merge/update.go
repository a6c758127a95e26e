package merge

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"slices"

	jsonv2 "github.com/go-json-experiment/json"

	"newsgraph/graph"
)

// Changes are what an update did to the store: article ids, sorted.
type Changes struct {
	Added    []string
	Replaced []string // by other words: the ids that the new versions have
	Outdated []string // left out, because the store holds a newer version
	Removed  []string // of articles that have another id now
	Gone     []string // taken out by an exact update
	Apart    []string // share the id that they came with, and were told apart
}

// UpdateOptions say how documents come into the store. The zero value adds them.
type UpdateOptions struct {
	// Origins yields for each document where it was read: a file that is one
	// article, or a file and the id of a record in it; "" where nobody can say. A
	// stored article whose origins all give other articles now is replaced.
	Origins    iter.Seq2[string, error]
	Exact      bool        // the store is to hold these documents and no others
	Quarantine func(error) // is given each bad line; without it one is an error
}

// Update puts documents into the store. A document replaces the version of its
// article that the store holds, unless that one has a later date and still stands
// where it was read. Of several versions in docs the newest by date counts, then
// the longest, then that of the greatest hash, so that the order of docs does not
// matter. What versions of one article are, version.go says.
func (f Folder) Update(ctx context.Context, docs iter.Seq2[*graph.Document, error], o UpdateOptions) (*Changes, error) {
	u, err := f.update(ctx)
	if err != nil {
		return nil, err
	}
	defer u.close()
	if err := u.read(docs, o); err != nil {
		return nil, err
	}
	changes, err := u.settle(o.Exact)
	if err != nil {
		return nil, err
	}
	return changes, u.write()
}

// Retract takes articles out of the store and returns the ids that it does not hold.
func (f Folder) Retract(ctx context.Context, ids []string) (missing []string, err error) {
	u, err := f.update(ctx)
	if err != nil {
		return nil, err
	}
	defer u.close()
	for _, id := range ids {
		if i, ok := slices.BinarySearchFunc(u.keys, id, func(k articleKey, id string) int { return cmp.Compare(k.id, id) }); ok {
			u.drop[int32(i)] = true
		} else {
			missing = append(missing, id)
		}
	}
	if len(u.drop) == 0 {
		return missing, nil
	}
	u.tellApart(u.left())
	return missing, u.write()
}

// update is the store with the documents that come to it, while it is settled
// which of them stay. Documents go by number: the stored ones in their order, and
// then those that come in theirs.
type update struct {
	f   Folder
	ctx context.Context
	dir string // of temporary files

	*versions
	stored  int      // so many of the documents are the store's
	was     []string // the ids of the documents, as they stand or come
	origins [][]origin
	lines   *spill[[]byte] // of the documents that come
	drop    map[int32]bool // documents that do not stay
}

// update opens the store for changes.
func (f Folder) update(ctx context.Context) (u *update, err error) {
	temp, err := f.temporary()
	if err != nil {
		return nil, err
	}
	u = &update{f: f, ctx: ctx, drop: map[int32]bool{}}
	defer func() {
		if err != nil {
			u.close()
		}
	}()
	if u.dir, err = os.MkdirTemp(temp, "update-"); err != nil {
		return nil, err
	}
	if u.versions, err = newVersions(u.dir); err != nil {
		return nil, err
	}
	if u.lines, err = newSpill(u.dir, bytesCodec); err != nil {
		return nil, err
	}
	known, err := f.origins()
	if err != nil {
		return nil, err
	}
	for d, err := range f.Documents() {
		if err := errors.Join(ctx.Err(), err); err != nil {
			return nil, err
		}
		if err := u.take(d); err != nil {
			return nil, err
		}
		u.origins = append(u.origins, known[d.ID])
	}
	u.stored = len(u.keys)
	return u, nil
}

// take gives a document its number.
func (u *update) take(d *graph.Document) error {
	u.was = append(u.was, d.ID)
	return u.add(d)
}

func (u *update) close() {
	_ = u.versions.close()
	_ = u.lines.close()
	os.RemoveAll(u.dir)
	os.Remove(u.f.temp()) // unless more lies there
}

// read takes the documents that come.
func (u *update) read(docs iter.Seq2[*graph.Document, error], o UpdateOptions) error {
	where := func() (string, error, bool) { return "", nil, true }
	if o.Origins != nil {
		next, stop := iter.Pull2(o.Origins)
		defer stop()
		where = next
	}
	var written bytes.Buffer
	for d, err := range docs {
		from, errFrom, _ := where()
		var line *graph.LineError
		switch {
		case errors.As(err, &line) && o.Quarantine != nil:
			o.Quarantine(err)
			continue
		case err != nil || errFrom != nil:
			return errors.Join(err, errFrom)
		}
		if err := u.ctx.Err(); err != nil {
			return err
		}
		var origins []origin
		if at := newOrigin(from); at != 0 {
			origins = []origin{at}
		}
		u.origins = append(u.origins, origins)
		written.Reset()
		if err := errors.Join(u.take(d), graph.Write(&written, d), u.lines.add(written.Bytes())); err != nil {
			return err
		}
	}
	return errors.Join(u.shingles.done(), u.lines.done())
}

// settle decides which documents stay.
func (u *update) settle(exact bool) (*Changes, error) {
	instead := u.supersede()
	var stay []int32
	for i := range int32(len(u.keys)) {
		if int(i) < u.stored && (exact || instead[i] != nil) {
			u.drop[i] = true
		} else {
			stay = append(stay, i)
		}
	}
	same, err := u.sameArticles(stay)
	if err != nil {
		return nil, err
	}
	// Of the versions that stay, the newest that comes replaces what was stored.
	come := map[int][]int32{} // by root
	held := map[int][]int32{}
	for _, i := range stay {
		root := same.root(int(i))
		if int(i) < u.stored {
			held[root] = append(held[root], i)
		} else {
			come[root] = append(come[root], i)
		}
	}
	changes := new(Changes)
	var put []int32
	for root, list := range come {
		newest := slices.MaxFunc(list, func(a, b int32) int { return newer(u.keys[a], u.keys[b]) })
		outdated := slices.ContainsFunc(held[root], func(old int32) bool { return u.keys[old].date > u.keys[newest].date })
		for _, i := range list {
			if outdated || i != newest {
				u.drop[i] = true
			}
		}
		if outdated {
			changes.Outdated = append(changes.Outdated, u.keys[newest].id)
			continue
		}
		put = append(put, newest)
		u.shareOrigins(newest, slices.Concat(list, held[root]))
		for _, old := range held[root] {
			u.drop[old] = true
		}
	}
	if len(stay) < len(u.keys) { // what goes may have been a version of what came
		if same, err = u.sameArticles(numbers(len(u.keys))); err != nil {
			return nil, err
		}
	}
	u.tellApart(u.left())
	return changes, u.compare(changes, put, instead, same)
}

// left are the documents that stay.
func (u *update) left() []int32 {
	return slices.DeleteFunc(numbers(len(u.keys)), func(i int32) bool { return u.drop[i] })
}

// compare says what changes when some documents are put into the store, in whose
// stead others go; same are those of one article.
func (u *update) compare(c *Changes, put []int32, instead map[int32][]int32, same union) error {
	olds := map[int][]int32{} // by root
	for i := range int32(u.stored) {
		olds[same.root(int(i))] = append(olds[same.root(int(i))], i)
	}
	former := map[int32][]int32{} // by what came instead
	for i, by := range instead {
		for _, j := range by {
			former[j] = append(former[j], i)
		}
	}
	ids := map[string]bool{}
	for _, i := range u.left() {
		ids[u.keys[i].id] = true
	}
	lives := map[int32]bool{} // on, in another version
	for _, i := range put {
		k := u.keys[i]
		was := slices.DeleteFunc(slices.Concat(olds[same.root(int(i))], former[i]), func(old int32) bool { return !u.drop[old] })
		for _, old := range was {
			lives[old] = true
		}
		switch {
		case len(was) == 0:
			c.Added = append(c.Added, k.id)
		case !slices.ContainsFunc(was, func(old int32) bool { return u.keys[old].sha256 == k.sha256 }):
			c.Replaced = append(c.Replaced, k.id)
		}
	}
	for i, id := range u.was[:u.stored] {
		switch i := int32(i); {
		case ids[id]:
		case lives[i] || !u.drop[i]:
			c.Removed = append(c.Removed, id)
		default:
			c.Gone = append(c.Gone, id)
		}
	}
	err := u.eachID(u.left(), func(sharing []int32) error {
		if slices.ContainsFunc(sharing, func(i int32) bool { return int(i) >= u.stored || u.renamed(i) }) {
			for _, i := range sharing {
				c.Apart = append(c.Apart, u.keys[i].id)
			}
		}
		return nil
	})
	for _, list := range [][]string{c.Added, c.Replaced, c.Outdated, c.Removed, c.Gone, c.Apart} {
		slices.Sort(list)
	}
	return err
}

// renamed reports whether a stored document gets another id.
func (u *update) renamed(i int32) bool { return int(i) < u.stored && u.keys[i].id != u.was[i] }

// write writes the store anew, with the documents that stay.
func (u *update) write() error {
	left := u.left()
	line := map[int32]int32{} // of documents to put between those that stand: their line
	for i := u.stored; i < len(u.keys); i++ {
		line[int32(i)] = int32(i - u.stored)
	}
	if slices.ContainsFunc(left, u.renamed) {
		if err := u.rename(line); err != nil {
			return err
		}
	}
	put := slices.DeleteFunc(slices.Clone(left), func(i int32) bool { return int(i) < u.stored && !u.renamed(i) })
	slices.SortFunc(put, func(a, b int32) int { return cmp.Compare(u.keys[a].id, u.keys[b].id) })
	if _, err := u.f.Write(articlesName, func(w io.Writer) error { return u.fill(w, put, line) }); err != nil {
		return err
	}
	known := map[string][]origin{}
	for _, i := range left {
		if len(u.origins[i]) > 0 {
			known[u.keys[i].id] = u.origins[i]
		}
	}
	return u.f.writeOrigins(known)
}

// rename adds to the lines those of stored documents that get another id.
func (u *update) rename(line map[int32]int32) error {
	i := int32(-1)
	var written bytes.Buffer
	for d, err := range u.f.Documents() {
		if i++; err != nil {
			return err
		}
		if u.drop[i] || !u.renamed(i) {
			continue
		}
		line[i] = int32(len(u.lines.ends))
		written.Reset()
		if err := errors.Join(graph.Write(&written, d), u.lines.add(written.Bytes())); err != nil {
			return err
		}
	}
	return u.lines.done()
}

// fill writes the stored documents that stay as they are, and those to put among
// them in the order of ids.
func (u *update) fill(w io.Writer, put []int32, line map[int32]int32) error {
	old, err := os.Open(u.f.Articles())
	switch {
	case errors.Is(err, fs.ErrNotExist) && u.stored == 0:
	case err != nil:
		return err
	default:
		defer old.Close()
	}
	lines := bufio.NewReaderSize(old, 1<<18)
	next := 0
	copyUntil := func(id string) error { // "" is the end
		for next < u.stored && (id == "" || u.was[next] < id) {
			line, err := lines.ReadBytes('\n')
			if err != nil {
				return err
			}
			if len(bytes.TrimSpace(line)) == 0 {
				continue
			}
			if i := int32(next); !u.drop[i] && !u.renamed(i) {
				if _, err := w.Write(line); err != nil {
					return err
				}
			}
			next++
		}
		return nil
	}
	for _, i := range put {
		if err := errors.Join(u.ctx.Err(), copyUntil(u.keys[i].id)); err != nil {
			return err
		}
		b, err := u.lines.read(line[i])
		if err != nil {
			return err
		}
		if u.keys[i].id != u.was[i] {
			if b, err = withID(b, u.keys[i].id); err != nil {
				return err
			}
		}
		if _, err := w.Write(b); err != nil {
			return err
		}
	}
	return copyUntil("")
}

// withID is a document's line under an id.
func withID(line []byte, id string) ([]byte, error) {
	d := new(graph.Document)
	if err := jsonv2.Unmarshal(line, d); err != nil {
		return nil, err
	}
	d.ID, d.Article.ID = id, id
	var b bytes.Buffer
	err := graph.Write(&b, d)
	return b.Bytes(), err
}
