package model

import (
	"strings"

	"newsgraph/extract/text"
)

// adjacent is the price of two names of one kind side by side: they are most
// often one name. Set on the names of UNER's dev part.
const adjacent = 1.5

// nameScratch is the memory of the search for the best name labels.
type nameScratch struct {
	score, next []float32
	back        []uint8
}

// names finds the best row of labels in which every I- follows its own B- or I-.
// Labels are O first, then B- and I- of each kind by turns.
func (w *weights) names(s *scratch, dst []text.Name, at, n, first int) []text.Name {
	L := len(w.Labels.Name)
	ns := &s.names
	score, next := grow(&ns.score, L), grow(&ns.next, L)
	back := grow(&ns.back, n*L)
	for t := range n {
		best := 0
		if t > 0 {
			for k := 1; k < L; k++ {
				if score[k] > score[best] {
					best = k
				}
			}
		}
		for k := range L {
			from, base := best, float32(0)
			inside := k > 0 && k%2 == 0
			switch {
			case t == 0 && inside:
				base = -1e9
			case t == 0:
			case inside:
				// From B- (k-1) or I- (k) of the same kind.
				if from = k - 1; score[k] > score[k-1] {
					from = k
				}
				base = score[from]
			case k > 0:
				// From anything at all, but from a name of the same kind only at a price.
				from = 0
				base = score[0]
				for j := 1; j < L; j++ {
					v := score[j]
					if j == k || j == k+1 {
						v -= adjacent
					}
					if v > base {
						from, base = j, v
					}
				}
			default:
				base = score[best]
			}
			next[k] = base + w.logit(s, at+t, first+k)
			back[t*L+k] = uint8(from)
		}
		score, next = next, score
	}
	k := 0
	for j := 1; j < L; j++ {
		if score[j] > score[k] {
			k = j
		}
	}
	from, end := len(dst), 0
	for t := n - 1; t >= 0; t-- {
		if k > 0 {
			if end == 0 {
				end = t + 1
			}
			if k%2 == 1 {
				kind := text.NameKind(strings.TrimPrefix(w.Labels.Name[k], "B-"))
				dst = append(dst, text.Name{First: t, End: end, Kind: kind})
				end = 0
			}
		}
		k = int(back[t*L+k])
	}
	for i, j := from, len(dst)-1; i < j; i, j = i+1, j-1 {
		dst[i], dst[j] = dst[j], dst[i]
	}
	return dst
}
