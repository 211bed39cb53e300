package heap

import "unsafe"

// Window is where machine code finds bytes that Go owns: the memory of an
// ArrayBuffer whose length is fixed. Whoever owns the bytes closes the window
// before they go away or change their length. An object may hold the window's
// address as a word (see Word), as long as something else keeps the window alive.
type Window struct {
	read, write unsafe.Pointer // address of the first byte, nil while it may not be
}

// Offsets in bytes within Window that machine code uses.
const (
	OffsetWindowRead  = 0
	OffsetWindowWrite = 8
)

// Open lets b be seen; with writable also written.
func (w *Window) Open(b []byte, writable bool) {
	w.Close()
	w.read = unsafe.Pointer(unsafe.SliceData(b))
	if writable {
		w.write = w.read
	}
}

// Close ends what Open began.
func (w *Window) Close() { w.read, w.write = nil, nil }

// Word is the address of the window, as a Value for an internal slot: a number
// that the collector does not follow.
func (w *Window) Word() Value { return Value(addrOf(unsafe.Pointer(w))) }
