package export

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

var dyadColumns = []string{
	"period", "source_code", "target_code", "events",
	"verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict", "mean_score",
}

// dyad is a nation, or IGO, NGO or MNC, that acts upon another.
type dyad struct{ source, target string }

type dyadCount struct {
	quads [4]int
	score float64
}

// maxPanel bounds how many rows a panel may have, so that a stray date in the
// year 1066 does not fill a disk with zeros.
const maxPanel = 50_000_000

// dyads writes a panel: a row for each dyad that acted at all and each period
// from the first to the last that any dyad acted in, with zeros where it did
// not. What is planned, possible or denied does not count. An action counts in
// the period of its own date where that is as fine as the period, else in that
// of its first report.
func dyads(unit string) func(io.Writer, Events) error {
	layout := map[string]string{"day": time.DateOnly, "month": "2006-01", "year": "2006"}[unit]
	return func(w io.Writer, events Events) error {
		counts := map[dyad]map[string]*dyadCount{}
		first, last := "", ""
		for e, err := range events {
			if err != nil {
				return err
			}
			period := periodOf(e, layout)
			if e.Status != "actual" || period == "" || e.Source.Code == "" || e.Target.Code == "" {
				continue
			}
			d := dyad{e.Source.Code, e.Target.Code}
			if counts[d] == nil {
				counts[d] = map[string]*dyadCount{}
			}
			c := counts[d][period]
			if c == nil {
				c = new(dyadCount)
				counts[d][period] = c
			}
			c.quads[e.Quad-1]++
			c.score += e.Score
			if first == "" || period < first {
				first = period
			}
			last = max(last, period)
		}
		out := csv.NewWriter(w)
		if err := out.Write(dyadColumns); err != nil {
			return err
		}
		periods := between(first, last, layout)
		if rows := len(periods) * len(counts); rows > maxPanel {
			return fmt.Errorf("a panel from %s to %s by %s for %d dyads has %d rows, over %d: take longer periods", first, last, unit, len(counts), rows, maxPanel)
		}
		sorted := slices.SortedFunc(maps.Keys(counts), func(a, b dyad) int {
			return cmp.Or(strings.Compare(a.source, b.source), strings.Compare(a.target, b.target))
		})
		for _, d := range sorted {
			for _, period := range periods {
				if err := out.Write(panelRow(period, d, counts[d][period])); err != nil {
					return err
				}
			}
		}
		out.Flush()
		return out.Error()
	}
}

// panelRow leaves the mean empty where nothing happened: zero is a score too.
func panelRow(period string, d dyad, c *dyadCount) []string {
	mean := ""
	if c == nil {
		c = new(dyadCount)
	}
	n := c.quads[0] + c.quads[1] + c.quads[2] + c.quads[3]
	if n > 0 {
		mean = strconv.FormatFloat(c.score/float64(n), 'f', 4, 64)
	}
	row := []string{period, d.source, d.target, strconv.Itoa(n)}
	for _, q := range c.quads {
		row = append(row, strconv.Itoa(q))
	}
	return append(row, mean)
}

// periodOf is the period that an action falls in, cut to the layout's length.
func periodOf(e *Event, layout string) string {
	for _, date := range []string{e.Date, e.ReportDate} {
		if !strings.Contains(date, "/") && len(date) >= len(layout) {
			return date[:len(layout)]
		}
	}
	return ""
}

// between lists the periods from first to last.
func between(first, last, layout string) []string {
	at, err := time.Parse(layout, first)
	if err != nil {
		return nil
	}
	var periods []string
	for {
		p := at.Format(layout)
		if p > last {
			return periods
		}
		periods = append(periods, p)
		switch layout {
		case time.DateOnly:
			at = at.AddDate(0, 0, 1)
		case "2006-01":
			at = at.AddDate(0, 1, 0)
		default:
			at = at.AddDate(1, 0, 0)
		}
	}
}
