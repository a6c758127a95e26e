package model

// noArc is lower than any score a pair of words can have.
const noArc = -1 << 40

// treeScratch is the memory of the search for the best tree.
type treeScratch struct {
	heads []int32
	best  []int32
	seen  []int32
	graph []int64
}

// decode returns the heads (0 the root, j the word j-1) of the best tree with
// exactly one word below the root. Each word's own best head nearly always makes
// a tree already; only otherwise is the tree searched for, under each of the
// three words likeliest to be the root.
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
	if roots == 1 && ts.isTree(heads) {
		return heads
	}
	var top [3]int
	k := 0
	for i := range n {
		j := k
		for j > 0 && scores[i*width] > scores[top[j-1]*width] {
			j--
		}
		if j < len(top) {
			copy(top[j+1:], top[j:])
			top[j] = i
			k = min(k+1, len(top))
		}
	}
	best := grow(&ts.best, n)
	var bestScore int64 = noArc
	for _, root := range top[:k] {
		g := grow(&ts.graph, (n+1)*(n+1))
		for i := range g {
			g[i] = noArc
		}
		for i := range n {
			row := g[(i+1)*(n+1):]
			if i == root {
				row[0] = int64(scores[i*width])
				continue
			}
			for j := 1; j <= n; j++ {
				if j != i+1 {
					row[j] = int64(scores[i*width+j])
				}
			}
		}
		found := spanning(g, n+1)
		var sum int64
		for i := range n {
			sum += int64(scores[i*width+found[i+1]])
		}
		if sum > bestScore {
			bestScore = sum
			for i := range n {
				best[i] = int32(found[i+1])
			}
		}
	}
	return best
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

// spanning is Chu-Liu and Edmonds' search for the best tree below node 0:
// g[i*n+j] scores j as head of i. Cycles are drawn together to one node, the
// smaller graph is solved, and the cycle opened where the solution enters it.
func spanning(g []int64, n int) []int {
	heads := make([]int, n)
	for i := 1; i < n; i++ {
		arg := 0
		for j := 1; j < n; j++ {
			if j != i && g[i*n+j] > g[i*n+arg] {
				arg = j
			}
		}
		heads[i] = arg
	}
	cycle := findCycle(heads)
	if cycle == nil {
		return heads
	}
	inside := make([]bool, n)
	var total int64
	for _, i := range cycle {
		inside[i] = true
		total += g[i*n+heads[i]]
	}
	var rest []int
	for i := range n {
		if !inside[i] {
			rest = append(rest, i)
		}
	}
	m := len(rest)
	small := make([]int64, (m+1)*(m+1))
	leave, enter := make([]int, m), make([]int, m)
	for a, i := range rest {
		for b, j := range rest {
			small[a*(m+1)+b] = g[i*n+j]
		}
		leave[a], enter[a] = cycle[0], cycle[0]
		for _, c := range cycle {
			if g[i*n+c] > g[i*n+leave[a]] {
				leave[a] = c
			}
			e := enter[a]
			if g[c*n+i]-g[c*n+heads[c]] > g[e*n+i]-g[e*n+heads[e]] {
				enter[a] = c
			}
		}
		e := enter[a]
		small[a*(m+1)+m] = g[i*n+leave[a]]
		small[m*(m+1)+a] = total + g[e*n+i] - g[e*n+heads[e]]
	}
	small[m*(m+1)+m] = noArc
	sub := spanning(small, m+1)
	for a, i := range rest {
		if i == 0 {
			continue
		}
		if sub[a] == m {
			heads[i] = leave[a]
		} else {
			heads[i] = rest[sub[a]]
		}
	}
	a := sub[m]
	heads[enter[a]] = rest[a]
	return heads
}

// findCycle returns the nodes of one cycle, or nil.
func findCycle(heads []int) []int {
	state := make([]int, len(heads))
	for i := 1; i < len(heads); i++ {
		j := i
		for j != 0 && state[j] == 0 {
			state[j] = i
			j = heads[j]
		}
		if j != 0 && state[j] == i {
			cycle := []int{j}
			for k := heads[j]; k != j; k = heads[k] {
				cycle = append(cycle, k)
			}
			return cycle
		}
	}
	return nil
}
