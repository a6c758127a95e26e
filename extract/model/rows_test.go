package model

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Each kernel must give the bits that its portable twin gives, at the sizes of the
// networks and with numbers that clip.
func TestRowKernelsAgree(t *testing.T) {
	if !hasFast {
		t.Skip("this machine has only the portable code")
	}
	rng := rand.New(rand.NewPCG(3, 4))
	floats := func(n int, scale float32) []float32 {
		out := make([]float32, n)
		for i := range out {
			out[i] = scale * float32(rng.NormFloat64())
		}
		return out
	}
	for _, n := range []int{rowBlock, 96, 128, 192} {
		for range 50 {
			table := embedding{width: n, rows: make([]byte, 40*n), one: floats(40, 0.01)}
			for i := range table.rows {
				table.rows[i] = byte(rng.Uint32())
			}
			rows := make([]uint32, rng.IntN(13))
			for i := range rows {
				rows[i] = rng.Uint32N(40)
			}
			x, sums := make([]int16, n), make([]int32, n)
			for i := range n {
				x[i], sums[i] = int16(rng.IntN(2*clip)-clip), int32(rng.Uint32())>>8
			}
			layer := norm{floats(n, 3*one), floats(n, one)}
			start, scale, bias := floats(n, 1), floats(n, 1e-6), floats(n, 1)
			unit, low := float32(100*rng.Float64()), int32(-clip*rng.IntN(2))

			var got [2]struct {
				added, affine, residual []float32
				sums                    []int32
				normal, active          []int16
			}
			for i, fast := range []bool{false, true} {
				g := &got[i]
				g.added, g.affine, g.residual = slices.Clone(start), make([]float32, n), make([]float32, n)
				g.normal, g.active = make([]int16, n), make([]int16, n)
				table.add(g.added, rows, fast)
				g.sums = make([]int32, n)
				addSums(g.sums, sums, sums, sums, fast)
				affine(g.affine, sums, scale, bias, fast)
				residual(g.residual, x, sums, scale, bias, fast)
				layer.normalise(g.normal, g.residual, fast)
				activate(g.active, sums, scale, bias, unit, low, fast)
			}
			a, b := &got[0], &got[1]
			for _, same := range []struct {
				kernel string
				is     bool
			}{
				{"embedding.add", slices.Equal(a.added, b.added)},
				{"addSums", slices.Equal(a.sums, b.sums)},
				{"affine", slices.Equal(a.affine, b.affine)},
				{"residual", slices.Equal(a.residual, b.residual)},
				{"normalise", slices.Equal(a.normal, b.normal)},
				{"activate", slices.Equal(a.active, b.active)},
			} {
				if !same.is {
					t.Fatalf("%s of %d numbers: the fast and the portable code differ", same.kernel, n)
				}
			}
		}
	}
}
