package host

import (
	"reflect"
	"runtime"
	"sync/atomic"
	"time"
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// tally counts what conversions have made of Go's memory for variables that scripts reach: a
// text in a map, a list in a field. It counts toward the limit of the heap until Go's collector
// finds that nobody has it any more, since a variable may be overwritten, and its value be
// elsewhere too.
type tally struct {
	account heap.Account
	loose   int64 // bytes that are not counted yet
	// freed are bytes that Go's collector has found; cleanups refer to it, and to no bridge.
	freed *atomic.Int64
}

// tallyStep is how many bytes are counted with one cleanup.
const tallyStep = 4 << 10

// tallyText is the length from which a text counts; shorter ones are of the order of what holds
// them.
const tallyText = 32

// stored counts what has been converted for v since converted was set to zero.
func (b *Bridge) stored(v reflect.Value) error {
	t := &b.tally
	n := b.converted
	b.converted = 0
	if t.loose += n; t.loose < tallyStep {
		return nil
	}
	piece := pieceOf(v)
	if piece == nil {
		return nil
	}
	n, t.loose = t.loose, 0
	freed := t.freed
	runtime.AddCleanup((*byte)(piece), func(n int64) { freed.Add(n) }, n)
	t.settle()
	if err := b.rt.CheckAlloc(int(n)); err != nil {
		return err
	}
	t.account.Add(n)
	return nil
}

// claim has the object v that a Go function gives count as much as its arguments have made, if
// it was made for that: the function may have given back what it got.
func (b *Bridge) claim(v heap.Value) {
	n := b.converted
	b.converted = 0
	if n == 0 || v != b.fresh {
		return
	}
	switch x := b.rt.HostExoticOf(v).(type) {
	case *liveMap:
		x.grow(b.rt, v.Object(), n)
	case *liveList:
		x.grown += n
		b.rt.Heap.SetHandleSize(object.HostHandle(v.Object()), x.grown)
	case *liveStruct:
		b.rt.Heap.SetHandleSize(object.HostHandle(v.Object()), n)
	}
}

// calling begins with the arguments of a Go function.
func (b *Bridge) calling() { b.converted, b.fresh = 0, heap.Undefined }

// settle takes off what Go's collector has found.
func (t *tally) settle() {
	t.account.Add(-min(t.freed.Swap(0), t.account.Held()))
}

// pieceOf is the memory that v refers to, nil where there is none of its own.
func pieceOf(v reflect.Value) unsafe.Pointer {
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			return pieceOf(v.Elem())
		}
	case reflect.String:
		if s := v.String(); len(s) >= tallyText {
			return unsafe.Pointer(unsafe.StringData(s))
		}
	case reflect.Slice:
		if v.Cap() > 0 && v.Type().Elem().Size() > 0 {
			return v.UnsafePointer()
		}
	case reflect.Map, reflect.Pointer:
		return v.UnsafePointer()
	}
	return nil
}

// Release makes Go collect and stops to count what it finds, for a heap that is full. It reports
// whether there was any such.
func (b *Bridge) Release() bool {
	t := &b.tally
	if t.account.Held() == 0 {
		return false
	}
	before := t.account.Held()
	runtime.GC()
	for range releaseWaits { // cleanups run on a goroutine of their own
		time.Sleep(releaseWait)
		n := t.account.Held()
		if t.settle(); n < before && t.account.Held() == n {
			break
		}
	}
	return t.account.Held() < before
}

const (
	releaseWaits = 8
	releaseWait  = 200 * time.Microsecond
)
