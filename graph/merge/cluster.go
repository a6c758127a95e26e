package merge

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/cespare/xxhash/v2"
)

// clusterer finds the mentions of one event.
type clusterer struct {
	m         *merger
	events    []event
	modifiers map[int32]int32 // events whose names have it
	faces     []int32         // of each face an event that has it
	apart     map[mention]map[*correction]int
}

// neighbours is how many events that share a key, next in time, are compared with each.
const neighbours = 16

// sameEvent is the score from which two mentions are one event, onAverage that
// from which the members of two clusters are.
const (
	sameEvent = 0.5
	onAverage = 0.4
)

type pair struct {
	a, b  int32
	score float64
}

// cluster is a set of mentions of one event with what its members can contradict
// those of another by: to compare two takes little more than the members of the
// smaller one, however many the larger one has.
type cluster struct {
	members []int32  // sorted
	aspects []aspect // sorted by face
	dated   bool     // of a member it is known when it took place
	begins  int32    // the last of those members' first days
	ends    int32    // the first of their last days
	apart   []int32  // members that corrections keep apart from others
}

// aspect is those members of a cluster that have one face.
type aspect struct {
	face        int32
	first, last int32 // days of their articles, 0 when none has a date
}

// findFaces numbers what tells events apart whatever their days: ordinals, years
// and names, and how soon the next of its kind may come. Few are different.
func (c *clusterer) findFaces() {
	numbers := map[string]int32{}
	var key []byte
	for i := range c.events {
		e := &c.events[i]
		key = binary.AppendVarint(key[:0], int64(e.recurs))
		for _, list := range [][]int32{e.list(ordinals), e.list(years), e.list(called), {min(e.from, 1)}} {
			key = binary.AppendVarint(key, int64(len(list)))
			for _, n := range list {
				key = binary.AppendVarint(key, int64(n))
			}
		}
		face, ok := numbers[string(key)]
		if !ok {
			face = int32(len(c.faces))
			numbers[string(key)] = face
			c.faces = append(c.faces, int32(i))
		}
		e.face = face
	}
}

// alone is the cluster of one mention.
func (c *clusterer) alone(i int32) *cluster {
	e := &c.events[i]
	one := &cluster{members: []int32{i}, aspects: []aspect{{e.face, e.day, e.day}}, dated: e.from != 0, begins: e.from, ends: e.to}
	if c.apart[e.at] != nil {
		one.apart = one.members
	}
	return one
}

// add takes in the members of another cluster.
func (c *cluster) add(other *cluster) {
	c.members = mergeSorted(c.members, other.members, cmp.Compare)
	c.apart = slices.Concat(c.apart, other.apart)
	if other.dated {
		if !c.dated {
			c.begins, c.ends = other.begins, other.ends
		}
		c.dated, c.begins, c.ends = true, max(c.begins, other.begins), min(c.ends, other.ends)
	}
	for _, o := range other.aspects {
		i, ok := slices.BinarySearchFunc(c.aspects, o, func(a, b aspect) int { return cmp.Compare(a.face, b.face) })
		switch a := &o; {
		case !ok:
			c.aspects = slices.Insert(c.aspects, i, o)
		case a.first != 0:
			at := &c.aspects[i]
			at.first, at.last = min(cmp.Or(at.first, a.first), a.first), max(cmp.Or(at.last, a.last), a.last)
		}
	}
}

// mergeSorted adds the values of a sorted list to another one.
func mergeSorted[T any](to, from []T, compare func(a, b T) int) []T {
	i, j := len(to)-1, len(from)-1
	to = append(to, from...)
	for at := len(to) - 1; j >= 0; at-- {
		if i >= 0 && compare(to[i], from[j]) > 0 {
			to[at] = to[i]
			i--
		} else {
			to[at] = from[j]
			j--
		}
	}
	return to
}

// cluster joins mentions greedily, the surest pairs first. A pair joins its
// clusters if their members agree on average and none of them contradict.
func (c *clusterer) cluster() ([][]int32, error) {
	pairs, err := c.pairs()
	if err != nil {
		return nil, err
	}
	slices.SortFunc(pairs, func(p, q pair) int {
		return cmp.Or(cmp.Compare(q.score, p.score), cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b))
	})
	same := newUnion(len(c.events))
	clusters := map[int]*cluster{} // by root, those of several mentions
	of := func(root int) *cluster {
		if cl, ok := clusters[root]; ok {
			return cl
		}
		return c.alone(int32(root))
	}
	refused := map[[2]int][2]int{} // pairs of clusters that do not agree, with their sizes then
	for _, p := range pairs {
		ra, rb := same.root(int(p.a)), same.root(int(p.b))
		if ra == rb {
			continue
		}
		if ra > rb {
			ra, rb = rb, ra
		}
		a, b := of(ra), of(rb)
		sizes := [2]int{len(a.members), len(b.members)}
		if refused[[2]int{ra, rb}] == sizes {
			continue
		}
		agree, err := c.agree(a, b)
		if err != nil {
			return nil, err
		}
		if !agree {
			refused[[2]int{ra, rb}] = sizes
			continue
		}
		if len(a.members) < len(b.members) {
			a, b = b, a
		}
		a.add(b)
		same.join(ra, rb)
		delete(clusters, ra)
		delete(clusters, rb)
		clusters[same.root(ra)] = a
	}
	var members [][]int32
	for i := range c.events {
		if same.root(i) == i {
			members = append(members, of(i).members)
		}
	}
	return members, nil
}

// compared bounds how many members of a large cluster are scored.
const compared = 6

// agree reports whether two clusters' members are, on average, one event.
func (c *clusterer) agree(a, b *cluster) (bool, error) {
	if c.contradictory(a, b) {
		return false, nil
	}
	sum, n := 0.0, 0
	for _, i := range spread(a.members) {
		for _, j := range spread(b.members) {
			s, err := c.score(i, j, 0)
			if err != nil {
				return false, err
			}
			sum += s
			n++
		}
	}
	return sum >= onAverage*float64(n), nil
}

// spread picks members from all over a cluster.
func spread(members []int32) []int32 {
	if len(members) <= compared {
		return members
	}
	picked := make([]int32, compared)
	for i := range picked {
		picked[i] = members[i*(len(members)-1)/(compared-1)]
	}
	return picked
}

// contradictory reports whether any member of one cluster contradicts any of
// the other, or is kept apart from it.
func (c *clusterer) contradictory(a, b *cluster) bool {
	if a.dated && b.dated && (a.begins > b.ends+1 || b.begins > a.ends+1) {
		return true
	}
	for _, p := range a.aspects {
		for _, q := range b.aspects {
			x, y := &c.events[c.faces[p.face]], &c.events[c.faces[q.face]]
			if opposed(x, y) || p.first != 0 && q.first != 0 && recurred(x, y, max(p.last-q.first, q.last-p.first)) {
				return true
			}
		}
	}
	if len(a.members) > len(b.members) {
		a, b = b, a
	}
	for _, i := range a.members { // events of one article have numbers one after another
		at, _ := slices.BinarySearch(b.members, i)
		if at > 0 && c.sameArticle(i, b.members[at-1]) || at < len(b.members) && c.sameArticle(i, b.members[at]) {
			return true
		}
	}
	for _, i := range a.apart {
		for _, j := range b.apart {
			if c.keptApart(&c.events[i], &c.events[j]) {
				return true
			}
		}
	}
	return false
}

func (c *clusterer) sameArticle(i, j int32) bool { return c.events[i].at.doc == c.events[j].at.doc }

// pairs scores the mentions that share a word of their names and something that
// they are about, or a name and the kind of event.
func (c *clusterer) pairs() ([]pair, error) {
	byDay := make([]int32, len(c.events)) // events by the days of their articles: what is proposed together is near in time
	place := make([]int32, len(c.events)) // of each in byDay
	for i := range byDay {
		byDay[i] = int32(i)
	}
	slices.SortStableFunc(byDay, func(a, b int32) int { return cmp.Compare(c.events[a].day, c.events[b].day) })
	for at, i := range byDay {
		place[i] = int32(at)
	}
	proposed, err := c.propose(byDay)
	if err != nil {
		return nil, err
	}
	var pairs []pair
	var before bucket
	for p, err := range proposed.sorted() {
		if err != nil {
			return nil, err
		}
		if p == before {
			continue
		}
		before = p
		a, b := byDay[p.hash], byDay[p.rank]
		if a > b {
			a, b = b, a
		}
		s, err := c.score(a, b, sameEvent)
		if err != nil {
			return nil, err
		}
		if s >= sameEvent {
			pairs = append(pairs, pair{a, b, s})
		}
	}
	return pairs, nil
}

// propose pairs each event with the next ones in time that share a key with it.
// Pairs are of places in byDay; some come more than once.
func (c *clusterer) propose(byDay []int32) (*sorter[bucket], error) {
	m := c.m
	keys := newSorter(m.ctx, m.dir, smallRows, bucketCodec, compareBuckets)
	for place, i := range byDay {
		e := &c.events[i]
		add := func(parts ...string) error {
			return keys.add(bucket{xxhash.Sum64String(strings.Join(parts, "|")), int32(place)})
		}
		for _, w := range e.list(proper) {
			if err := add(m.texts.of(e.group), m.texts.of(w)); err != nil {
				return nil, err
			}
		}
		for _, w := range append(slices.Clone(e.list(modifiers)), e.group) {
			for _, rank := range e.list(near) {
				if err := add(m.texts.of(w), strconv.Itoa(int(rank))); err != nil {
					return nil, err
				}
			}
		}
	}
	proposed := newSorter(m.ctx, m.dir, smallRows, bucketCodec, compareBuckets)
	var last []bucket
	for b, err := range keys.sorted() {
		if err != nil {
			return nil, err
		}
		if len(last) > 0 && last[0].hash != b.hash {
			last = last[:0]
		}
		for _, other := range last {
			if other.rank != b.rank && c.possible(byDay[other.rank], byDay[b.rank]) {
				if err := proposed.add(bucket{uint64(other.rank), b.rank}); err != nil {
					return nil, err
				}
			}
		}
		if last = append(last, b); len(last) > neighbours {
			last = last[1:]
		}
	}
	return proposed, nil
}

// why is what is most like a member in its cluster.
func (c *clusterer) why(i int32, members []int32) resemblance {
	best, with := 0.0, int32(-1)
	for _, j := range spread(members) {
		if j == i {
			continue
		}
		if s, err := c.score(i, j, 0); err == nil && s > best {
			best, with = s, j
		}
	}
	if with < 0 {
		return resemblance{to: -1}
	}
	e, o := &c.events[i], &c.events[with]
	return resemblance{with, int8(math.Round(100 * best)), int32(common(e.list(near), o.list(near))), daysApart(e.day, o.day)}
}

// common counts what two sorted lists both have.
func common[T cmp.Ordered](a, b []T) int {
	n := 0
	for _, v := range a {
		if _, ok := slices.BinarySearch(b, v); ok {
			n++
		}
	}
	return n
}
