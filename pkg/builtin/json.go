package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// maxJSONDepth bounds the nesting of a text that is parsed and of a value that
// is written.
const maxJSONDepth = 20_000

// jsonGroup declares %JSON% (sec-json-object).
var jsonGroup = &object.Group{
	Name:   "JSON",
	Global: true,
	Rows: []object.Row{
		{Name: "isRawJSON", Length: 1, Fn: jsonIsRawJSON},
		{Name: "parse", Length: 2, Fn: jsonParse},
		{Name: "rawJSON", Length: 1, Fn: jsonRawJSON},
		{Name: "stringify", Length: 3, Fn: jsonStringify},
		{Name: "@@toStringTag", Str: "JSON", Flags: object.RowString},
	},
}

// ParseJSON makes the value of a JSON text in UTF-8 (sec-parse-json-module).
func ParseJSON(rt *object.Runtime, text []byte) (heap.Value, error) {
	p := jsonParser{rt: rt, text: heap.FlatLatin1(text), utf8: true}
	return p.document()
}

// jsonParse is JSON.parse (sec-json.parse).
func jsonParse(c *object.Call) (heap.Value, error) {
	rt := c.RT
	s, err := rt.ToString(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	p := jsonParser{rt: rt, source: s, text: s.Flat(rt.Heap)}
	if !rt.IsCallable(c.Arg(1)) {
		return p.document()
	}
	p.memory = rt.Heap.Account()
	defer p.memory.Close()
	p.root = new(jsonNode)
	v, err := p.document()
	if err != nil {
		return heap.Undefined, err
	}
	holder := rt.NewObject()
	if _, err := rt.CreateDataProperty(holder, rt.Heap.Names.Empty, v); err != nil {
		return heap.Undefined, err
	}
	r := reviver{rt: rt, fn: c.Arg(1), source: s}
	return r.revive(holder, rt.Heap.Names.Empty, p.root, 0)
}

// jsonNode is a JSON Parse Record (sec-json-parse-record): what a text said about
// a value, for the reviver to see.
type jsonNode struct {
	value    heap.Value
	from, to int // the source text of a primitive value
	elems    []*jsonNode
	entries  map[heap.Value]*jsonNode
}

// What the heap is told of nodes, and how much of it at a time (bytes).
const (
	jsonNodeBytes    = 80  // a node and its place in the list of an array
	jsonEntryBytes   = 32  // its place among the entries of an object
	jsonEntriesBytes = 200 // an object's entries, before there are many
	jsonToldBytes    = 16 << 10
)

// reviver walks a parsed value (sec-internalizejsonproperty).
type reviver struct {
	rt     *object.Runtime
	fn     heap.Value
	source *heap.String
}

func (r *reviver) revive(holder *heap.Object, key heap.Value, node *jsonNode, depth int) (heap.Value, error) {
	rt := r.rt
	if depth > maxJSONDepth {
		return heap.Undefined, rt.StackOverflow()
	}
	if err := rt.Step(); err != nil {
		return heap.Undefined, err
	}
	v, err := rt.Get(holder, key)
	if err != nil {
		return heap.Undefined, err
	}
	if node != nil && !rt.SameValue(node.value, v) {
		node = nil
	}
	if v.IsObject() {
		if err := r.children(v.Object(), node, depth); err != nil {
			return heap.Undefined, err
		}
	}
	context := rt.NewObject()
	if node != nil && !v.IsObject() {
		src := rt.Heap.Substring(r.source, node.from, node.to).Value()
		if _, err := rt.CreateDataProperty(context, rt.Heap.InternGo("source"), src); err != nil {
			return heap.Undefined, err
		}
	}
	return rt.Call(r.fn, holder.Value(), rt.Heap.KeyToString(key).Value(), v, context.Value())
}

func (r *reviver) children(o *heap.Object, node *jsonNode, depth int) error {
	rt := r.rt
	array, err := rt.IsArray(o.Value())
	if err != nil {
		return err
	}
	if array {
		n, err := rt.LengthOfArrayLike(o)
		if err != nil {
			return err
		}
		return eachIndex(rt, 0, n, func(k int64) error {
			var child *jsonNode
			if node != nil && k < int64(len(node.elems)) {
				child = node.elems[k]
			}
			return r.child(o, rt.KeyFromInt(k), child, depth)
		})
	}
	keys, err := rt.EnumerableOwnProperties(o, object.ListKeys)
	if err != nil {
		return err
	}
	for _, k := range keys {
		if err := rt.Step(); err != nil {
			return err
		}
		key, err := rt.ToPropertyKey(k)
		if err != nil {
			return err
		}
		var child *jsonNode
		if node != nil {
			child = node.entries[key]
		}
		if err := r.child(o, key, child, depth); err != nil {
			return err
		}
	}
	return nil
}

// child revives one property and stores or deletes it.
func (r *reviver) child(o *heap.Object, key heap.Value, node *jsonNode, depth int) error {
	rt := r.rt
	mark := rt.Heap.OpenScope()
	v, err := r.revive(o, key, node, depth+1)
	if err == nil {
		if v.IsUndefined() {
			_, err = rt.Delete(o, key)
		} else {
			_, err = rt.CreateDataProperty(o, key, v)
		}
	}
	if err == nil {
		err = rt.Step()
	}
	return rt.CloseScope(mark, err)
}

// jsonIsRawJSON is JSON.isRawJSON (sec-json.israwjson).
func jsonIsRawJSON(c *object.Call) (heap.Value, error) {
	v := c.Arg(0)
	return heap.Bool(v.IsObject() && v.Object().Class() == heap.ClassRawJSON), nil
}

// jsonRawJSON is JSON.rawJSON (sec-json.rawjson).
func jsonRawJSON(c *object.Call) (heap.Value, error) {
	rt := c.RT
	s, err := rt.ToString(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	f := s.Flat(rt.Heap)
	bad := f.Len() == 0
	if !bad {
		for _, u := range [2]uint16{f.At(0), f.At(f.Len() - 1)} {
			bad = bad || u == '\t' || u == '\n' || u == '\r' || u == ' '
		}
		bad = bad || f.At(0) == '{' || f.At(0) == '['
	}
	if bad {
		return heap.Undefined, rt.SyntaxError("Invalid value for JSON.rawJSON")
	}
	p := jsonParser{rt: rt, source: s, text: f}
	if _, err := p.document(); err != nil {
		return heap.Undefined, err
	}
	o := rt.NewObjectOf(heap.ClassRawJSON, heap.Null)
	if _, err := rt.CreateDataProperty(o, rt.Heap.InternGo("rawJSON"), s.Value()); err != nil {
		return heap.Undefined, err
	}
	_, err = rt.SetIntegrityLevel(o, object.Frozen)
	return o.Value(), err
}
