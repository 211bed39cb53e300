package bench

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestHardwareInWords(t *testing.T) {
	var none *Hardware
	assert.Empty(t, none.String())
	assert.Equal(t, "1200 million instructions, 2.00 per cycle, 0.5% of branches mispredicted, 10% of cache references missed",
		(&Hardware{Cycles: 6e8, Instructions: 1.2e9, Branches: 2e8, BranchMisses: 1e6, CacheReferences: 1e6, CacheMisses: 1e5}).String())
	assert.Equal(t, "50 million instructions", (&Hardware{Instructions: 5e7, Cycles: 0}).String())
}
