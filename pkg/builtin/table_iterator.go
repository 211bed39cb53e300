package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	idMapIteratorPrototype = object.NewIntrinsic() // %MapIteratorPrototype%
	idSetIteratorPrototype = object.NewIntrinsic() // %SetIteratorPrototype%
)

// Internal slots of the iterators of maps and sets (ClassIterator); the first
// two are those of array iterators.
const tableCursor = iterIndex // a heap.Cursor

// mapIteratorGroup declares %MapIteratorPrototype% (sec-%mapiteratorprototype%-object).
var mapIteratorGroup = &object.Group{
	Proto:       idMapIteratorPrototype,
	ProtoParent: object.IteratorPrototype,
	Rows: []object.Row{
		{Name: "next", Fn: mapIteratorNext, Intrinsic: object.MapIteratorNext, Step: stepTable(tagMap)},
		{Name: "@@toStringTag", Str: "Map Iterator", Flags: object.RowString},
	},
}

// setIteratorGroup declares %SetIteratorPrototype% (sec-%setiteratorprototype%-object).
var setIteratorGroup = &object.Group{
	Proto:       idSetIteratorPrototype,
	ProtoParent: object.IteratorPrototype,
	Rows: []object.Row{
		{Name: "next", Fn: setIteratorNext, Intrinsic: object.SetIteratorNext, Step: stepTable(tagSet)},
		{Name: "@@toStringTag", Str: "Set Iterator", Flags: object.RowString},
	},
}

// newTableIterator makes the iterator that a method of a map or set returns
// (sec-createmapiterator, sec-createsetiterator).
func newTableIterator(c *object.Call, class heap.Class, kind int32, method string) (heap.Value, error) {
	t, err := tableOf(c, class, method)
	if err != nil {
		return heap.Undefined, err
	}
	tag, proto := tagMap, idMapIteratorPrototype
	if class == heap.ClassSet {
		tag, proto = tagSet, idSetIteratorPrototype
	}
	it := c.RT.NewIntrinsicObject(heap.ClassIterator, proto)
	c.RT.Heap.SetInternal(it, iterTag, heap.Int(int32(tag)|kind<<object.IteratorKindShift))
	c.RT.Heap.SetInternal(it, iterTarget, t.Value())
	c.RT.Heap.SetInternal(it, tableCursor, heap.Cursor(0).Value())
	return it.Value(), nil
}

// stepTable is one step of a map or set iterator without result object.
func stepTable(tag iteratorTag) object.StepFunc {
	return func(rt *object.Runtime, iter heap.Value) (v heap.Value, done, ok bool, err error) {
		if !isIterator(iter, tag) {
			return heap.Undefined, false, false, nil
		}
		v, done = rt.StepTable(iter.Object())
		return v, done, true, nil
	}
}

// tableIterator tells what an iterator of a Map or Set has before it.
func tableIterator(_ *object.Runtime, o *heap.Object) (it object.TableIterator, ok bool) {
	if it.Set = isIterator(o.Value(), tagSet); !it.Set && !isIterator(o.Value(), tagMap) {
		return it, false
	}
	if target := o.Internal(iterTarget); !target.IsUndefined() {
		it.Table = target.OrderedTable()
	}
	it.Cursor = heap.CursorFromValue(o.Internal(tableCursor))
	kind := o.Internal(iterTag).AsInt() >> object.IteratorKindShift
	it.Keys, it.Entries = kind == iterKeys, kind == iterEntries
	return it, true
}

func nextOf(c *object.Call, step object.StepFunc, method string) (heap.Value, error) {
	v, done, ok, err := step(c.RT, c.This)
	if err != nil {
		return heap.Undefined, err
	}
	if !ok {
		return heap.Undefined, c.Incompatible(method)
	}
	return c.RT.CreateIterResultObject(v, done), nil
}

// mapIteratorNext is %MapIteratorPrototype%.next (sec-%mapiteratorprototype%.next).
func mapIteratorNext(c *object.Call) (heap.Value, error) {
	return nextOf(c, stepTable(tagMap), "Map Iterator.prototype.next")
}

// setIteratorNext is %SetIteratorPrototype%.next (sec-%setiteratorprototype%.next).
func setIteratorNext(c *object.Call) (heap.Value, error) {
	return nextOf(c, stepTable(tagSet), "Set Iterator.prototype.next")
}
