package model

import (
	"strings"

	"newsgraph/extract/text"
)

// own is the weight of the head for names that the network below has itself: it learned
// from other labels, and the two miss different names. Set on parts of UNER and GMB
// kept out, and on the gold articles.
const own = 0.25

// nameScratch is the memory of the name tower and of the search for the best labels.
type nameScratch struct {
	marks       []uint8          // rows of the lists of each word
	listed      [maxLists]uint32 // the rows of one word
	x           []int16
	emits       []int32
	emit        []float32 // of one word
	score, next []float32
	back        []uint8
}

// best appends the names of the n words from row at of the batch: those of the row of
// labels that scores best. Labels are O first, then B- and I- of each kind by turns; the
// weights bar an I- that follows neither its own B- nor I-.
func (m *namer) best(s *scratch, dst []text.Name, at, n int, fast bool) []text.Name {
	L, width := len(m.Labels), m.emit.width()
	first := len(m.under.Labels.UPOS) + len(m.under.Labels.XPOS)
	ns := &s.names
	score, next := grow(&ns.score, L), grow(&ns.next, L)
	back, emit := grow(&ns.back, n*L), grow(&ns.emit, width)
	for k := range score[1:] {
		score[1+k] = -1e9 // a sentence begins as after O
	}
	score[0] = 0
	for t := range n {
		affine(emit, ns.emits[(at+t)*width:], m.emit.scale, m.emit.bias, fast)
		under := m.under.logits(s, at+t, fast)[first:]
		for k := range L {
			from, most := 0, score[0]+m.step[k]
			for j := 1; j < L; j++ {
				if v := score[j] + m.step[j*L+k]; v > most {
					from, most = j, v
				}
			}
			next[k] = most + emit[k] + float32(own*under[k])
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
				kind := text.NameKind(strings.TrimPrefix(m.Labels[k], "B-"))
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
