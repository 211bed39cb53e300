package heap

import (
	"math/big"
	"math/bits"
	"unsafe"
)

// BigInt is an integer without bounds.
//
//	word 1  number of limbs (low half), 1 in the high half if negative
//	word 2  limbs of 64 bits, least significant first, the last one not 0; of zero, 0
type BigInt struct {
	cell
	meta uint64
}

// Where machine code finds the parts.
const (
	OffsetBigMeta  = 8
	OffsetBigLimbs = 16
)

// MaxBigIntBits bounds the magnitude of a BigInt; larger results are a RangeError.
const MaxBigIntBits = 1 << 30

func (b *BigInt) limbs() []uint64 {
	return unsafe.Slice((*uint64)(unsafe.Add(unsafe.Pointer(b), OffsetBigLimbs)), uint32(b.meta))
}

// lowest is the first limb, which is there for zero too.
func (b *BigInt) lowest() *uint64 { return (*uint64)(unsafe.Add(unsafe.Pointer(b), OffsetBigLimbs)) }

// Small returns the number when its magnitude has 63 bits at most.
func (b *BigInt) Small() (x int64, ok bool) {
	l, sign := int64(*b.lowest()), int64(b.meta>>32)
	return (l ^ -sign) + sign, l >= 0 && uint32(b.meta) <= 1
}

func (b *BigInt) negative() bool { return b.meta>>32 != 0 }

func (h *Heap) newBigInt(n int, negative bool) *BigInt {
	b := (*BigInt)(h.allocCell(2+max(n, 1), uint64(KindBigInt)))
	b.meta = uint64(n)
	if negative {
		b.meta |= 1 << 32
	}
	if n == 0 {
		*b.lowest() = 0
	}
	h.root(b.Value())
	return b
}

// NewBigInt makes a BigInt of x. Large requests are preceded by CheckAlloc.
func (h *Heap) NewBigInt(x *big.Int) *BigInt {
	words := x.Bits()
	if bits.UintSize == 64 {
		b := h.newBigInt(len(words), x.Sign() < 0)
		for i, w := range words {
			b.limbs()[i] = uint64(w)
		}
		return b
	}
	b := h.newBigInt((len(words)+1)/2, x.Sign() < 0)
	clear(b.limbs())
	for i, w := range words {
		b.limbs()[i/2] |= uint64(w) << (32 * (i % 2))
	}
	return b
}

// NewBigIntInt64 makes a BigInt of i.
func (h *Heap) NewBigIntInt64(i int64) *BigInt {
	b := (*BigInt)(h.allocCell(3, uint64(KindBigInt)))
	switch {
	case i > 0:
		b.meta, *b.lowest() = 1, uint64(i)
	case i < 0:
		b.meta, *b.lowest() = 1|1<<32, -uint64(i)
	default:
		b.meta, *b.lowest() = 0, 0
	}
	h.root(b.Value())
	return b
}

// NewBigIntUint64 makes a BigInt of u.
func (h *Heap) NewBigIntUint64(u uint64) *BigInt {
	if u == 0 {
		return h.newBigInt(0, false)
	}
	b := h.newBigInt(1, false)
	b.limbs()[0] = u
	return b
}

// NewBigIntLimbs makes a BigInt of a magnitude, whose last limb is not 0, and a sign.
func (h *Heap) NewBigIntLimbs(limbs []uint64, negative bool) *BigInt {
	b := h.newBigInt(len(limbs), negative)
	copy(b.limbs(), limbs)
	return b
}

// Limbs returns the magnitude of b and whether b is negative. The limbs may be read
// only, and only as long as b is alive.
func (b *BigInt) Limbs() (limbs []uint64, negative bool) { return b.limbs(), b.negative() }

// LimbCount returns the number of limbs of b.
func (b *BigInt) LimbCount() int { return int(uint32(b.meta)) }

// SmallBigIntHeader returns the header word, the size class and the bytes of the cell of a
// BigInt of one limb.
func SmallBigIntHeader() (header uint64, sizeClass, bytes int) {
	class := wordClass[3]
	return uint64(KindBigInt) | uint64(class)<<sizeShift, int(class), int(classBytes[class])
}

// View makes x the number of b without a copy where a limb is a word of
// math/big. x may be read only, and only as long as b is alive.
func (b *BigInt) View(x *big.Int) *big.Int {
	limbs := b.limbs()
	if bits.UintSize != 64 || len(limbs) == 0 {
		return x.Set(b.Big())
	}
	x.SetBits(unsafe.Slice((*big.Word)(unsafe.Pointer(&limbs[0])), len(limbs)))
	if b.negative() {
		x.Neg(x)
	}
	return x
}

// Big returns the number of b in a new big.Int.
func (b *BigInt) Big() *big.Int {
	limbs := b.limbs()
	x := new(big.Int)
	if bits.UintSize == 64 {
		words := make([]big.Word, len(limbs))
		for i, l := range limbs {
			words[i] = big.Word(l)
		}
		x.SetBits(words)
	} else {
		words := make([]big.Word, 2*len(limbs))
		for i, l := range limbs {
			words[2*i] = big.Word(uint32(l))
			words[2*i+1] = big.Word(uint32(l >> 32))
		}
		x.SetBits(words)
	}
	if b.negative() {
		x.Neg(x)
	}
	return x
}

// Sign returns -1, 0 or 1.
func (b *BigInt) Sign() int {
	if uint32(b.meta) == 0 {
		return 0
	}
	if b.negative() {
		return -1
	}
	return 1
}

// BitLen returns the number of bits of the magnitude.
func (b *BigInt) BitLen() int {
	limbs := b.limbs()
	if len(limbs) == 0 {
		return 0
	}
	return 64*(len(limbs)-1) + bits.Len64(limbs[len(limbs)-1])
}

// Int64 returns the number when it fits.
func (b *BigInt) Int64() (int64, bool) {
	limbs := b.limbs()
	if len(limbs) == 0 {
		return 0, true
	}
	if len(limbs) > 1 {
		return 0, false
	}
	m := limbs[0]
	if b.negative() {
		return -int64(m), m <= 1<<63
	}
	return int64(m), m < 1<<63
}

// Uint64 returns the low 64 bits of the two's complement of b (sec-tobiguint64).
func (b *BigInt) Uint64() uint64 {
	limbs := b.limbs()
	if len(limbs) == 0 {
		return 0
	}
	if b.negative() {
		return -limbs[0]
	}
	return limbs[0]
}

// BigIntsEqual reports whether a and b are the same number.
func (h *Heap) BigIntsEqual(a, b *BigInt) bool {
	if a == b {
		return true
	}
	if a.meta != b.meta {
		return false
	}
	x, y := a.limbs(), b.limbs()
	h.Work(len(x))
	for i := range x {
		if x[i] != y[i] {
			return false
		}
	}
	return true
}

func (b *BigInt) hash() uint32 {
	x := b.meta
	for _, l := range b.limbs() {
		x = (x ^ l) * 0x9E3779B97F4A7C15
		x ^= x >> 32
	}
	return uint32(x>>32) | 1
}
