package merge

import (
	"cmp"
	"encoding/binary"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/cespare/xxhash/v2"
	"github.com/dgryski/go-minhash"
)

// Wire copies, reprints, cut and extended versions of one text are one source.
// MinHash proposes pairs of articles; a pair counts when the exact sets of
// their shingles bear it out. Titles are left out, because editors change them.
const (
	shingleWords = 4
	bands        = 64 // of bandRows minima each: pairs that share 30% are proposed with 99.8%, 20% with 92%
	bandRows     = 2

	// The smaller text must stand in the larger one to this part, and be at
	// least this part of it: a digest that reprints ten reports is none of them.
	minContained = 0.65
	minShare     = 0.15
	// Texts that share more than this part of all their shingles are mostly the
	// same; those with few common shingles must be nearly the same.
	mostly      = 0.5
	fewShingles = 25
	nearlySame  = 0.8
)

// bucketLeaders bounds how many of a bucket's clusters a text is compared with,
// so that boilerplate that thousands of articles share costs linear time.
const bucketLeaders = 16

// shingles are the hashes of a text's runs of words, sorted, each once.
func shingles(text string) []uint32 {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	var hashes []uint32
	n := max(1, len(words)-shingleWords+1)
	for i := range n {
		run := words[i:min(i+shingleWords, len(words))]
		hashes = append(hashes, uint32(xxhash.Sum64String(strings.Join(run, " "))))
	}
	slices.Sort(hashes)
	return slices.Compact(hashes)
}

var hashCodec = codec[[]uint32]{
	encode: func(hashes []uint32) ([]byte, error) {
		b := make([]byte, 0, 4*len(hashes))
		for _, h := range hashes {
			b = binary.LittleEndian.AppendUint32(b, h)
		}
		return b, nil
	},
	decode: func(b []byte) ([]uint32, error) {
		hashes := make([]uint32, len(b)/4)
		for i := range hashes {
			hashes[i] = binary.LittleEndian.Uint32(b[4*i:])
		}
		return hashes, nil
	},
}

// bucket says that an article, by its place in the order of ids, has a hash in one band.
type bucket struct {
	hash uint64
	rank int32
}

func compareBuckets(a, b bucket) int {
	return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.rank, b.rank))
}

var bucketCodec = codec[bucket]{
	encode: func(b bucket) ([]byte, error) {
		return binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint64(nil, b.hash), uint32(b.rank)), nil
	},
	decode: func(b []byte) (bucket, error) {
		return bucket{binary.LittleEndian.Uint64(b), int32(binary.LittleEndian.Uint32(b[8:]))}, nil
	},
}

// buckets are a text's hashes in the bands of its MinHash signature.
func buckets(hashes []uint32) [bands]uint64 {
	sketch := minhash.NewMinWise(
		func(b []byte) uint64 { return xxhash.Sum64(b) },
		func(b []byte) uint64 { return xxhash.Sum64(append(b, 1)) },
		bands*bandRows)
	b := make([]byte, 4, 5)
	for _, h := range hashes {
		binary.LittleEndian.PutUint32(b, h)
		sketch.Push(b)
	}
	minima := sketch.Signature()
	var keys [bands]uint64
	row := make([]byte, 0, 8*(bandRows+1))
	for band := range keys {
		row = binary.LittleEndian.AppendUint64(row[:0], uint64(band))
		for _, v := range minima[band*bandRows : (band+1)*bandRows] {
			row = binary.LittleEndian.AppendUint64(row, v)
		}
		keys[band] = xxhash.Sum64(row)
	}
	return keys
}

// shared counts the hashes that both of two sorted sets have.
func shared(a, b []uint32) int {
	common := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			common, i, j = common+1, i+1, j+1
		}
	}
	return common
}

// likeness compares two sets of shingles: the part of all shingles that both
// have, and whether the smaller set stands in the larger one.
func likeness(a, b []uint32) (jaccard float64, part bool) {
	common := shared(a, b)
	less, more := float64(min(len(a), len(b))), float64(max(len(a), len(b)))
	part = common >= fewShingles && float64(common) >= minContained*less && less >= minShare*more
	return float64(common) / (less + more - float64(common)), part
}

// findDuplicates puts articles with one text into clusters, which are named
// after their first article: first articles that are mostly the same, then each
// cluster with the one that it is a part of, if any.
func (m *merger) findDuplicates() error {
	sort := newSorter(m.ctx, m.dir, smallRows, bucketCodec, compareBuckets)
	for rank, doc := range m.order {
		hashes, err := m.shingles.read(doc)
		if err != nil {
			return err
		}
		for _, key := range buckets(hashes) {
			if err := sort.add(bucket{key, int32(rank)}); err != nil {
				return err
			}
		}
	}
	f := &duplicates{m: m, same: newUnion(len(m.order)), parts: map[[2]int32]partOf{}}
	var last uint64
	var leaders []int32
	for b, err := range sort.sorted() {
		if err != nil {
			return err
		}
		if b.hash != last {
			last, leaders = b.hash, leaders[:0]
		}
		if leaders, err = f.compare(leaders, b.rank); err != nil {
			return err
		}
	}
	if err := f.joinParts(); err != nil {
		return err
	}
	m.clusters = make([]string, len(m.keys))
	for rank, doc := range m.order {
		root := f.same.root(rank)
		m.clusters[doc] = m.keys[m.order[root]].id
		if root == rank {
			m.stats.Clusters++
		}
	}
	return nil
}

// duplicates are the near-duplicates found so far, by rank in the order of ids.
type duplicates struct {
	m     *merger
	same  union
	parts map[[2]int32]partOf // pairs whose smaller text stands in the larger one
}

type partOf struct {
	part, whole int32
}

// compare joins an article to the clusters of its bucket whose leaders are
// mostly the same text, and returns the bucket's leaders.
func (f *duplicates) compare(leaders []int32, rank int32) ([]int32, error) {
	for _, leader := range leaders {
		if f.same.root(int(leader)) == f.same.root(int(rank)) {
			return leaders, nil
		}
	}
	if len(leaders) == 0 {
		return append(leaders, rank), nil
	}
	mine, err := f.m.shingles.read(f.m.order[rank])
	if err != nil {
		return nil, err
	}
	for _, leader := range leaders {
		pair := [2]int32{min(leader, rank), max(leader, rank)}
		if _, known := f.parts[pair]; known {
			continue
		}
		theirs, err := f.m.shingles.read(f.m.order[leader])
		if err != nil {
			return nil, err
		}
		jaccard, part := likeness(mine, theirs)
		switch {
		case jaccard >= mostly && (part || jaccard >= nearlySame):
			f.same.join(int(leader), int(rank))
			return leaders, nil
		case part && len(mine) < len(theirs):
			f.parts[pair] = partOf{rank, leader}
		case part:
			f.parts[pair] = partOf{leader, rank}
		}
	}
	if len(leaders) < bucketLeaders {
		leaders = append(leaders, rank)
	}
	return leaders, nil
}

// joinParts joins each cluster to the one that it is most likely cut from: the
// one whose texts together hold most of it. So a text that borrows from two
// others does not join the two: what it borrows is not in the rest of its cluster.
func (f *duplicates) joinParts() error {
	members := map[int][]int32{}
	for rank := range f.m.order {
		root := f.same.root(rank)
		if len(members[root]) < asked {
			members[root] = append(members[root], int32(rank))
		}
	}
	pairs := slices.SortedFunc(maps.Values(f.parts), func(a, b partOf) int {
		return cmp.Or(cmp.Compare(a.part, b.part), cmp.Compare(a.whole, b.whole))
	})
	type target struct {
		whole int
		held  float64
	}
	best := map[int]target{}
	for _, p := range pairs {
		part, whole := f.same.root(int(p.part)), f.same.root(int(p.whole))
		if part == whole {
			continue
		}
		held, err := f.held(p.part, members[whole])
		if err != nil {
			return err
		}
		n := float64(len(members[whole]))
		if b, ok := best[part]; held >= heldByMany*n && (!ok || held > b.held) {
			best[part] = target{whole, held}
		}
	}
	for _, root := range slices.Sorted(maps.Keys(best)) {
		f.same.join(root, best[root].whole)
	}
	return nil
}

// asked is how many texts of a cluster are asked how much of a part they hold,
// heldByMany how much they must hold on average.
const (
	asked      = 5
	heldByMany = 0.4
)

// held adds up the parts of a text that stand in others.
func (f *duplicates) held(part int32, others []int32) (float64, error) {
	mine, err := f.m.shingles.read(f.m.order[part])
	if err != nil {
		return 0, err
	}
	sum := 0.0
	for _, o := range others {
		theirs, err := f.m.shingles.read(f.m.order[o])
		if err != nil {
			return 0, err
		}
		sum += float64(shared(mine, theirs)) / float64(len(mine))
	}
	return sum, nil
}
