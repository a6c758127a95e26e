package merge

import (
	"cmp"
	"slices"
)

// timeline finds occurrences of an entity by their days.
type timeline struct {
	of      int     // how many occurrences it was made of
	dated   []int32 // their numbers, by day
	undated []int32
	days    []int32 // of dated
	nations []int32 // that they give, each once
}

// timeline is that of an entity's occurrences as they are now.
func (e *entity) timeline() *timeline {
	if e.line != nil && e.line.of == len(e.in) {
		return e.line
	}
	t := &timeline{of: len(e.in)}
	for i := range e.in {
		o := &e.in[i]
		if o.day == 0 {
			t.undated = append(t.undated, int32(i))
		} else {
			t.dated = append(t.dated, int32(i))
		}
		if o.nation != 0 && !slices.Contains(t.nations, o.nation) {
			t.nations = append(t.nations, o.nation)
		}
	}
	slices.SortStableFunc(t.dated, func(a, b int32) int { return cmp.Compare(e.in[a].day, e.in[b].day) })
	t.days = make([]int32, len(t.dated))
	for i, n := range t.dated {
		t.days[i] = e.in[n].day
	}
	e.line = t
	return t
}

// nearest is how many days lie between the nearest two occurrences of two entities.
func (t *timeline) nearest(other *timeline) int32 {
	nearest := int32(unknownDistance)
	for i, j := 0, 0; i < len(t.days) && j < len(other.days); {
		nearest = min(nearest, daysApart(t.days[i], other.days[j]))
		if t.days[i] < other.days[j] {
			i++
		} else {
			j++
		}
	}
	return nearest
}

// near are the occurrences in other articles that are nearest in time to one of
// another entity, at most weighed of them: those within nearDays by distance,
// then those of unknown date. It also counts all within nearDays, and gives the
// distance of the nearest in days.
func (e *entity) near(o occurrence) (nearest []int32, within int, days int32) {
	t := e.timeline()
	add := func(run []int32) {
		for _, i := range run {
			if len(nearest) < weighed && e.in[i].at.doc != o.at.doc {
				nearest = append(nearest, i)
			}
		}
	}
	if o.day == 0 { // as far from each as from any other
		for i := range e.in {
			add([]int32{int32(i)})
		}
		return nearest, 0, unknownDistance
	}
	at := func(day int32) int {
		i, _ := slices.BinarySearch(t.days, day)
		return i
	}
	from, to := at(o.day-nearDays), at(o.day+nearDays+1)
	within = to - from
	left, right := at(o.day), at(o.day+1)
	for _, i := range t.dated[left:right] {
		if e.in[i].at.doc == o.at.doc {
			within--
		}
	}
	add(t.dated[left:right])
	for (left > from || right < to) && len(nearest) < weighed {
		next := int32(unknownDistance)
		if left > from {
			next = o.day - t.days[left-1]
		}
		if right < to {
			next = min(next, t.days[right]-o.day)
		}
		before, after := max(from, at(o.day-next)), min(to, at(o.day+next+1))
		run := slices.Concat(t.dated[before:left], t.dated[right:after])
		slices.Sort(run)
		add(run)
		left, right = before, after
	}
	days = unknownDistance
	if len(nearest) > 0 {
		days = daysApart(o.day, e.in[nearest[0]].day)
	}
	add(t.undated)
	return nearest, within, days
}
