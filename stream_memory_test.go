package kiln

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/web"
)

// TestListsOfByteStreamsCount: the reads of a stream of bytes that wait still count as memory of Go
// when its queue has grown.
func TestListsOfByteStreamsCount(t *testing.T) {
	rt := newRuntime(t, Options{Libraries: web.All()})
	n := Fewer(1<<13, 2, 16)
	run := func(source string) int64 {
		_, err := rt.RunString("stream.js", source)
		require.NoError(t, err)
		for range 2 { // what the first frees may hold memory for another
			rt.obj.Heap.Collect(true)
		}
		return rt.obj.Heap.Stats().GoBytes
	}
	before := run(`var c, s = new ReadableStream({type: "bytes", start(x) { c = x }}), r = s.getReader({mode: "byob"})`)
	waiting := run(fmt.Sprintf("for (let i = 0; i < %d; i++) r.read(new Uint8Array(1))", n))
	assert.Greater(t, waiting-before, int64(n)*90, "a descriptor for each read")
	queued := run("c.enqueue(new Uint8Array(1))")
	assert.Greater(t, queued, waiting-int64(n)*10, "the queue grew")
}
