package read

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

var dateLayouts = []string{
	time.RFC3339Nano, time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02 15:04",
	"2006-01-02T15:04:05-0700", "2006-01-02 15:04:05-07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 MST", "2006-01-02",
	"2006/01/02", "2006.01.02", "20060102T150405Z", "20060102T150405-0700", "20060102T150405", "20060102150405", "20060102",
	time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "Mon, 2 Jan 2006 15:04 MST", "2 Jan 2006 15:04:05 -0700",
	"Mon, 2 Jan 2006", time.ANSIC, time.UnixDate, "Mon Jan 02 15:04:05 -0700 2006",
}

var (
	dayMonth = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th)? (?:of )?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? (\d{4})\b`)
	monthDay = regexp.MustCompile(`(?i)\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b`)
	isoDay   = regexp.MustCompile(`\b((?:19|20)\d{2})-(\d{2})-(\d{2})`)
	slashed  = regexp.MustCompile(`^(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d{2})\b`)
)

// parseDate returns a date as YYYY-MM-DD, in the time zone that it is written in.
// Of 01/02/2026 nobody can tell day and month apart: such dates are refused.
func parseDate(s string) (string, bool) {
	s = strings.TrimSpace(s)
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return checkDate(t)
		}
	}
	if n, err := strconv.ParseFloat(s, 64); err == nil {
		switch {
		case n > 1e11 && n < 5e12: // milliseconds
			return checkDate(time.UnixMilli(int64(n)).UTC())
		case n > 1e8 && n < 5e9:
			return checkDate(time.Unix(int64(n), 0).UTC())
		}
		return "", false
	}
	if m := isoDay.FindStringSubmatch(s); m != nil {
		return dayOf(m[1], m[2], m[3])
	}
	if m := dayMonth.FindStringSubmatch(s); m != nil {
		return dayOf(m[3], monthNumber(m[2]), m[1])
	}
	if m := monthDay.FindStringSubmatch(s); m != nil {
		return dayOf(m[3], monthNumber(m[1]), m[2])
	}
	if m := slashed.FindStringSubmatch(s); m != nil {
		a, _ := strconv.Atoi(m[1])
		b, _ := strconv.Atoi(m[2])
		switch {
		case a > 12 || a == b:
			return dayOf(m[3], m[2], m[1])
		case b > 12:
			return dayOf(m[3], m[1], m[2])
		}
	}
	return "", false
}

func monthNumber(name string) string {
	i := strings.Index("jan feb mar apr may jun jul aug sep oct nov dec", strings.ToLower(name[:3]))
	return strconv.Itoa(i/4 + 1)
}

func dayOf(year, month, day string) (string, bool) {
	t, err := time.Parse("2006-1-2", year+"-"+strings.TrimPrefix(month, "0")+"-"+strings.TrimPrefix(day, "0"))
	if err != nil {
		return "", false
	}
	return checkDate(t)
}

func checkDate(t time.Time) (string, bool) {
	if y := t.Year(); y < 1600 || y > 2200 {
		return "", false
	}
	return t.Format(time.DateOnly), true
}
