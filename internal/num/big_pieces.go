package num

import (
	"math/big"
	"math/bits"
)

// pieceWords is the length of operands up to which a product, or a division of twice
// as many words, is left to math/big, which nothing can stop: that takes three
// milliseconds. Longer ones are put together from such pieces.
const pieceWords = 1 << 12

// OnePiece reports whether a product of numbers of n and m words, or a division
// with a divisor of n and a quotient of m words, is short enough for math/big.
func OnePiece(n, m int) bool { return n*m <= pieceWords*pieceWords }

// MulBig sets z, which must be neither x nor y, to x·y. Before each piece of the
// work step is called with the words of its operands; its error ends the work.
func MulBig(z, x, y *big.Int, step func(words int) error) error {
	negative := x.Sign()*y.Sign() < 0
	a := low(x, len(x.Bits()))
	b := a
	if x != y {
		b = low(y, len(y.Bits()))
	}
	m := multiplier{step: step}
	if err := m.mul(z, a, b, 0); err != nil {
		return err
	}
	if negative {
		z.Neg(z)
	}
	return nil
}

// ExpBig sets z to x to the power of n. It calls step as MulBig does.
func ExpBig(z, x *big.Int, n uint64, step func(words int) error) error {
	power, next := big.NewInt(1), new(big.Int)
	for i := bits.Len64(n) - 1; i >= 0; i-- {
		if err := MulBig(next, power, power, step); err != nil {
			return err
		}
		power, next = next, power
		if n>>i&1 == 0 {
			continue
		}
		if err := MulBig(next, power, x, step); err != nil {
			return err
		}
		power, next = next, power
	}
	z.SetBits(power.Bits())
	if power.Sign() < 0 {
		z.Neg(z)
	}
	return nil
}

// QuoRemBig returns the quotient, rounded toward zero, and the remainder of x and y,
// which is not 0. It calls step as MulBig does.
func QuoRemBig(x, y *big.Int, step func(words int) error) (q, r *big.Int, err error) {
	d := divider{multiplier{step: step}}
	q, r, err = d.divide(low(x, len(x.Bits())), low(y, len(y.Bits())))
	if err != nil {
		return nil, nil, err
	}
	if x.Sign()*y.Sign() < 0 {
		q.Neg(q)
	}
	if x.Sign() < 0 {
		r.Neg(r)
	}
	return q, r, nil
}

// low returns the n lowest words of the magnitude of x, high the others. Both
// share the words of x.
func low(x *big.Int, n int) *big.Int {
	w := x.Bits()
	return new(big.Int).SetBits(w[:min(n, len(w)):min(n, len(w))])
}

func high(x *big.Int, n int) *big.Int {
	w := x.Bits()
	return new(big.Int).SetBits(w[min(n, len(w)):])
}

// multiplier multiplies natural numbers by Karatsuba's method down to pieces.
type multiplier struct {
	step   func(words int) error
	levels []*mulLevel
}

// mulLevel is what one depth of the recursion calculates with.
type mulLevel struct{ low, mid, high, sumX, sumY, shifted big.Int }

func (m *multiplier) level(depth int) *mulLevel {
	for len(m.levels) <= depth {
		m.levels = append(m.levels, new(mulLevel))
	}
	return m.levels[depth]
}

// mul sets z to x·y; for a square x and y are the same pointer.
func (m *multiplier) mul(z, x, y *big.Int, depth int) error {
	if len(x.Bits()) < len(y.Bits()) {
		x, y = y, x
	}
	n, short := len(x.Bits()), len(y.Bits())
	if OnePiece(n, short) {
		if err := m.step(n + short); err != nil {
			return err
		}
		z.Mul(x, y)
		return nil
	}
	l := m.level(depth)
	half := (n + 1) / 2
	x0, x1 := low(x, half), high(x, half)
	if short <= half {
		if err := m.mul(&l.low, x0, y, depth+1); err != nil {
			return err
		}
		if err := m.mul(&l.high, x1, y, depth+1); err != nil {
			return err
		}
		z.Lsh(&l.high, wordBits*uint(half))
		z.Add(z, &l.low)
		return nil
	}
	y0, y1 := x0, x1
	sumX := l.sumX.Add(x0, x1)
	sumY := sumX
	if x != y {
		y0, y1 = low(y, half), high(y, half)
		sumY = l.sumY.Add(y0, y1)
	}
	if err := m.mul(&l.low, x0, y0, depth+1); err != nil {
		return err
	}
	if err := m.mul(&l.high, x1, y1, depth+1); err != nil {
		return err
	}
	if err := m.mul(&l.mid, sumX, sumY, depth+1); err != nil {
		return err
	}
	l.mid.Sub(&l.mid, &l.low)
	l.mid.Sub(&l.mid, &l.high)
	z.Lsh(&l.high, wordBits*uint(2*half))
	z.Add(z, l.shifted.Lsh(&l.mid, wordBits*uint(half)))
	z.Add(z, &l.low)
	return nil
}

const wordBits = bits.UintSize

// divider divides natural numbers by the recursive method of Burnikel and Ziegler
// (Fast Recursive Division, 1998) down to pieces.
type divider struct{ multiplier }

// divide returns quotient and remainder of x and y.
func (d *divider) divide(x, y *big.Int) (q, r *big.Int, err error) {
	n, m := len(y.Bits()), len(x.Bits())
	if m < n || OnePiece(n, m-n+1) {
		return d.piece(x, y)
	}
	if n <= pieceWords {
		// Each digit has as many words as a piece allows.
		return d.long(x, pieceWords*pieceWords/n, func(a *big.Int) (q, r *big.Int, err error) { return d.piece(a, y) })
	}
	parts := 1
	for parts*pieceWords < n {
		parts *= 2
	}
	size := (n + parts - 1) / parts * parts
	shift := uint(size*wordBits - y.BitLen())
	y = new(big.Int).Lsh(y, shift)
	q, r, err = d.long(new(big.Int).Lsh(x, shift), size, func(a *big.Int) (q, r *big.Int, err error) { return d.twoByOne(a, y, size) })
	if err != nil {
		return nil, nil, err
	}
	return q, r.Rsh(r, shift), nil
}

func (d *divider) piece(x, y *big.Int) (q, r *big.Int, err error) {
	if err := d.step(len(x.Bits()) + len(y.Bits())); err != nil {
		return nil, nil, err
	}
	q, r = new(big.Int).QuoRem(x, y, new(big.Int))
	return q, r, nil
}

// long is long division with digits of size words; by divides the remainder so far
// followed by the next digit, which gives one digit of the quotient.
func (d *divider) long(x *big.Int, size int, by func(a *big.Int) (q, r *big.Int, err error)) (q, r *big.Int, err error) {
	count := (len(x.Bits()) + size - 1) / size
	words := make([]big.Word, count*size)
	r = new(big.Int)
	for i := count - 1; i >= 0; i-- {
		var digit *big.Int
		digit, r, err = by(join(r, low(high(x, i*size), size), size))
		if err != nil {
			return nil, nil, err
		}
		copy(words[i*size:], digit.Bits())
	}
	return new(big.Int).SetBits(words), r, nil
}

// join returns the number whose n lowest words are those of b and whose others are those of a.
func join(a, b *big.Int, n int) *big.Int {
	words := make([]big.Word, len(a.Bits())+n)
	copy(words, b.Bits())
	copy(words[n:], a.Bits())
	return new(big.Int).SetBits(words)
}

// twoByOne divides a by b of n words, whose highest bit is set; the quotient fits in n words.
func (d *divider) twoByOne(a, b *big.Int, n int) (q, r *big.Int, err error) {
	if n <= pieceWords {
		return d.piece(a, b)
	}
	half := n / 2
	q1, r, err := d.threeByTwo(high(a, half), b, half)
	if err != nil {
		return nil, nil, err
	}
	q0, r, err := d.threeByTwo(join(r, low(a, half), half), b, half)
	if err != nil {
		return nil, nil, err
	}
	return join(q1, q0, half), r, nil
}

// threeByTwo divides a of 3n words by b of 2n words; the quotient fits in n words.
func (d *divider) threeByTwo(a, b *big.Int, n int) (q, r *big.Int, err error) {
	b1, b0 := high(b, n), low(b, n)
	top := high(a, n)
	if high(top, n).Cmp(b1) < 0 {
		if q, r, err = d.twoByOne(top, b1, n); err != nil {
			return nil, nil, err
		}
	} else {
		one := big.NewInt(1)
		q = new(big.Int).Lsh(one, wordBits*uint(n))
		r = new(big.Int).Sub(top, new(big.Int).Lsh(b1, wordBits*uint(n)))
		q.Sub(q, one)
		r.Add(r, b1)
	}
	product := new(big.Int)
	if err := d.mul(product, q, b0, 0); err != nil {
		return nil, nil, err
	}
	r = join(r, low(a, n), n)
	for r.Sub(r, product); r.Sign() < 0; r.Add(r, b) {
		q.Sub(q, big.NewInt(1))
	}
	return q, r, nil
}
