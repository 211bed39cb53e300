//go:build amd64 || arm64

package asm

import (
	"fmt"
	"math"
	"runtime"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/mmap"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

// code is machine code that a test has made, with the frame that it works on.
type code struct {
	region mmap.Region
	ctx    *lower.Context
	frame  [600]uint64
}

// assemble assembles what body says, between loading AX and DX from words 0 and 1 of the frame
// and X0 and X1 from words 2 and 3, and leaving with AX.
func assemble(t *testing.T, body func(a *Assembler)) *code {
	t.Helper()
	var a Assembler
	a.Load(AX, At(FrameReg, 0))
	a.Load(DX, At(FrameReg, 8))
	a.LoadSD(0, At(FrameReg, 16))
	a.LoadSD(1, At(FrameReg, 24))
	body(&a)
	a.MovImm(CX, 5)
	a.CallM(At(CtxReg, int32(unsafe.Offsetof(lower.Context{}.Leave))))
	a.Trap()
	bytes, err := a.Finish()
	require.NoError(t, err)
	c := &code{}
	c.region, err = mmap.NewCode(bytes)
	require.NoError(t, err)
	t.Cleanup(c.region.Release)
	c.ctx, err = lower.NewContext(lower.StackSize(1 << 12))
	require.NoError(t, err)
	c.ctx.Leave = entry.LeaveAddress()
	return c
}

// run enters the code and returns AX.
func (c *code) run(ax, dx uint64, x0, x1 float64) uint64 {
	copy(c.frame[:], []uint64{ax, dx, math.Float64bits(x0), math.Float64bits(x1)})
	sp := c.ctx.SP
	c.ctx.FP = uintptr(unsafe.Pointer(&c.frame))
	c.ctx.Push(c.region.Base())
	enter(c.ctx)
	c.ctx.SP = sp
	runtime.KeepAlive(c)
	return c.ctx.Acc
}

// answer leaves 1 in AX when the condition holds, by a jump.
func answer(a *Assembler, c Cond) {
	yes := a.NewLabel()
	a.Jcc(c, yes)
	a.MovImm(AX, 0)
	done := a.NewLabel()
	a.Jmp(done)
	a.Bind(yes)
	a.MovImm(AX, 1)
	a.Bind(done)
}

func bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

var words = []uint64{0, 1, 2, 3, 31, 0x7FFFFFFE, 0x7FFFFFFF, 0x80000000, 0x80000001, 0xFFFFFFFE, 0xFFFFFFFF, 1 << 32, 1<<63 - 1, 1 << 63, 1<<63 + 1, ^uint64(0), ^uint64(1), 0xFFF9 << 48, 0xFFFE<<48 | 123}

// TestConditionsOfInts: after each operation with flags each condition that it promises
// holds exactly when it should, for a jump, Set and Cmov32.
func TestConditionsOfInts(t *testing.T) {
	type flags struct{ z, s, o, b bool }
	hold := map[Cond]func(f flags) bool{
		E: func(f flags) bool { return f.z }, NE: func(f flags) bool { return !f.z },
		S: func(f flags) bool { return f.s }, NS: func(f flags) bool { return !f.s },
		O: func(f flags) bool { return f.o }, B: func(f flags) bool { return f.b }, AE: func(f flags) bool { return !f.b },
		BE: func(f flags) bool { return f.b || f.z }, A: func(f flags) bool { return !f.b && !f.z },
		L: func(f flags) bool { return f.s != f.o }, GE: func(f flags) bool { return f.s == f.o },
		LE: func(f flags) bool { return f.z || f.s != f.o }, G: func(f flags) bool { return !f.z && f.s == f.o },
	}
	difference32 := func(x, y uint64) flags {
		d := int32(x) - int32(y)
		return flags{d == 0, d < 0, int64(int32(x))-int64(int32(y)) != int64(d), uint32(x) < uint32(y)}
	}
	difference := func(x, y uint64) flags {
		d := int64(x - y)
		return flags{d == 0, d < 0, (int64(x) < int64(y)) != (d < 0), x < y}
	}
	sum32 := func(x, y uint64) flags {
		d := int32(x) + int32(y)
		return flags{z: d == 0, s: d < 0, o: int64(int32(x))+int64(int32(y)) != int64(d)}
	}
	product := func(x, y uint64) flags {
		return flags{o: int64(int32(x))*int64(int32(y)) != int64(int32(x)*int32(y))}
	}
	of32 := func(v uint64) flags { return flags{z: uint32(v) == 0, s: int32(v) < 0} }
	of := func(v uint64) flags { return flags{z: v == 0, s: int64(v) < 0} }
	equality, result, signed := []Cond{E, NE}, []Cond{E, NE, S, NS}, []Cond{E, NE, S, NS, L, GE, LE, G}
	order := append([]Cond{O, B, AE, BE, A}, signed...)
	for name, c := range map[string]struct {
		emit  func(a *Assembler)
		flags func(x, y uint64) flags
		conds []Cond
	}{
		"cmp":                 {func(a *Assembler) { a.OpRR(Cmp, AX, DX) }, difference, order},
		"cmp32":               {func(a *Assembler) { a.OpRR32(Cmp, AX, DX) }, difference32, order},
		"cmp memory":          {func(a *Assembler) { a.OpRM(Cmp, AX, At(FrameReg, 8)) }, difference, order},
		"cmp32 memory":        {func(a *Assembler) { a.OpRM32(Cmp, AX, At(FrameReg, 8)) }, difference32, order},
		"cmp 3":               {func(a *Assembler) { a.OpRI(Cmp, AX, 3) }, func(x, _ uint64) flags { return difference(x, 3) }, order},
		"cmp 0":               {func(a *Assembler) { a.OpRI32(Cmp, AX, 0) }, func(x, _ uint64) flags { return difference32(x, 0) }, order},
		"cmp -2":              {func(a *Assembler) { a.OpRI32(Cmp, AX, -2) }, func(x, _ uint64) flags { return difference32(x, 0xFFFFFFFE) }, order},
		"cmp min":             {func(a *Assembler) { a.OpRI32(Cmp, AX, math.MinInt32) }, func(x, _ uint64) flags { return difference32(x, 1<<31) }, order},
		"cmp min64":           {func(a *Assembler) { a.OpRI(Cmp, AX, math.MinInt32) }, func(x, _ uint64) flags { return difference(x, 0xFFFFFFFF80000000) }, order},
		"cmp odd":             {func(a *Assembler) { a.OpRI32(Cmp, AX, 0x12345) }, func(x, _ uint64) flags { return difference32(x, 0x12345) }, order},
		"cmp memory constant": {func(a *Assembler) { a.OpMI32(Cmp, At(FrameReg, 0), lower.IntUpper) }, func(x, _ uint64) flags { return difference32(x, 0xFFF90000) }, order},
		"cmp memory 64":       {func(a *Assembler) { a.OpMI(Cmp, At(FrameReg, 0), -1) }, func(x, _ uint64) flags { return difference(x, ^uint64(0)) }, order},
		"cmp byte":            {func(a *Assembler) { a.OpMI8(Cmp, At(FrameReg, 0), -1) }, func(x, _ uint64) flags { return flags{z: uint8(x) == 0xFF} }, equality},
		"add32":               {func(a *Assembler) { a.OpRR32(Add, AX, DX) }, sum32, append([]Cond{O}, signed...)},
		"sub32":               {func(a *Assembler) { a.OpRR32(Sub, AX, DX) }, difference32, order},
		"sub 1":               {func(a *Assembler) { a.OpRI(Sub, AX, 1) }, func(x, _ uint64) flags { return difference(x, 1) }, order},
		"sub memory":          {func(a *Assembler) { a.OpMI(Sub, At(FrameReg, 0), 1) }, func(x, _ uint64) flags { return difference(x, 1) }, order},
		"neg32":               {func(a *Assembler) { a.Neg32(AX) }, func(x, _ uint64) flags { return difference32(0, x) }, order},
		"imul32":              {func(a *Assembler) { a.Imul32(AX, DX) }, product, []Cond{O}},
		"and32":               {func(a *Assembler) { a.OpRR32(And, AX, DX) }, func(x, y uint64) flags { return of32(x & y) }, signed},
		"and 6":               {func(a *Assembler) { a.OpRI32(And, AX, 6) }, func(x, _ uint64) flags { return of32(x & 6) }, signed},
		"and 5":               {func(a *Assembler) { a.OpRI32(And, AX, 5) }, func(x, _ uint64) flags { return of32(x & 5) }, signed},
		"or32":                {func(a *Assembler) { a.OpRR32(Or, AX, DX) }, func(x, y uint64) flags { return of32(x | y) }, result},
		"xor":                 {func(a *Assembler) { a.OpRR(Xor, AX, DX) }, func(x, y uint64) flags { return of(x ^ y) }, result},
		"xor 1":               {func(a *Assembler) { a.OpRI32(Xor, AX, 1) }, func(x, _ uint64) flags { return of32(x ^ 1) }, result},
		"shr 48":              {func(a *Assembler) { a.ShiftRI(Shr, AX, 48) }, func(x, _ uint64) flags { return of(x >> 48) }, result},
		"shl 13":              {func(a *Assembler) { a.ShiftRI(Shl, AX, 13) }, func(x, _ uint64) flags { return of(x << 13) }, result},
		"sar32 31":            {func(a *Assembler) { a.ShiftRI32(Sar, AX, 31) }, func(x, _ uint64) flags { return of32(uint64(int32(x) >> 31)) }, result},
		"test":                {func(a *Assembler) { a.TestRR(AX, AX) }, func(x, _ uint64) flags { return of(x) }, signed},
		"test32":              {func(a *Assembler) { a.TestRR32(AX, AX) }, func(x, _ uint64) flags { return of32(x) }, signed},
		"test two":            {func(a *Assembler) { a.TestRR(AX, DX) }, func(x, y uint64) flags { return of(x & y) }, signed},
		"test constant":       {func(a *Assembler) { a.TestRI32(AX, 0x7FFFFFFF) }, func(x, _ uint64) flags { return of32(x & 0x7FFFFFFF) }, signed},
		"test byte":           {func(a *Assembler) { a.TestMI8(At(FrameReg, 0), 0x81) }, func(x, _ uint64) flags { return flags{z: x&0x81 == 0} }, equality},
		"bsr":                 {func(a *Assembler) { a.Bsr32(CX, AX) }, func(x, _ uint64) flags { return flags{z: uint32(x) == 0} }, equality},
	} {
		t.Run(name, func(t *testing.T) {
			for _, cond := range c.conds {
				ways := map[string]*code{
					"jump": assemble(t, func(a *Assembler) { c.emit(a); answer(a, cond) }),
					"opposite": assemble(t, func(a *Assembler) {
						c.emit(a)
						answer(a, cond.Not())
						a.OpRI32(Xor, AX, 1)
					}),
					"set": assemble(t, func(a *Assembler) {
						c.emit(a)
						a.Set(cond, CX)
						a.MovZero8(AX, CX)
					}),
					"move": assemble(t, func(a *Assembler) {
						c.emit(a)
						a.MovImm(SI, 0)
						a.MovImm(DI, 1)
						a.Cmov32(cond, SI, DI)
						a.MovRR(AX, SI)
					}),
				}
				if name[:3] == "tes" || name[:3] == "cmp" {
					// They stand at labels too, and what is between does not disturb them.
					ways["label"] = assemble(t, func(a *Assembler) {
						l, over := a.NewLabel(), a.NewLabel()
						a.Jmp(over)
						a.Bind(l)
						a.MovImm(AX, 1<<40)
						a.Lea(AX, At(AX, -9))
						a.Push(AX)
						a.Pop(AX)
						answer(a, cond)
						end := a.NewLabel()
						a.Jmp(end)
						a.Bind(over)
						c.emit(a)
						a.Jmp(l)
						a.Bind(end)
					})
				}
				for way, code := range ways {
					for _, x := range words {
						for _, y := range words {
							want := bit(hold[cond](c.flags(x, y)))
							require.Equal(t, want, code.run(x, y, 0, 0), "condition %d after %#x, %#x by %s", cond, x, y, way)
						}
					}
				}
			}
		})
	}
}

var numbers = []float64{
	0, math.Copysign(0, -1), 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 3, 7.25, 255, 256, 1e9, math.MaxInt32, math.MinInt32, math.MinInt32 - 0.5, math.MinInt32 - 1, math.MaxInt32 + 0.5,
	math.MaxInt32 + 1, 1 << 32, 1<<53 - 1, 1 << 53, 1 << 62, 1 << 63, -1 << 63, -1<<63 - 2048, 1e300, -1e300, 5e-324, 1e-310, math.Inf(1), math.Inf(-1), math.NaN(), 1.0 / 3, 1e17 + 48,
}

// TestConditionsOfDoubles: those of the rows hold when the comparison does; with NaN as package doc says.
func TestConditionsOfDoubles(t *testing.T) {
	for name, c := range map[string]struct {
		cond Cond
		hold func(x, y float64) bool
	}{
		"A":  {A, func(x, y float64) bool { return x > y }},
		"AE": {AE, func(x, y float64) bool { return x >= y }},
		"B":  {B, func(x, y float64) bool { return !(x >= y) }},
		"BE": {BE, func(x, y float64) bool { return !(x > y) }},
		"P":  {P, func(x, y float64) bool { return x != x || y != y }},
		"NP": {NP, func(x, y float64) bool { return x == x && y == y }},
	} {
		t.Run(name, func(t *testing.T) {
			code := assemble(t, func(a *Assembler) { a.UcomiSD(0, 1); answer(a, c.cond) })
			set := assemble(t, func(a *Assembler) { a.UcomiSD(0, 1); a.Set(c.cond, AX); a.MovZero8(AX, AX) })
			equal := assemble(t, func(a *Assembler) {
				no, done := a.NewLabel(), a.NewLabel()
				a.UcomiSD(0, 1)
				a.Jcc(P, no)
				answer(a, E)
				a.Jmp(done)
				a.Bind(no)
				a.MovImm(AX, 0)
				a.Bind(done)
			})
			for _, x := range numbers {
				for _, y := range numbers {
					require.Equal(t, bit(c.hold(x, y)), code.run(0, 0, x, y), "%v, %v", x, y)
					require.Equal(t, bit(c.hold(x, y)), set.run(0, 0, x, y), "%v, %v", x, y)
					require.Equal(t, bit(x == y), equal.run(0, 0, x, y), "%v, %v", x, y)
				}
			}
		})
	}
}

// TestDoubles: what each operation on doubles gives.
func TestDoubles(t *testing.T) {
	const outside = 1 << 40 // what stands for going to out
	out := func(body func(a *Assembler, out Label)) func(a *Assembler) {
		return func(a *Assembler) {
			l, done := a.NewLabel(), a.NewLabel()
			body(a, l)
			a.Jmp(done)
			a.Bind(l)
			a.MovImm(AX, outside)
			a.Bind(done)
		}
	}
	toAX := func(f func(a *Assembler)) func(a *Assembler) {
		return func(a *Assembler) { f(a); a.MovRX(AX, 0) }
	}
	fits64 := func(x float64) bool { return x > -1<<63 && x < 1<<63 }
	for name, c := range map[string]struct {
		emit func(a *Assembler)
		want func(x, y float64) uint64
		skip func(x, y float64) bool
	}{
		"add":    {emit: toAX(func(a *Assembler) { a.SSERR(AddSD, 0, 1) }), want: func(x, y float64) uint64 { return math.Float64bits(x + y) }},
		"sub":    {emit: toAX(func(a *Assembler) { a.SSERR(SubSD, 0, 1) }), want: func(x, y float64) uint64 { return math.Float64bits(x - y) }},
		"mul":    {emit: toAX(func(a *Assembler) { a.SSERR(MulSD, 0, 1) }), want: func(x, y float64) uint64 { return math.Float64bits(x * y) }},
		"div":    {emit: toAX(func(a *Assembler) { a.SSERR(DivSD, 0, 1) }), want: func(x, y float64) uint64 { return math.Float64bits(x / y) }},
		"sqrt":   {emit: toAX(func(a *Assembler) { a.SSERR(SqrtSD, 0, 0) }), want: func(x, _ float64) uint64 { return math.Float64bits(math.Sqrt(x)) }},
		"zero":   {emit: toAX(func(a *Assembler) { a.XorPD(0, 0) }), want: func(_, _ float64) uint64 { return 0 }},
		"fround": {emit: toAX(func(a *Assembler) { a.CvtSDSS(0, 0); a.CvtSSSD(0, 0) }), want: func(x, _ float64) uint64 { return math.Float64bits(float64(float32(x))) }},
		"max": {
			emit: toAX(func(a *Assembler) { a.SSERR(MaxSD, 0, 1) }), want: func(x, y float64) uint64 { return math.Float64bits(math.Max(x, y)) },
			skip: func(x, y float64) bool { return x == y || x != x || y != y },
		},
		"min": {
			emit: toAX(func(a *Assembler) { a.SSERR(MinSD, 0, 1) }), want: func(x, y float64) uint64 { return math.Float64bits(math.Min(x, y)) },
			skip: func(x, y float64) bool { return x == y || x != x || y != y },
		},
		"max of NaN": {
			emit: toAX(func(a *Assembler) { a.SSERR(MaxSD, 0, 1) }), want: func(_, y float64) uint64 { return math.Float64bits(y) },
			skip: func(x, y float64) bool { return x == x || y != y },
		},
		"truncate": {
			emit: out(func(a *Assembler, l Label) { a.Truncate(DX, 0, l); a.MovRR(AX, DX) }),
			want: func(x, _ float64) uint64 {
				if !fits64(x) {
					return outside
				}
				return uint64(uint32(int64(x)))
			},
			// NaN may be outside or 0, which is what ToInt32 makes of it.
			skip: func(x, _ float64) bool { return x != x || x == -1<<63 },
		},
		"truncate to an int": {
			emit: out(func(a *Assembler, l Label) { a.TruncateInt(AX, 0, l) }),
			want: func(x, _ float64) uint64 {
				if !(x > math.MinInt32 && x < math.MaxInt32+1) {
					return outside
				}
				return uint64(uint32(int32(x)))
			},
		},
		"remainder": {
			emit: out(func(a *Assembler, l Label) {
				a.DoubleRemainder(At(CtxReg, int32(unsafe.Offsetof(lower.Context{}.Scratch))), l)
				a.MovRX(AX, 0)
			}),
			want: func(x, y float64) uint64 { return math.Float64bits(math.Mod(x, y)) },
		},
		"exact ints": {
			emit: out(func(a *Assembler, l Label) {
				a.CvtSDInt(AX, 0)
				a.CvtIntSD(1, AX)
				a.UcomiSD(1, 0)
				a.Jcc(NE, l)
				a.Jcc(P, l)
			}),
			want: func(x, _ float64) uint64 {
				if x != math.Trunc(x) || x < math.MinInt32 || x > math.MaxInt32 {
					return outside
				}
				return uint64(uint32(int32(x)))
			},
		},
		"round": {
			emit: func(a *Assembler) { a.CvtSDIntRound(AX, 0) },
			want: func(x, _ float64) uint64 { return uint64(uint32(int32(math.RoundToEven(x)))) },
			skip: func(x, _ float64) bool { return !(math.Abs(x) < 1<<31) },
		},
	} {
		t.Run(name, func(t *testing.T) {
			code := assemble(t, c.emit)
			for _, x := range numbers {
				for _, y := range numbers {
					if c.skip != nil && c.skip(x, y) {
						continue
					}
					want, got := c.want(x, y), code.run(0, 0, x, y)
					if f := math.Float64frombits(want); f != f && want != outside {
						require.True(t, math.IsNaN(math.Float64frombits(got)) || got == outside, "%v, %v: %#x", x, y, got)
						continue
					}
					if name == "remainder" && !AllRemainders && got == outside {
						require.False(t, math.Abs(x/y) < 1<<53 && !math.IsInf(y, 0), "%v, %v", x, y)
						continue
					}
					require.Equal(t, fmt.Sprintf("%#x", want), fmt.Sprintf("%#x", got), "%v, %v", x, y)
				}
			}
		})
	}
}

// TestWords: what operations without flags of interest leave.
func TestWords(t *testing.T) {
	for name, c := range map[string]struct {
		emit func(a *Assembler)
		want func(x, y uint64) uint64
	}{
		"not32":          {func(a *Assembler) { a.Not32(AX) }, func(x, _ uint64) uint64 { return uint64(^uint32(x)) }},
		"imul32":         {func(a *Assembler) { a.Imul32(AX, DX) }, func(x, y uint64) uint64 { return uint64(uint32(x) * uint32(y)) }},
		"imul":           {func(a *Assembler) { a.Imul(AX, DX) }, func(x, y uint64) uint64 { return x * y }},
		"neg32":          {func(a *Assembler) { a.Neg32(AX) }, func(x, _ uint64) uint64 { return uint64(-uint32(x)) }},
		"strip":          {func(a *Assembler) { a.Strip(AX) }, func(x, _ uint64) uint64 { return x << 16 >> 16 }},
		"shl":            {func(a *Assembler) { a.MovRR(CX, DX); a.ShiftCL32(Shl, AX) }, func(x, y uint64) uint64 { return uint64(uint32(x) << (y & 31)) }},
		"shr":            {func(a *Assembler) { a.MovRR(CX, DX); a.ShiftCL32(Shr, AX) }, func(x, y uint64) uint64 { return uint64(uint32(x) >> (y & 31)) }},
		"sar":            {func(a *Assembler) { a.MovRR(CX, DX); a.ShiftCL32(Sar, AX) }, func(x, y uint64) uint64 { return uint64(uint32(int32(x) >> (y & 31))) }},
		"lea":            {func(a *Assembler) { a.Lea(AX, AtIndex(AX, DX, 8, -100)) }, func(x, y uint64) uint64 { return x + y*8 - 100 }},
		"lea far":        {func(a *Assembler) { a.Lea(AX, At(DX, 0x123456)) }, func(_, y uint64) uint64 { return y + 0x123456 }},
		"lea32":          {func(a *Assembler) { a.Lea32(AX, At(DX, -0xD800)) }, func(_, y uint64) uint64 { return uint64(uint32(y) - 0xD800) }},
		"lea32 sum":      {func(a *Assembler) { a.Lea32(AX, AtIndex(AX, DX, 1, 0)) }, func(x, y uint64) uint64 { return uint64(uint32(x + y)) }},
		"lea32 index":    {func(a *Assembler) { a.Lea32(AX, AtIndex(AX, DX, 4, -5)) }, func(x, y uint64) uint64 { return uint64(uint32(x + y*4 - 5)) }},
		"or 64":          {func(a *Assembler) { a.OpRR(Or, AX, DX) }, func(x, y uint64) uint64 { return x | y }},
		"xor itself":     {func(a *Assembler) { a.OpRR32(Xor, AX, AX) }, func(_, _ uint64) uint64 { return 0 }},
		"store 8":        {func(a *Assembler) { a.Store8(At(FrameReg, 3), DX); a.Load(AX, At(FrameReg, 0)) }, func(x, y uint64) uint64 { return x&^(0xFF<<24) | y&0xFF<<24 }},
		"store 16":       {func(a *Assembler) { a.Store16(At(FrameReg, 2), DX); a.Load(AX, At(FrameReg, 0)) }, func(x, y uint64) uint64 { return x&^(0xFFFF<<16) | y&0xFFFF<<16 }},
		"store 32":       {func(a *Assembler) { a.Store32(At(FrameReg, 4), DX); a.Load(AX, At(FrameReg, 0)) }, func(x, y uint64) uint64 { return x&0xFFFFFFFF | y<<32 }},
		"store constant": {func(a *Assembler) { a.StoreImm32(At(FrameReg, 4), -7); a.Load(AX, At(FrameReg, 0)) }, func(x, _ uint64) uint64 { return x&0xFFFFFFFF | 0xFFFFFFF9<<32 }},
		"load 8":         {func(a *Assembler) { a.Load8(AX, At(FrameReg, 1)) }, func(x, _ uint64) uint64 { return x >> 8 & 0xFF }},
		"load 16":        {func(a *Assembler) { a.Load16(AX, At(FrameReg, 6)) }, func(x, _ uint64) uint64 { return x >> 48 }},
		"signed 8":       {func(a *Assembler) { a.LoadSigned8(AX, At(FrameReg, 0)) }, func(x, _ uint64) uint64 { return uint64(uint32(int8(x))) }},
		"signed 16":      {func(a *Assembler) { a.LoadSigned16(AX, At(FrameReg, 2)) }, func(x, _ uint64) uint64 { return uint64(uint32(int16(x >> 16))) }},
		"memory sum":     {func(a *Assembler) { a.OpMI(Add, At(FrameReg, 0), 0x12345); a.Load(AX, At(FrameReg, 0)) }, func(x, _ uint64) uint64 { return x + 0x12345 }},
		"far words": {
			func(a *Assembler) {
				a.Store(At(FrameReg, 4096), AX)
				a.MovImm(CX, 60)
				a.OpMI32(Add, AtIndex(FrameReg, CX, 8, 4096-480), 1)
				a.Store32(AtIndex(FrameReg, CX, 4, 4096-240+4), DX)
				a.Load(AX, AtIndex(FrameReg, CX, 8, 4096-480))
			},
			func(x, y uint64) uint64 { return uint64(uint32(x)+1) | y<<32 },
		},
		"very far words": {
			func(a *Assembler) {
				a.MovRR(CX, FrameReg)
				a.OpRI(Sub, CX, 0x123458)
				a.Store(At(CX, 0x123458+800), AX)
				a.MovImm(SI, 3)
				a.OpMI32(Add, AtIndex(CX, SI, 8, 0x123458+800-24), 0x7654321)
				a.Load(AX, AtIndex(CX, SI, 8, 0x123458+800-24))
			},
			func(x, _ uint64) uint64 { return x&^0xFFFFFFFF | uint64(uint32(x)+0x7654321) },
		},
		"of doubles": {
			func(a *Assembler) { a.MovXR(1, AX); a.StoreSD(At(FrameReg, 40), 1); a.Load(AX, At(FrameReg, 40)) },
			func(x, _ uint64) uint64 { return x },
		},
		"int to double": {
			func(a *Assembler) { a.CvtIntSD(0, AX); a.MovRX(AX, 0) },
			func(x, _ uint64) uint64 { return math.Float64bits(float64(int32(x))) },
		},
		"word to double": {
			func(a *Assembler) { a.CvtInt64SD(0, AX); a.MovRX(AX, 0) },
			func(x, _ uint64) uint64 { return math.Float64bits(float64(int64(x))) },
		},
		"a call": {
			func(a *Assembler) {
				f, over := a.NewLabel(), a.NewLabel()
				a.Push(AX)
				a.Call(f)
				a.Pop(CX)
				a.OpRR(Add, AX, CX)
				a.Jmp(over)
				a.Bind(f)
				a.Begin()
				a.MovRR(AX, DX)
				a.Ret()
				a.Bind(over)
			},
			func(x, y uint64) uint64 { return x + y },
		},
	} {
		t.Run(name, func(t *testing.T) {
			code := assemble(t, c.emit)
			for _, x := range words {
				for _, y := range words {
					require.Equal(t, c.want(x, y), code.run(x, y, 0, 0), "%#x, %#x", x, y)
				}
			}
		})
	}
}

// TestCallsGoToBegin: a routine that would work on one machine only is found on each.
func TestCallsGoToBegin(t *testing.T) {
	var a Assembler
	l := a.NewLabel()
	a.Call(l)
	a.Bind(l)
	a.Ret()
	require.PanicsWithValue(t, "native: what is called does not begin with Begin", func() { _, _ = a.Finish() })
}

// TestRemaindersOfInts: the sign is that of the dividend.
func TestRemaindersOfInts(t *testing.T) {
	any := assemble(t, func(a *Assembler) { a.MovRR(CX, DX); a.Remainder(false) })
	natural := assemble(t, func(a *Assembler) { a.MovRR(CX, DX); a.Remainder(true) })
	for _, x := range words {
		for _, y := range words {
			if int32(y) <= 0 {
				continue
			}
			want := uint64(uint32(int32(x) % int32(y)))
			require.Equal(t, want, any.run(uint64(uint32(x)), uint64(uint32(y)), 0, 0))
			if int32(x) >= 0 {
				require.Equal(t, want, natural.run(uint64(uint32(x)), uint64(uint32(y)), 0, 0))
			}
		}
	}
}
