package model

import "golang.org/x/sys/cpu"

// hasFast tells whether this machine runs the AVX2 code.
var hasFast = cpu.X86.HasAVX2

// tile multiplies 4 rows of a with one panel of 16 columns; strides are in bytes.
//
//go:noescape
func tile(a *int16, aStride uintptr, b *int16, pairs int, c *int32, cStride uintptr)

// The kernels of rows.go. Those of width and n columns take rowBlock or lanes of them at once.

//go:noescape
func addRowsFast(acc *float32, width int, table *byte, scales *float32, rows *uint32, n int)

//go:noescape
func addSumsFast(dst, a, b, c *int32, n int)

//go:noescape
func affineFast(dst *float32, sums *int32, scale, bias *float32, n int)

//go:noescape
func residualFast(dst *float32, x *int16, sums *int32, scale, bias *float32, n int)

//go:noescape
func normaliseFast(dst *int16, row, gain, offset *float32, n int)

//go:noescape
func activateFast(dst *int16, sums *int32, scale, bias *float32, unit float32, low int32, n int)
