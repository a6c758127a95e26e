package export

import (
	_ "embed"
	"strings"
	"sync"

	"newsgraph/graph"
)

//go:embed places.tsv
var placesTSV string

type placeKey struct{ name, nation string }

// places gives the latitude and longitude of cities, as texts of decimal degrees.
var places = sync.OnceValue(func() map[placeKey][2]string {
	at := map[placeKey][2]string{}
	for line := range strings.Lines(placesTSV) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 4 && line[0] != '#' {
			at[placeKey{f[0], f[1]}] = [2]string{f[2], f[3]}
		}
	}
	return at
})

// coordinates are those of a city of the gazetteer; "" for other places.
func coordinates(n *graph.NodeRecord) (lat, lon string) {
	if n.Label != "Place" {
		return "", ""
	}
	at := places()[placeKey{n.Name, n.Nation}]
	return at[0], at[1]
}
