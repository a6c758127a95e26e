package read

import (
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"
)

const (
	languageSample = 4000 // bytes looked at
	languageWords  = 8    // fewer words tell nothing
	surerWords     = 40   // below this, one English function word is doubt enough
	functionShare  = 0.20 // of words: English prose has 0.35 to 0.5, headlines 0.2, other languages under 0.1
)

// function words of English that no other language of news shares in numbers.
var functionWords = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`the of and to that for with was were is are has have had been his her their its
		from by at on as be but not which who would will said this these those they it he she or an about after
		before into than more when while there could should you we our what if can because over under also`) {
		m[w] = true
	}
	return m
}()

// language returns the BCP 47 code of the language of an article, or "" when it
// is too short to tell.
func language(title, body string) string {
	sample := body[:min(len(body), languageSample)]
	if len(body) < 200 {
		sample = title + " " + sample
	}
	words, function := 0, 0
	for w := range strings.FieldsFuncSeq(sample, func(r rune) bool { return !unicode.IsLetter(r) }) {
		words++
		if functionWords[strings.ToLower(w)] {
			function++
		}
	}
	if words < languageWords && function > 0 {
		return "en"
	}
	if float64(function) >= functionShare*float64(words) && words > 0 {
		return "en"
	}
	info := whatlanggo.Detect(strings.ToValidUTF8(sample, " "))
	if info.Script == unicode.Latin && (words < languageWords || words < surerWords && (function > 0 || !info.IsReliable())) || info.Lang < 0 {
		return "" // a line or two of names tell nothing
	}
	return info.Lang.Iso6391()
}
