//go:build linux || darwin || freebsd || netbsd || openbsd

package mmap

import (
	"bytes"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// mappings counts the mappings of the process, 0 where the system does not tell.
func mappings(t *testing.T) int {
	text, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		t.Skip("the system does not list mappings")
	}
	return bytes.Count(text, []byte("\n"))
}

// TestCodeSharesMappings takes and releases code of many sizes: what one region holds
// is not touched by others, and the mappings are few at any time.
func TestCodeSharesMappings(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	page := os.Getpagesize()
	before := mappings(t)
	type piece struct {
		Region
		code []byte
	}
	var pieces []piece
	holds := func(p piece) {
		require.True(t, bytes.HasPrefix(p.Bytes(), p.code), "code is as it was written")
		require.Zero(t, len(bytes.Trim(p.Bytes()[len(p.code):], "\x00")), "nothing is behind it")
	}
	for range 20_000 {
		if len(pieces) > 0 && (len(pieces) > 1000 || r.IntN(5) < 2) {
			i := r.IntN(len(pieces))
			holds(pieces[i])
			pieces[i].Release()
			pieces[i] = pieces[len(pieces)-1]
			pieces = pieces[:len(pieces)-1]
			continue
		}
		code := make([]byte, 1+r.IntN(3*page))
		if r.IntN(100) == 0 {
			code = make([]byte, r.IntN(2*maxChunked*page)+1)
		}
		for i := range code {
			code[i] = byte(r.Uint32()) | 1
		}
		region, err := NewCode(code)
		require.NoError(t, err)
		pieces = append(pieces, piece{region, code})
	}
	require.Greater(t, len(pieces), 900)
	many := mappings(t)
	assert.Less(t, many-before, len(pieces)/8, "mappings for %d pieces of code", len(pieces))
	for i := range pieces {
		holds(pieces[i])
		pieces[i].Release()
	}
	assert.Less(t, mappings(t)-before, 32, "mappings when all code is gone")
}

func TestFindPagesOfChunk(t *testing.T) {
	all := ^uint64(0)
	for _, c := range []struct {
		taken uint64
		n     int
		want  int
	}{
		{0, 1, 0}, {0, 16, 0}, {1, 1, 1}, {0b1011, 1, 2}, {0b1011, 2, 4}, {all, 1, -1},
		{all >> 1, 1, 63}, {all >> 1, 2, -1}, {all << 16, 16, 0}, {all << 15, 16, -1},
	} {
		assert.Equal(t, c.want, (&codeChunk{taken: c.taken}).find(c.n), "%d pages beside %b", c.n, c.taken)
	}
}
