package read

import (
	"fmt"
	"strings"
)

// Reason is a short, stable word for what is wrong with an item; runs count by it.
type Reason string

// The reasons to quarantine an item.
const (
	Unreadable Reason = "unreadable" // cannot be opened or read
	NotText    Reason = "not-text"   // a binary format
	Malformed  Reason = "malformed"  // a broken record
	Damaged    Reason = "damaged"    // a broken or truncated file or archive
	NoText     Reason = "no-text"    // a record or page without the text of an article
	TooLarge   Reason = "too-large"  // over a limit that keeps time and memory bounded
	Failed     Reason = "failed"     // read well, but the program itself fails on it
)

// The reasons to skip an item, which are no fault of it.
const (
	OtherLanguage Reason = "language" // not a language that was asked for
	OutsideDates  Reason = "date"     // before --since or after --until, or without a date
	NotNews       Reason = "not-news" // a table, a list of links, results: no prose to read
	NotAFile      Reason = "not-a-file"
)

// The reasons to warn about an item that is read all the same.
const (
	Cut      Reason = "cut"      // longer than Options.MaxText
	Mojibake Reason = "mojibake" // decoded wrongly before it came here
	BadDate  Reason = "bad-date" // a date that cannot be read

	OpenQuote Reason = "open-quote" // of a table: a quote that is never closed
)

var remedies = map[Reason]string{
	Unreadable:    "check that the file exists and may be read",
	NotText:       "convert it to text or HTML first",
	Malformed:     "mend the record or export it again",
	Damaged:       "fetch or compress the file again",
	NoText:        "name the field that holds the text: --field text=NAME; of a page or a file, check that it holds an article",
	Failed:        "report it, with the article",
	TooLarge:      "unpack it, or split it into records of one article each",
	OtherLanguage: "choose languages with --lang",
	OutsideDates:  "widen --since and --until",
	NotNews:       "take its tables and lists out, if an article is in it after all",
	NotAFile:      "name it on the command line to read it",
	Cut:           "split it into articles, or raise --max-article",
	Mojibake:      "export the source again as UTF-8",
	BadDate:       "write dates as YYYY-MM-DD",
	OpenQuote:     "close the quote, or export the table again",
}

// Remedy is what usually helps.
func (r Reason) Remedy() string { return remedies[r] }

// Fault says what is wrong with one item, where, and what to do about it.
type Fault struct {
	Input    string // the file, with the path inside an archive after "!"
	Position string // "line 12", "record 3", or "" for the whole input
	Reason   Reason
	Remedy   string
	Err      error // the cause, in words for people
}

func (f *Fault) Error() string {
	where := fmt.Sprintf("%q", f.Input)
	if !strings.ContainsFunc(f.Input, func(r rune) bool { return r < ' ' || r == '"' }) {
		where = f.Input
	}
	if f.Position != "" {
		where += ": " + f.Position
	}
	return fmt.Sprintf("%s: %s: %v (%s)", where, f.Reason, f.Err, f.Remedy)
}

// Unwrap returns the cause.
func (f *Fault) Unwrap() error { return f.Err }

// Skipped reports whether the item is left out on purpose, which is no failure.
func (f *Fault) Skipped() bool {
	switch f.Reason {
	case OtherLanguage, OutsideDates, NotNews, NotAFile:
		return true
	}
	return false
}

// Warning reports whether the item is read in spite of the fault.
func (f *Fault) Warning() bool {
	switch f.Reason {
	case Cut, Mojibake, BadDate, OpenQuote:
		return true
	}
	return false
}

// fault makes a Fault with its reason's usual remedy.
func fault(input, position string, reason Reason, format string, args ...any) *Fault {
	return &Fault{input, position, reason, remedies[reason], fmt.Errorf(format, args...)}
}

// Faults lists the faults in an error of Item.Article.
func Faults(err error) []*Fault {
	switch e := err.(type) {
	case *Fault:
		return []*Fault{e}
	case interface{ Unwrap() []error }:
		var all []*Fault
		for _, err := range e.Unwrap() {
			all = append(all, Faults(err)...)
		}
		return all
	}
	return nil
}
