package syntax

import (
	"math/big"

	"github.com/kilnjs/kiln/internal/num"
)

// maxBigIntKey bounds the length of a BigInt literal that is a property name,
// since its conversion to decimal digits is not linear.
const maxBigIntKey = 1 << 16

func formatNumber(f float64) string { return num.FormatNumber(f) }

// bigIntKey returns the property key that the BigInt token stands for.
func (p *parser) bigIntKey() string {
	text := p.tok.str
	if len(text) > maxBigIntKey {
		p.fail(p.tok.start, "Maximum BigInt size exceeded")
	}
	n, _ := new(big.Int).SetString(text, 0)
	return n.String()
}
