package export

import (
	"strings"
	"time"
)

// layouts are those of a day, a month and a year.
var layouts = []string{time.DateOnly, "2006-01", "2006"}

// spanOf gives the first and the last day of a date of the graph: a day, a
// month, a year, or two of these with a slash; "" where there is none.
func spanOf(date string) (first, last string) {
	from, to, two := strings.Cut(date, "/")
	if !two {
		to = from
	}
	start, _, ok := period(from)
	_, end, ok2 := period(to)
	if !ok || !ok2 {
		return "", ""
	}
	return start.Format(time.DateOnly), end.Format(time.DateOnly)
}

// period gives the first and last day of a day, month or year.
func period(date string) (first, last time.Time, ok bool) {
	for i, layout := range layouts {
		t, err := time.Parse(layout, date)
		if err != nil {
			continue
		}
		switch i {
		case 1:
			return t, t.AddDate(0, 1, -1), true
		case 2:
			return t, t.AddDate(1, 0, -1), true
		}
		return t, t, true
	}
	return first, last, false
}
