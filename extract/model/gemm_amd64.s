#include "textflag.h"

// func tile(a *int16, aStride uintptr, b *int16, pairs int, c *int32, cStride uintptr)
//
// VPMADDWD multiplies sixteen 16-bit numbers and adds neighbours: eight columns
// of two inputs at once. Y0..Y7 hold the sums of four rows of sixteen columns.
TEXT ·tile(SB), NOSPLIT, $0-48
	MOVQ a+0(FP), SI
	MOVQ aStride+8(FP), AX
	MOVQ b+16(FP), DI
	MOVQ pairs+24(FP), CX
	MOVQ c+32(FP), DX
	MOVQ cStride+40(FP), BX
	LEAQ (SI)(AX*1), R8
	LEAQ (R8)(AX*1), R9
	LEAQ (R9)(AX*1), R10
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7
	XORQ  R11, R11

loop:
	VMOVDQU      (DI), Y8
	VMOVDQU      32(DI), Y9
	VPBROADCASTD (SI)(R11*4), Y10
	VPBROADCASTD (R8)(R11*4), Y11
	VPBROADCASTD (R9)(R11*4), Y12
	VPBROADCASTD (R10)(R11*4), Y13
	VPMADDWD     Y8, Y10, Y14
	VPMADDWD     Y9, Y10, Y10
	VPADDD       Y14, Y0, Y0
	VPADDD       Y10, Y1, Y1
	VPMADDWD     Y8, Y11, Y14
	VPMADDWD     Y9, Y11, Y11
	VPADDD       Y14, Y2, Y2
	VPADDD       Y11, Y3, Y3
	VPMADDWD     Y8, Y12, Y14
	VPMADDWD     Y9, Y12, Y12
	VPADDD       Y14, Y4, Y4
	VPADDD       Y12, Y5, Y5
	VPMADDWD     Y8, Y13, Y14
	VPMADDWD     Y9, Y13, Y13
	VPADDD       Y14, Y6, Y6
	VPADDD       Y13, Y7, Y7
	ADDQ         $64, DI
	INCQ         R11
	CMPQ         R11, CX
	JLT          loop

	VMOVDQU Y0, (DX)
	VMOVDQU Y1, 32(DX)
	ADDQ    BX, DX
	VMOVDQU Y2, (DX)
	VMOVDQU Y3, 32(DX)
	ADDQ    BX, DX
	VMOVDQU Y4, (DX)
	VMOVDQU Y5, 32(DX)
	ADDQ    BX, DX
	VMOVDQU Y6, (DX)
	VMOVDQU Y7, 32(DX)
	VZEROUPPER
	RET
