package model

import "math"

// What is done to one row of numbers between the products of gemm.go. Floats are
// summed and rounded in one fixed order: Go rounds a product that is converted
// before it is added, where it could otherwise fuse the two on machines that can.
// So the portable code here and the AVX2 code give the same bits.

// one is the 16-bit number that stands for 1 in the network's main activations;
// clip is the largest that any activation may reach.
const (
	one  = 256
	clip = 2047
)

// rowBlock divides the length of every row: that many columns are in the hands
// of the fastest code at once.
const rowBlock = 32

// lanes is how many sums a row is added up in, each of every eighth number.
const lanes = 8

// roundUnit rounds v to the nearest whole number: adding 1.5·2^23 leaves no bits
// for a fraction. Only |v| < 2^22 is right, and nothing here comes near it.
func roundUnit(v float32) int32 {
	return int32(math.Float32bits(v+12582912)) - 0x4B400000
}

// embedding is a table of rows, each in signed 8-bit numbers with a scale of its own.
type embedding struct {
	width int
	rows  []byte // still within the file
	one   []float32
}

// add adds rows of the table to acc, one after another.
func (e *embedding) add(acc []float32, rows []uint32, fast bool) {
	if len(rows) == 0 {
		return
	}
	if fast {
		for _, r := range rows {
			_ = e.one[r]
		}
		addRowsFast(&acc[0], e.width, &e.rows[0], &e.one[0], &rows[0], len(rows))
		return
	}
	for _, r := range rows {
		scale := e.one[r]
		for i, v := range e.rows[int(r)*e.width:][:e.width] {
			acc[i] += float32(float32(int8(v)) * scale)
		}
	}
}

// addSums adds three rows of sums.
func addSums(dst, a, b, c []int32, fast bool) {
	n := len(dst)
	a, b, c = a[:n], b[:n], c[:n]
	if fast {
		addSumsFast(&dst[0], &a[0], &b[0], &c[0], n)
		return
	}
	for i := range dst {
		dst[i] = a[i] + b[i] + c[i]
	}
}

// affine turns sums of whole numbers into floats: dst = sums·scale + bias.
func affine(dst []float32, sums []int32, scale, bias []float32, fast bool) {
	n := len(dst)
	sums, scale, bias = sums[:n], scale[:n], bias[:n]
	if fast {
		affineFast(&dst[0], &sums[0], &scale[0], &bias[0], n)
		return
	}
	for i := range dst {
		dst[i] = float32(float32(sums[i])*scale[i]) + bias[i]
	}
}

// residual adds to the activations x what a layer makes of them, cut off at 0.
func residual(dst []float32, x []int16, sums []int32, scale, bias []float32, fast bool) {
	n := len(dst)
	x, sums, scale, bias = x[:n], sums[:n], scale[:n], bias[:n]
	if fast {
		residualFast(&dst[0], &x[0], &sums[0], &scale[0], &bias[0], n)
		return
	}
	for i := range dst {
		h := float32(float32(sums[i])*scale[i]) + bias[i]
		dst[i] = float32(float32(x[i])*(1.0/one)) + max(h, 0)
	}
}

// normalise writes the row, brought to mean 0 and deviation 1, then by gain and offset to dst.
func (l *norm) normalise(dst []int16, row []float32, fast bool) {
	n := len(row)
	dst, gain, offset := dst[:n], l.gain[:n], l.offset[:n]
	if fast {
		normaliseFast(&dst[0], &row[0], &gain[0], &offset[0], n)
		return
	}
	var s [lanes]float32
	for i := 0; i < n; i += lanes {
		for j := range s {
			s[j] += row[i+j]
		}
	}
	mean := total(&s) / float32(n)
	clear(s[:])
	for i := 0; i < n; i += lanes {
		for j := range s {
			d := row[i+j] - mean
			s[j] += float32(d * d)
		}
	}
	deviation := float32(math.Sqrt(float64(total(&s)/float32(n) + 1e-5)))
	inv := 1 / deviation
	for i, v := range row {
		x := float32(float32(v-mean) * inv)
		dst[i] = int16(max(min(roundUnit(float32(x*gain[i])+offset[i]), clip), -clip))
	}
}

// total adds the lanes in halves, as the vector code does.
func total(s *[lanes]float32) float32 {
	a, b, c, d := s[0]+s[4], s[1]+s[5], s[2]+s[6], s[3]+s[7]
	return (a + c) + (b + d)
}

// activate turns sums into activations of which unit stands for 1, none below low.
func activate(dst []int16, sums []int32, scale, bias []float32, unit float32, low int32, fast bool) {
	n := len(dst)
	sums, scale, bias = sums[:n], scale[:n], bias[:n]
	if fast {
		activateFast(&dst[0], &sums[0], &scale[0], &bias[0], unit, low, n)
		return
	}
	for i := range dst {
		v := float32(float32(sums[i])*scale[i]) + bias[i]
		dst[i] = int16(max(min(roundUnit(float32(v*unit)), clip), low))
	}
}
