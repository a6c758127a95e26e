//go:build !amd64

package model

const hasFast = false

func tile(a *int16, aStride uintptr, b *int16, pairs int, c *int32, cStride uintptr) {
	panic("model: no fast code on this machine")
}
