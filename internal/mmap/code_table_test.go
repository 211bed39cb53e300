//go:build linux || darwin || freebsd || netbsd || openbsd

package mmap

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// covered looks in the table as the signal handler does.
func covered(address uintptr) bool {
	c := uint64(address) >> chunkBits
	at := chunkSlot(c)
	for range codeTableSize {
		switch codeTable[at] {
		case c:
			return true
		case 0:
			return false
		}
		at = (at + 1) % codeTableSize
	}
	return false
}

func TestCodeTable(t *testing.T) {
	type region struct {
		base uintptr
		size int
	}
	r := rand.New(rand.NewPCG(1, 2))
	var regions []region
	for range 50_000 {
		if len(regions) > 0 && (len(regions) > 400 || r.IntN(5) < 2) {
			i := r.IntN(len(regions))
			uncoverCode(regions[i].base, regions[i].size)
			regions[i] = regions[len(regions)-1]
			regions = regions[:len(regions)-1]
			continue
		}
		n := region{uintptr(r.IntN(1<<13)+1<<10) << 14, (1 + r.IntN(64)) << 12}
		regions = append(regions, n)
		coverCode(n.base, n.size)
		require.True(t, covered(n.base) && covered(n.base+uintptr(n.size)-1))
	}
	for _, n := range regions {
		assert.True(t, covered(n.base) && covered(n.base+uintptr(n.size)-1))
	}
	for _, n := range regions {
		uncoverCode(n.base, n.size)
	}
	for range 100_000 {
		assert.False(t, covered(uintptr(r.IntN(1<<13)+1<<10)<<14))
	}
}

func TestOnlyMappedCodeIsCovered(t *testing.T) {
	r, err := NewCode(make([]byte, 100))
	require.NoError(t, err)
	base := r.Base()
	assert.True(t, covered(base))
	assert.False(t, covered(base+1<<40))
	r.Release()
	d, err := NewData(1 << 20)
	require.NoError(t, err)
	assert.False(t, covered(d.Base()+1<<19))
	d.Release()
}
