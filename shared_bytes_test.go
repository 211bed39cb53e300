package kiln_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
)

// TestRestoreLeavesBytesOfGo demands that memory which Go code has given stays as Go and scripts
// have left it, while what else a script has in buffers goes back.
func TestRestoreLeavesBytesOfGo(t *testing.T) {
	rt, err := kiln.New(kiln.Options{})
	require.NoError(t, err)
	given, moved, grown := []byte{1, 2, 3}, []byte{4, 5, 6}, []byte{7, 8, 9}
	require.NoError(t, rt.Set("given", given))
	require.NoError(t, rt.Set("moved", moved))
	require.NoError(t, rt.Set("grown", grown))
	evaluateText(t, rt, `
		var to = new Uint8Array(moved.buffer.transfer()), copy = new Uint8Array(grown.buffer.transfer(8)), own = new Uint8Array([1, 2, 3])
		var room = new ArrayBuffer(1, {maxByteLength: 100}); room.resize(50); var view = new Uint8Array(room); view[40] = 1`)
	cp, err := rt.Checkpoint()
	require.NoError(t, err)
	for range 2 {
		assert.Equal(t, "3 0 0", evaluateText(t, rt, "given.length + ' ' + moved.length + ' ' + grown.length"))
		assert.Equal(t, "7,8,9,0,0,0,0,0 1,2,3 1 50", evaluateText(t, rt, "copy + ' ' + own + ' ' + view[40] + ' ' + room.byteLength"))
		evaluateText(t, rt, "given[0]++; to[1]++; copy[2] = own[0] = view[40] = 77; room.resize(100); view[99] = 5; given.buffer.transfer()")
		given[2]++
		require.NoError(t, rt.Restore(cp))
	}
	assert.Equal(t, []byte{3, 2, 5}, given)
	assert.Equal(t, []byte{4, 7, 6}, moved)
	assert.Equal(t, []byte{7, 8, 9}, grown)
	assert.Equal(t, "3,2,5 4,7,6", evaluateText(t, rt, "given + ' ' + to"))
}
