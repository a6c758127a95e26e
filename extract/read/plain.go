package read

import (
	"bufio"
	"cmp"
	"regexp"
	"strings"
	"unicode"

	"newsgraph/extract/text"
)

// Plain text begins with what is no prose: the date and headline on a line, lines
// such as "Title: …" or "By Jane Roe", a wire's slugs. They become fields of the
// article or nothing; the text begins after them, and is a slice of the file.

var (
	// " date 2026-01-07 Paris declaration shows…", "2026-01-07 Paris…", "7 January 2026 - Paris…"
	dateHead = regexp.MustCompile(`^(?i:date:?\s+)?((?:19|20)\d{2}-\d{2}-\d{2}|\d{1,2} [A-Z][a-z]{2,8} (?:19|20)\d{2}|[A-Z][a-z]{2,8}\.? \d{1,2},? (?:19|20)\d{2})(?:T[\d:.Z+\-]+)?[\s:|–—-]*(.*)$`)
	weekday  = regexp.MustCompile(`^(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? `)
	keyed    = regexp.MustCompile(`^(?i:(title|headline|subject|date|published|publication date|pubdate|url|link|source|publisher|author|byline|by|id|language|section|keywords|dateline|updated|copyright|slug)):\s*(.*)$`)
	byline   = regexp.MustCompile(`^(?:By|BY) \p{Lu}[^.!?]{2,100}$|^(?i:by) [^.!?]{2,60}, (?i:associated press|afp|reuters|staff)[^.!?]{0,40}$`)
	staff    = regexp.MustCompile(`^(?:Associated Press|AFP|Reuters|Staff|UPI|The Associated Press)(?: (?:[Ss]taff|[Ww]riters?|[Cc]orrespondent|[Rr]eporter))*$`)
	// Wire slugs: "ATTENTION - ADDS quotes ///", "URGENT", "BC-EU--Ukraine,2nd Ld-Writethru", "(RECASTS…)", "=(PICTURE)=", "0930 GMT".
	slug = regexp.MustCompile(`^(?:ATTENTION\b.*|.*///\s*|(?:URGENT|FLASH|ALERT|BULLETIN|ADVISORY|CORRECTION|CORRECTED|UPDATED?|ADDS|RECASTS|REFILES|LEAD|1st LEAD|2nd LEAD)\b[^a-z]*|(?:BC|AP|AFP|EU|UN|US|AS|ML|AF|LT)-[A-Z][\w-]*(?:--[\w-]+)?.*|[=~+*_#-]{3,}|=?\([A-Z][A-Z ,/]+\)=?|\(?(?:Eds?|EDS?|Editors?|EDITORS):.*|\d{3,4} ?GMT.*|\(?(?:ADDS|UPDATES|RECASTS|CORRECTS|REFILES)\b.*\)?|\((?i:adds|updates|recasts|corrects|refiles|repeats|removes|rewrites)\b[^)]*\)|EMBARGO.*|(?i:for immediate release|(?:press|news|media) release))$`)
	// Each line of an older wire stands between these: "^Paris declaration signed<".
	wireLine = regexp.MustCompile(`^\^(.*?)[<^=]*$`)
	// Before a headline: "UPDATE 2-", "URGENT: ".
	stage = regexp.MustCompile(`^(?:(?:UPDATE|WRAPUP|RPT|REPEAT|REFILE|CORRECTED|CORRECTION|RECAST|LEAD|PIX)(?: ?\d{1,2})?|URGENT|BREAKING|FLASH|ALERT)\s?[-:–—]\s*`)
	// What stands around the date in a line of its own.
	aroundDate = regexp.MustCompile(`(?i)\b(?:(?:first |last )?(?:published|posted|updated|modified|released)|on|at|date|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|\d{1,2}[:.]\d\d(?:[:.]\d\d)?|[ap]\.?m\b\.?|[A-Z]?[a-z]?[sd]t|gmt|utc|et|pt|by \w+)\b\.?`)
	// Who wrote or sent it: "Jane Roe, Reuters", "BBC News, Paris".
	credit = regexp.MustCompile(`^\p{Lu}[^.!?:]{0,70}$`)
	sender = regexp.MustCompile(`\b(?:AFP|AP|Reuters|Associated Press|BBC|CNN|NPR|Xinhua|TASS|Interfax|UPI|DPA|ANSA|EFE|Kyodo|Bloomberg|Guardian|Times|Post|News|Correspondent|Staff|Editor|Reporter|Writer|Bureau)\b`)
	// What stands after the last sentence.
	footer = regexp.MustCompile(`(?i)^(?:\((?:additional )?(?:reporting|writing|editing|compiled)\b.*\)?|(?:additional )?(?:reporting|writing) by .*|©.*|\(c\) .*|copyright\b.{0,120}|all rights reserved\.?|[=~+*_#/-]{3,}|-?\s*(?:ends?|more|30)\s*-?|/?(?:enditem|xinhua|afp)/?|[a-z]{2,4}/[a-z]{2,4}(?:/[a-z]{2,4})*)$`)
)

// maxHead is the greatest number of lines before the prose that are looked at.
const maxHead = 30

func (r *reader) plain(src *source, br *bufio.Reader) {
	raw, more, err := readText(br, r.o.MaxText)
	if err != nil && len(raw) == 0 {
		r.reject(streamFault(src.name, "", err))
		return
	}
	if err != nil {
		r.reject(streamFault(src.name, "", err)) // and what came before is read
	}
	o, name := r.o, src.name
	r.emit(&Item{name, "", int64(len(raw)), func() (*text.Article, error) {
		s := decode(raw)
		a := plainArticle(s)
		return o.finish(name, "", a, more)
	}})
}

// plainArticle tells the head of a plain text from its prose.
func plainArticle(s string) *text.Article {
	a := &text.Article{}
	at := 0
	for range maxHead {
		line, next := cutLine(s, at)
		trimmed := strings.TrimSpace(line)
		if next >= len(s) || trimmed != "" && !headLine(a, trimmed, s[next:]) {
			break
		}
		at = next
	}
	a.Text = trimFooter(s[at:])
	return a
}

// cutLine returns the line of s that begins at at, and where the next begins.
func cutLine(s string, at int) (line string, next int) {
	if i := strings.IndexByte(s[at:], '\n'); i >= 0 {
		return strings.TrimSuffix(s[at:at+i], "\r"), at + i + 1
	}
	return s[at:], len(s)
}

// headLine takes one line before the prose into the article and reports whether
// it was such a line. rest is what follows it.
func headLine(a *text.Article, line, rest string) bool {
	if len(line) > 400 {
		return false
	}
	if m := keyed.FindStringSubmatch(line); m != nil && (a.Title == "" || len(line) < 160) {
		switch strings.ToLower(m[1]) {
		case "title", "headline", "subject":
			a.Title = cmp.Or(a.Title, m[2])
		case "date", "published", "publication date", "pubdate":
			a.Date = cmp.Or(a.Date, m[2])
		case "url", "link":
			a.URL = cmp.Or(a.URL, m[2])
		case "source", "publisher":
			a.Source = cmp.Or(a.Source, m[2])
		case "id":
			a.ID = cmp.Or(a.ID, m[2])
		case "language":
			a.Language = cmp.Or(a.Language, m[2])
		case "dateline":
			a.Dateline = cmp.Or(a.Dateline, m[2])
		}
		return true
	}
	if m := wireLine.FindStringSubmatch(line); m != nil {
		if line = m[1]; line == "" || slug.MatchString(line) {
			return true
		}
		if a.Title == "" {
			a.Title = line
			return true
		}
	}
	if slug.MatchString(line) || byline.MatchString(line) || staff.MatchString(line) {
		return true
	}
	if m := dateHead.FindStringSubmatch(weekday.ReplaceAllString(line, "")); m != nil && a.Date == "" {
		if date, ok := parseDate(m[1]); ok {
			switch {
			case m[2] == "":
				a.Date = date
				return true
			case a.Title == "" && isTitle(m[2], rest):
				a.Date, a.Title = date, m[2]
				return true
			}
		}
	}
	if isDateLine(line, a.Title != "") {
		date, _ := parseDate(line)
		a.Date = cmp.Or(a.Date, date)
		return true
	}
	if a.Title == "" && isTitle(line, rest) {
		a.Title = cmp.Or(stage.ReplaceAllString(line, ""), line)
		return true
	}
	return a.Title != "" && (isCredit(line) || notice.MatchString(line))
}

// isDateLine reports whether a line is a date, or a weekday, with at most a time
// and, below a title, a word or two.
func isDateLine(line string, titled bool) bool {
	if len(line) > 80 {
		return false
	}
	rest := line
	for _, date := range []*regexp.Regexp{dayMonth, monthDay, isoDay} {
		rest = date.ReplaceAllString(rest, " ")
	}
	dated := rest != line
	day := aroundDate.ReplaceAllString(rest, " ")
	switch left := len(wordsOf(day)); {
	case dated:
		return left == 0 || titled && left <= 2
	default: // a weekday or "Published", with the date elsewhere
		return left == 0 && day != rest && titled
	}
}

// isCredit reports whether a line below the title says who wrote or sent the article.
func isCredit(line string) bool {
	if !credit.MatchString(line) || !sender.MatchString(line) {
		return false
	}
	for _, w := range strings.Fields(line) {
		switch w {
		case "in", "for", "and", "of", "the", "at", "|", "-", "/":
			continue
		}
		if c := []rune(w)[0]; !unicode.IsUpper(c) {
			return false
		}
	}
	return true
}

// isTitle reports whether a line is a headline: short, without the end of a
// sentence, before prose that stands apart from it.
func isTitle(line, rest string) bool {
	if len(line) > 220 || strings.HasSuffix(line, ",") || strings.HasSuffix(line, ";") {
		return false
	}
	if _, prose := text.Dateline(line); prose > 0 {
		return false
	}
	if strings.TrimSpace(rest) == "" {
		return false
	}
	if end := strings.TrimRight(line, `"'”’)`); strings.HasSuffix(end, ".") && !strings.HasSuffix(end, "U.S.") && !strings.HasSuffix(end, "...") {
		return false
	}
	next, _ := cutLine(rest, 0)
	if strings.TrimSpace(next) == "" {
		return true
	}
	// No blank line between: a headline unless the next line goes on with it.
	c := strings.TrimLeft(next, " \t\"'“‘(")
	return c != "" && !unicode.IsLower([]rune(c[:min(len(c), 4)])[0]) && (len(line) < 50 || len(next) > len(line)+20 || keyed.MatchString(next) || byline.MatchString(next))
}

// trimFooter cuts credits and copyright lines off the end of a text.
func trimFooter(s string) string {
	for range 6 {
		s = strings.TrimRightFunc(s, unicode.IsSpace)
		i := strings.LastIndexByte(s, '\n')
		if i < 0 || !footer.MatchString(strings.TrimSpace(s[i+1:])) {
			return s
		}
		s = s[:i]
	}
	return s
}
