package model

// Products of whole numbers: activations and weights are 16-bit, sums 32-bit.
// A sum of whole numbers is the same in any order, so the portable code and
// the AVX2 code agree to the last bit and so does every decision made on them.
// The exporter keeps |activation| ≤ 2047 and |weight| ≤ 1023 so that no sum overflows.

const (
	panel   = 16 // columns that are computed together
	rowTile = 4  // rows that are computed together
)

// matrix is a weight matrix packed for multiply: panels of 16 columns, in each
// the pairs of successive inputs, column after column.
type matrix struct {
	in, out int // in is even
	packed  []int16
}

func (m *matrix) width() int { return roundUp(m.out, panel) }

func roundUp(n, to int) int { return (n + to - 1) / to * to }

// pack lays out rows of weights (one row per output) for multiply.
func (m *matrix) pack(rows []int16, in, out int) {
	m.in, m.out = in, out
	n := roundUp(out, panel) * in
	if cap(m.packed) < n {
		m.packed = make([]int16, n)
	}
	m.packed = m.packed[:n]
	for p := 0; p < out; p += panel {
		dst := m.packed[p*in:][:panel*in]
		for j := range panel {
			if p+j >= out {
				for k := 0; k < in; k += 2 {
					dst[k*panel+2*j], dst[k*panel+2*j+1] = 0, 0
				}
				continue
			}
			src := rows[(p+j)*in:][:in]
			for k := 0; k < in; k += 2 {
				dst[k*panel+2*j], dst[k*panel+2*j+1] = src[k], src[k+1]
			}
		}
	}
}

// multiply sets c = a × m. a has n rows of m.in numbers, c n rows of m.width();
// both must have room for n rounded up to whole tiles.
func (m *matrix) multiply(c []int32, a []int16, n int, fast bool) {
	n = roundUp(n, rowTile)
	w := m.width()
	_, _ = c[:n*w], a[:n*m.in]
	for p := 0; p < w; p += panel {
		b := m.packed[p*m.in:][:panel*m.in]
		for i := 0; i < n; i += rowTile {
			if fast {
				tile(&a[i*m.in], uintptr(2*m.in), &b[0], m.in/2, &c[i*w+p], uintptr(4*w))
			} else {
				portableTile(a[i*m.in:], b, m.in, c[i*w+p:], w)
			}
		}
	}
}

// portableTile computes what tile computes, on any machine.
func portableTile(a, b []int16, in int, c []int32, width int) {
	for r := range rowTile {
		var acc [panel]int32
		row := a[r*in:][:in]
		for k := 0; k < in; k += 2 {
			x, y := int32(row[k]), int32(row[k+1])
			w := b[k*panel:][:2*panel]
			for j := range acc {
				acc[j] += x*int32(w[2*j]) + y*int32(w[2*j+1])
			}
		}
		copy(c[r*width:][:panel], acc[:])
	}
}
