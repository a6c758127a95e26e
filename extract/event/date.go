package event

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// date.go resolves "Tuesday", "last week" and "in 2022" against the article's date.

// Date is when something happened; the zero Date when the text gives none.
type Date struct {
	Value     string // YYYY, YYYY-MM, YYYY-MM-DD, or the first and the last day with "/" between them
	Precision string // day, week, month, year, span
}

var (
	weekdays = map[string]time.Weekday{"sunday": 0, "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6}
	months   = map[string]time.Month{"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
		"september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
		"sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12}
	yearWord = regexp.MustCompile(`^(1[89]\d\d|20\d\d)$`)
	dayWord  = regexp.MustCompile(`^([0-3]?\d)(st|nd|rd|th)?$`)
)

const dayLayout = "2006-01-02"

// when returns the date that belongs to predicate t of sentence i: that of a time
// word among what depends on t, or on the predicates t depends on.
func (s *scene) when(i, t int) Date {
	c := s.clauses[i]
	report, err := time.Parse(dayLayout, s.Article.Date)
	known := err == nil
	for at, n := t, 0; at >= 0 && n < 3; at, n = c.toks[at].Head, n+1 {
		if n > 0 && speechVerbs[c.lemma(at)] { // "said on Monday" dates the saying
			break
		}
		for _, k := range c.children[at] {
			switch c.rel(k) {
			case "obl", "nmod", "advmod", "amod", "nummod", "compound":
				if d := c.timeOf(k, report, known, s.status(i, t) == planned); d.Value != "" {
					return d
				}
			}
		}
		if c.isVerb(at) && c.rel(at) != "xcomp" && c.rel(at) != "conj" {
			break
		}
	}
	return Date{}
}

// timeOf reads the time phrase headed by token k.
func (c *clauses) timeOf(k int, report time.Time, known, future bool) Date {
	lo, hi := c.leftmost(k), c.rightmost(k)
	if hi-lo > 8 {
		lo, hi = max(lo, k-2), min(hi, k+4)
	}
	var w []string
	for j := lo; j <= hi; j++ {
		w = append(w, strings.Trim(strings.ToLower(c.toks[j].Text), ".,"))
	}
	head := strings.Trim(strings.ToLower(c.toks[k].Text), ".,")
	if m := months[head]; m != 0 && (c.toks[k].UPOS == "PROPN" || c.toks[k].UPOS == "NOUN") || yearWord.MatchString(head) {
		return calendar(w, report, known, future)
	}
	if !known {
		return Date{}
	}
	switch head {
	case "today", "tonight":
		return day(report)
	case "yesterday":
		return day(report.AddDate(0, 0, -1))
	case "tomorrow":
		return day(report.AddDate(0, 0, 1))
	}
	if wd, ok := weekdays[head]; ok {
		return day(nearWeekday(report, wd, future || slices.Contains(w, "next"), slices.Contains(w, "last")))
	}
	dir := 0
	switch {
	case slices.Contains(w, "last"), slices.Contains(w, "previous"):
		dir = -1
	case slices.Contains(w, "next"), slices.Contains(w, "coming"):
		dir = 1
	case slices.Contains(w, "this"):
	default:
		return Date{}
	}
	switch head {
	case "week":
		monday := report.AddDate(0, 0, 7*dir-(int(report.Weekday())+6)%7)
		return Date{monday.Format(dayLayout) + "/" + monday.AddDate(0, 0, 6).Format(dayLayout), "week"}
	case "month":
		return Date{time.Date(report.Year(), report.Month()+time.Month(dir), 1, 0, 0, 0, 0, time.UTC).Format("2006-01"), "month"}
	case "year":
		return Date{strconv.Itoa(report.Year() + dir), "year"}
	}
	return Date{}
}

func day(t time.Time) Date { return Date{t.Format(dayLayout), "day"} }

// nearWeekday returns the weekday nearest before the report, that day included,
// or after it when the text looks ahead.
func nearWeekday(report time.Time, wd time.Weekday, ahead, last bool) time.Time {
	back := (int(report.Weekday()) - int(wd) + 7) % 7
	if ahead {
		return report.AddDate(0, 0, (7-back)%7)
	}
	if last && back == 0 {
		back = 7
	}
	return report.AddDate(0, 0, -back)
}

// calendar reads "June 23, 2016", "23 June", "October 2014" and "2022".
func calendar(words []string, report time.Time, known, future bool) Date {
	var d, y int
	var m time.Month
	for _, w := range words {
		switch {
		case yearWord.MatchString(w):
			y, _ = strconv.Atoi(w)
		case months[w] != 0 && m == 0:
			m = months[w]
		case d == 0 && dayWord.MatchString(w):
			d, _ = strconv.Atoi(dayWord.FindStringSubmatch(w)[1])
		}
	}
	if y == 0 {
		if !known || m == 0 {
			return Date{}
		}
		y = nearYear(report, m, max(d, 1), future)
	}
	switch {
	case m == 0:
		return Date{strconv.Itoa(y), "year"}
	case d == 0:
		return Date{time.Date(y, m, 1, 0, 0, 0, 0, time.UTC).Format("2006-01"), "month"}
	}
	t := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	if t.Month() != m { // "February 30"
		return Date{time.Date(y, m, 1, 0, 0, 0, 0, time.UTC).Format("2006-01"), "month"}
	}
	return day(t)
}

// nearYear gives a month without a year the year that puts it nearest to the
// report on the side the text looks to.
func nearYear(report time.Time, m time.Month, d int, future bool) int {
	y := report.Year()
	t := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	switch {
	case future && t.Before(report.AddDate(0, 0, -31)):
		return y + 1
	case !future && t.After(report.AddDate(0, 0, 31)):
		return y - 1
	}
	return y
}
