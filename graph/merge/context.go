package merge

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"

	"github.com/cespare/xxhash/v2"
)

// contexts compares articles by the persons, nations, bodies and places that
// they name and by their words: rare ones say more.
type contexts struct {
	m        *merger
	articles *spill[*surroundings]
	rows     map[int32]int32    // document → row of articles
	ranks    map[uint64]int32   // hash of an entity's id → its number
	df       []int32            // articles that name it
	words    map[uint32]int32   // articles with a word, by its hash
	rarity   []float64          // weights by how many articles have it, 0 where not worked out yet
	proper   map[int32][]uint32 // hashes of the words of events' proper words
	cache    map[int32]*surroundings
	queue    []int32
}

// surroundings are what one article is compared by.
type surroundings struct {
	names  []uint32 // numbers of entities, sorted
	called []uint32 // hashes of the words of its names, sorted
	words  []uint32 // hashes of its words, sorted

	squares []float64 // of the words' weights
	length  float64   // of the words' vector
}

// contextCache is how many articles' surroundings are held in memory.
const contextCache = 4096

func newContexts(m *merger) (*contexts, error) {
	c := &contexts{m: m, rows: map[int32]int32{}, ranks: map[uint64]int32{}, words: map[uint32]int32{}, proper: map[int32][]uint32{}, cache: map[int32]*surroundings{}}
	var err error
	c.articles, err = newSpill(m.dir, surroundingsCodec)
	return c, err
}

// add takes in an article.
func (c *contexts) add(doc int32, d *digest) error {
	s := new(surroundings)
	for i := range d.Nodes {
		n := &d.Nodes[i]
		if n.Label == "Event" {
			continue
		}
		rank, ok := c.known(n.ID)
		if !ok {
			rank = c.number(n.ID, 0)
		}
		c.df[rank]++
		s.names = append(s.names, uint32(rank))
		for _, name := range append(n.Surfaces, n.Name, n.ISO3) {
			for _, w := range words(name) {
				s.called = append(s.called, wordHash(w))
			}
		}
	}
	slices.Sort(s.names)
	slices.Sort(s.called)
	s.called = slices.Compact(s.called)
	var err error
	if s.words, err = c.m.words.read(doc); err != nil {
		return err
	}
	for _, h := range s.words {
		c.words[h]++
	}
	c.rows[doc] = int32(len(c.rows))
	return c.articles.add(s)
}

// encode writes lists of 4 bytes a number, each after its length, and the squares
// of 8 bytes, so that reading is little more than copying.
var surroundingsCodec = codec[*surroundings]{
	encode: func(s *surroundings) ([]byte, error) {
		var b []byte
		for _, list := range [][]uint32{s.names, s.called, s.words} {
			b = binary.LittleEndian.AppendUint32(b, uint32(len(list)))
			for _, n := range list {
				b = binary.LittleEndian.AppendUint32(b, n)
			}
		}
		for _, sq := range s.squares {
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(sq))
		}
		return b, nil
	},
	decode: func(b []byte) (*surroundings, error) {
		s := new(surroundings)
		for _, list := range []*[]uint32{&s.names, &s.called, &s.words} {
			*list = make([]uint32, binary.LittleEndian.Uint32(b))
			b = b[4:]
			for i := range *list {
				(*list)[i] = binary.LittleEndian.Uint32(b[4*i:])
			}
			b = b[4*len(*list):]
		}
		s.squares = make([]float64, len(b)/8)
		for i := range s.squares {
			s.squares[i] = math.Float64frombits(binary.LittleEndian.Uint64(b[8*i:]))
			s.length += s.squares[i]
		}
		s.length = math.Sqrt(s.length)
		return s, nil
	},
}

// weighWords works out the weights of all words, once it is known in how many
// articles each stands.
func (c *contexts) weighWords() (err error) {
	unweighed := c.articles
	if err := unweighed.done(); err != nil {
		return err
	}
	if c.articles, err = newSpill(c.m.dir, surroundingsCodec); err != nil {
		return err
	}
	for row := range unweighed.ends {
		s, err := unweighed.read(int32(row))
		if err != nil {
			return err
		}
		s.squares = make([]float64, len(s.words))
		for i, h := range s.words {
			w := c.weigh(c.words[h])
			s.squares[i] = w * w
		}
		if err := c.articles.add(s); err != nil {
			return err
		}
	}
	c.words = nil
	return errors.Join(unweighed.close(), c.articles.done())
}

// wordHashes are the hashes of a text's words of four letters and more, sorted, each once.
func wordHashes(text string) []uint32 {
	var hashes []uint32
	for _, w := range words(text) {
		if len(w) >= 4 {
			hashes = append(hashes, wordHash(w))
		}
	}
	slices.Sort(hashes)
	return slices.Compact(hashes)
}

func wordHash(word string) uint32 { return uint32(xxhash.Sum64String(word)) }

func (c *contexts) of(doc int32) (*surroundings, error) {
	if s, ok := c.cache[doc]; ok {
		return s, nil
	}
	s, err := c.articles.read(c.rows[doc])
	if err != nil {
		return nil, err
	}
	if len(c.queue) == contextCache {
		delete(c.cache, c.queue[0])
		c.queue = c.queue[1:]
	}
	c.cache[doc] = s
	c.queue = append(c.queue, doc)
	return s, nil
}

// weigh is the weight of what so many articles have.
func (c *contexts) weigh(articles int32) float64 {
	if more := int(articles) + 1 - len(c.rarity); more > 0 {
		c.rarity = append(c.rarity, make([]float64, more)...)
	}
	if c.rarity[articles] == 0 {
		c.rarity[articles] = math.Log(1 + float64(len(c.m.order))/float64(articles))
	}
	return c.rarity[articles]
}

func (c *contexts) weight(rank int32) float64 { return c.weigh(c.df[rank]) }

// shared is the part of the smaller article's names, by weight, that the other
// one has too: 0 to 1. The names in without do not count.
func (c *contexts) shared(a, b int32, without ...int32) (float64, error) {
	x, err := c.of(a)
	if err != nil {
		return 0, err
	}
	y, err := c.of(b)
	if err != nil {
		return 0, err
	}
	if len(without) == 0 {
		return share(c, x.names, y.names), nil
	}
	rest := func(names []uint32) []uint32 {
		return slices.DeleteFunc(slices.Clone(names), func(n uint32) bool { return slices.Contains(without, int32(n)) })
	}
	return share(c, rest(x.names), rest(y.names)), nil
}

// rank is the number of an entity of the merged graph.
func (c *contexts) rank(id string) int32 {
	rank, ok := c.known(id)
	if !ok { // one of several namesakes
		articles := 1
		if e := c.m.split[id]; e != nil {
			articles = max(1, len(e.in))
		}
		rank = c.number(id, int32(articles))
	}
	return rank
}

func (c *contexts) known(id string) (int32, bool) {
	rank, ok := c.ranks[xxhash.Sum64String(id)]
	return rank, ok
}

func (c *contexts) number(id string, articles int32) int32 {
	number := int32(len(c.df))
	c.ranks[xxhash.Sum64String(id)] = number
	c.df = append(c.df, articles)
	return number
}

// share is the part of the smaller of two sorted sets of entities, by weight,
// that the other one has too.
func share[N int32 | uint32](c *contexts, as, bs []N) float64 {
	var both, inA, inB float64
	for i, j := 0, 0; i < len(as) || j < len(bs); {
		switch {
		case j == len(bs) || i < len(as) && as[i] < bs[j]:
			inA += c.weight(int32(as[i]))
			i++
		case i == len(as) || as[i] > bs[j]:
			inB += c.weight(int32(bs[j]))
			j++
		default:
			w := c.weight(int32(as[i]))
			both, inA, inB = both+w, inA+w, inB+w
			i, j = i+1, j+1
		}
	}
	if both == 0 {
		return 0
	}
	return both / min(inA, inB)
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
			both += x.squares[i]
			i, j = i+1, j+1
		}
	}
	if both == 0 {
		return 0, nil
	}
	return both / (x.length * y.length), nil
}

// supports is the part of an event's proper words that stand in an article or
// in the names of what it names; 1 when there are none.
func (c *contexts) supports(doc int32, proper []int32) (float64, error) {
	if len(proper) == 0 {
		return 1, nil
	}
	s, err := c.of(doc)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, w := range proper {
		if slices.ContainsFunc(c.parts(w), func(h uint32) bool {
			_, inText := slices.BinarySearch(s.words, h)
			_, inName := slices.BinarySearch(s.called, h)
			return inText || inName
		}) {
			n++
		}
	}
	return float64(n) / float64(len(proper)), nil
}

// parts are the hashes of a proper word's words: "covid-19" has two.
func (c *contexts) parts(proper int32) []uint32 {
	hashes, ok := c.proper[proper]
	if !ok {
		for _, w := range words(c.m.texts.of(proper)) {
			hashes = append(hashes, wordHash(w))
		}
		c.proper[proper] = hashes
	}
	return hashes
}

// forget lets go of what is not needed once everything is identified.
func (c *contexts) forget() { *c = contexts{m: c.m, articles: c.articles} }

func (c *contexts) close() error {
	if c == nil {
		return nil
	}
	return c.articles.close()
}
