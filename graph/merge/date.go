package merge

import (
	"strings"
	"time"
)

// days counts days from 1970 of the first day that a date stands for and of the
// last one: "2026-01" is the whole month, "2026-01-03/2026-01-05" three days.
// ok is false for a date that stands for nothing.
func days(date string) (first, last int32, ok bool) {
	from, to := ends(date)
	a, okA := day(from, false)
	b, okB := day(to, true)
	return a, b, okA && okB && a <= b
}

// ends are the two dates of a span, or a date twice.
func ends(date string) (from, to string) {
	from, to, ok := strings.Cut(date, "/")
	if !ok {
		to = from
	}
	return from, to
}

// day is the first day of a year, a month or a day, or the last one.
func day(date string, last bool) (int32, bool) {
	var layout string
	switch len(date) {
	case 4:
		layout = "2006"
	case 7:
		layout = "2006-01"
	case 10:
		layout = "2006-01-02"
	default:
		return 0, false
	}
	t, err := time.Parse(layout, date)
	if err != nil {
		return 0, false
	}
	if last && len(date) == 4 {
		t = t.AddDate(1, 0, -1)
	}
	if last && len(date) == 7 {
		t = t.AddDate(0, 1, -1)
	}
	return int32(t.Unix() / 86400), true
}

// dayOf is the day of an article, or 0 when it has no date.
func dayOf(date string) int32 {
	d, _ := day(date, false)
	return d
}

// unknownDistance is longer than the days between any two dates.
const unknownDistance = 1 << 30

// daysApart is how many days lie between two dates; unknown ones are near nothing.
func daysApart(a, b int32) int32 {
	if a == 0 || b == 0 {
		return unknownDistance
	}
	return max(a-b, b-a)
}
