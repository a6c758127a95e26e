package model

import "newsgraph/extract/text"

// scratch is the memory of one batch, kept between batches.
type scratch struct {
	words   words
	acc     []float32 // one row
	none    []int32   // a row of zeros
	wide    []int16   // rows of three neighbours
	x       []int16   // rows of the main activations
	sums    []int32   // products
	heads   []int32   // products of all heads
	dep     []int16
	hd      []int16
	depArc  []int16
	rdep    []int16
	rhd     []int16
	triple  []int16
	relSums []int32
	logits  []float32
	packed  matrix  // heads of one sentence as columns
	arcs    []int32 // arc scores of one sentence
	lemma   []byte
	tree    treeScratch
	names   nameScratch
}

func grow[T any](s *[]T, n int) []T {
	if cap(*s) < n {
		*s = make([]T, n+n/4)
	}
	*s = (*s)[:n]
	return *s
}

// neighbours lays beside each row the rows d before and d after it, zeros beyond the sentence.
func neighbours(dst, x []int16, n, width, d int) {
	for t := range n {
		row := dst[t*3*width:][:3*width]
		if t >= d {
			copy(row[:width], x[(t-d)*width:])
		} else {
			clear(row[:width])
		}
		copy(row[width:2*width], x[t*width:])
		if t+d < n {
			copy(row[2*width:], x[(t+d)*width:][:width])
		} else {
			clear(row[2*width:])
		}
	}
}

// stack is residual convolutions over three words, one upon the other.
type stack struct {
	width     int
	dilations []int
	conv      []linear
	norms     []norm
}

// run takes the activations x of a batch of sentences, n words in all, through the layers.
func (k *stack) run(s *scratch, x []int16, batch [][]text.Token, n int, fast bool) {
	width, rows := k.width, roundUp(n, rowTile)
	wide := grow(&s.wide, rows*3*width)
	clear(wide[n*3*width:])
	acc := grow(&s.acc, width)
	for l := range k.conv {
		conv := &k.conv[l]
		at := 0
		for _, t := range batch {
			neighbours(wide[at*3*width:], x[at*width:], len(t), width, k.dilations[l])
			at += len(t)
		}
		cw := conv.width()
		sums := grow(&s.sums, rows*cw)
		conv.multiply(sums, wide, n, fast)
		for t := range n {
			in := x[t*width:][:width]
			residual(acc, in, sums[t*cw:], conv.scale, conv.bias, fast)
			k.norms[l].normalise(in, acc, fast)
		}
	}
}

// run computes the activations of a batch of sentences, then what each head reads.
// It returns the number of words.
func (w *weights) run(s *scratch, batch [][]text.Token, fast bool) int {
	n := w.lookUp(s, batch, fast)
	rows := roundUp(n, rowTile)
	x := grow(&s.x, rows*w.Width)
	clear(x[n*w.Width:])
	w.begin(s, x, batch, fast)
	w.stack.run(s, x, batch, n, fast)
	w.heads.multiply(grow(&s.heads, rows*w.heads.width()), x, n, fast)

	// The arc and label heads' own activations.
	tags := len(w.Labels.UPOS) + len(w.Labels.XPOS) + len(w.Labels.Name)
	A, R := w.Header.Arc, w.Header.Rel
	dep, hd := grow(&s.dep, rows*A), grow(&s.hd, rows*A)
	rdep, rhd := grow(&s.rdep, n*R), grow(&s.rhd, n*R)
	clear(dep[n*A:])
	clear(hd[n*A:])
	for t := range n {
		w.head(s, dep[t*A:][:A], t, tags, w.DepOne, fast)
		w.head(s, hd[t*A:][:A], t, tags+A, w.HeadOne, fast)
		w.head(s, rdep[t*R:][:R], t, tags+2*A, w.RelDepOne, fast)
		w.head(s, rhd[t*R:][:R], t, tags+2*A+R, w.RelHdOne, fast)
	}
	aw := w.arc.width()
	sums := grow(&s.sums, rows*aw)
	w.arc.multiply(sums, dep, n, fast)
	depArc := grow(&s.depArc, rows*A)
	clear(depArc[n*A:])
	for t := range n {
		activate(depArc[t*A:][:A], sums[t*aw:], w.arc.scale, w.arc.bias, w.ArcOne, -clip, fast)
	}
	return n
}

// head reads the outputs of one head at word t, from output first on, cut off at 0.
func (w *weights) head(s *scratch, dst []int16, t, first int, unit float32, fast bool) {
	sums := s.heads[t*w.heads.width()+first:]
	activate(dst, sums, w.heads.scale[first:], w.heads.bias[first:], unit, 0, fast)
}

// logits returns the outputs of the heads that label single words, at word t: parts of
// speech, their finer tags, names.
func (w *weights) logits(s *scratch, t int, fast bool) []float32 {
	n := len(w.Labels.UPOS) + len(w.Labels.XPOS) + len(w.Labels.Name)
	row := grow(&s.logits, roundUp(n, lanes))
	affine(row, s.heads[t*w.heads.width():], w.heads.scale, w.heads.bias, fast)
	return row[:n]
}

// best is the place of the first of the highest numbers.
func best(v []float32) int {
	arg := 0
	for i := range v {
		if v[i] > v[arg] {
			arg = i
		}
	}
	return arg
}

// arcScores scores every head for each of the n words that begin at row at:
// column 0 is the root, column j the word j-1.
func (w *weights) arcScores(s *scratch, at, n int, fast bool) (scores []int32, width int) {
	A := w.Header.Arc
	heads := grow(&s.triple, (n+1)*A)
	copy(heads, w.rootHead)
	copy(heads[A:], s.hd[at*A:][:n*A])
	s.packed.pack(heads, A, n+1)
	width = s.packed.width()
	scores = grow(&s.arcs, roundUp(n, rowTile)*width)
	// The tile reads up to three rows past the sentence: the next sentence's, or zeros.
	rows := grow(&s.wide, roundUp(n, rowTile)*A)
	copy(rows, s.depArc[at*A:][:n*A])
	s.packed.multiply(scores, rows, n, fast)
	for i := range n {
		row := scores[i*width:][:n+1]
		row[0] += w.rootArc
		for j, d := range w.distance[MaxTokens-i:][:n] {
			row[1+j] += d
		}
	}
	return scores, width
}

// relations finds the label of each of the n words that begin at row at, given their heads.
func (w *weights) relations(s *scratch, at int, heads []int32, out []int, fast bool) {
	n, R := len(heads), w.Header.Rel
	triple := grow(&s.triple, roundUp(n, rowTile)*3*R)
	clear(triple[n*3*R:])
	for t, h := range heads {
		row := triple[t*3*R:][:3*R]
		d, hd := s.rdep[(at+t)*R:][:R], w.rootRel
		if h > 0 {
			hd = s.rhd[(at+int(h)-1)*R:][:R]
		}
		for i := range d {
			row[i], row[R+i] = d[i], hd[i]
			row[2*R+i] = int16((int32(d[i]) * int32(hd[i])) >> 11)
		}
	}
	width := w.rel.width()
	sums := grow(&s.relSums, roundUp(n, rowTile)*width)
	w.rel.multiply(sums, triple, n, fast)
	row := grow(&s.logits, width)
	for t := range n {
		affine(row, sums[t*width:], w.rel.scale, w.rel.bias, fast)
		out[t] = best(row[:len(w.Labels.Rel)])
	}
}
