package builtin

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// TestPushOfSeveralAsksForRoom appends more values than a large array has room for: whether it may
// grow is not for a leaf to say.
func TestPushOfSeveralAsksForRoom(t *testing.T) {
	var out strings.Builder
	rt, err := object.New(object.Options{Libraries: []*object.Library{Library()}, Stdout: &out, Stderr: &out})
	require.NoError(t, err)
	rt.Cur = rt.NewRealm()
	a := rt.NewArray()
	rt.Heap.Keep(a.Value())
	for a.GrowthBytes(1) != 0 || a.GrowthBytes(2) <= leafGrowth {
		require.NoError(t, rt.AppendElement(a, heap.Int(1)))
	}
	n := a.ElementsLen()
	_, ok := leafPush(rt, a.Value(), []heap.Value{heap.Int(2), heap.Int(3)})
	assert.False(t, ok)
	assert.Equal(t, n, a.ElementsLen())
	v, ok := leafPush(rt, a.Value(), []heap.Value{heap.Int(2)})
	assert.True(t, ok)
	assert.Equal(t, heap.Int(int32(n)+1), v)
}
