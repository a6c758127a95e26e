package model

// noArc is lower than any score a pair of words can have.
const noArc int64 = -1 << 40

// treeScratch is the memory of the search for the best tree.
type treeScratch struct {
	heads []int32
	seen  []int32
	chart chart
}

// decode returns the heads (0 the root, j the word j-1) of the best tree with
// exactly one word below the root and no arcs that cross: of English sentences two
// to six in a hundred have such, but where the scores want them they are mostly
// wrong. Each word's own best head nearly always makes such a tree already; only
// otherwise is it searched for.
func (ts *treeScratch) decode(scores []int32, width, n int) []int32 {
	heads := grow(&ts.heads, n)
	roots := 0
	for i := range n {
		row := scores[i*width:][:n+1]
		arg := 0
		for j := 1; j <= n; j++ {
			if j != i+1 && row[j] > row[arg] {
				arg = j
			}
		}
		heads[i] = int32(arg)
		if arg == 0 {
			roots++
		}
	}
	if roots != 1 || !ts.isTree(heads) || crosses(heads) {
		ts.chart.best(scores, width, n, heads)
	}
	return heads
}

// isTree reports whether every word reaches the root.
func (ts *treeScratch) isTree(heads []int32) bool {
	seen := grow(&ts.seen, len(heads)+1)
	clear(seen)
	for i := range heads {
		mark := int32(i + 1)
		for j := mark; j != 0 && seen[j] != -1; j = heads[j-1] {
			if seen[j] == mark {
				return false
			}
			seen[j] = mark
		}
		for j := mark; j != 0 && seen[j] == mark; j = heads[j-1] {
			seen[j] = -1
		}
	}
	return true
}
