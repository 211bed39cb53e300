package kiln

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseThresholds(t *testing.T) {
	for text, want := range map[string]Thresholds{
		"":            {},
		"1,2,3,4":     {1, 2, 3, 4},
		"7":           {T1Calls: 7},
		",5,,6":       {T1Turns: 5, T2Turns: 6},
		" 1 , 2 ,3,4": {1, 2, 3, 4},
	} {
		got, err := ParseThresholds(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
	for _, bad := range []string{"0", "x", "1,2,3,4,5", "-1", "4294967296"} {
		_, err := ParseThresholds(bad)
		assert.Error(t, err, bad)
	}
}
