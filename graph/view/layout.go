package view

import (
	"math"
	"slices"
)

// A point of a drawing, in pixels at its natural size.
type point struct{ x, y float64 }

const (
	spread     = 90.0 // how far apart linked nodes want to be
	iterations = 120
)

// layout places the nodes of a graph by the forces of Fruchterman and Reingold
// (1991, the grid variant): nodes repel each other nearby, links draw them
// together, and a light pull keeps the parts around the middle. It starts from
// a spiral, strongest nodes first, and is the same each time.
func layout(n int, links [][2]int) []point {
	links = distinct(links)
	at := make([]point, n)
	for i := range at { // a sunflower: even, and without two nodes in one place
		r, angle := spread*0.7*math.Sqrt(float64(i)+0.5), float64(i)*math.Pi*(3-math.Sqrt(5))
		at[i] = point{r * math.Cos(angle), r * math.Sin(angle)}
	}
	degree := make([]float64, n)
	for _, l := range links {
		degree[l[0]]++
		degree[l[1]]++
	}
	move := make([]point, n)
	gravity := math.Max(0.008, math.Min(0.12, 0.6/math.Sqrt(float64(n))))
	for step := range iterations {
		clear(move)
		repel(at, move)
		for _, l := range links {
			a, b := l[0], l[1]
			dx, dy := at[b].x-at[a].x, at[b].y-at[a].y
			// Hubs draw each neighbour less, or they would swallow them.
			pull := math.Hypot(dx, dy) / spread / math.Sqrt(math.Max(1, math.Min(degree[a], degree[b])))
			move[a].x += dx * pull
			move[a].y += dy * pull
			move[b].x -= dx * pull
			move[b].y -= dy * pull
		}
		heat := spread * math.Sqrt(float64(n)) * 0.12 * (1 - float64(step)/iterations)
		for i := range at {
			move[i].x -= at[i].x * gravity
			move[i].y -= at[i].y * gravity
			if d := math.Hypot(move[i].x, move[i].y); d > 0 {
				scale := math.Min(d, heat) / d
				at[i].x += move[i].x * scale
				at[i].y += move[i].y * scale
			}
		}
	}
	return at
}

// repel pushes nodes apart that are in the same or a neighbouring cell of a grid.
func repel(at, move []point) {
	const cell = 2.5 * spread
	grid := map[[2]int][]int{}
	of := func(p point) [2]int { return [2]int{int(math.Floor(p.x / cell)), int(math.Floor(p.y / cell))} }
	for i, p := range at {
		grid[of(p)] = append(grid[of(p)], i)
	}
	for i, p := range at {
		c := of(p)
		for _, x := range []int{c[0] - 1, c[0], c[0] + 1} {
			for _, y := range []int{c[1] - 1, c[1], c[1] + 1} {
				for _, j := range grid[[2]int{x, y}] {
					dx, dy := p.x-at[j].x, p.y-at[j].y
					if d := dx*dx + dy*dy; i != j && d < cell*cell {
						push := spread * spread / math.Max(d, 1)
						move[i].x += dx * push
						move[i].y += dy * push
					}
				}
			}
		}
	}
}

// distinct gives each pair of linked nodes once.
func distinct(links [][2]int) [][2]int {
	var out [][2]int
	for _, l := range links {
		if l[0] != l[1] {
			out = append(out, [2]int{min(l[0], l[1]), max(l[0], l[1])})
		}
	}
	slices.SortFunc(out, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	return slices.Compact(out)
}
