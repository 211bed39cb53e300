package builtin

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// TestCollateWords compares what collateWords says with the collation itself.
func TestCollateWords(t *testing.T) {
	const units = "aAbBzZ019mM -_.\u00e9\u00ad"
	letters := []rune(units)
	rng := rand.New(rand.NewPCG(1, 2))
	root := collate.New(language.Und)
	decided := 0
	for range 100_000 {
		texts := [2][]byte{}
		runes := [2][]rune{}
		for i := range texts {
			for range rng.IntN(6) {
				r := letters[min(rng.IntN(len(letters)), rng.IntN(len(letters)))]
				texts[i] = append(texts[i], byte(r))
				runes[i] = append(runes[i], r)
			}
		}
		if order, ok := collateWords(texts[0], texts[1]); ok {
			decided++
			assert.Equal(t, root.CompareString(string(runes[0]), string(runes[1])), order, "%q %q", texts[0], texts[1])
		}
	}
	assert.Greater(t, decided, 10_000)
}
