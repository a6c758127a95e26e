package model

import (
	_ "embed"
	"fmt"
	"slices"

	"newsgraph/extract/text"
)

// names.bin is made by train/names.py and stands on one version of model.bin,
// whose last activations and word features it reads.
//
//go:embed names.bin
var embeddedNames []byte

const namesMagic = "newsgraph names 1\n"

// namer is the tower that finds names: rows for words, their parts and the lists
// that have them, convolutions, and a score for each label of a word and for each
// step from one word's label to the next's.
type namer struct {
	Version   string   `json:"version"`
	Over      string   `json:"over"` // the version of model.bin
	Labels    []string `json:"labels"`
	Width     int      `json:"width"`
	Dilations []int    `json:"dilations"`
	Lists     []string `json:"lists"`

	under           *weights
	below           linear // from the network below to this one's width
	word, sub, list embedding
	norm0           norm
	stack           stack
	emit            linear
	step            []float32 // from label × to label
	lists           lists
}

func readNamer(file []byte, w *weights) (*namer, error) {
	n := &namer{under: w}
	r, err := open(file, namesMagic, n)
	if err != nil {
		return nil, err
	}
	switch {
	case n.Over != w.Version:
		return nil, fmt.Errorf("it stands on version %q of model.bin, which is %q", n.Over, w.Version)
	case !slices.Equal(n.Labels, w.Labels.Name):
		return nil, fmt.Errorf("header: labels %v are not those of model.bin", n.Labels)
	case n.Width <= 0 || n.Width%rowBlock != 0 || len(n.Lists) > maxLists:
		return nil, fmt.Errorf("header: width %d, %d lists do not fit this program", n.Width, len(n.Lists))
	}
	n.below = r.linear(w.Width, n.Width)
	n.word = r.embedding(len(w.rowOf)+1, n.Width)
	n.sub = r.embedding(w.Buckets, n.Width)
	n.list = r.embedding(1+listParts*len(n.Lists), n.Width)
	n.norm0 = r.norm(n.Width)
	n.stack = r.stack(n.Width, n.Dilations)
	n.emit = r.linear(n.Width, len(n.Labels))
	n.step = r.floats(len(n.Labels) * len(n.Labels))
	n.lists = r.lists(len(n.Lists))
	return n, r.end()
}

// run computes the label scores of the n words of a batch that has gone through the network below.
func (m *namer) run(s *scratch, batch [][]text.Token, n int, fast bool) {
	rows, width := roundUp(n, rowTile), m.Width
	bw := m.below.width()
	sums := grow(&s.sums, rows*bw)
	m.below.multiply(sums, s.x, n, fast)
	m.lists.mark(s, batch, n)
	m.look(s, fast)
	x, acc := grow(&s.names.x, rows*width), grow(&s.acc, width)
	clear(x[n*width:])
	for t, at := range s.words.at {
		affine(acc, sums[t*bw:], m.below.scale, m.below.bias, fast)
		for i, v := range s.words.named[at*width:][:width] {
			acc[i] += v
		}
		listed := s.names.listed[:0]
		for _, row := range s.names.marks[t*m.lists.classes:][:m.lists.classes] {
			if row > 0 {
				listed = append(listed, uint32(row))
			}
		}
		m.list.add(acc, listed, fast)
		m.norm0.normalise(x[t*width:], acc, fast)
	}
	m.stack.run(s, x, batch, n, fast)
	m.emit.multiply(grow(&s.names.emits, rows*m.emit.width()), x, n, fast)
}

// look fills in what the tables have of the words that are fresh in the memory.
func (m *namer) look(s *scratch, fast bool) {
	w := &s.words
	if w.named == nil {
		w.named = make([]float32, maxKnown*m.Width)
	}
	for i := w.fresh; i < len(w.key); i++ {
		acc := w.named[i*m.Width:][:m.Width]
		clear(acc)
		m.word.add(acc, w.row[i:i+1], fast)
		m.sub.add(acc, w.sub[i][:], fast)
	}
}
