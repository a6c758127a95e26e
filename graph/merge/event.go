package merge

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/cespare/xxhash/v2"

	"newsgraph/graph"
)

// event is what identifies the event of one article.
type event struct {
	at mention
	eventName
	id, name string
	kind     string
	day      int32   // of the article, 0 when it has no date
	from, to int32   // days on which it took place, 0 when unknown
	date     string  // the same
	actors   []int32 // what its edges join it to: numbers of entities, sorted
	near     []int32 // those and what its sentences name, sorted
}

// identifyEvents settles which events of different articles are one.
func (m *merger) identifyEvents() error {
	events, err := m.collectEvents()
	if err != nil {
		return err
	}
	if len(m.corrector.c.list) > 0 {
		for i := range events {
			m.corrector.anchors[m.eventID(&events[i])] = events[i].at
		}
	}
	m.dates = map[string]string{}
	c := &clusterer{m: m, events: events, modifiers: map[string]int{}}
	if c.apart, err = m.corrector.apart(); err != nil {
		return err
	}
	for i := range events {
		for _, w := range events[i].modifiers {
			c.modifiers[w]++
		}
	}
	clusters, err := c.cluster()
	if err != nil {
		return err
	}
	for _, members := range clusters {
		m.nameEvent(c, members)
	}
	m.contexts.forget()
	return m.corrector.joinSame(true)
}

// collectEvents reads the features of every article's events.
func (m *merger) collectEvents() ([]event, error) {
	var events []event
	err := m.each(func(doc int32, d *digest) error {
		var ids map[string]int32 // of what is no event
		at := map[string]int{}
		for i := range d.Nodes {
			n := &d.Nodes[i]
			if n.Label != "Event" {
				continue
			}
			if ids == nil {
				ids = make(map[string]int32, len(d.Nodes))
				for j := range d.Nodes {
					if d.Nodes[j].Label != "Event" {
						ids[d.Nodes[j].ID] = m.contexts.rank(m.identityOf(mention{doc, int32(j)}, &d.Nodes[j]).ID)
					}
				}
			}
			at[n.ID] = len(events)
			names := m.nameNations(slices.Concat([]string{n.Name}, n.Aliases, n.Surfaces))
			year, _ := strconv.Atoi(d.Article.Date[:min(4, len(d.Article.Date))])
			events = append(events, event{
				at: mention{doc, int32(i)}, eventName: parseEventName(year, names...),
				id: m.texts.keep(n.ID), name: m.texts.keep(n.Name), kind: m.texts.keep(n.Kind), day: dayOf(d.Article.Date), near: d.nearby(n, ids),
			})
		}
		for _, e := range d.Edges {
			if i, ok := at[e.Target]; ok {
				events[i].take(e, e.Source, ids)
			}
			if i, ok := at[e.Source]; ok {
				events[i].take(e, e.Target, ids)
			}
		}
		for _, i := range at {
			events[i].settle(m.texts)
		}
		return nil
	})
	return events, err
}

// nameNations writes nations in names of events by their ids, so that "U.S.
// election" and "American election" have one name.
func (m *merger) nameNations(names []string) []string {
	for k, name := range names {
		fields := strings.Fields(name)
		for n := 3; n >= 1; n-- { // "United States", "U.S."
			for i := 0; i+n <= len(fields); i++ {
				phrase := strings.TrimSuffix(strings.TrimSuffix(strings.Join(fields[i:i+n], " "), "'s"), "’s")
				if id, ok := m.nations[phrase]; ok {
					fields = slices.Replace(fields, i, i+n, id)
				}
			}
		}
		names[k] = strings.Join(fields, " ")
	}
	return names
}

// nearby are the entities that the sentences of an event name.
func (d *digest) nearby(event *digestNode, ids map[string]int32) []int32 {
	var near []int32
	for i := range d.Nodes {
		n := &d.Nodes[i]
		if n.Label == "Event" {
			continue
		}
		for _, s := range n.Sentences {
			if _, ok := slices.BinarySearch(event.Sentences, s); ok {
				near = append(near, ids[n.ID])
				break
			}
		}
	}
	return near
}

// datedBy are the edges whose date is that of the event itself.
var datedBy = []string{"HOSTED", "ATTENDED", "SIGNED", "LOCATED_IN"}

// take learns from one edge of the event, whose other end is given.
func (e *event) take(edge graph.Edge, other string, ids map[string]int32) {
	if rank, ok := ids[other]; ok {
		e.actors = append(e.actors, rank)
	}
	if from, to, ok := days(edge.Date); ok && slices.Contains(datedBy, edge.Type) && (e.date == "" || to-from < e.to-e.from) {
		e.from, e.to, e.date = from, to, edge.Date
	}
}

// settle ends the learning: what is kept of the event takes little room.
func (e *event) settle(t *texts) {
	e.keep(t)
	e.date = t.keep(e.date)
	e.near = append(e.near, e.actors...)
	sortedOnce(&e.actors)
	sortedOnce(&e.near)
	e.actors, e.near = slices.Clone(e.actors), slices.Clone(e.near)
}

// nameEvent gives the members of a cluster their node: its id comes from the
// member that was reported first.
func (m *merger) nameEvent(c *clusterer, members []int) {
	first := slices.MinFunc(members, func(a, b int) int {
		x, y := &c.events[a], &c.events[b]
		return cmp.Or(cmp.Compare(undatedLast(x.day), undatedLast(y.day)), cmp.Compare(x.at.doc, y.at.doc), cmp.Compare(x.at.node, y.at.node))
	})
	id := m.eventID(&c.events[first])
	var dates tally
	for _, i := range members {
		dates.count(c.events[i].date)
	}
	if len(dates) > 0 {
		m.dates[id] = dates.most()
	}
	for _, i := range members {
		is := identity{ID: id}
		if len(members) > 1 {
			is.Reason, is.Confidence = c.reason(i, members)
		}
		m.identities[c.events[i].at] = is
	}
}

// eventID is the id that a mention gives its cluster when it is the first one.
func (m *merger) eventID(e *event) string {
	key := m.keys[e.at.doc]
	id := e.id
	if len(key.date) >= 7 {
		id += "-" + key.date[:7]
	}
	return id + "-" + graph.ID("event", key.id, e.id)[:8]
}

func undatedLast(day int32) int32 {
	if day == 0 {
		return math.MaxInt32
	}
	return day
}

// clusterer finds the mentions of one event.
type clusterer struct {
	m         *merger
	events    []event
	modifiers map[string]int // events whose names have it
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

// cluster joins mentions greedily, the surest pairs first. A pair joins its
// clusters if their members agree on average and none of them contradict.
func (c *clusterer) cluster() ([][]int, error) {
	pairs, err := c.pairs()
	if err != nil {
		return nil, err
	}
	slices.SortFunc(pairs, func(p, q pair) int {
		return cmp.Or(cmp.Compare(q.score, p.score), cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b))
	})
	same := newUnion(len(c.events))
	members := make(map[int][]int)
	of := func(i int) []int {
		if ms, ok := members[i]; ok {
			return ms
		}
		return []int{i}
	}
	for _, p := range pairs {
		a, b := same.root(int(p.a)), same.root(int(p.b))
		if a == b {
			continue
		}
		agree, err := c.agree(of(a), of(b))
		if err != nil {
			return nil, err
		}
		if agree {
			joined := slices.Concat(of(a), of(b))
			slices.Sort(joined)
			delete(members, a)
			delete(members, b)
			same.join(a, b)
			members[same.root(a)] = joined
		}
	}
	var clusters [][]int
	for i := range c.events {
		if same.root(i) == i {
			clusters = append(clusters, of(i))
		}
	}
	return clusters, nil
}

// compared bounds how many members of a large cluster are scored, contradicted
// how many pairs of members are looked at for contradictions.
const (
	compared     = 6
	contradicted = 100_000
)

// agree reports whether two clusters' members are, on average, one event.
func (c *clusterer) agree(as, bs []int) (bool, error) {
	if len(as)*len(bs) <= contradicted {
		for _, a := range as {
			for _, b := range bs {
				if contradict(&c.events[a], &c.events[b]) || c.keptApart(&c.events[a], &c.events[b]) {
					return false, nil
				}
			}
		}
	}
	sum, n := 0.0, 0
	for _, a := range spread(as) {
		for _, b := range spread(bs) {
			s, err := c.score(a, b, 0)
			if err != nil {
				return false, err
			}
			if s < 0 {
				return false, nil
			}
			sum += s
			n++
		}
	}
	return sum >= onAverage*float64(n), nil
}

// spread picks members from all over a cluster.
func spread(members []int) []int {
	if len(members) <= compared {
		return members
	}
	picked := make([]int, compared)
	for i := range picked {
		picked[i] = members[i*(len(members)-1)/(compared-1)]
	}
	return picked
}

// pairs scores the mentions that share a word of their names and something that
// they are about, or a name and the kind of event.
func (c *clusterer) pairs() ([]pair, error) {
	m := c.m
	keys := newSorter(m.ctx, m.dir, smallRows, bucketCodec, c.compareKeys)
	for i := range c.events {
		e := &c.events[i]
		add := func(parts ...string) error {
			return keys.add(bucket{xxhash.Sum64String(strings.Join(parts, "|")), int32(i)})
		}
		for _, w := range e.proper {
			if err := add(e.group, w); err != nil {
				return nil, err
			}
		}
		for _, w := range append(slices.Clone(e.modifiers), e.group) {
			for _, rank := range e.near {
				if err := add(w, strconv.Itoa(int(rank))); err != nil {
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
			if other.rank != b.rank {
				if err := proposed.add(bucket{uint64(min(other.rank, b.rank)), max(other.rank, b.rank)}); err != nil {
					return nil, err
				}
			}
		}
		if last = append(last, b); len(last) > neighbours {
			last = last[1:]
		}
	}
	var pairs []pair
	var before bucket
	for b, err := range proposed.sorted() {
		if err != nil {
			return nil, err
		}
		if b == before {
			continue
		}
		before = b
		s, err := c.score(int(b.hash), int(b.rank), sameEvent)
		if err != nil {
			return nil, err
		}
		if s >= sameEvent {
			pairs = append(pairs, pair{int32(b.hash), b.rank, s})
		}
	}
	return pairs, nil
}

// compareKeys orders events that share a key by their days.
func (c *clusterer) compareKeys(a, b bucket) int {
	return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(c.events[a.rank].day, c.events[b.rank].day), cmp.Compare(a.rank, b.rank))
}

// reason says why a mention is in its cluster: the best of its pairs.
func (c *clusterer) reason(i int, members []int) (string, float64) {
	best, with := 0.0, -1
	for _, j := range spread(members) {
		if j == i {
			continue
		}
		if s, err := c.score(i, j, 0); err == nil && s > best {
			best, with = s, j
		}
	}
	if with < 0 {
		return "", 0
	}
	e, o := &c.events[i], &c.events[with]
	why := fmt.Sprintf("same event as %q in %s", o.name, c.m.keys[o.at.doc].id)
	if n := common(e.near, o.near); n > 0 {
		why += fmt.Sprintf(", %d common names", n)
	}
	if apart := daysApart(e.day, o.day); apart < unknownDistance {
		why += fmt.Sprintf(", reports %d days apart", apart)
	}
	return why, math.Round(100*best) / 100
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
