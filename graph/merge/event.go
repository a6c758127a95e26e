package merge

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"newsgraph/graph"
)

// event is what identifies the event of one article.
type event struct {
	at mention
	eventName
	id, name string
	kind     string
	day      int32    // of the article, 0 when it has no date
	from, to int32    // days on which it took place, 0 when unknown
	actors   []string // what its edges join it to, sorted
	near     []string // what its sentences name, sorted
}

// identifyEvents settles which events of different articles are one.
func (m *merger) identifyEvents() error {
	events, err := m.collectEvents()
	if err != nil {
		return err
	}
	for i := range events {
		m.corrector.anchors[m.eventID(&events[i])] = events[i].at
	}
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
	return m.corrector.joinSame(true)
}

// collectEvents reads the features of every article's events.
func (m *merger) collectEvents() ([]event, error) {
	var events []event
	err := m.each(func(doc int32, d *digest) error {
		var ids map[string]string
		at := map[string]int{}
		for i := range d.Nodes {
			n := &d.Nodes[i]
			if n.Label != "Event" {
				continue
			}
			if ids == nil {
				ids = make(map[string]string, len(d.Nodes))
				for j := range d.Nodes {
					ids[d.Nodes[j].ID] = m.identityOf(mention{doc, int32(j)}, &d.Nodes[j]).ID
				}
			}
			at[n.ID] = len(events)
			names := m.nameNations(slices.Concat([]string{n.Name}, n.Aliases, n.Surfaces))
			year, _ := strconv.Atoi(d.Article.Date[:min(4, len(d.Article.Date))])
			events = append(events, event{
				at: mention{doc, int32(i)}, eventName: parseEventName(year, names...),
				id: n.ID, name: n.Name, kind: n.Kind, day: dayOf(d.Article.Date), near: d.nearby(n, ids),
			})
		}
		for _, e := range d.Edges {
			if i, ok := at[e.Target]; ok {
				events[i].take(e, ids[e.Source])
			}
			if i, ok := at[e.Source]; ok {
				events[i].take(e, ids[e.Target])
			}
		}
		return nil
	})
	for i := range events {
		sortedOnce(&events[i].actors)
	}
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

// nearby are the nodes that the sentences of an event name, in the merged graph.
func (d *digest) nearby(event *digestNode, ids map[string]string) []string {
	var near []string
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
	sortedOnce(&near)
	return near
}

// datedBy are the edges whose date is that of the event itself.
var datedBy = []string{"HOSTED", "ATTENDED", "SIGNED", "LOCATED_IN"}

// take learns from one edge of the event.
func (e *event) take(edge graph.Edge, other string) {
	if !strings.HasPrefix(other, "event:") {
		e.actors = append(e.actors, other)
	}
	if from, to, ok := days(edge.Date); ok && slices.Contains(datedBy, edge.Type) && (e.from == 0 || to-from < e.to-e.from) {
		e.from, e.to = from, to
	}
}

// nameEvent gives the members of a cluster their node: its id comes from the
// member that was reported first.
func (m *merger) nameEvent(c *clusterer, members []int) {
	first := slices.MinFunc(members, func(a, b int) int {
		x, y := &c.events[a], &c.events[b]
		return cmp.Or(cmp.Compare(undatedLast(x.day), undatedLast(y.day)), cmp.Compare(x.at.doc, y.at.doc), cmp.Compare(x.at.node, y.at.node))
	})
	id := m.eventID(&c.events[first])
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
const neighbours = 40

// sameEvent is the score from which two mentions are one event, onAverage that
// from which the members of two clusters are.
const (
	sameEvent = 0.5
	onAverage = 0.4
)

type pair struct {
	a, b  int
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
		a, b := same.root(p.a), same.root(p.b)
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
			s, err := c.score(a, b)
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
// they are about.
func (c *clusterer) pairs() ([]pair, error) {
	keys := map[string][]int{}
	for i := range c.events {
		e := &c.events[i]
		about := slices.Concat(e.actors, e.near)
		for _, w := range e.proper {
			keys[e.group+" "+w] = append(keys[e.group+" "+w], i)
		}
		for _, w := range append(slices.Clone(e.modifiers), e.group) {
			for _, id := range about {
				key := w + "|" + id
				if at := keys[key]; len(at) == 0 || at[len(at)-1] != i {
					keys[key] = append(at, i)
				}
			}
		}
	}
	seen := map[[2]int]bool{}
	var pairs []pair
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		at := keys[key]
		slices.SortFunc(at, func(a, b int) int { return cmp.Or(cmp.Compare(c.events[a].day, c.events[b].day), cmp.Compare(a, b)) })
		for i := range at {
			for j := i + 1; j < len(at) && j <= i+neighbours; j++ {
				a, b := min(at[i], at[j]), max(at[i], at[j])
				if c.events[a].at.doc == c.events[b].at.doc || seen[[2]int{a, b}] {
					continue
				}
				seen[[2]int{a, b}] = true
				s, err := c.score(a, b)
				if err != nil {
					return nil, err
				}
				if s >= sameEvent {
					pairs = append(pairs, pair{a, b, s})
				}
			}
		}
	}
	return pairs, nil
}

// reason says why a mention is in its cluster: the best of its pairs.
func (c *clusterer) reason(i int, members []int) (string, float64) {
	best, with := 0.0, -1
	for _, j := range spread(members) {
		if j == i {
			continue
		}
		if s, err := c.score(i, j); err == nil && s > best {
			best, with = s, j
		}
	}
	if with < 0 {
		return "", 0
	}
	e, o := &c.events[i], &c.events[with]
	why := fmt.Sprintf("same event as %q in %s", o.name, c.m.keys[o.at.doc].id)
	if n := common(slices.Concat(e.actors, e.near), slices.Concat(o.actors, o.near)); n > 0 {
		why += fmt.Sprintf(", %d common names", n)
	}
	if apart := daysApart(e.day, o.day); apart < 1<<30 {
		why += fmt.Sprintf(", reports %d days apart", apart)
	}
	return why, math.Round(100*best) / 100
}

func common(a, b []string) int {
	n := 0
	for i, s := range a {
		if slices.Contains(b, s) && !slices.Contains(a[:i], s) {
			n++
		}
	}
	return n
}
