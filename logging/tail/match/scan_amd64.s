#include "textflag.h"

// func scan16(b *byte, n int, l *lanes) int
//
// SSE2 only, which every amd64 processor has.
TEXT ·scan16(SB), NOSPLIT, $0-32
	MOVQ  b+0(FP), BX
	MOVQ  n+8(FP), CX
	MOVQ  l+16(FP), AX
	MOVQ  (AX), SI        // where the probes' bytes of the first place stand
	MOVQ  8(AX), DI
	MOVQ  16(AX), R8
	ADDQ  BX, SI
	ADDQ  BX, DI
	ADDQ  BX, R8
	MOVOU 24(AX), X8      // masks
	MOVOU 40(AX), X9
	MOVOU 56(AX), X10
	MOVOU 72(AX), X11     // what must be there
	MOVOU 88(AX), X12
	MOVOU 104(AX), X13
	XORQ  DX, DX
	SUBQ  $32, CX
	JLT   one

two:
	MOVOU    (SI)(DX*1), X0
	MOVOU    (DI)(DX*1), X1
	MOVOU    (R8)(DX*1), X2
	MOVOU    16(SI)(DX*1), X3
	MOVOU    16(DI)(DX*1), X4
	MOVOU    16(R8)(DX*1), X5
	POR      X8, X0
	POR      X9, X1
	POR      X10, X2
	POR      X8, X3
	POR      X9, X4
	POR      X10, X5
	PCMPEQB  X11, X0
	PCMPEQB  X12, X1
	PCMPEQB  X13, X2
	PCMPEQB  X11, X3
	PCMPEQB  X12, X4
	PCMPEQB  X13, X5
	PAND     X1, X0
	PAND     X4, X3
	PAND     X2, X0
	PAND     X5, X3
	MOVO     X0, X6
	POR      X3, X6
	PMOVMSKB X6, AX
	TESTL    AX, AX
	JNZ      found
	ADDQ     $32, DX
	CMPQ     DX, CX
	JLE      two

one:
	ADDQ     $16, CX
	CMPQ     DX, CX
	JGT      none
	MOVOU    (SI)(DX*1), X0
	MOVOU    (DI)(DX*1), X1
	MOVOU    (R8)(DX*1), X2
	POR      X8, X0
	POR      X9, X1
	POR      X10, X2
	PCMPEQB  X11, X0
	PCMPEQB  X12, X1
	PCMPEQB  X13, X2
	PAND     X1, X0
	PAND     X2, X0
	PMOVMSKB X0, AX
	TESTL    AX, AX
	JZ       none
	BSFL     AX, AX
	ADDQ     AX, DX
	MOVQ     DX, ret+24(FP)
	RET

found:
	PMOVMSKB X0, AX
	PMOVMSKB X3, BX
	SHLL     $16, BX
	ORL      BX, AX
	BSFL     AX, AX
	ADDQ     AX, DX
	MOVQ     DX, ret+24(FP)
	RET

none:
	MOVQ $-1, ret+24(FP)
	RET
