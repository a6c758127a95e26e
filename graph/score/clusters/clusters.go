// Package clusters compares two clusterings of mentions, as coreference is
// measured. The two need not hold the same mentions: one that the other lacks
// counts against precision or recall.
package clusters

import "slices"

// Scores are F1 figures, 0 to 1; CoNLL is the mean of the first three.
type Scores struct{ MUC, B3, CEAF, LEA, CoNLL float64 }

// Compare scores a system's clustering against gold: mention → cluster.
func Compare(gold, system map[string]string) Scores {
	g, s := of(gold), of(system)
	var sc Scores
	sc.MUC = f1(muc(g, system), muc(s, gold))
	sc.B3 = f1(b3(gold, system, g, s), b3(system, gold, s, g))
	sc.CEAF = ceaf(g, s)
	sc.LEA = f1(lea(g, system), lea(s, gold))
	sc.CoNLL = (sc.MUC + sc.B3 + sc.CEAF) / 3
	return sc
}

func of(clustering map[string]string) map[string][]string {
	clusters := map[string][]string{}
	for item, c := range clustering {
		clusters[c] = append(clusters[c], item)
	}
	for _, items := range clusters {
		slices.Sort(items)
	}
	return clusters
}

func f1(r, p float64) float64 {
	if r+p == 0 {
		return 0
	}
	return 2 * r * p / (r + p)
}

// muc is the recall of links (Vilain et al. 1995).
func muc(gold map[string][]string, system map[string]string) float64 {
	links, found := 0, 0
	for _, items := range gold {
		parts, missing := map[string]bool{}, 0
		for _, item := range items {
			if c, ok := system[item]; ok {
				parts[c] = true
			} else {
				missing++ // a part of its own
			}
		}
		links += len(items) - 1
		found += len(items) - len(parts) - missing
	}
	if links == 0 {
		return 0
	}
	return float64(found) / float64(links)
}

// b3 is recall by item (Bagga and Baldwin 1998).
func b3(gold, system map[string]string, g, s map[string][]string) float64 {
	if len(gold) == 0 {
		return 0
	}
	sum := 0.0
	for item, c := range gold {
		mine, ok := system[item]
		if !ok {
			continue
		}
		both := 0
		for _, other := range g[c] {
			if theirs, ok := system[other]; ok && theirs == mine {
				both++
			}
		}
		sum += float64(both) / float64(len(g[c]))
	}
	return sum / float64(len(gold))
}

// lea is the recall of links within each cluster, weighed by its size; a cluster
// of one has a link to itself (Moosavi and Strube 2016).
func lea(gold map[string][]string, system map[string]string) float64 {
	size := map[string]int{}
	for _, c := range system {
		size[c]++
	}
	total, sum := 0, 0.0
	for _, items := range gold {
		n := len(items)
		total += n
		if n == 1 {
			if c, ok := system[items[0]]; ok && size[c] == 1 {
				sum++
			}
			continue
		}
		count := map[string]int{}
		for _, item := range items {
			if c, ok := system[item]; ok {
				count[c]++
			}
		}
		links := 0
		for _, k := range count {
			links += k * (k - 1) / 2
		}
		sum += float64(n) * float64(links) / float64(n*(n-1)/2)
	}
	if total == 0 {
		return 0
	}
	return sum / float64(total)
}

// ceaf is the F1 of the best one-to-one match of clusters, entity-based (Luo
// 2005), found by the Hungarian algorithm.
func ceaf(gold, system map[string][]string) float64 {
	var gs, ss [][]string
	for _, items := range gold {
		gs = append(gs, items)
	}
	for _, items := range system {
		ss = append(ss, items)
	}
	if len(gs) == 0 || len(ss) == 0 {
		return 0
	}
	n := max(len(gs), len(ss))
	cost := make([][]float64, n)
	for i := range cost {
		cost[i] = make([]float64, n)
		for j := range cost[i] {
			if i < len(gs) && j < len(ss) {
				both := 0
				for _, item := range gs[i] {
					if slices.Contains(ss[j], item) {
						both++
					}
				}
				cost[i][j] = -2 * float64(both) / float64(len(gs[i])+len(ss[j]))
			}
		}
	}
	total := -assign(cost)
	return f1(total/float64(len(gs)), total/float64(len(ss)))
}

// assign is the least cost of matching rows to columns.
func assign(cost [][]float64) float64 {
	n := len(cost)
	const inf = 1e18
	u, v := make([]float64, n+1), make([]float64, n+1)
	match, way := make([]int, n+1), make([]int, n+1)
	for i := 1; i <= n; i++ {
		match[0] = i
		j0 := 0
		least := make([]float64, n+1)
		used := make([]bool, n+1)
		for j := range least {
			least[j] = inf
		}
		for {
			used[j0] = true
			i0, delta, j1 := match[j0], inf, 0
			for j := 1; j <= n; j++ {
				if used[j] {
					continue
				}
				if cur := cost[i0-1][j-1] - u[i0] - v[j]; cur < least[j] {
					least[j], way[j] = cur, j0
				}
				if least[j] < delta {
					delta, j1 = least[j], j
				}
			}
			for j := 0; j <= n; j++ {
				if used[j] {
					u[match[j]] += delta
					v[j] -= delta
				} else {
					least[j] -= delta
				}
			}
			if j0 = j1; match[j0] == 0 {
				break
			}
		}
		for j0 != 0 {
			match[j0] = match[way[j0]]
			j0 = way[j0]
		}
	}
	total := 0.0
	for j := 1; j <= n; j++ {
		total += cost[match[j]-1][j-1]
	}
	return total
}
