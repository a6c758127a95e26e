package merge

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"newsgraph/graph"
)

// entity is what all articles together say of the person, nation, body or place
// with one id.
type entity struct {
	id      string
	label   string
	known   bool         // the knowledge base knows it
	partial bool         // no article has its full name
	names   []string     // and aliases, as written, of persons and bodies
	in      []occurrence // by article; of nations and known places none
	line    *timeline    // of in, once it is asked for
}

// occurrence is one article's naming of an entity.
type occurrence struct {
	at     mention
	self   int32 // the number of its id
	day    int32 // of the article, 0 when it has no date
	nation int32 // a text: ISO3, or ""
	bodies int32 // of merger.bodies: where a person holds office or is a member
}

// How near in time articles speak of the same person by a last name alone, and
// how much a candidate must stand out among others.
const (
	nearDays   = 30
	veryNear   = 7    // days within which the only candidate needs no common context
	standsOut  = 2.0  // times the next candidate's score
	minContext = 0.1  // of the smaller article's names, by weight, that both have
	oneStory   = 0.25 // the same: articles that share so much mean one person by one name
	nearYear   = 365  // days: an office elsewhere that year is a namesake's, later it is a career
)

// collectNodes gathers, over all articles, what identifies persons, nations,
// bodies and places.
func (m *merger) collectNodes() error {
	m.entities, m.split, m.nations, m.producers = nil, map[string]*entity{}, map[string]string{}, map[graph.Producer]int{}
	m.bodies = [][]string{nil}
	var err error
	if m.contexts, err = newContexts(m); err != nil {
		return err
	}
	err = m.each(func(doc int32, d *digest) error {
		if err := m.contexts.add(doc, d); err != nil {
			return err
		}
		m.countProducer(d.Producer)
		nations, bodies := belonging(d)
		when := dayOf(d.Article.Date)
		for i := range d.Nodes {
			n := &d.Nodes[i]
			if n.Label == "Event" {
				continue
			}
			number := m.contexts.rank(n.ID)
			if int(number) == len(m.entities) {
				m.entities = append(m.entities, &entity{id: strings.Clone(n.ID), label: m.texts.keep(n.Label), partial: true})
			}
			e := m.entities[number]
			e.known = e.known || n.QID != "" || n.Label == "Nation"
			e.partial = e.partial && n.Partial
			if e.label == "Person" || e.label == "Body" {
				e.addNames(n)
			}
			if n.Label == "Nation" {
				for _, s := range append(n.Surfaces, n.Name) {
					if m.nations[s] < n.ID {
						m.nations[m.texts.keep(s)] = e.id
					}
				}
			}
			if e.label == "Nation" || e.label == "Place" && e.known {
				continue
			}
			e.in = append(e.in, occurrence{mention{doc, int32(i)}, number, when, m.texts.number(nations[n.ID]), m.addBodies(bodies[n.ID])})
		}
		return nil
	})
	return errors.Join(err, m.contexts.weighWords())
}

func (m *merger) countProducer(p graph.Producer) {
	if _, ok := m.producers[p]; !ok {
		p = graph.Producer{Version: strings.Clone(p.Version), Rules: strings.Clone(p.Rules), Model: strings.Clone(p.Model), KB: strings.Clone(p.KB)}
	}
	m.producers[p]++
}

func (e *entity) addNames(n *digestNode) {
	for _, name := range append([]string{n.Name}, n.Aliases...) {
		if !slices.Contains(e.names, name) {
			e.names = append(e.names, strings.Clone(name))
		}
	}
}

func (m *merger) addBodies(bodies []string) int32 {
	if len(bodies) == 0 {
		return 0
	}
	kept := make([]string, len(bodies))
	for i, b := range bodies {
		kept[i] = m.texts.keep(b)
	}
	m.bodies = append(m.bodies, kept)
	return int32(len(m.bodies) - 1)
}

// belonging says to which nation an article assigns its persons, bodies and
// places, by the node itself, else by an office, membership, part or place; and
// to which bodies it assigns its persons.
func belonging(d *digest) (nations map[string]string, bodies map[string][]string) {
	own := map[string]string{}
	for i := range d.Nodes {
		n := &d.Nodes[i]
		own[n.ID] = cmp.Or(n.Nation, n.ISO3)
	}
	nations, bodies = maps.Clone(own), map[string][]string{}
	for _, e := range d.Edges {
		if e.Status == "denied" {
			continue
		}
		switch e.Type {
		case "HOLDS_OFFICE", "MEMBER_OF":
			bodies[e.Source] = append(bodies[e.Source], e.Target)
			fallthrough
		case "PART_OF", "LOCATED_IN":
			if own[e.Source] == "" {
				nations[e.Source] = max(nations[e.Source], own[e.Target])
			}
		}
	}
	return nations, bodies
}

// identifyNodes settles which persons, bodies and places of different articles
// are one. Nations and whatever the knowledge base knows are what their ids say.
// Of others, one id is one thing unless nation, office or period tell namesakes
// apart; a part of a name is joined to the full one that stands out near its date.
func (m *merger) identifyNodes() error {
	m.identities = map[mention]identity{}
	byID := func(a, b *entity) int { return cmp.Compare(a.id, b.id) }
	for _, e := range slices.SortedFunc(slices.Values(m.entities), byID) {
		if !e.known && !e.partial && len(e.in) > 1 {
			if err := m.splitNamesakes(e); err != nil {
				return err
			}
		}
	}
	entities := slices.Concat(m.entities, slices.Collect(maps.Values(m.split)))
	m.entities = nil
	slices.SortFunc(entities, byID)
	index := indexNames(entities)
	for _, e := range entities {
		if e.known {
			continue
		}
		var candidates []*entity
		switch {
		case e.label == "Person" && e.partial:
			candidates = index.persons(e)
		case e.label == "Body":
			if to := index.sameBody(e); to != nil {
				for _, o := range e.in {
					m.identities[o.at] = identity{to.id, "same name but for small words", 0.9, nil}
				}
				continue
			}
			candidates = index.abbreviated(e)
		}
		if len(candidates) > 0 {
			if err := m.joinEach(e, candidates); err != nil {
				return err
			}
		}
	}
	return m.corrector.joinSame(false)
}

// splitNamesakes parts the occurrences of one name into groups that share a
// nation or an office, joins groups whose articles tell one story, and makes a
// node of each that is left. Occurrences that show neither nation nor office go
// to the group that stands out.
func (m *merger) splitNamesakes(e *entity) error {
	same := newUnion(len(e.in))
	first := map[string]int{}
	var rest []occurrence
	for i, o := range e.in {
		tells := m.bodies[o.bodies]
		if o.nation != 0 {
			tells = append(slices.Clone(tells), m.texts.of(o.nation))
		}
		if len(tells) == 0 {
			rest = append(rest, o)
		}
		for _, t := range tells {
			if j, ok := first[t]; ok {
				same.join(i, j)
			} else {
				first[t] = i
			}
		}
	}
	if len(first) < 2 {
		return nil
	}
	byRoot := map[int]*entity{}
	var groups []*entity
	for i, o := range e.in {
		if o.nation == 0 && o.bodies == 0 {
			continue
		}
		g := byRoot[same.root(i)]
		if g == nil {
			g = &entity{label: e.label, names: e.names}
			byRoot[same.root(i)] = g
			groups = append(groups, g)
		}
		g.in = append(g.in, o)
	}
	groups, err := m.joinGroups(groups)
	if err != nil || len(groups) < 2 {
		return err
	}
	for _, g := range groups {
		mark := m.mark(g)
		g.id = e.id + "-" + mark
		reason := "same name, and " + mark + " tells it from namesakes"
		for _, o := range g.in {
			m.identities[o.at] = identity{g.id, reason, 0.85, nil}
		}
		if other := m.entity(g.id); other != nil {
			other.in = append(other.in, g.in...)
		} else {
			m.split[g.id] = g
		}
	}
	e.in = rest
	return m.joinEach(e, groups)
}

// entity is the one of an id, or nil.
func (m *merger) entity(id string) *entity {
	if number, ok := m.contexts.known(id); ok {
		return m.entities[number]
	}
	return m.split[id]
}

// joinGroups joins groups of one name that nothing tells apart.
func (m *merger) joinGroups(groups []*entity) ([]*entity, error) {
	for i := 0; i < len(groups); i++ {
		for j := i + 1; j < len(groups); j++ {
			apart, err := m.namesakes(groups[i], groups[j])
			if err != nil {
				return nil, err
			}
			if !apart {
				groups[i].in = append(groups[i].in, groups[j].in...)
				groups = slices.Delete(groups, j, j+1)
				i, j = -1, len(groups) // begin again: the joined group knows more
			}
		}
	}
	return groups, nil
}

// namesakes reports whether two groups of one name are different things: of
// different nations, or with different offices in one year, and in no common story.
func (m *merger) namesakes(a, b *entity) (bool, error) {
	conflict := false
	nations := a.timeline().nations
	for _, o := range b.in {
		conflict = conflict || len(nations) > 0 && o.nation != 0 && !slices.Contains(nations, o.nation)
	}
	nearest := a.timeline().nearest(b.timeline())
	if !conflict && nearest > nearYear {
		return false, nil
	}
	for _, o := range b.in {
		o.nation = 0 // not to be held against it here
		v, err := m.weigh(o, a)
		if err != nil {
			return false, err
		}
		if v.context >= oneStory {
			return false, nil
		}
	}
	return true, nil
}

// mark is what tells a group from its namesakes: its nation, else its first office.
func (m *merger) mark(e *entity) string {
	mark := ""
	for _, o := range e.in {
		if nation := m.texts.of(o.nation); nation != "" && (mark == "" || nation < mark) {
			mark = nation
		}
	}
	if mark != "" {
		return strings.ToLower(mark)
	}
	for _, o := range e.in {
		for _, b := range m.bodies[o.bodies] {
			if _, name, ok := strings.Cut(b, ":"); ok && (mark == "" || name < mark) {
				mark = name
			}
		}
	}
	return mark
}

// joinEach gives each occurrence of an entity to the candidate that stands out
// near its date, if one does.
func (m *merger) joinEach(e *entity, candidates []*entity) error {
	for _, o := range e.in {
		best, why, err := m.standOut(o, candidates)
		if err != nil {
			return err
		}
		if best != nil {
			m.identities[o.at] = identity{best.id, why.reason, why.confidence, nil}
		}
	}
	return nil
}

// standOut is the candidate that an occurrence means, or nil. A candidate
// scores by the context that it shares with the occurrence and by how often it
// is named near that date.
func (m *merger) standOut(o occurrence, candidates []*entity) (*entity, verdict, error) {
	var best *entity
	var first, second verdict
	for _, c := range candidates {
		v, err := m.weigh(o, c)
		if err != nil {
			return nil, verdict{}, err
		}
		switch {
		case v.score > first.score:
			best, first, second = c, v, first
		case v.score > second.score:
			second = v
		}
	}
	if best == nil || first.score < standsOut*second.score {
		return nil, verdict{}, nil
	}
	lone := second.score == 0 && first.nearest <= veryNear
	if first.context < minContext && !lone {
		return nil, verdict{}, nil
	}
	first.reason = fmt.Sprintf("stands out: in %d articles within %d days, %.0f%% common context", first.near, nearDays, 100*first.context)
	first.confidence = 0.6 + 0.3*math.Min(1, first.context)
	if second.score > 0 {
		first.confidence -= 0.1
	}
	first.confidence = math.Round(100*first.confidence) / 100
	return best, first, nil
}

// verdict is how well a candidate suits an occurrence.
type verdict struct {
	score      float64
	context    float64 // the best share of common names
	near       int     // articles within nearDays
	nearest    int32   // days
	reason     string
	confidence float64
}

// weighed bounds how many of a candidate's articles are compared with one
// occurrence: those nearest in time.
const weighed = 32

func (m *merger) weigh(o occurrence, c *entity) (verdict, error) {
	line := c.timeline()
	if o.nation != 0 && slices.ContainsFunc(line.nations, func(n int32) bool { return n != o.nation }) {
		return verdict{}, nil
	}
	var v verdict
	var near []int32
	near, v.near, v.nearest = c.near(o)
	for _, i := range near {
		other := &c.in[i]
		shared, err := m.contexts.shared(o.at.doc, other.at.doc, o.self, other.self)
		if err != nil {
			return verdict{}, err
		}
		v.context = max(v.context, shared)
	}
	v.score = v.context + 0.02*float64(min(v.near, 5))
	return v, nil
}

// identityOf is the node of the merged graph that a document's node is.
func (m *merger) identityOf(at mention, n *digestNode) identity {
	is, ok := m.identities[at]
	if !ok && n.Label == "Event" {
		is, ok = m.events.identity(at)
	}
	if !ok {
		is = identity{ID: n.ID, Reason: n.Reason, Confidence: n.Confidence}
	}
	return m.corrector.identity(at, n, is)
}

// nameIndex finds entities by names.
type nameIndex struct {
	byWord  map[string][]fullName // persons by the words of their full names
	byName  map[string][]*entity  // bodies by the words of their ids
	byShort map[string][]*entity  // bodies by what abbreviates them
}

type fullName struct {
	*entity
	words []string
}

func indexNames(entities []*entity) *nameIndex {
	x := &nameIndex{map[string][]fullName{}, map[string][]*entity{}, map[string][]*entity{}}
	put := func(in map[string][]*entity, key string, e *entity) {
		if at := in[key]; key != "" && (len(at) == 0 || at[len(at)-1] != e) {
			in[key] = append(at, e)
		}
	}
	last := map[string]bool{} // words by which partial names of persons ask
	for _, e := range entities {
		if e.label == "Person" && e.partial && !e.known {
			for _, name := range e.names {
				if ws := words(name); len(ws) > 0 {
					last[ws[len(ws)-1]] = true
				}
			}
		}
	}
	for _, e := range entities {
		if e.label == "Body" {
			put(x.byName, bodyKey(strings.TrimPrefix(e.id, "body:")), e)
		}
		slices.Sort(e.names)
		for _, name := range e.names {
			switch {
			case e.label == "Person" && !e.partial:
				ws := words(name)
				for i, w := range ws {
					if last[w] && !slices.Contains(ws[:i], w) {
						x.byWord[w] = append(x.byWord[w], fullName{e, ws})
					}
				}
			case e.label == "Body" && isAcronym(name):
				put(x.byShort, acronymKey(name), e)
			case e.label == "Body":
				put(x.byShort, acronym(name), e)
			}
		}
	}
	return x
}

func acronymKey(name string) string { return strings.ReplaceAll(fold(name), ".", "") }

// persons are those whose full names hold all words of a partial one.
func (x *nameIndex) persons(e *entity) []*entity {
	var list []*entity
	found := map[*entity]bool{}
	for _, name := range e.names {
		part := words(name)
		if len(part) == 0 {
			continue
		}
		for _, whole := range x.byWord[part[len(part)-1]] {
			if !found[whole.entity] && covers(whole.words, part) {
				found[whole.entity] = true
				list = append(list, whole.entity)
			}
		}
	}
	return list
}

// sameBody is the body with the same name but for small words ("The X", "X
// Inc."), or nil when e is itself the one that stays. Different nations tell
// bodies apart.
func (x *nameIndex) sameBody(e *entity) *entity {
	stays := e
	for _, c := range x.byName[bodyKey(strings.TrimPrefix(e.id, "body:"))] {
		if !sameNation(c, e) {
			continue
		}
		known := func(e *entity) int {
			if e.known {
				return 1
			}
			return 0
		}
		if cmp.Or(cmp.Compare(known(c), known(stays)), cmp.Compare(len(stays.id), len(c.id)), cmp.Compare(stays.id, c.id)) > 0 {
			stays = c
		}
	}
	if stays == e {
		return nil
	}
	return stays
}

// abbreviated are the bodies that an unknown acronym may stand for.
func (x *nameIndex) abbreviated(e *entity) []*entity {
	var found []*entity
	for _, name := range e.names {
		if !isAcronym(name) || len(e.names) > 1 {
			return nil
		}
		for _, c := range x.byShort[acronymKey(name)] {
			if c != e {
				found = append(found, c)
			}
		}
	}
	return found
}

// sameNation reports whether no nation tells two entities apart.
func sameNation(a, b *entity) bool {
	as, bs := a.timeline().nations, b.timeline().nations
	return len(as) == 0 || len(bs) == 0 || slices.ContainsFunc(as, func(n int32) bool { return slices.Contains(bs, n) })
}
