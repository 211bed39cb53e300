//go:build kilncheck || kilnstress

package heap

import (
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestCheckCell(t *testing.T) {
	h := New(Options{})
	small := h.NewObject(h.RootShape(Null, ClassObject, 2))
	large := h.NewString(string(make([]byte, 1<<20)))
	for _, v := range []Value{small.Value(), large.Value()} {
		assert.NotPanics(t, func() { CheckCell(v) })
		for _, off := range []Value{8, 16, 1 << 40} {
			assert.Panics(t, func() { CheckCell(v + off) }, "%v + %d", v, off)
			assert.Panics(t, func() { CheckCell(v - off) }, "%v - %d", v, off)
		}
	}
	for _, v := range []Value{Undefined, Int(1), Number(1.5), Value(TagObject) << tagShift} {
		assert.Panics(t, func() { CheckCell(v) }, "%#x", uint64(v))
	}
	assert.Panics(t, func() { small.Value().Str() })
	assert.Panics(t, func() { large.Value().Object() })
	runtime.KeepAlive(h) // nothing else keeps its cells
}
