package model

import "newsgraph/extract/text"

// maxKnown is how many words a memory of words holds before it is cleared: most
// words of news are among some thousands. No batch has as many.
const maxKnown = 4096

// words remembers what the networks make of a word by itself, which its
// neighbours do not change: its rows, the first activations, and the share that
// these have in the first layer's sums at the word and at its neighbours.
type words struct {
	at    []int             // place in the memory of each word of the batch
	known map[string]int    // place of a word in a sentence of a letter case
	fresh int               // the first place that the batch has filled
	key   []string          // normalised words
	row   []uint32          // of the word itself
	sub   [][subRows]uint32 // shared ones
	first []int16           // first activations
	parts []int32           // sums as right neighbour, in the middle and as left neighbour
	named []float32         // what the name tower's tables have of the word
	buf   []byte
}

// lookUp finds the words of a batch in the memory, puts there those that it does
// not know, and returns how many words the batch has.
func (w *weights) lookUp(s *scratch, batch [][]text.Token, fast bool) int {
	m := &s.words
	n := 0
	for _, tokens := range batch {
		n += len(tokens)
	}
	if m.known == nil {
		rows := maxKnown + rowTile
		m.known = make(map[string]int, maxKnown)
		m.first, m.parts = make([]int16, rows*w.Width), make([]int32, rows*w.first.width())
	}
	if len(m.key)+n > maxKnown {
		clear(m.known)
		m.key, m.row, m.sub = m.key[:0], m.row[:0], m.sub[:0]
	}
	m.at, m.fresh = m.at[:0], len(m.key)
	for _, tokens := range batch {
		var sub [subRows]uint32
		sub[subRows-1] = letterCase(tokens)
		for t := range tokens {
			word := tokens[t].Text
			if len(word) > maxWord {
				word = word[:maxWord]
			}
			m.buf = append(append(m.buf[:0], byte(sub[subRows-1])), word...)
			at, ok := m.known[string(m.buf)]
			if !ok {
				at = len(m.key)
				m.known[string(m.buf)] = at
				m.buf = appendNorm(m.buf[:0], word)
				hashFeatures(&sub, word, m.buf, uint32(w.Buckets))
				key := string(m.buf)
				m.key, m.row, m.sub = append(m.key, key), append(m.row, w.rowOf[key]), append(m.sub, sub)
			}
			m.at = append(m.at, at)
		}
	}
	w.embed(s, fast)
	return n
}

// embed fills in the fresh words' first activations and their parts of the first layer's sums.
func (w *weights) embed(s *scratch, fast bool) {
	m, from := &s.words, s.words.fresh
	acc := grow(&s.acc, w.Width)
	for i := from; i < len(m.key); i++ {
		clear(acc)
		w.word.add(acc, m.row[i:i+1], fast)
		w.sub.add(acc, m.sub[i][:], fast)
		w.norm0.normalise(m.first[i*w.Width:], acc, fast)
	}
	w.first.multiply(m.parts[from*w.first.width():], m.first[from*w.Width:], len(m.key)-from, fast)
}

// begin takes the words of a batch through the first layer, which sums what is known
// of each word and of the words d before and d after it.
func (w *weights) begin(s *scratch, x []int16, batch [][]text.Token, fast bool) {
	m, width, d := &s.words, w.Width, w.Dilations[0]
	acc, sums, none := grow(&s.acc, width), grow(&s.sums, width), grow(&s.none, width)
	part := func(at, k int) []int32 { return m.parts[at*w.first.width()+k*width:][:width] }
	from := 0
	for _, tokens := range batch {
		at := m.at[from:][:len(tokens)]
		for t, i := range at {
			before, after := none, none
			if t >= d {
				before = part(at[t-d], 0)
			}
			if t+d < len(at) {
				after = part(at[t+d], 2)
			}
			addSums(sums, before, part(i, 1), after, fast)
			residual(acc, m.first[i*width:], sums, w.first.scale, w.first.bias, fast)
			w.norm1.normalise(x[(from+t)*width:], acc, fast)
		}
		from += len(tokens)
	}
}
