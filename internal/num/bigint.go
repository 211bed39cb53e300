package num

import (
	"math/big"
	"math/bits"
	"strings"
)

// bigLeaf is the number of digits, or of words, up to which a conversion of a
// big integer is left to math/big. Beyond, text and number are cut in halves:
// math/big's parser takes quadratic time, and neither direction can be stopped.
const (
	bigLeafDigits = 1 << 10
	bigLeafWords  = 1 << 8
)

// ParseBig returns the integer that the digits stand for; radix is 2 to 36, and
// digits holds nothing but digits of it, at least one. Before each piece of the
// work step is called with the length of its operands in words; its error ends
// the conversion. The time taken is that of a few multiplications of
// the result's size.
func ParseBig(digits string, radix int, step func(words int) error) (*big.Int, error) {
	if len(digits) <= bigLeafDigits {
		n, _ := new(big.Int).SetString(digits, radix)
		return n, nil
	}
	if radix&(radix-1) == 0 {
		return parseBits(digits, uint(bits.Len(uint(radix))-1), step)
	}
	powers := bigPowers{radix: radix, step: step}
	return powers.parse(digits)
}

// FormatBig returns the digits of x in the radix, 2 to 36, with a minus sign
// before those of a negative number. It calls step as ParseBig does.
func FormatBig(x *big.Int, radix int, step func(words int) error) (string, error) {
	if len(x.Bits()) <= bigLeafWords {
		return x.Text(radix), nil
	}
	var b strings.Builder
	size := bits.Len(uint(radix)) - 1
	b.Grow(x.BitLen()/size + 2)
	if x.Sign() < 0 {
		b.WriteByte('-')
	}
	if radix == 1<<size {
		err := formatBits(&b, x, size, step)
		return b.String(), err
	}
	powers := bigPowers{radix: radix, step: step}
	err := powers.format(&b, new(big.Int).Abs(x), 0)
	return b.String(), err
}

// parseBits is ParseBig for digits of size bits.
func parseBits(digits string, size uint, step func(words int) error) (*big.Int, error) {
	words := make([]big.Word, 0, (uint(len(digits))*size+wordBits-1)/wordBits)
	var word big.Word
	filled := uint(0) // bits of word
	for i := len(digits) - 1; i >= 0; i-- {
		d := big.Word(digitValue(digits[i]))
		word |= d << filled
		if filled += size; filled < wordBits {
			continue
		}
		filled -= wordBits
		words = append(words, word)
		word = d >> (size - filled)
		if len(words)%pieceWords == 0 {
			if err := step(pieceWords); err != nil {
				return nil, err
			}
		}
	}
	if filled > 0 {
		words = append(words, word)
	}
	return new(big.Int).SetBits(words), nil
}

// formatBits writes the magnitude of x in digits of size bits.
func formatBits(b *strings.Builder, x *big.Int, size int, step func(words int) error) error {
	words := size * bigLeafWords // so many have a whole number of digits
	last := (len(x.Bits()) - 1) / words
	for i := last; i >= 0; i-- {
		if err := step(words); err != nil {
			return err
		}
		text := low(high(x, i*words), words).Text(1 << size)
		if i < last {
			b.WriteString(strings.Repeat("0", wordBits*words/size-len(text)))
		}
		b.WriteString(text)
	}
	return nil
}

// bigPowers holds radix to the power bigLeafDigits·2^i at index i.
type bigPowers struct {
	radix int
	step  func(words int) error
	known []*big.Int
}

func (p *bigPowers) at(i int) (*big.Int, error) {
	for len(p.known) <= i {
		if len(p.known) == 0 {
			p.known = append(p.known, new(big.Int).Exp(big.NewInt(int64(p.radix)), big.NewInt(bigLeafDigits), nil))
			continue
		}
		last := p.known[len(p.known)-1]
		square := new(big.Int)
		if err := MulBig(square, last, last, p.step); err != nil {
			return nil, err
		}
		p.known = append(p.known, square)
	}
	return p.known[i], nil
}

func (p *bigPowers) parse(digits string) (*big.Int, error) {
	if len(digits) <= bigLeafDigits {
		n, _ := new(big.Int).SetString(digits, p.radix)
		return n, nil
	}
	level := bits.Len(uint(len(digits)-1)/bigLeafDigits) - 1
	cut := len(digits) - bigLeafDigits<<level
	high, err := p.parse(digits[:cut])
	if err != nil {
		return nil, err
	}
	low, err := p.parse(digits[cut:])
	if err != nil {
		return nil, err
	}
	power, err := p.at(level)
	if err != nil {
		return nil, err
	}
	n := new(big.Int)
	if err := MulBig(n, high, power, p.step); err != nil {
		return nil, err
	}
	return n.Add(n, low), nil
}

// format writes x with zeros before it up to width digits; width 0 means none.
func (p *bigPowers) format(b *strings.Builder, x *big.Int, width int) error {
	if len(x.Bits()) <= bigLeafWords {
		text := x.Text(p.radix)
		b.WriteString(strings.Repeat("0", max(0, width-len(text))))
		b.WriteString(text)
		return nil
	}
	level := 0
	power, err := p.at(0)
	if err != nil {
		return err
	}
	for 2*power.BitLen()-1 <= x.BitLen() {
		level++
		if power, err = p.at(level); err != nil {
			return err
		}
	}
	if power.Cmp(x) > 0 {
		level--
		power = p.known[level]
	}
	high, low, err := QuoRemBig(x, power, p.step)
	if err != nil {
		return err
	}
	half := bigLeafDigits << level
	if err := p.format(b, high, max(width-half, 0)); err != nil {
		return err
	}
	return p.format(b, low, half)
}
