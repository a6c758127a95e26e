package merge

import (
	"maps"
	"math"
	"slices"

	"github.com/cespare/xxhash/v2"
)

// contexts compares articles by the persons, nations, bodies and places that
// they name and by their words: rare ones say more.
type contexts struct {
	m     *merger
	ranks map[string]int32 // entity id → number
	df    []int32          // articles that name it
	words map[uint32]int32 // articles with a word, by its hash
	cache map[int32]*surroundings
	queue []int32
}

// surroundings are what one article is compared by.
type surroundings struct {
	names  []int32         // numbers of entities, sorted
	words  []uint32        // hashes of its words, sorted
	length float64         // of the words' vector
	stems  map[string]bool // of all its names' words and nations' ids
}

// contextCache is how many articles' surroundings are held in memory.
const contextCache = 2048

func newContexts(m *merger) (*contexts, error) {
	c := &contexts{m: m, ranks: make(map[string]int32, len(m.entities)), words: map[uint32]int32{}, cache: map[int32]*surroundings{}}
	for _, id := range slices.Sorted(maps.Keys(m.entities)) {
		c.ranks[id] = int32(len(c.df))
		c.df = append(c.df, int32(len(m.entities[id].in)))
	}
	for _, doc := range m.order {
		hashes, err := m.words.read(doc)
		if err != nil {
			return nil, err
		}
		for _, h := range hashes {
			c.words[h]++
		}
	}
	return c, nil
}

// wordHashes are the hashes of a text's words of four letters and more, sorted, each once.
func wordHashes(text string) []uint32 {
	var hashes []uint32
	for _, w := range words(text) {
		if len(w) >= 4 {
			hashes = append(hashes, uint32(xxhash.Sum64String(w)))
		}
	}
	slices.Sort(hashes)
	return slices.Compact(hashes)
}

func (c *contexts) of(doc int32) (*surroundings, error) {
	if s, ok := c.cache[doc]; ok {
		return s, nil
	}
	d, err := c.m.digests.read(doc)
	if err != nil {
		return nil, err
	}
	s := &surroundings{stems: map[string]bool{}}
	for i := range d.Nodes {
		n := &d.Nodes[i]
		if n.Label == "Event" {
			continue
		}
		if rank, ok := c.ranks[n.ID]; ok {
			s.names = append(s.names, rank)
		}
		for _, name := range append(n.Surfaces, n.Name, n.ISO3) {
			for _, w := range words(name) {
				s.stems[stem(w)] = true
			}
		}
	}
	slices.Sort(s.names)
	if s.words, err = c.m.words.read(doc); err != nil {
		return nil, err
	}
	for _, h := range s.words {
		s.length += c.wordWeight(h) * c.wordWeight(h)
	}
	s.length = math.Sqrt(s.length)
	if len(c.queue) == contextCache {
		delete(c.cache, c.queue[0])
		c.queue = c.queue[1:]
	}
	c.cache[doc] = s
	c.queue = append(c.queue, doc)
	return s, nil
}

func (c *contexts) weight(rank int32) float64 {
	return math.Log(1 + float64(len(c.m.order))/float64(c.df[rank]))
}

func (c *contexts) wordWeight(hash uint32) float64 {
	return math.Log(1 + float64(len(c.m.order))/float64(c.words[hash]))
}

// shared is the part of the smaller article's names, by weight, that the other
// one has too: 0 to 1.
func (c *contexts) shared(a, b int32) (float64, error) {
	x, err := c.of(a)
	if err != nil {
		return 0, err
	}
	y, err := c.of(b)
	if err != nil {
		return 0, err
	}
	return c.share(x.names, y.names), nil
}

func (c *contexts) share(as, bs []int32) float64 {
	var both, inA, inB float64
	for i, j := 0, 0; i < len(as) || j < len(bs); {
		switch {
		case j == len(bs) || i < len(as) && as[i] < bs[j]:
			inA += c.weight(as[i])
			i++
		case i == len(as) || as[i] > bs[j]:
			inB += c.weight(bs[j])
			j++
		default:
			w := c.weight(as[i])
			both, inA, inB = both+w, inA+w, inB+w
			i, j = i+1, j+1
		}
	}
	if both == 0 {
		return 0
	}
	return both / min(inA, inB)
}

// overlap is share for ids of nodes.
func (c *contexts) overlap(a, b []string) float64 {
	ranks := func(ids []string) []int32 {
		var ranks []int32
		for _, id := range ids {
			if r, ok := c.ranks[id]; ok {
				ranks = append(ranks, r)
			}
		}
		slices.Sort(ranks)
		return slices.Compact(ranks)
	}
	return c.share(ranks(a), ranks(b))
}

// similar is the cosine of two articles' words, by weight.
func (c *contexts) similar(a, b int32) (float64, error) {
	x, err := c.of(a)
	if err != nil {
		return 0, err
	}
	y, err := c.of(b)
	if err != nil {
		return 0, err
	}
	both := 0.0
	for i, j := 0, 0; i < len(x.words) && j < len(y.words); {
		switch {
		case x.words[i] < y.words[j]:
			i++
		case x.words[i] > y.words[j]:
			j++
		default:
			w := c.wordWeight(x.words[i])
			both += w * w
			i, j = i+1, j+1
		}
	}
	if both == 0 {
		return 0, nil
	}
	return both / (x.length * y.length), nil
}

// supports is the part of an event's proper words that stand in the names of an
// article; 1 when there are none.
func (c *contexts) supports(doc int32, proper []string) (float64, error) {
	if len(proper) == 0 {
		return 1, nil
	}
	s, err := c.of(doc)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, w := range proper {
		said := s.stems[stem(w)]
		for _, part := range words(w) { // "covid-19"
			_, inText := slices.BinarySearch(s.words, uint32(xxhash.Sum64String(part)))
			said = said || inText
		}
		if said {
			n++
		}
	}
	return float64(n) / float64(len(proper)), nil
}
