//go:build !amd64

package model

const (
	hasFast  = false
	needFast = "model: no fast code on this machine"
)

func tile(a *int16, aStride uintptr, b *int16, pairs int, c *int32, cStride uintptr) {
	panic(needFast)
}

func addRowsFast(acc *float32, width int, table *byte, scales *float32, rows *uint32, n int) {
	panic(needFast)
}

func addSumsFast(dst, a, b, c *int32, n int) { panic(needFast) }

func affineFast(dst *float32, sums *int32, scale, bias *float32, n int) { panic(needFast) }

func residualFast(dst *float32, x *int16, sums *int32, scale, bias *float32, n int) {
	panic(needFast)
}

func normaliseFast(dst *int16, row, gain, offset *float32, n int) { panic(needFast) }

func activateFast(dst *int16, sums *int32, scale, bias *float32, unit float32, low int32, n int) {
	panic(needFast)
}
