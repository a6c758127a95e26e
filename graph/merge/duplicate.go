package merge

import (
	"cmp"
	"encoding/binary"
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
	// Texts with fewer common shingles must be nearly the same.
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

// sameText reports whether two sets of shingles are of one text.
func sameText(a, b []uint32) bool {
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
	less, more := float64(min(len(a), len(b))), float64(max(len(a), len(b)))
	if common < fewShingles {
		return float64(common) >= nearlySame*more
	}
	return float64(common) >= minContained*less && less >= minShare*more
}

// findDuplicates puts articles with one text into clusters, which are named
// after their first article.
func (m *merger) findDuplicates() error {
	sort := newSorter(m.ctx, m.dir, bucketCodec, func(a, b bucket) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.rank, b.rank))
	})
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
	same := newUnion(len(m.order))
	var last uint64
	var leaders []int
	for b, err := range sort.sorted() {
		if err != nil {
			return err
		}
		if b.hash != last {
			last, leaders = b.hash, leaders[:0]
		}
		if leaders, err = m.compareInBucket(same, leaders, int(b.rank)); err != nil {
			return err
		}
	}
	m.clusters = make([]string, len(m.keys))
	for rank, doc := range m.order {
		root := same.root(rank)
		m.clusters[doc] = m.keys[m.order[root]].id
		if root == rank {
			m.stats.Clusters++
		}
	}
	return nil
}

// compareInBucket joins an article to the clusters of its bucket whose leaders
// have its text, and returns the bucket's leaders.
func (m *merger) compareInBucket(same union, leaders []int, rank int) ([]int, error) {
	var hashes []uint32
	for _, leader := range leaders {
		if same.root(leader) == same.root(rank) {
			return leaders, nil
		}
	}
	for _, leader := range leaders {
		theirs, err := m.shingles.read(m.order[leader])
		if err != nil {
			return nil, err
		}
		if hashes == nil {
			if hashes, err = m.shingles.read(m.order[rank]); err != nil {
				return nil, err
			}
		}
		if sameText(hashes, theirs) {
			same.join(leader, rank)
			return leaders, nil
		}
	}
	if len(leaders) < bucketLeaders {
		leaders = append(leaders, rank)
	}
	return leaders, nil
}
