package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// NewArrayBuffer makes an ArrayBuffer of the running realm over bytes that Go code owns and
// keeps seeing: they are neither copied nor moved.
func NewArrayBuffer(rt *object.Runtime, bytes []byte) *heap.Object { return newArrayBuffer(rt, bytes) }
