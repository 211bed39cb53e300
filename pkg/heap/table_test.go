package heap

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTableKeys(t *testing.T) {
	h := New(Options{})
	tb := h.NewOrderedTable(true)
	o := h.NewObject(h.RootShape(Null, ClassObject, 0)).Value()
	sym := h.NewSymbol(Undefined).Value()
	for i, c := range []struct{ put, get Value }{
		{Int(1), Float(1)}, {Float(2), Int(2)}, {Float(math.Copysign(0, -1)), Int(0)}, {Float(math.NaN()), Float(math.Log(-1))},
		{h.NewString("text").Value(), h.Concat(h.NewString("te"), h.NewString("xt")).Value()},
		{h.NewBigIntInt64(-5).Value(), h.NewBigIntInt64(-5).Value()},
		{o, o}, {sym, sym}, {Undefined, Undefined}, {True, True}, {Float(0.5), Float(0.5)}, {Int(-1), Int(-1)},
	} {
		assert.False(t, tb.Has(h, c.get), i)
		tb.Put(h, c.put, Int(int32(i)))
		v, ok := tb.Get(h, c.get)
		assert.True(t, ok, i)
		assert.Equal(t, Int(int32(i)), v)
		assert.Equal(t, i+1, tb.Len())
	}
	k, _, _, ok := tb.Next(0)
	assert.True(t, ok)
	assert.Equal(t, Int(1), k)
	assert.False(t, tb.Has(h, h.NewBigIntInt64(5).Value()))
	assert.False(t, tb.Has(h, h.NewString("5").Value()))
	tb.Clear(h)
	assert.Equal(t, 0, tb.Len())
	assert.False(t, tb.Has(h, o))
	assert.False(t, tb.Delete(h, o))
}

// The model keeps the entries with their insertion numbers; a cursor is the
// next number to visit.
func TestRandomTable(t *testing.T) {
	for seed := range uint64(8) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			h := New(Options{Stress: seed%2 == 1})
			r := rand.New(rand.NewPCG(seed, 5))
			withValues := seed%3 != 0
			tb := h.NewOrderedTable(withValues)
			mark := h.OpenScope()
			type entry struct {
				key  int
				text string
				seq  int
			}
			var list []entry
			seq := 0
			type iterator struct {
				c    Cursor
				next int
			}
			its := make([]iterator, 5)
			toValue := func(k int) Value {
				if k%2 == 0 {
					return Number(float64(k) / 4)
				}
				return h.NewString(fmt.Sprint("key ", k)).Value()
			}
			find := func(k int) int {
				for i, e := range list {
					if e.key == k {
						return i
					}
				}
				return -1
			}
			for range 4000 {
				k := r.IntN(150)
				switch r.IntN(20) {
				case 0, 1, 2, 3, 4, 5, 6, 7:
					text := fmt.Sprint(r.IntN(100))
					tb.Put(h, toValue(k), h.NewString(text).Value())
					if i := find(k); i >= 0 {
						list[i].text = text
					} else {
						list = append(list, entry{k, text, seq})
						seq++
					}
				case 8, 9, 10, 11, 12:
					i := find(k)
					require.Equal(t, i >= 0, tb.Delete(h, toValue(k)))
					if i >= 0 {
						list = append(list[:i], list[i+1:]...)
					}
				case 13:
					if r.IntN(30) == 0 {
						tb.Clear(h)
						list = nil
					}
				case 14:
					its[r.IntN(len(its))] = iterator{}
				case 15, 16, 17, 18:
					it := &its[r.IntN(len(its))]
					key, v, next, ok := tb.Next(CursorFromValue(it.c.Value()))
					i := 0
					for i < len(list) && list[i].seq < it.next {
						i++
					}
					require.Equal(t, i < len(list), ok)
					if ok {
						require.True(t, h.sameKey(NormalizeKey(toValue(list[i].key)), key))
						if withValues {
							require.Equal(t, list[i].text, v.Str().Go(h))
						}
						it.next = list[i].seq + 1
					}
					it.c = next
				case 19:
					require.Equal(t, len(list), tb.Len())
					_, ok := tb.Get(h, toValue(k))
					require.Equal(t, find(k) >= 0, ok)
					h.CloseScope(mark)
					h.Safepoint()
				}
			}
			require.NoError(t, h.Verify())
		})
	}
}

func TestTableRenumbers(t *testing.T) {
	h := New(Options{})
	tb := h.NewOrderedTable(false)
	for i := range 10 {
		tb.Put(h, Int(int32(i)), Undefined)
	}
	tb.nextSeq = maxSeq
	tb.Put(h, Int(10), Undefined)
	var c Cursor
	for i := range 11 {
		k, _, next, ok := tb.Next(c)
		require.True(t, ok)
		require.Equal(t, Int(int32(i)), k)
		c = next
	}
}
