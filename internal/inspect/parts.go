package inspect

import (
	"strconv"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// elements describes indexed elements; runs of absent ones are counted.
func (in *inspector) elements(l *layout, o *heap.Object, n int64, level int) {
	empty := int64(0)
	l.numeric = true
	flush := func() {
		if empty > 0 {
			l.numeric = false
			l.parts = append(l.parts, in.paint(undefinedStyle, "<"+count(int(empty), "empty item")+">"))
			empty = 0
		}
	}
	for k := int64(0); k < n && in.err == nil; k++ {
		if len(l.parts) >= maxItems {
			l.parts = append(l.parts, "... "+count(int(n-k), "more item"))
			return
		}
		if o.Class() == heap.ClassArray {
			// Leap over absent elements: a length of 2^32 costs nothing.
			next, ok := in.rt.Heap.NextElement(o, uint32(k))
			if !ok {
				empty += n - k
				break
			}
			empty += int64(next) - k
			k = int64(next)
		}
		d, ok, err := in.rt.GetOwnProperty(o, in.rt.KeyFromInt(k))
		if !in.fine(err) {
			break
		}
		if !ok {
			empty++
			continue
		}
		flush()
		l.numeric = l.numeric && !d.IsAccessor() && (d.Value.IsNumber() || d.Value.IsBigInt())
		l.parts = append(l.parts, in.property(&d, level))
		in.step()
	}
	flush()
}

// property describes the value of a property.
func (in *inspector) property(d *object.Descriptor, level int) string {
	if d.IsAccessor() {
		text := "[Getter/Setter]"
		switch {
		case d.Set.IsUndefined():
			text = "[Getter]"
		case d.Get.IsUndefined():
			text = "[Setter]"
		}
		return in.paint(specialStyle, text)
	}
	in.indent += 2
	s := in.value(d.Value, level+1)
	in.indent -= 2
	return s
}

// keys returns the keys of the own properties of o that are no elements, enumerable or not.
func (in *inspector) keys(o *heap.Object, list bool) []heap.Value {
	rt := in.rt
	var keys []heap.Value
	if !rt.Quiet(o) {
		return nil
	}
	if list && o.Class() != heap.ClassTypedArray && !o.Has(heap.FlagExotic) {
		keys = o.Shape(rt.Heap).Keys()
	} else {
		var err error
		if keys, err = rt.OwnPropertyKeys(o); !in.fine(err) {
			return nil
		}
	}
	out := keys[:0:0]
	for _, key := range keys {
		if heap.KeyIsIndex(key) && (list || o.Class() == heap.ClassString) {
			continue
		}
		if o.Class() == heap.ClassError && in.told(o, key) {
			continue
		}
		out = append(out, key)
		if !in.step() {
			break
		}
	}
	return out
}

// properties appends the enumerable properties of o with the given keys.
func (in *inspector) properties(l *layout, o *heap.Object, keys []heap.Value, level int) {
	shown := 0
	for i, key := range keys {
		if in.err != nil {
			return
		}
		d, ok := in.getOwn(o, key)
		if !ok || !d.Enumerable() {
			continue
		}
		if shown == maxKeys || i >= maxKeyScan {
			l.parts = append(l.parts, "... "+strconv.Itoa(len(keys)-i)+" more properties")
			return
		}
		shown++
		l.parts = append(l.parts, in.keyText(key)+": "+in.property(&d, level))
		in.step()
	}
}

// keyText is a property key as an object literal would have it.
func (in *inspector) keyText(key heap.Value) string {
	if key.IsSymbol() {
		return "[" + in.paint(symbolStyle, in.rt.SymbolText(key.Symbol())) + "]"
	}
	s := in.rt.KeyText(key)
	if isName(s) {
		return s
	}
	return in.paint(stringStyle, quote(s))
}

// collection describes the entries of a Map or a Set.
func (in *inspector) collection(l *layout, o *heap.Object, level int) {
	data := o.Internal(0)
	if !data.IsCell() {
		return
	}
	t := data.OrderedTable()
	in.indent += 2
	defer func() { in.indent -= 2 }()
	cursor := heap.Cursor(0)
	for in.err == nil {
		k, v, next, ok := t.Next(cursor)
		if !ok {
			return
		}
		if len(l.parts) == maxItems {
			l.parts = append(l.parts, "... "+count(t.Len()-maxItems, "more item"))
			return
		}
		cursor = next
		s := in.value(k, level+1)
		if o.Class() == heap.ClassMap {
			s += " => " + in.value(v, level+1)
		}
		l.parts = append(l.parts, s)
		in.step()
	}
}

// iteratorPrefix says what an iterator of a Map or Set is.
func iteratorPrefix(it *object.TableIterator) string {
	kind, gives := "Map", "Iterator"
	if it.Set {
		kind = "Set"
	}
	if it.Entries {
		gives = "Entries"
	}
	return "[" + kind + " " + gives + "] "
}

// iterator describes what an iterator of a Map or Set has before it.
func (in *inspector) iterator(l *layout, it *object.TableIterator, level int) {
	in.indent += 2
	defer func() { in.indent -= 2 }()
	for in.err == nil && it.Table != nil {
		k, v, next, ok := it.Table.Next(it.Cursor)
		if !ok {
			return
		}
		it.Cursor = next
		if len(l.parts) == maxItems {
			l.parts = append(l.parts, "... more items")
			return
		}
		switch {
		case it.Set && !it.Entries:
			v = k
		case it.Set, it.Entries:
			if it.Set {
				v = k
			}
			l.parts = append(l.parts, in.pair(k, v, level+1))
			in.step()
			continue
		case it.Keys:
			v = k
		}
		l.parts = append(l.parts, in.value(v, level+1))
		in.step()
	}
}

// pair describes an entry as the array that an iterator makes of it.
func (in *inspector) pair(k, v heap.Value, level int) string {
	l := layout{open: "[", close: "]", list: true}
	in.indent += 2
	l.parts = []string{in.value(k, level), in.value(v, level)}
	in.indent -= 2
	return in.join(&l, level)
}

func (in *inspector) promise(o *heap.Object, level int) string {
	state, v := object.StateOf(o)
	if state == object.PromisePending {
		return in.paint(specialStyle, "<pending>")
	}
	in.indent += 2
	s := in.value(v, level+1)
	in.indent -= 2
	if state == object.PromiseRejected {
		return in.paint(specialStyle, "<rejected>") + " " + s
	}
	return s
}
