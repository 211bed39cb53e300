package builtin

import (
	"sync"
	"sync/atomic"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// buffer is the memory of an ArrayBuffer or SharedArrayBuffer. Its handle is in
// the object and in every view of it.
type buffer struct {
	bytes     []byte // of an ArrayBuffer; nil once it is detached
	own       []byte // bytes, unless they are given: what a checkpoint saves
	given     bool   // bytes are memory of the embedder, which is no part of a checkpoint
	max       int64  // [[ArrayBufferMaxByteLength]], -1 for a fixed length
	shared    *sharedBlock
	detached  bool
	immutable bool
	window    heap.Window
}

// expose opens or closes the window, after the memory or anything else that decides about it
// has changed.
func (b *buffer) expose() {
	if b.own = b.bytes; b.given {
		b.own = nil
	}
	if b.shared != nil || b.max >= 0 || b.detached {
		b.window.Close()
	} else {
		b.window.Open(b.bytes, !b.immutable)
	}
}

// freeze makes the bytes immutable.
func (b *buffer) freeze() {
	b.immutable = true
	b.expose()
}

// give says that the bytes are memory of the embedder.
func (b *buffer) give() {
	b.given = true
	b.expose()
}

// sharedBlock is a Shared Data Block (sec-data-blocks): it can be in several
// runtimes. Its memory has room for the greatest length from the beginning, so
// that it never moves. Atomic operations hold mu.
type sharedBlock struct {
	mu      sync.Mutex
	memory  []byte
	length  atomic.Int64
	waiters map[int][]*waiter // by byte index, in order of arrival
}

// SaveState saves the length for a checkpoint: other goroutines read it.
func (s *sharedBlock) SaveState() (restore func()) {
	n := s.length.Load()
	return func() { s.length.Store(n) }
}

// HandleWindow implements heap.Windowed.
func (b *buffer) HandleWindow() *heap.Window { return &b.window }

// data is the memory as it is now. The slice is valid until a script runs.
func (b *buffer) data() []byte {
	if b.shared != nil {
		return b.shared.memory[:b.shared.length.Load()]
	}
	return b.bytes
}

// maxBufferBytes bounds the length of a buffer; the limit of the heap is usually
// lower.
const maxBufferBytes = 1 << 36

// Internal slots of ArrayBuffer and SharedArrayBuffer objects.
const bufferHandle = 0

// bufferBytes is what a buffer takes beside its contents.
const bufferBytes = 192

// bufferOf returns the memory of an ArrayBuffer or SharedArrayBuffer object.
func bufferOf(rt *object.Runtime, o *heap.Object) *buffer {
	return rt.Heap.HandleAt(o.Internal(bufferHandle).Handle()).(*buffer)
}

// bufferContents gives the memory of a buffer; false for one that is detached.
func bufferContents(rt *object.Runtime, o *heap.Object) ([]byte, bool) {
	b := bufferOf(rt, o)
	return b.data(), !b.detached
}

// isBuffer reports whether v is an ArrayBuffer or SharedArrayBuffer.
func isBuffer(v heap.Value) bool {
	if !v.IsObject() {
		return false
	}
	class := v.Object().Class()
	return (class == heap.ClassArrayBuffer || class == heap.ClassSharedArrayBuffer) && v.Object().Internal(bufferHandle).IsHandle()
}

// createBlock is CreateByteDataBlock (sec-createbytedatablock): n zero bytes,
// with room for reserve.
func createBlock(rt *object.Runtime, n, reserve int64) ([]byte, error) {
	if reserve > maxBufferBytes || rt.Heap.CheckAlloc(reserve) != nil {
		return nil, rt.RangeError("Array buffer allocation failed")
	}
	rt.Work(int(reserve >> 2))
	return make([]byte, n, reserve), nil
}

// attach gives the object o its memory.
func (b *buffer) attach(rt *object.Runtime, o *heap.Object) {
	id := rt.Heap.NewHandle(b)
	rt.Heap.SetInternal(o, bufferHandle, heap.HandleValue(id))
	b.account(rt, o)
	b.expose()
}

// account tells the heap how much memory o holds.
func (b *buffer) account(rt *object.Runtime, o *heap.Object) {
	n := cap(b.bytes)
	if b.shared != nil {
		n = len(b.shared.memory)
	}
	rt.Heap.SetHandleSize(o.Internal(bufferHandle).Handle(), int64(n)+bufferBytes)
}

// newArrayBuffer makes an ArrayBuffer of the running realm around bytes.
func newArrayBuffer(rt *object.Runtime, bytes []byte) *heap.Object {
	o := rt.NewIntrinsicObject(heap.ClassArrayBuffer, idArrayBufferPrototype)
	(&buffer{bytes: bytes, max: -1}).attach(rt, o)
	return o
}

// allocateBuffer is AllocateArrayBuffer (sec-allocatearraybuffer) with the
// standard constructor.
func allocateBuffer(rt *object.Runtime, n int64) (*heap.Object, error) {
	bytes, err := createBlock(rt, n, n)
	if err != nil {
		return nil, err
	}
	return newArrayBuffer(rt, bytes), nil
}

// detachArrayBuffer is DetachArrayBuffer (sec-detacharraybuffer).
func detachArrayBuffer(rt *object.Runtime, v heap.Value) error {
	if !v.IsObject() || v.Object().Class() != heap.ClassArrayBuffer {
		return rt.TypeError("%s is not an ArrayBuffer", rt.Describe(v))
	}
	b := bufferOf(rt, v.Object())
	if b.immutable {
		return rt.TypeError("Cannot detach an immutable ArrayBuffer")
	}
	b.detach(rt, v.Object())
	return nil
}

func (b *buffer) detach(rt *object.Runtime, o *heap.Object) {
	b.bytes, b.detached = nil, true
	b.expose()
	b.account(rt, o)
}

// shareBuffer gives out the memory of a SharedArrayBuffer for adoptBuffer in
// another runtime.
func shareBuffer(rt *object.Runtime, v heap.Value) (any, error) {
	if !v.IsObject() || v.Object().Class() != heap.ClassSharedArrayBuffer {
		return nil, rt.TypeError("%s is not a SharedArrayBuffer", rt.Describe(v))
	}
	return bufferOf(rt, v.Object()), nil
}

// adoptBuffer makes a SharedArrayBuffer of memory that shareBuffer gave out.
func adoptBuffer(rt *object.Runtime, memory any) (heap.Value, error) {
	from := memory.(*buffer)
	o := rt.NewIntrinsicObject(heap.ClassSharedArrayBuffer, idSharedArrayBufferPrototype)
	(&buffer{max: from.max, shared: from.shared}).attach(rt, o)
	return o.Value(), nil
}

// newImmutableBytes makes the Uint8Array of a bytes module, over an immutable
// ArrayBuffer.
func newImmutableBytes(rt *object.Runtime, data []byte) (heap.Value, error) {
	bytes, err := createBlock(rt, int64(len(data)), int64(len(data)))
	if err != nil {
		return heap.Undefined, err
	}
	copy(bytes, data)
	b := newArrayBuffer(rt, bytes)
	bufferOf(rt, b).freeze()
	proto := rt.Cur.Intrinsic(elements[elementUint8].proto)
	return newTypedArray(rt, proto, elementUint8, b, 0, int64(len(data))).Value(), nil
}

// shareBytes makes a Uint8Array over data, which both sides see. A buffer never grows into
// what lies behind.
func shareBytes(rt *object.Runtime, data []byte) (heap.Value, error) {
	if len(data) > maxBufferBytes || rt.Heap.CheckAlloc(int64(len(data))) != nil {
		return heap.Undefined, rt.RangeError("Array buffer allocation failed")
	}
	b := newArrayBuffer(rt, data[:len(data):len(data)])
	bufferOf(rt, b).give()
	proto := rt.Cur.Intrinsic(elements[elementUint8].proto)
	return newTypedArray(rt, proto, elementUint8, b, 0, int64(len(data))).Value(), nil
}

// bytesOfView gives the bytes that a typed array or a DataView shows.
func bytesOfView(rt *object.Runtime, o *heap.Object) ([]byte, bool) {
	if o.Class() == heap.ClassDataView {
		b := rt.Heap.HandleAt(o.Internal(viewMemory).Handle()).(*buffer)
		offset, end, ok := viewExtent(o, b)
		if !ok {
			return nil, false
		}
		return b.data()[offset:end], true
	}
	v, ok := viewOf(rt, o)
	return v.bytes, ok
}
