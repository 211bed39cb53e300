package heap

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestWork counts how often attention is asked for: once for each workSlice,
// whatever the pieces are.
func TestWork(t *testing.T) {
	h := New(Options{})
	asked := 0
	h.OnPressure = func() { asked++ }
	for range 4 * 1024 {
		h.Work(workSlice / 1024)
	}
	assert.Equal(t, 4, asked)
	h.Work(10 * workSlice)
	assert.Equal(t, 5, asked)
	s := h.NewLatin1(make([]byte, workSlice/2))
	asked = 0
	for range 4 {
		_ = s.Go(h)
	}
	assert.Equal(t, 2, asked)
}
