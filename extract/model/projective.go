package model

// projective.go finds the best tree no two arcs of which cross.

// chart holds, for each pair of words s < t, the best score of what lies between
// them and where it is split: complete and incomplete, headed from the left or the right.
type chart struct {
	score [4][]int64
	split [4][]int32
}

// The four kinds of a span: an arc joins its ends, or the head's half below it is
// finished; the head is its left or its right end.
const (
	arcLeft = iota // the right end is below the left
	arcRight
	doneLeft
	doneRight
)

// crosses reports whether two arcs of a tree cross; the root is left of all words.
func crosses(heads []int32) bool {
	for i, h := range heads {
		a, b := min(int(h), i+1), max(int(h), i+1)
		for j := a; j < b-1; j++ { // words a+1 … b-1
			if g := int(heads[j]); g < a || g > b {
				return true
			}
		}
	}
	return false
}

// best writes to heads the best tree without crossing arcs that has one word
// below the root: Eisner's search over the words, then the root joined to the word
// where both halves are best.
func (c *chart) best(scores []int32, width, n int, heads []int32) {
	for k := range c.score {
		grow(&c.score[k], n*n)
		grow(&c.split[k], n*n)
	}
	for i := range n {
		for k := range c.score {
			c.score[k][i*n+i] = 0
		}
	}
	for length := 1; length < n; length++ {
		for s := 0; s+length < n; s++ {
			t := s + length
			at := s*n + t
			best := noArc
			var split int
			for q := s; q < t; q++ {
				if v := c.score[doneLeft][s*n+q] + c.score[doneRight][(q+1)*n+t]; v > best {
					best, split = v, q
				}
			}
			c.score[arcLeft][at] = best + int64(scores[t*width+s+1])
			c.score[arcRight][at] = best + int64(scores[s*width+t+1])
			c.split[arcLeft][at], c.split[arcRight][at] = int32(split), int32(split)
			best = noArc
			for q := s + 1; q <= t; q++ {
				if v := c.score[arcLeft][s*n+q] + c.score[doneLeft][q*n+t]; v > best {
					best, split = v, q
				}
			}
			c.score[doneLeft][at], c.split[doneLeft][at] = best, int32(split)
			best = noArc
			for q := s; q < t; q++ {
				if v := c.score[doneRight][s*n+q] + c.score[arcRight][q*n+t]; v > best {
					best, split = v, q
				}
			}
			c.score[doneRight][at], c.split[doneRight][at] = best, int32(split)
		}
	}
	top := noArc
	root := 0
	for i := range n {
		if v := int64(scores[i*width]) + c.score[doneRight][i] + c.score[doneLeft][i*n+n-1]; v > top {
			top, root = v, i
		}
	}
	heads[root] = 0
	c.read(doneRight, 0, root, n, heads)
	c.read(doneLeft, root, n-1, n, heads)
}

// read writes the heads of the words inside a span.
func (c *chart) read(kind, s, t, n int, heads []int32) {
	if s == t {
		return
	}
	q := int(c.split[kind][s*n+t])
	switch kind {
	case arcLeft, arcRight:
		if kind == arcLeft {
			heads[t] = int32(s + 1)
		} else {
			heads[s] = int32(t + 1)
		}
		c.read(doneLeft, s, q, n, heads)
		c.read(doneRight, q+1, t, n, heads)
	case doneLeft:
		c.read(arcLeft, s, q, n, heads)
		c.read(doneLeft, q, t, n, heads)
	case doneRight:
		c.read(doneRight, s, q, n, heads)
		c.read(arcRight, q, t, n, heads)
	}
}
