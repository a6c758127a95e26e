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
	known   bool            // the knowledge base knows it
	partial bool            // no article has its full name
	names   map[string]bool // and aliases, as written
	in      []occurrence    // by article
}

// occurrence is one article's naming of an entity.
type occurrence struct {
	at     mention
	self   int32    // the number of its id
	day    int32    // of the article, 0 when it has no date
	nation string   // ISO3, or ""
	bodies []string // where a person holds office or is a member
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
	m.entities, m.nations, m.producers = map[string]*entity{}, map[string]string{}, map[graph.Producer]int{}
	var err error
	if m.contexts, err = newContexts(m); err != nil {
		return err
	}
	err = m.each(func(doc int32, d *digest) error {
		if err := m.contexts.add(doc, d); err != nil {
			return err
		}
		m.producers[d.Producer]++
		nations, bodies := belonging(d)
		when := dayOf(d.Article.Date)
		for i := range d.Nodes {
			n := &d.Nodes[i]
			if n.Label == "Event" {
				continue
			}
			e := m.entities[n.ID]
			if e == nil {
				e = &entity{id: n.ID, label: n.Label, partial: true, names: map[string]bool{}}
				m.entities[n.ID] = e
			}
			e.known = e.known || n.QID != "" || n.Label == "Nation"
			e.partial = e.partial && n.Partial
			e.names[n.Name] = true
			for _, a := range n.Aliases {
				e.names[a] = true
			}
			if n.Label == "Nation" {
				for _, s := range append(n.Surfaces, n.Name) {
					m.nations[s] = max(m.nations[s], n.ID)
				}
			}
			e.in = append(e.in, occurrence{mention{doc, int32(i)}, m.contexts.rank(n.ID), when, nations[n.ID], bodies[n.ID]})
		}
		return nil
	})
	return errors.Join(err, m.contexts.articles.done())
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
	for _, id := range slices.Sorted(maps.Keys(m.entities)) {
		if e := m.entities[id]; !e.known && !e.partial && len(e.in) > 1 {
			if err := m.splitNamesakes(e); err != nil {
				return err
			}
		}
	}
	ids := slices.Sorted(maps.Keys(m.entities))
	index := m.indexNames(ids)
	for _, id := range ids {
		e := m.entities[id]
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
		tells := o.bodies
		if o.nation != "" {
			tells = append(slices.Clone(tells), o.nation)
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
		if o.nation == "" && len(o.bodies) == 0 {
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
		g.id = e.id + "-" + g.mark()
		for _, o := range g.in {
			m.identities[o.at] = identity{g.id, "same name, and " + g.mark() + " tells it from namesakes", 0.85, nil}
		}
		if other := m.entities[g.id]; other != nil {
			other.in = append(other.in, g.in...)
		} else {
			m.entities[g.id] = g
		}
	}
	e.in = rest
	return m.joinEach(e, groups)
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
	nearest := int32(1 << 30)
	nations := map[string]bool{}
	for _, o := range a.in {
		if o.nation != "" {
			nations[o.nation] = true
		}
	}
	conflict := false
	for _, o := range b.in {
		conflict = conflict || len(nations) > 0 && o.nation != "" && !nations[o.nation]
		for _, p := range a.in {
			nearest = min(nearest, daysApart(o.day, p.day))
		}
	}
	if !conflict && nearest > nearYear {
		return false, nil
	}
	for _, o := range b.in {
		o.nation = "" // not to be held against it here
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
func (e *entity) mark() string {
	mark := ""
	for _, o := range e.in {
		if o.nation != "" && (mark == "" || o.nation < mark) {
			mark = o.nation
		}
	}
	if mark != "" {
		return strings.ToLower(mark)
	}
	for _, o := range e.in {
		for _, b := range o.bodies {
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
	v := verdict{nearest: 1 << 30}
	near := make([]occurrence, 0, len(c.in))
	for _, other := range c.in {
		if o.nation != "" && other.nation != "" && o.nation != other.nation {
			return verdict{}, nil
		}
		if apart := daysApart(o.day, other.day); other.at.doc != o.at.doc && (apart <= nearDays || o.day == 0 || other.day == 0) {
			near = append(near, other)
			if apart <= nearDays {
				v.near++
			}
			v.nearest = min(v.nearest, apart)
		}
	}
	slices.SortStableFunc(near, func(a, b occurrence) int { return cmp.Compare(daysApart(o.day, a.day), daysApart(o.day, b.day)) })
	for _, other := range near[:min(len(near), weighed)] {
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
	if !ok {
		is = identity{ID: n.ID, Reason: n.Reason, Confidence: n.Confidence}
	}
	return m.corrector.identity(at, n, is)
}

// nameIndex finds entities by names.
type nameIndex struct {
	byWord  map[string][]*entity // persons by the words of their full names
	byName  map[string][]*entity // bodies by the words of their ids
	byShort map[string][]*entity // bodies by what abbreviates them
}

func (m *merger) indexNames(ids []string) *nameIndex {
	x := &nameIndex{map[string][]*entity{}, map[string][]*entity{}, map[string][]*entity{}}
	put := func(in map[string][]*entity, key string, e *entity) {
		if at := in[key]; key != "" && (len(at) == 0 || at[len(at)-1] != e) {
			in[key] = append(at, e)
		}
	}
	for _, id := range ids {
		e := m.entities[id]
		if e.label == "Body" {
			put(x.byName, bodyKey(strings.TrimPrefix(id, "body:")), e)
		}
		for _, name := range slices.Sorted(maps.Keys(e.names)) {
			switch {
			case e.label == "Person" && !e.partial:
				for _, w := range words(name) {
					put(x.byWord, w, e)
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
	var found []*entity
	for _, name := range slices.Sorted(maps.Keys(e.names)) {
		part := words(name)
		if len(part) == 0 {
			continue
		}
		for _, c := range x.byWord[part[len(part)-1]] {
			if slices.Contains(found, c) {
				continue
			}
			for whole := range c.names {
				if covers(words(whole), part) {
					found = append(found, c)
					break
				}
			}
		}
	}
	return found
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
	for _, name := range slices.Sorted(maps.Keys(e.names)) {
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
	of := func(e *entity) map[string]bool {
		nations := map[string]bool{}
		for _, o := range e.in {
			if o.nation != "" {
				nations[o.nation] = true
			}
		}
		return nations
	}
	as, bs := of(a), of(b)
	if len(as) == 0 || len(bs) == 0 {
		return true
	}
	for n := range as {
		if bs[n] {
			return true
		}
	}
	return false
}
