package asm

import (
	"encoding/binary"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/arch/arm64/arm64asm"
)

func TestJumpsAndLabels(t *testing.T) {
	var a Assembler
	back, ahead := a.NewLabel(), a.NewLabel()
	a.Bind(back)
	a.BCond(NE, ahead)
	a.B(back)
	a.Bl(ahead)
	a.Cbz(W32, X3, ahead)
	a.Cbnz(W64, X3, back)
	a.Tbz(X3, 63, ahead)
	a.Tbnz(X3, 5, back)
	a.Adr(X9, back)
	a.Bind(ahead)
	a.Ret(X30)
	code, err := a.Finish()
	require.NoError(t, err)
	var got []string
	for ; len(code) > 0; code = code[4:] {
		got = append(got, text(t, code))
	}
	require.Equal(t, []string{
		"b.ne .+0x20", "b .+0xfffffffffffffffc", "bl .+0x18", "cbz w3, .+0x14", "cbnz x3, .+0xfffffffffffffff0",
		"tbz x3, #63, .+0xc", "tbnz w3, #5, .+0xffffffffffffffe8", "adr x9, .+0xffffffffffffffe4", "ret",
	}, got)
}

func TestUnboundLabelIsAnError(t *testing.T) {
	var a Assembler
	a.B(a.NewLabel())
	_, err := a.Finish()
	require.ErrorContains(t, err, "bound nowhere")
}

// TestFarJumpsArrive: conditional jumps over more than they reach become two
// instructions, and everything still goes where it went.
func TestFarJumpsArrive(t *testing.T) {
	var a Assembler
	start, middle, end := a.NewLabel(), a.NewLabel(), a.NewLabel()
	a.Bind(start)
	a.BCond(LT, end)
	a.Cbz(W64, X1, end)
	a.Tbnz(X1, 3, middle)
	fill := func(n int) {
		for range n {
			a.Nop()
		}
	}
	fill(1 << 17)
	a.Bind(middle)
	a.Cbnz(W32, X2, start)
	fill(1 << 18)
	mark := a.Len()
	a.Tbz(X2, 40, start)
	a.BCond(EQ, middle)
	a.BCond(GE, end)
	a.Bind(end)
	a.Brk(7)
	code, err := a.Finish()
	require.NoError(t, err)
	at := func(offset int) string { return text(t, code[offset:]) }
	require.Equal(t, []string{"b.ge .+0x8", "cbnz x1, .+0x8", "tbz w1, #3, .+0x8"}, []string{at(0), at(8), at(16)})
	for _, from := range []int{4, 12} {
		require.Equal(t, a.Offset(end), target(t, code, from))
	}
	require.Equal(t, a.Offset(middle), target(t, code, 20))
	require.Equal(t, "cbnz w2, "+relative(a.Offset(start)-a.Offset(middle)), at(a.Offset(middle)))
	moved := a.Moved(mark)
	require.Equal(t, "tbnz x2, #40, .+0x8", at(moved))
	require.Equal(t, a.Offset(start), target(t, code, moved+4))
	require.Equal(t, "b.ne .+0x8", at(moved+8))
	require.Equal(t, a.Offset(middle), target(t, code, moved+12))
	require.Equal(t, "b.ge .+0x4", at(moved+16))
	require.Equal(t, "brk #0x7", at(a.Offset(end)))
}

func relative(d int) string {
	var a Assembler
	a.emit(0x35000000 | uint32(d)>>2&(1<<19-1)<<5)
	inst, _ := arm64asm.Decode(a.buf)
	s := arm64asm.GNUSyntax(inst)
	return s[strings.Index(s, "."):]
}

// target is where the jump at offset goes.
func target(t *testing.T, code []byte, offset int) int {
	t.Helper()
	w := binary.LittleEndian.Uint32(code[offset:])
	require.EqualValues(t, 5, w>>26)
	return offset + int(int32(w<<6)>>4)
}

// TestConstants: MovImm sets what it is told, in as few instructions as its lanes ask for.
func TestConstants(t *testing.T) {
	values := []uint64{
		0, 1, 0xFFFF, 0x10000, 0xFFFFFFFF, 0xFFFF0000, 0xFFFFFFFE, 1 << 63, ^uint64(0), ^uint64(1), 0xFFF9 << 48, 0xFFFE << 48, 1<<48 - 1,
		0x123456789ABCDEF0, 0xFFFF1234FFFF5678, 0x00001234FFFF0000, 0x5555555555555555, 0xFFFFFFFF00000000, 0xFFFF7FFF, 0x7FFFFFFF,
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		v := r.Uint64()
		for lane := range 4 {
			switch r.IntN(3) {
			case 0:
				v &^= 0xFFFF << (16 * lane)
			case 1:
				v |= 0xFFFF << (16 * lane)
			}
		}
		values = append(values, v, v>>32)
	}
	for _, v := range values {
		var a Assembler
		a.MovImm(X3, v)
		got := uint64(0)
		require.LessOrEqual(t, a.Len(), 16)
		for code := a.buf; len(code) > 0; code = code[4:] {
			w := binary.LittleEndian.Uint32(code)
			require.EqualValues(t, 3, w&31)
			imm, shift := uint64(w>>5&0xFFFF), w>>21&3*16
			switch w >> 23 & 0xFF {
			case 0xA5:
				got = imm << shift
			case 0x25:
				if got = ^(imm << shift); w>>31 == 0 {
					got &= 1<<32 - 1
				}
			case 0xE5:
				got = got&^(0xFFFF<<shift) | imm<<shift
			case 0x64:
				got = decodeLogical(w >> 10 & 0x1FFF)
			default:
				t.Fatalf("%08x", w)
			}
		}
		require.Equal(t, v, got, "%#x", v)
	}
}

// decodeLogical is DecodeBitMasks of the architecture's manual, for 64 bits.
func decodeLogical(code uint32) uint64 {
	n, turn, sizes := code>>12, code>>6&63, code&63
	length := 6
	for ; length > 0; length-- {
		if (n<<6|^sizes&63)>>length&1 != 0 {
			break
		}
	}
	size := uint32(1) << length
	ones := uint64(1)<<(sizes&(size-1)+1) - 1
	turn &= size - 1
	part := ones
	if turn > 0 {
		part = (ones>>turn | ones<<(size-turn)) & (1<<size - 1)
	}
	for ; size < 64; size *= 2 {
		part |= part << size
	}
	return part
}

// TestLogicalConstants: what fits is encoded as itself.
func TestLogicalConstants(t *testing.T) {
	fits := 0
	for size := 2; size <= 64; size *= 2 {
		for ones := 1; ones < size; ones++ {
			for turn := range size {
				part := uint64(1)<<ones - 1
				part = (part<<turn | part>>(size-turn)) & (1<<(size-1)<<1 - 1)
				for s := size; s < 64; s *= 2 {
					part |= part << s
				}
				code, ok := logical(W64, part)
				require.True(t, ok, "%#x", part)
				require.Equal(t, part, decodeLogical(code))
				if size < 64 {
					narrow, ok := logical(W32, part&(1<<32-1))
					require.True(t, ok)
					require.Equal(t, part, decodeLogical(narrow))
				}
				fits++
			}
		}
	}
	require.Equal(t, 5334, fits)
	for _, v := range []uint64{0, ^uint64(0), 5, 0x1234, 0xFFFFFFFF0000FFFE} {
		require.False(t, FitsLogical(W64, v), "%#x", v)
	}
	require.False(t, FitsLogical(W32, 0xFFFFFFFF))
}
