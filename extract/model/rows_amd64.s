#include "textflag.h"

// The kernels of rows.go for AVX2. Each product and each sum is rounded by itself
// (no fused multiply-add) and in the order of the portable code, so that both give
// the same bits. Lengths are multiples of the block that each loop takes.

// 1.5·2^23, whose last bits round a float to a whole number.
DATA roundBits<>+0(SB)/4, $0x4B400000
GLOBL roundBits<>(SB), RODATA|NOPTR, $4

DATA unit<>+0(SB)/4, $0x3B800000 // 1/256
GLOBL unit<>(SB), RODATA|NOPTR, $4

DATA clipHigh<>+0(SB)/4, $2047
GLOBL clipHigh<>(SB), RODATA|NOPTR, $4

DATA clipLow<>+0(SB)/4, $-2047
GLOBL clipLow<>(SB), RODATA|NOPTR, $4

DATA epsilon<>+0(SB)/4, $0x3727C5AC // 1e-5
GLOBL epsilon<>(SB), RODATA|NOPTR, $4

DATA oneFloat<>+0(SB)/4, $0x3F800000 // 1
GLOBL oneFloat<>(SB), RODATA|NOPTR, $4

// func addRowsFast(acc *float32, width int, table *byte, scales *float32, rows *uint32, n int)
//
// 32 columns at a time stay in Y0..Y3 while the rows are added to them.
TEXT ·addRowsFast(SB), NOSPLIT, $0-48
	MOVQ acc+0(FP), DI
	MOVQ width+8(FP), BX
	MOVQ table+16(FP), SI
	MOVQ scales+24(FP), DX
	MOVQ rows+32(FP), R8
	MOVQ n+40(FP), R9
	XORQ R10, R10

columns:
	VMOVUPS (DI), Y0
	VMOVUPS 32(DI), Y1
	VMOVUPS 64(DI), Y2
	VMOVUPS 96(DI), Y3
	XORQ    CX, CX

row:
	MOVL         (R8)(CX*4), AX
	VBROADCASTSS (DX)(AX*4), Y4
	IMULQ        BX, AX
	ADDQ         R10, AX
	VPMOVSXBD    (SI)(AX*1), Y5
	VPMOVSXBD    8(SI)(AX*1), Y6
	VPMOVSXBD    16(SI)(AX*1), Y7
	VPMOVSXBD    24(SI)(AX*1), Y8
	VCVTDQ2PS    Y5, Y5
	VCVTDQ2PS    Y6, Y6
	VCVTDQ2PS    Y7, Y7
	VCVTDQ2PS    Y8, Y8
	VMULPS       Y4, Y5, Y5
	VMULPS       Y4, Y6, Y6
	VMULPS       Y4, Y7, Y7
	VMULPS       Y4, Y8, Y8
	VADDPS       Y5, Y0, Y0
	VADDPS       Y6, Y1, Y1
	VADDPS       Y7, Y2, Y2
	VADDPS       Y8, Y3, Y3
	INCQ         CX
	CMPQ         CX, R9
	JLT          row

	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	VMOVUPS Y2, 64(DI)
	VMOVUPS Y3, 96(DI)
	ADDQ    $128, DI
	ADDQ    $32, R10
	CMPQ    R10, BX
	JLT     columns
	VZEROUPPER
	RET

// func addSumsFast(dst, a, b, c *int32, n int)
TEXT ·addSumsFast(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), R8
	MOVQ c+24(FP), R9
	MOVQ n+32(FP), CX
	XORQ AX, AX

sums:
	VMOVDQU (SI)(AX*4), Y0
	VPADDD  (R8)(AX*4), Y0, Y0
	VPADDD  (R9)(AX*4), Y0, Y0
	VMOVDQU Y0, (DI)(AX*4)
	ADDQ    $8, AX
	CMPQ    AX, CX
	JLT     sums
	VZEROUPPER
	RET

// func affineFast(dst *float32, sums *int32, scale, bias *float32, n int)
TEXT ·affineFast(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ sums+8(FP), SI
	MOVQ scale+16(FP), R8
	MOVQ bias+24(FP), R9
	MOVQ n+32(FP), CX
	XORQ AX, AX

affine:
	VCVTDQ2PS (SI)(AX*4), Y0
	VMULPS    (R8)(AX*4), Y0, Y0
	VADDPS    (R9)(AX*4), Y0, Y0
	VMOVUPS   Y0, (DI)(AX*4)
	ADDQ      $8, AX
	CMPQ      AX, CX
	JLT       affine
	VZEROUPPER
	RET

// func residualFast(dst *float32, x *int16, sums *int32, scale, bias *float32, n int)
TEXT ·residualFast(SB), NOSPLIT, $0-48
	MOVQ         dst+0(FP), DI
	MOVQ         x+8(FP), DX
	MOVQ         sums+16(FP), SI
	MOVQ         scale+24(FP), R8
	MOVQ         bias+32(FP), R9
	MOVQ         n+40(FP), CX
	VBROADCASTSS unit<>(SB), Y7
	VXORPS       Y6, Y6, Y6
	XORQ         AX, AX

residual:
	VCVTDQ2PS (SI)(AX*4), Y0
	VPMOVSXWD (DX)(AX*2), Y1
	VMULPS    (R8)(AX*4), Y0, Y0
	VCVTDQ2PS Y1, Y1
	VADDPS    (R9)(AX*4), Y0, Y0
	VMULPS    Y7, Y1, Y1
	VMAXPS    Y6, Y0, Y0
	VADDPS    Y0, Y1, Y1
	VMOVUPS   Y1, (DI)(AX*4)
	ADDQ      $8, AX
	CMPQ      AX, CX
	JLT       residual
	VZEROUPPER
	RET

// func normaliseFast(dst *int16, row, gain, offset *float32, n int)
//
// Y0 sums every eighth number. The eight are added as lanes in rows.go does.
TEXT ·normaliseFast(SB), NOSPLIT, $0-40
	MOVQ      dst+0(FP), DI
	MOVQ      row+8(FP), SI
	MOVQ      gain+16(FP), R8
	MOVQ      offset+24(FP), R9
	MOVQ      n+32(FP), CX
	VXORPS    X9, X9, X9
	VCVTSI2SSQ CX, X9, X9
	VXORPS    Y0, Y0, Y0
	XORQ      AX, AX

sum:
	VADDPS (SI)(AX*4), Y0, Y0
	ADDQ   $8, AX
	CMPQ   AX, CX
	JLT    sum
	VEXTRACTF128 $1, Y0, X1
	VADDPS       X1, X0, X0
	VPERMILPS    $0x4E, X0, X1
	VADDPS       X1, X0, X0
	VPERMILPS    $0xB1, X0, X1
	VADDSS       X1, X0, X0
	VDIVSS       X9, X0, X0
	VBROADCASTSS X0, Y8        // mean

	VXORPS Y0, Y0, Y0
	XORQ   AX, AX

square:
	VMOVUPS (SI)(AX*4), Y1
	VSUBPS  Y8, Y1, Y1
	VMULPS  Y1, Y1, Y1
	VADDPS  Y1, Y0, Y0
	ADDQ    $8, AX
	CMPQ    AX, CX
	JLT     square
	VEXTRACTF128 $1, Y0, X1
	VADDPS       X1, X0, X0
	VPERMILPS    $0x4E, X0, X1
	VADDPS       X1, X0, X0
	VPERMILPS    $0xB1, X0, X1
	VADDSS       X1, X0, X0
	VDIVSS       X9, X0, X0
	VADDSS       epsilon<>(SB), X0, X0
	VSQRTSS      X0, X0, X0
	VMOVSS       oneFloat<>(SB), X1
	VDIVSS       X0, X1, X0
	VBROADCASTSS X0, Y7        // 1 / deviation

	VBROADCASTSS roundBits<>(SB), Y6
	VPBROADCASTD clipHigh<>(SB), Y5
	VPBROADCASTD clipLow<>(SB), Y4
	XORQ         AX, AX

write:
	VMOVUPS      (SI)(AX*4), Y0
	VSUBPS       Y8, Y0, Y0
	VMULPS       Y7, Y0, Y0
	VMULPS       (R8)(AX*4), Y0, Y0
	VADDPS       (R9)(AX*4), Y0, Y0
	VADDPS       Y6, Y0, Y0
	VPSUBD       Y6, Y0, Y0
	VPMINSD      Y5, Y0, Y0
	VPMAXSD      Y4, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPACKSSDW    X1, X0, X0
	VMOVDQU      X0, (DI)(AX*2)
	ADDQ         $8, AX
	CMPQ         AX, CX
	JLT          write
	VZEROUPPER
	RET

// func activateFast(dst *int16, sums *int32, scale, bias *float32, unit float32, low int32, n int)
TEXT ·activateFast(SB), NOSPLIT, $0-48
	MOVQ         dst+0(FP), DI
	MOVQ         sums+8(FP), SI
	MOVQ         scale+16(FP), R8
	MOVQ         bias+24(FP), R9
	VBROADCASTSS unit+32(FP), Y7
	MOVL         low+36(FP), AX
	VMOVD        AX, X4
	VPBROADCASTD X4, Y4
	MOVQ         n+40(FP), CX
	VBROADCASTSS roundBits<>(SB), Y6
	VPBROADCASTD clipHigh<>(SB), Y5
	XORQ         AX, AX

activate:
	VCVTDQ2PS    (SI)(AX*4), Y0
	VMULPS       (R8)(AX*4), Y0, Y0
	VADDPS       (R9)(AX*4), Y0, Y0
	VMULPS       Y7, Y0, Y0
	VADDPS       Y6, Y0, Y0
	VPSUBD       Y6, Y0, Y0
	VPMINSD      Y5, Y0, Y0
	VPMAXSD      Y4, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPACKSSDW    X1, X0, X0
	VMOVDQU      X0, (DI)(AX*2)
	ADDQ         $8, AX
	CMPQ         AX, CX
	JLT          activate
	VZEROUPPER
	RET
