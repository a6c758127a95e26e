package event

import (
	"strings"
	"testing"
	"time"
)

func TestCalendar(t *testing.T) {
	report := time.Date(2016, 7, 1, 0, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		words  string
		future bool
		want   Date
	}{
		{"june 23 2016", false, Date{"2016-06-23", "day"}},
		{"23 june", false, Date{"2016-06-23", "day"}},
		{"december 24", false, Date{"2015-12-24", "day"}},
		{"january 5", true, Date{"2017-01-05", "day"}},
		{"october 2014", false, Date{"2014-10", "month"}},
		{"2022", false, Date{"2022", "year"}},
		{"february 30 2016", false, Date{"2016-02", "month"}},
	} {
		if got := calendar(strings.Fields(test.words), report, true, test.future); got != test.want {
			t.Errorf("%s: got %v, want %v", test.words, got, test.want)
		}
	}
}

func TestNearWeekday(t *testing.T) {
	report := time.Date(2026, 1, 7, 0, 0, 0, 0, time.UTC) // a Wednesday
	for _, test := range []struct {
		day         time.Weekday
		ahead, last bool
		want        string
	}{
		{time.Tuesday, false, false, "2026-01-06"},
		{time.Wednesday, false, false, "2026-01-07"},
		{time.Wednesday, false, true, "2025-12-31"},
		{time.Thursday, false, false, "2026-01-01"},
		{time.Thursday, true, false, "2026-01-08"},
	} {
		if got := nearWeekday(report, test.day, test.ahead, test.last).Format(dayLayout); got != test.want {
			t.Errorf("%v, ahead %v, last %v: got %s, want %s", test.day, test.ahead, test.last, got, test.want)
		}
	}
}
