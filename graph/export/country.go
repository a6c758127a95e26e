package export

import (
	_ "embed"
	"strings"
	"sync"

	"golang.org/x/text/language"
)

//go:embed cow.csv
var cowCSV string

// cow gives the Correlates of War number of each nation.
var cow = sync.OnceValue(func() map[string]string {
	numbers := map[string]string{}
	for line := range strings.Lines(cowCSV) {
		if iso3, number, ok := strings.Cut(strings.TrimSpace(line), ","); ok && line[0] != '#' {
			numbers[iso3] = number
		}
	}
	return numbers
})

// ftmCountry gives the two small letters by which FollowTheMoney knows a nation.
func ftmCountry(iso3 string) string {
	region, err := language.ParseRegion(iso3)
	if err != nil || !region.IsCountry() {
		return ""
	}
	return strings.ToLower(region.String())
}
