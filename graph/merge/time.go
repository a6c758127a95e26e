package merge

import (
	"cmp"
	"slices"
)

// fact is what several statements state: one edge.
type fact struct {
	statements []statement
	date       string
	key        string // the date as far as it tells facts apart
	disputed   bool
}

func (f *fact) isOffice() bool {
	return f.statements[0].Type == "HOLDS_OFFICE" || f.statements[0].Type == "MEMBER_OF"
}

// soon is how many days before a report without a date the act that it speaks
// of may lie.
const soon = 7

// factsByDate parts statements of one status by their dates. A coarser date
// ("2026-01") joins the one finer date within it; a statement without a date
// joins the only dated act with that event, or between two actors the only one
// of the days before the report. What could be one of several stays apart.
func factsByDate(statements []statement) []fact {
	facts := map[string]*fact{}
	var dates []string
	for _, s := range statements {
		if facts[s.Date] == nil {
			facts[s.Date] = &fact{date: s.Date, key: s.Date}
			dates = append(dates, s.Date)
		}
	}
	slices.Sort(dates)
	into := map[string]string{} // coarser → finer
	var finest []string
	for _, d := range dates {
		if d == "" {
			continue
		}
		into[d] = d
		within := slices.DeleteFunc(slices.Clone(dates), func(o string) bool { return o == "" || o == d || !contains(d, o) })
		if len(within) == 0 {
			finest = append(finest, d)
		} else if last := slices.MinFunc(within, finer); !slices.ContainsFunc(within, func(o string) bool { return !contains(o, last) }) {
			into[d] = last
		}
	}
	for _, s := range statements {
		to := s.Date
		if to == "" {
			to = undated(s, finest)
		} else {
			to = into[to]
		}
		facts[to].statements = append(facts[to].statements, s)
	}
	var out []fact
	for _, d := range dates {
		if len(facts[d].statements) > 0 {
			out = append(out, *facts[d])
		}
	}
	return out
}

// contains reports whether the days of one date hold those of another.
func contains(outer, inner string) bool {
	a, b, ok := days(outer)
	c, d, okInner := days(inner)
	return ok && okInner && a <= c && d <= b
}

// finer orders dates by how many days they stand for.
func finer(a, b string) int {
	a1, a2, _ := days(a)
	b1, b2, _ := days(b)
	return cmp.Or(cmp.Compare(a2-a1, b2-b1), cmp.Compare(a, b))
}

// undated is the date of the fact that a statement without one belongs to.
func undated(s statement, dates []string) string {
	if s.ToEvent {
		if len(dates) == 1 {
			return dates[0]
		}
		return ""
	}
	reported, found := dayOf(s.Reported), ""
	for _, d := range dates {
		from, to, _ := days(d)
		if reported == 0 || s.Status != "actual" || to > reported || from < reported-soon {
			continue
		}
		if found != "" {
			return ""
		}
		found = d
	}
	return found
}

// between is how many days must pass after a report that an office is over
// until a report that it is held begins another term.
const between = 30

// terms puts spans in office together from dated reports: from the first report
// that someone holds it to the last one, with a new term after reports that it
// was over.
func terms(held, past []statement) []fact {
	when := func(s statement) (int32, int32) {
		if from, to, ok := days(s.Date); ok {
			return from, to
		}
		d := dayOf(s.Reported)
		return d, d
	}
	held = slices.Clone(held)
	slices.SortStableFunc(held, func(a, b statement) int {
		x, _ := when(a)
		y, _ := when(b)
		return cmp.Compare(x, y)
	})
	var facts []fact
	var last int32
	for i, s := range held {
		from, to := when(s)
		over := slices.ContainsFunc(past, func(p statement) bool {
			d := dayOf(p.Reported)
			return d != 0 && last != 0 && d > last && d+between <= from
		})
		if i == 0 || over {
			facts = append(facts, fact{})
			if i > 0 {
				facts[len(facts)-1].key = cmp.Or(s.Date, s.Reported)
			}
		}
		f := &facts[len(facts)-1]
		f.statements = append(f.statements, s)
		f.date = spanOf(f.date, cmp.Or(s.Date, s.Reported))
		last = max(last, to)
	}
	return facts
}

// spanOf is the span of a span and another date, both of which may be "".
func spanOf(span, date string) string {
	if date == "" {
		return span
	}
	from, to := ends(date)
	if span != "" {
		f, t := ends(span)
		from, to = min(f, from), max(t, to)
	}
	return from + "/" + to
}

// dispute marks what some report and others deny.
func dispute(actual, denied []fact) {
	for i := range actual {
		for j := range denied {
			a, d := &actual[i], &denied[j]
			if a.date == "" || d.date == "" || contains(a.date, d.date) || contains(d.date, a.date) {
				a.disputed, d.disputed = true, true
			}
		}
	}
}
