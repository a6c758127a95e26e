package merge

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestNearAgreesWithLookingAtAll compares the timeline with a walk through all occurrences.
func TestNearAgreesWithLookingAtAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.SampledFrom([]int32{0, 100, 101, 105, 120, 130, 131, 200})
		published := rapid.SliceOfN(days, 60, 60).Draw(t, "published")
		draw := func() occurrence {
			doc := rapid.Int32Range(0, 59).Draw(t, "doc")
			return occurrence{at: mention{doc: doc}, day: published[doc]}
		}
		e := new(entity)
		for range rapid.IntRange(0, 80).Draw(t, "occurrences") {
			e.in = append(e.in, draw())
		}
		o := draw()
		var near []int32
		within, least := 0, int32(unknownDistance)
		for i, other := range e.in {
			apart := daysApart(o.day, other.day)
			if other.at.doc == o.at.doc || apart > nearDays && apart != unknownDistance {
				continue
			}
			near = append(near, int32(i))
			if apart <= nearDays {
				within++
			}
			least = min(least, apart)
		}
		slices.SortStableFunc(near, func(a, b int32) int {
			return cmp.Compare(daysApart(o.day, e.in[a].day), daysApart(o.day, e.in[b].day))
		})
		near = near[:min(len(near), weighed)]
		gotNear, gotWithin, gotLeast := e.near(o)
		if !slices.Equal(gotNear, near) || gotWithin != within || gotLeast != least {
			t.Fatalf("near %v, %d within, nearest %d; want %v, %d, %d", gotNear, gotWithin, gotLeast, near, within, least)
		}
	})
}
