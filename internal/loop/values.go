package loop

import (
	"math"
	"strconv"
	"strings"

	"github.com/kilnjs/kiln/internal/num"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// How much of values is shown.
const (
	maxText    = 120  // code units of a text
	maxRope    = 4000 // code units of a text in pieces, which is made flat to be shown
	maxMembers = 24   // properties, elements or entries of an object
	maxLevels  = 4    // of objects below a variable
	maxScanned = 48   // objects that are looked at in a step
)

// value writes v: numbers, texts, true, false and null as themselves, all else as a list
// that begins with the name of its sort.
func (r *Recorder) value(v heap.Value) {
	l := &r.log
	switch {
	case v.IsInt():
		l.buf = strconv.AppendInt(l.buf, int64(v.AsInt()), 10)
	case v.IsNumber():
		r.number(v.Float64())
	case v.IsString():
		r.string(v.Str())
	case v == heap.True:
		l.buf = append(l.buf, "true"...)
	case v == heap.False:
		l.buf = append(l.buf, "false"...)
	case v.IsNull():
		l.buf = append(l.buf, "null"...)
	case v.IsUndefined():
		l.buf = append(l.buf, `["undefined"]`...)
	case v.IsObject():
		l.buf = append(l.buf, `["object",`...)
		l.buf = strconv.AppendInt(l.buf, int64(r.objects.touch(v)), 10)
		l.buf = append(l.buf, ']')
	case v.IsSymbol():
		r.sort("symbol", cut(r.rt.SymbolText(v.Symbol())))
	case v.IsBigInt():
		if n, ok := v.BigInt().Int64(); ok {
			r.sort("bigint", strconv.FormatInt(n, 10))
		} else {
			r.sort("bigint", "of "+strconv.Itoa(v.BigInt().BitLen())+" bits")
		}
	case v == heap.TDZ:
		l.buf = append(l.buf, `["uninitialized"]`...)
	case v == heap.Hole:
		l.buf = append(l.buf, `["hole"]`...)
	default:
		l.buf = append(l.buf, `["builtin"]`...) // nobody has touched it yet
	}
}

func (r *Recorder) sort(name, text string) {
	r.log.buf = append(append(append(r.log.buf, `["`...), name...), `",`...)
	r.log.buf = append(appendText(r.log.buf, text), ']')
}

func (r *Recorder) number(f float64) {
	switch {
	case math.IsNaN(f) || math.IsInf(f, 0) || f == 0 && math.Signbit(f):
		text := num.FormatNumber(f)
		if f == 0 {
			text = "-0"
		}
		r.sort("number", text)
	default:
		r.log.buf = append(r.log.buf, num.FormatNumber(f)...)
	}
}

// string writes a text, its beginning and length if it is long.
func (r *Recorder) string(s *heap.String) {
	n := s.Len()
	if n <= maxText {
		r.log.buf = appendText(r.log.buf, s.Go(r.rt.Heap))
		return
	}
	begin := ""
	r.work += maxText
	if n <= maxRope {
		r.work += int64(n)
		begin = cut(s.Go(r.rt.Heap))
	}
	r.log.buf = append(r.log.buf, `["text",`...)
	r.log.buf = appendText(r.log.buf, begin)
	r.log.buf = append(r.log.buf, ',')
	r.log.buf = strconv.AppendInt(r.log.buf, int64(n), 10)
	r.log.buf = append(r.log.buf, ']')
}

// cut is the beginning of a text.
func cut(s string) string {
	if len(s) <= maxText {
		return s
	}
	return strings.ToValidUTF8(s[:maxText], "") + "…"
}

// objects are the objects that have been shown.
type objects struct {
	rt      *object.Runtime
	known   map[heap.Value]*known
	last    int // number of the last one
	epoch   int
	queue   []reached
	changed []heap.Value // those to describe
}

// known is an object that has a number.
type known struct {
	id    int
	hash  uint64 // of what has been described; 0: nothing
	epoch int    // of the last scan that has come by
	due   bool   // it is in changed
}

type reached struct {
	v     heap.Value
	level int
}

func (o *objects) init(rt *object.Runtime) { o.rt, o.known = rt, map[heap.Value]*known{} }

// forget drops dead objects, and makes those that have changed undescribed: the words of
// cells that have died may soon be those of others, which a hash cannot tell apart. An
// object whose hash is right holds no dead cell.
func (o *objects) forget(r *Recorder, alive func(heap.Value) bool) {
	may := r.may()
	for v, k := range o.known {
		switch {
		case !alive(v):
			delete(o.known, v)
		case k.hash != 0 && (!may || o.look(r, reached{v, maxLevels}) != k.hash):
			k.hash = 0
		}
	}
}

// touch returns the number of an object. A new one is described with the next record.
func (o *objects) touch(v heap.Value) int {
	k := o.known[v]
	if k == nil {
		o.last++
		k = &known{id: o.last}
		o.known[v] = k
	}
	if k.hash == 0 && !k.due {
		k.due = true
		o.changed = append(o.changed, v)
	}
	return k.id
}

// scan finds the objects below variables and globals that have changed since they were
// described.
func (o *objects) scan(r *Recorder, roots []heap.Value) {
	o.epoch++
	o.queue = o.queue[:0]
	o.reach(roots, 0)
	for i := range r.globals.list {
		if v := r.globals.list[i].last; v.IsObject() {
			o.queue = append(o.queue, reached{v, 0})
		}
	}
	for i := 0; i < len(o.queue) && i < maxScanned; i++ {
		x := o.queue[i]
		k := o.known[x.v]
		if k == nil {
			o.touch(x.v)
			k = o.known[x.v]
		}
		if k.epoch == o.epoch {
			continue
		}
		k.epoch = o.epoch
		h := o.look(r, x)
		if h != k.hash && !k.due {
			k.due = true
			o.changed = append(o.changed, x.v)
		}
	}
}

func (o *objects) reach(values []heap.Value, level int) {
	if level > maxLevels {
		return
	}
	for _, v := range values {
		if v.IsObject() {
			o.queue = append(o.queue, reached{v, level})
		}
	}
}

const prime = 0x9E3779B97F4A7C15

// look returns a hash of what would be described of an object, and queues what it leads to.
func (o *objects) look(r *Recorder, x reached) uint64 {
	ob := x.v.Object()
	h := o.rt.Heap
	hash := uint64(ob.Class()) + 1
	add := func(v heap.Value) {
		hash = (hash ^ uint64(v)) * prime
		hash ^= hash >> 29
		if v.IsObject() && x.level < maxLevels {
			o.queue = append(o.queue, reached{v, x.level + 1})
		}
	}
	r.work += 20
	switch ob.Class() {
	case heap.ClassFunction, heap.ClassBoundFunction, heap.ClassProxy, heap.ClassGlobal, heap.ClassHostExotic, heap.ClassHostArray:
		return hash
	case heap.ClassPromise:
		state, v := object.StateOf(ob)
		add(heap.Int(int32(state)))
		add(v)
	case heap.ClassMap, heap.ClassSet:
		eachEntry(ob, func(key, v heap.Value) {
			add(key)
			add(v)
			r.work += 4
		})
	case heap.ClassArray:
		add(heap.Number(float64(object.ArrayLength(ob))))
	}
	dense := ob.Dense()
	for _, v := range dense[:min(len(dense), maxMembers)] {
		add(v)
	}
	r.work += int64(min(len(dense), maxMembers)) * 2
	n := 0
	shape := ob.Shape(h)
	add(heap.Value(shape.ID()))
	shape.ForEach(func(_ heap.Value, p heap.Prop) bool {
		add(ob.Slot(p))
		n++
		return n < maxMembers
	})
	r.work += int64(n) * 3
	return hash | 1
}

// eachEntry calls f for the first entries of a Map or a Set, and returns how many there are.
func eachEntry(o *heap.Object, f func(key, v heap.Value)) int {
	data := o.Internal(0)
	if !data.IsCell() {
		return 0
	}
	t := data.OrderedTable()
	at := heap.Cursor(0)
	for range maxMembers {
		key, v, next, ok := t.Next(at)
		if !ok {
			break
		}
		f(key, v)
		at = next
	}
	return t.Len()
}

// describe writes the objects that are new or have changed.
func (o *objects) describe(r *Recorder) {
	if len(o.changed) == 0 {
		return
	}
	r.log.key("objects")
	r.log.openList()
	// Those that are met on the way come with it, down to a limit.
	for i := 0; i < len(o.changed); i++ {
		v := o.changed[i]
		k := o.known[v]
		k.due = false
		if i >= maxScanned || !r.may() {
			continue // when it is met the next time
		}
		o.queue = o.queue[:0]
		k.hash = o.look(r, reached{v, maxLevels})
		r.log.next()
		before := len(r.log.buf)
		o.write(r, k.id, v.Object())
		r.work += int64(len(r.log.buf)-before) * 2
	}
	o.changed = o.changed[:0]
	r.log.closeList()
}

// write writes one object.
func (o *objects) write(r *Recorder, id int, ob *heap.Object) {
	l := &r.log
	l.buf = append(l.buf, '{')
	l.comma = append(l.comma, false)
	l.int("id", int64(id))
	class := ob.Class()
	l.text("class", class.String())
	if name := o.constructor(ob); name != "" && name != class.String() {
		l.text("name", name)
	}
	switch class {
	case heap.ClassFunction, heap.ClassBoundFunction:
		o.writeFunction(r, ob)
	case heap.ClassProxy, heap.ClassGlobal, heap.ClassHostExotic, heap.ClassHostArray:
	case heap.ClassPromise:
		state, v := object.StateOf(ob)
		l.text("state", [...]string{"pending", "fulfilled", "rejected"}[state])
		if state != object.PromisePending {
			l.key("value")
			r.value(v)
		}
		o.members(r, ob)
	case heap.ClassMap, heap.ClassSet:
		l.key("entries")
		l.openList()
		n := eachEntry(ob, func(key, v heap.Value) {
			l.next()
			l.openList()
			l.next()
			r.value(key)
			if class == heap.ClassMap {
				l.next()
				r.value(v)
			}
			l.closeList()
		})
		l.closeList()
		l.int("length", int64(n))
		o.members(r, ob)
	case heap.ClassError:
		l.text("text", cut(o.rt.ErrorText(ob)))
		o.members(r, ob)
	case heap.ClassDate:
		if t := ob.Internal(0); t.IsNumber() && !math.IsNaN(t.Float64()) {
			l.text("text", num.ISODateTime(int64(t.Float64())))
		}
	case heap.ClassRegExp:
		o.writeRegExp(r, ob)
	case heap.ClassBoolean, heap.ClassNumber, heap.ClassString, heap.ClassSymbol, heap.ClassBigInt:
		l.key("value")
		r.value(ob.Internal(0))
	default:
		if class == heap.ClassArray {
			l.int("length", int64(object.ArrayLength(ob)))
		}
		o.members(r, ob)
	}
	l.close()
}

// members writes elements and properties.
func (o *objects) members(r *Recorder, ob *heap.Object) {
	l := &r.log
	dense := ob.Dense()
	if len(dense) > 0 {
		l.key("items")
		l.openList()
		for _, v := range dense[:min(len(dense), maxMembers)] {
			l.next()
			r.value(v)
		}
		l.closeList()
	}
	shape := ob.Shape(o.rt.Heap)
	if shape.Count() == 0 {
		return
	}
	l.key("props")
	l.openList()
	n := 0
	shape.ForEach(func(key heap.Value, p heap.Prop) bool {
		l.next()
		l.openList()
		l.next()
		l.buf = appendText(l.buf, o.keyText(key))
		l.next()
		if p.Attrs&heap.AccessorProp != 0 {
			l.buf = append(l.buf, `["accessor"]`...)
		} else {
			r.value(ob.Slot(p))
		}
		l.closeList()
		n++
		return n < maxMembers
	})
	l.closeList()
	if more := shape.Count() - n; more > 0 {
		l.int("more", int64(more))
	}
}

func (o *objects) keyText(key heap.Value) string {
	switch {
	case key.IsSymbol():
		return "[" + cut(o.rt.SymbolText(key.Symbol())) + "]"
	case key.IsString():
		return cut(key.Str().Go(o.rt.Heap))
	}
	return strconv.Itoa(int(heap.KeyIndex(key)))
}

func (o *objects) writeFunction(r *Recorder, ob *heap.Object) {
	if ob.Class() != heap.ClassFunction {
		return
	}
	code := o.rt.CodeOf(ob)
	if code.Func == nil {
		if code.Name.IsString() {
			r.log.text("text", code.Name.Str().Go(o.rt.Heap)+"()")
		}
		return
	}
	name := functionName(code.Func)
	if code.Func.Kind == syntax.FuncClassConstructor || code.Func.Kind == syntax.FuncDerivedConstructor {
		r.log.text("text", "class "+name)
	} else {
		r.log.text("text", name+"()")
	}
	_, line := code.Func.Location()
	r.log.int("line", int64(line))
}

func (o *objects) writeRegExp(r *Recorder, ob *heap.Object) {
	source, flags := ob.Internal(object.RegExpSource), ob.Internal(object.RegExpFlags)
	if source.IsString() && flags.IsString() {
		r.log.text("text", cut("/"+source.Str().Go(o.rt.Heap)+"/"+flags.Str().Go(o.rt.Heap)))
	}
}

// constructor is the name of the class of a script that has made an object, if one has.
func (o *objects) constructor(ob *heap.Object) string {
	h := o.rt.Heap
	proto := ob.Proto(h)
	if !proto.IsObject() || proto.Object().Class() == heap.ClassProxy {
		return ""
	}
	p, ok := h.Lookup(proto.Object(), h.Names.Constructor)
	if !ok || p.Attrs&heap.AccessorProp != 0 {
		return ""
	}
	c := proto.Object().Slot(p)
	if !c.IsObject() || c.Object().Class() != heap.ClassFunction {
		return ""
	}
	if code := o.rt.CodeOf(c.Object()); code.Func != nil {
		return code.Func.Name
	}
	return ""
}
