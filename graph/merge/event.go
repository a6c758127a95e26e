package merge

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"newsgraph/graph"
)

// event is what identifies the event of one article. Names and words are
// numbers of merger.texts: there are some three events for each article, and
// all are in memory while they are compared.
type event struct {
	at             mention
	id, name, kind int32
	head, group    int32    // as in eventName
	day            int32    // of the article, 0 when it has no date
	date           int32    // on which it took place, 0 when unknown
	from, to       int32    // its days
	recurs         int32    // days after which a report is likely about the next of its kind
	face           int32    // what it can contradict others by, but for days
	named          bool     // as in eventName
	unique         bool     // no other event has its name
	all            []int32  // its lists, one after another
	ends           [8]int32 // of its lists
}

// The lists of an event, each sorted.
const (
	modifiers = iota // words, as in eventName
	proper
	called
	figures
	years
	ordinals
	actors // ranks of entities that its edges join it to
	near   // those and what its sentences name
)

func (e *event) list(which int) []int32 {
	from := int32(0)
	if which > 0 {
		from = e.ends[which-1]
	}
	return e.all[from:e.ends[which]]
}

// identifyEvents settles which events of different articles are one.
func (m *merger) identifyEvents() error {
	c := &clusterer{m: m, modifiers: map[int32]int32{}}
	var err error
	if c.events, err = m.collectEvents(); err != nil {
		return err
	}
	if len(m.corrector.c.list) > 0 {
		for i := range c.events {
			m.corrector.anchors[m.eventID(&c.events[i])] = c.events[i].at
		}
	}
	if c.apart, err = m.corrector.apart(); err != nil {
		return err
	}
	for i := range c.events {
		for _, w := range c.events[i].list(modifiers) {
			c.modifiers[w]++
		}
	}
	c.findFaces()
	clusters, err := c.cluster()
	if err != nil {
		return err
	}
	m.dates, m.events = map[string]string{}, newEventIdentities(m, c.events)
	for _, members := range clusters {
		m.nameEvent(c, members)
	}
	m.contexts.forget()
	return m.corrector.joinSame(true)
}

// draft is an event that is being read.
type draft struct {
	event
	said         eventName
	when         string // the date of the event
	actors, near []int32
}

// collectEvents reads the features of every article's events, in the order of
// articles and of their nodes.
func (m *merger) collectEvents() ([]event, error) {
	var events []event
	err := m.each(func(doc int32, d *digest) error {
		var ids map[string]int32 // of what is no event
		var drafts []draft
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
			at[n.ID] = len(drafts)
			names := m.nameNations(slices.Concat([]string{n.Name}, n.Aliases, n.Surfaces))
			year, _ := strconv.Atoi(d.Article.Date[:min(4, len(d.Article.Date))])
			drafts = append(drafts, draft{
				event: event{
					at: mention{doc, int32(i)}, day: dayOf(d.Article.Date),
					id: m.texts.number(n.ID), name: m.texts.number(n.Name), kind: m.texts.number(n.Kind),
				},
				said: parseEventName(int32(year), names...), near: d.nearby(n, ids),
			})
		}
		for _, e := range d.Edges {
			if i, ok := at[e.Target]; ok {
				drafts[i].take(e, e.Source, ids)
			}
			if i, ok := at[e.Source]; ok {
				drafts[i].take(e, e.Target, ids)
			}
		}
		for i := range drafts {
			events = append(events, drafts[i].settle(m.texts))
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
func (e *draft) take(edge graph.Edge, other string, ids map[string]int32) {
	if rank, ok := ids[other]; ok {
		e.actors = append(e.actors, rank)
	}
	if from, to, ok := days(edge.Date); ok && slices.Contains(datedBy, edge.Type) && (e.when == "" || to-from < e.to-e.from) {
		e.from, e.to, e.when = from, to, edge.Date
	}
}

// settle ends the reading: what is kept of the event takes little room.
func (e *draft) settle(t *texts) event {
	words := func(list []string) []int32 {
		numbers := make([]int32, len(list))
		for i, w := range list {
			numbers[i] = t.number(w)
		}
		return numbers
	}
	is, said := e.event, &e.said
	is.head, is.group, is.date = t.number(said.head), t.number(said.group), t.number(e.when)
	is.named, is.unique, is.recurs = said.named, said.unique(), said.recurs(t.of(is.kind))
	for i, list := range [...][]int32{
		modifiers: words(said.modifiers), proper: words(said.proper), called: words(said.called), figures: words(said.figures),
		years: said.years, ordinals: said.ordinals, actors: e.actors, near: append(e.near, e.actors...),
	} {
		sortedOnce(&list)
		is.all = append(is.all, list...)
		is.ends[i] = int32(len(is.all))
	}
	is.all = slices.Clone(is.all)
	return is
}

// nameEvent gives the members of a cluster their node: its id comes from the
// member that was reported first.
func (m *merger) nameEvent(c *clusterer, members []int32) {
	first := slices.MinFunc(members, func(a, b int32) int {
		x, y := &c.events[a], &c.events[b]
		return cmp.Or(cmp.Compare(undatedLast(x.day), undatedLast(y.day)), cmp.Compare(x.at.doc, y.at.doc), cmp.Compare(x.at.node, y.at.node))
	})
	id := m.eventID(&c.events[first])
	var dates tally
	for _, i := range members {
		dates.count(m.texts.of(c.events[i].date))
	}
	if len(dates) > 0 {
		m.dates[id] = dates.most()
	}
	node := m.texts.number(id)
	for _, i := range members {
		m.events.list[i].id = node
		if len(members) > 1 {
			m.events.list[i].why = c.why(i, members)
		}
	}
}

// eventID is the id that a mention gives its cluster when it is the first one.
func (m *merger) eventID(e *event) string {
	key := m.keys[e.at.doc]
	local := m.texts.of(e.id)
	id := local
	if len(key.date) >= 7 {
		id += "-" + key.date[:7]
	}
	return id + "-" + graph.ID("event", key.id, local)[:8]
}

func undatedLast(day int32) int32 {
	if day == 0 {
		return math.MaxInt32
	}
	return day
}

// eventIdentities are the nodes of all events' mentions, in the order of
// articles and of their nodes; reasons are put in words when they are asked for.
type eventIdentities struct {
	m    *merger
	of   []int32 // by document: its first event
	list []eventIdentity
}

type eventIdentity struct {
	at       mention
	id, name int32
	why      resemblance
}

// resemblance is why a mention is in its cluster.
type resemblance struct {
	to     int32 // the number of the event that is most like it, or -1
	score  int8  // in hundredths
	common int32 // names that both have near
	apart  int32 // days between their reports
}

func newEventIdentities(m *merger, events []event) *eventIdentities {
	is := &eventIdentities{m, make([]int32, len(m.keys)), make([]eventIdentity, len(events))}
	for i := len(events) - 1; i >= 0; i-- {
		e := &events[i]
		is.list[i] = eventIdentity{at: e.at, id: e.id, name: e.name, why: resemblance{to: -1}}
		is.of[e.at.doc] = int32(i)
	}
	return is
}

// identity is the node of an event's mention.
func (is *eventIdentities) identity(at mention) (identity, bool) {
	if is == nil {
		return identity{}, false
	}
	for i := int(is.of[at.doc]); i < len(is.list) && is.list[i].at.doc == at.doc; i++ {
		if e := &is.list[i]; e.at == at {
			return identity{ID: is.m.texts.of(e.id), Reason: is.reason(e.why), Confidence: float64(e.why.score) / 100}, true
		}
	}
	return identity{}, false
}

func (is *eventIdentities) reason(why resemblance) string {
	if why.to < 0 {
		return ""
	}
	other := &is.list[why.to]
	reason := fmt.Sprintf("same event as %q in %s", is.m.texts.of(other.name), is.m.keys[other.at.doc].id)
	if why.common > 0 {
		reason += fmt.Sprintf(", %d common names", why.common)
	}
	if why.apart < unknownDistance {
		reason += fmt.Sprintf(", reports %d days apart", why.apart)
	}
	return reason
}
