package model

import (
	"math/rand/v2"
	"testing"
)

// The tree found is as good as the best of all trees without crossing arcs.
func TestDecodeFindsTheBestTree(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var ts treeScratch
	for range 3000 {
		n := 1 + random.IntN(5)
		width := n + 1
		scores := make([]int32, n*width)
		for i := range scores {
			scores[i] = random.Int32N(1000) - 500
		}
		sum := func(heads []int32) int64 {
			var v int64
			for i, h := range heads {
				v += int64(scores[i*width+int(h)])
			}
			return v
		}
		best := noArc
		heads := make([]int32, n)
		var try func(i, roots int)
		try = func(i, roots int) {
			if i == n {
				if roots == 1 && ts.isTree(heads) && !crosses(heads) {
					best = max(best, sum(heads))
				}
				return
			}
			for h := range n + 1 {
				if heads[i] = int32(h); h != i+1 {
					if h == 0 {
						try(i+1, roots+1)
					} else {
						try(i+1, roots)
					}
				}
			}
		}
		try(0, 0)
		found := ts.decode(scores, width, n)
		if !ts.isTree(found) || crosses(found) || sum(found) != best {
			t.Fatalf("%d words, scores %v: heads %v sum to %d, the best to %d", n, scores, found, sum(found), best)
		}
	}
}
