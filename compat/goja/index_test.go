package goja

import (
	"math/rand/v2"
	"runtime"
	"testing"

	"github.com/kilnjs/kiln/pkg/heap"
)

// TestHeldIndex compares an index with a map, with cells that lie in a few pages as those of a
// heap do.
func TestHeldIndex(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	var x heldIndex
	want := map[heap.Value]place{}
	for i := range 200_000 {
		v := heap.Value(rnd.Uint64N(40)<<20 | rnd.Uint64N(64)<<6 | 1<<48)
		switch p, known := want[v]; {
		case known && rnd.IntN(3) > 0:
			x.remove(v, p+1)
			if !x.holds(v, p) {
				t.Fatal("an entry for another place was removed")
			}
			x.remove(v, p)
			delete(want, v)
		default:
			p = place(i)
			x.put(v, p)
			want[v] = p
		}
		if i%1000 == 0 {
			x.trim()
			if x.count != len(want) {
				t.Fatalf("%d entries, want %d", x.count, len(want))
			}
			for v, p := range want {
				if !x.holds(v, p) {
					t.Fatal("an entry is lost")
				}
			}
		}
	}
}

// TestWrapIndex: what is alive is found by its key, and the rest is forgotten.
func TestWrapIndex(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	var x wrapIndex
	want := map[wrapKey]heap.Value{}
	for range 200 {
		for range 100 {
			key := wrapKey{uintptr(rnd.IntN(3)) << 5, uintptr(rnd.IntN(4000)) << 4}
			if _, known := want[key]; !known {
				want[key] = heap.Value(rnd.Uint64() | 1)
				x.put(key, want[key])
			}
		}
		x.forgetDead(func(v heap.Value) bool { return v%8 != 1 })
		for key, v := range want {
			if v%8 == 1 {
				delete(want, key)
				v = heap.Undefined
			}
			if got := x.find(key); got != v {
				t.Fatalf("%v is %v, want %v", key, got, v)
			}
		}
	}
}

// TestObjectsStayTheSame: an Object that Go holds is found again through any number of
// collections on both sides, and those that Go has dropped are let go.
func TestObjectsStayTheSame(t *testing.T) {
	r := New()
	list, err := r.RunString("var list = []; for (let i = 0; i < 1000; i++) list.push({ i }); list")
	if err != nil {
		t.Fatal(err)
	}
	at := func(i int) *Object { return list.(*Object).Get(intValue(int64(i)).String()).(*Object) }
	kept := map[int]*Object{}
	for i := range 1000 {
		if o := at(i); i%17 == 0 {
			kept[i] = o
		}
	}
	for round := range 8 {
		runtime.GC()
		r.obj.Heap.Collect(round%2 == 0)
		for i, o := range kept {
			if at(i) != o {
				t.Fatalf("round %d: object %d is another one", round, i)
			}
		}
	}
	if n := r.held.index.count; n > 300 {
		t.Fatalf("%d objects are held", n)
	}
	if r.held.release(); r.held.index.count > len(kept)+50 {
		t.Fatalf("%d objects are held after a release", r.held.index.count)
	}
	runtime.KeepAlive(kept)
}

// TestTextsCross: strings of all kinds come back as they went, the first time and when the same
// ones cross again.
func TestTextsCross(t *testing.T) {
	r := New()
	r.RunString("var echo = s => s, size = s => s.length, joined = s => s + '!'")
	call := func(name string, s any) Value {
		f, _ := AssertFunction(r.Get(name))
		v, err := f(nil, r.ToValue(s))
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	long := "0123456789 0123456789 0123456789 0123456789"
	for _, c := range []struct {
		text string
		size int64
		back string
	}{
		{"", 0, ""}, {"short", 5, "short"}, {long, 43, long}, {long + "é", 44, long + "é"}, {"日本" + long, 45, "日本" + long},
		{"😀", 2, "😀"}, {long + "😀", 45, long + "😀"}, {"\xff" + long, 44, "\ufffd" + long}, {"é", 1, "é"},
	} {
		for i := range 4 {
			if got := call("echo", c.text).String(); got != c.back && got != c.text {
				t.Errorf("%q came back as %q", c.text, got)
			}
			if got := call("size", c.text).ToInteger(); got != c.size {
				t.Errorf("%q has length %d, want %d", c.text, got, c.size)
			}
			if got := call("joined", c.text).String(); got != c.back+"!" {
				t.Errorf("%q joined is %q", c.text, got)
			}
			if !call("echo", c.text).StrictEquals(r.ToValue(c.text)) || !r.ToValue(c.text).SameAs(call("echo", c.text)) {
				t.Errorf("%q is not equal to itself", c.text)
			}
			if got := r.ToValue(c.text).(String).Length(); int64(got) != c.size {
				t.Errorf("%q has length %d in Go, want %d", c.text, got, c.size)
			}
			if i == 1 {
				r.obj.Heap.Collect(true)
			}
		}
	}
	half := StringFromUTF16([]uint16{0xD800, 'a'})
	for range 3 {
		if got := call("echo", half); !got.SameAs(half) {
			t.Errorf("half a pair came back as %v", got)
		}
		if got := call("joined", half).(String); got.Length() != 3 || got.CharAt(0) != 0xD800 {
			t.Errorf("half a pair joined is %v", got)
		}
	}
}
