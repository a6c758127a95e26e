package export

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// gdeltColumns are the 61 columns of a GDELT 2.0 event file, in order.
var gdeltColumns = func() []string {
	columns := []string{"GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"}
	for _, actor := range []string{"Actor1", "Actor2"} {
		for _, c := range []string{"Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code", "Type2Code", "Type3Code"} {
			columns = append(columns, actor+c)
		}
	}
	columns = append(columns, "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone")
	for _, where := range []string{"Actor1Geo", "Actor2Geo", "ActionGeo"} {
		for _, c := range []string{"Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"} {
			columns = append(columns, where+"_"+c)
		}
	}
	return append(columns, "DATEADDED", "SOURCEURL")
}()

// writeGDELT writes events with GDELT's names, as tab-separated values with a
// header. GDELT knows neither status nor doubt: what is planned, possible or
// denied is left out. AvgTone stays empty: newsgraph measures no tone.
func writeGDELT(w io.Writer, events Events) error {
	out := bufio.NewWriterSize(w, 1<<16)
	out.WriteString(strings.Join(gdeltColumns, "\t") + "\n")
	at := make(map[string]int, len(gdeltColumns))
	for i, c := range gdeltColumns {
		at[c] = i
	}
	for e, err := range events {
		if err != nil {
			return err
		}
		day, ok := e.day()
		if e.Status != "actual" || !ok {
			continue
		}
		row := make([]string, len(gdeltColumns))
		set := func(column, value string) { row[at[column]] = tabFree(value) }
		id, err := strconv.ParseUint(e.ID[:min(15, len(e.ID))], 16, 64)
		if err != nil {
			return fmt.Errorf("event %s: its id does not start with 15 hex digits: %w", e.ID, err)
		}
		set("GLOBALEVENTID", strconv.FormatUint(id, 10))
		set("SQLDATE", day.Format("20060102"))
		set("MonthYear", day.Format("200601"))
		set("Year", day.Format("2006"))
		set("FractionDate", strconv.FormatFloat(float64(day.Year())+float64(day.YearDay()-1)/365, 'f', 4, 64))
		for prefix, p := range map[string]Party{"Actor1": e.Source, "Actor2": e.Target} {
			set(prefix+"Code", p.Code+p.Role)
			set(prefix+"Name", strings.ToUpper(p.Name))
			set(prefix+"CountryCode", p.Code)
			set(prefix+"Type1Code", p.Role)
		}
		set("IsRootEvent", "1")
		set("EventCode", e.Cameo)
		set("EventBaseCode", e.Cameo[:min(3, len(e.Cameo))])
		set("EventRootCode", e.root())
		set("QuadClass", strconv.Itoa(e.Quad))
		set("GoldsteinScale", number(e.Goldstein))
		set("NumMentions", strconv.Itoa(e.Reports))
		set("NumSources", strconv.Itoa(e.Sources))
		set("NumArticles", strconv.Itoa(e.Reports))
		set("ActionGeo_FullName", e.Place)
		set("ActionGeo_Lat", e.Lat)
		set("ActionGeo_Long", e.Lon)
		if added, ok := dayOf(e.ReportDate); ok {
			set("DATEADDED", added.Format("20060102150405"))
		}
		set("SOURCEURL", cmp.Or(e.URL, e.Article))
		out.WriteString(strings.Join(row, "\t") + "\n")
	}
	return out.Flush()
}

// writePETRARCH writes events as PETRARCH does: date, source, target and CAMEO
// code, then issues (none), the article and its address, tab-separated without a
// header. What is planned, possible or denied, and what lacks an actor's code, is left out.
func writePETRARCH(w io.Writer, events Events) error {
	out := bufio.NewWriterSize(w, 1<<16)
	for e, err := range events {
		if err != nil {
			return err
		}
		day, ok := e.day()
		source, target := petrarchActor(e.Source), petrarchActor(e.Target)
		if e.Status != "actual" || !ok || source == "" || target == "" {
			continue
		}
		fields := []string{day.Format("20060102"), source, target, e.Cameo, "", tabFree(e.Article), tabFree(e.URL)}
		out.WriteString(strings.Join(fields, "\t") + "\n")
	}
	return out.Flush()
}

// petrarchActor is a nation's code with the role behind it, or the role alone.
func petrarchActor(p Party) string {
	if p.Code == p.Role {
		return p.Code
	}
	return p.Code + p.Role
}

// tabFree keeps text within its cell.
func tabFree(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return ' '
		}
		return r
	}, s)
}

// day is when an action happened, or where the article does not say to the day,
// when it was reported.
func (e *Event) day() (time.Time, bool) {
	if day, ok := dayOf(e.Date); ok {
		return day, true
	}
	return dayOf(e.ReportDate)
}

func dayOf(date string) (time.Time, bool) {
	t, err := time.Parse(time.DateOnly, date)
	return t, err == nil
}
