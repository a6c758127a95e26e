package model

import "golang.org/x/sys/cpu"

// hasFast tells whether this machine runs the AVX2 code.
var hasFast = cpu.X86.HasAVX2

// tile multiplies 4 rows of a with one panel of 16 columns; strides are in bytes.
//
//go:noescape
func tile(a *int16, aStride uintptr, b *int16, pairs int, c *int32, cStride uintptr)
