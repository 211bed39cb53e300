package heap

import (
	"cmp"
	"slices"
)

// Origins tell how shapes and keys can be had again after the heap has gone back to a
// checkpoint: what the checkpoint has is the same thing then, and a later shape is
// made again by the steps that made it, when these need nothing that is gone. They are
// found before Restore, and hold no cell that the checkpoint does not have.
type Origins struct {
	h      *Heap
	c      *Checkpoint
	known  map[*Shape]bool // the shapes of the checkpoint
	blocks []savedBlock    // those of the checkpoint, by address
	shapes map[*Shape]*ShapeOrigin
	made   []*Shape // what Shape has returned
	room   int      // how many more shapes may be made
}

// maxOriginProps is the number of properties up to which a shape is made again: what
// scripts make must not grow what they leave behind.
const maxOriginProps = 64

// ShapeOrigin says how a shape was made.
type ShapeOrigin struct {
	shape  *Shape       // of the checkpoint, or nil
	parent *ShapeOrigin // what step was applied to; nil: it is a root
	step   transition   // without its key
	key    KeyOrigin    // of the step
	made   *Shape

	// Of a root.
	proto     Value
	class     Class
	inlineCap uint8
}

// KeyOrigin says what a value is: a cell of the checkpoint or no cell, or the interned
// string with a text.
type KeyOrigin struct {
	v    Value // Empty: the string
	text string
}

// Origins returns what finds origins for Restore of c, and makes so many shapes again.
func (h *Heap) Origins(c *Checkpoint, room int) *Origins {
	o := &Origins{h: h, c: c, room: room, known: make(map[*Shape]bool, len(c.shapes)), shapes: map[*Shape]*ShapeOrigin{}}
	for _, s := range c.shapes {
		o.known[s] = true
	}
	o.blocks = slices.Clone(c.blocks)
	slices.SortFunc(o.blocks, func(a, b savedBlock) int { return cmp.Compare(a.b.start, b.b.start) })
	return o
}

// Has reports whether v is no cell, or one of the checkpoint: such a cell lives as long
// as the checkpoint, so that it is the same one before and after Restore.
func (o *Origins) Has(v Value) bool {
	if !v.IsCellPointer() {
		return true
	}
	a := uint64(v) & addrMask
	i, found := slices.BinarySearchFunc(o.blocks, a, func(b savedBlock, a uint64) int {
		switch {
		case a < b.b.start:
			return 1
		case a >= b.b.start+uint64(len(b.words))*8:
			return -1
		}
		return 0
	})
	if found {
		b := &o.blocks[i]
		at := a - b.b.start
		return at%uint64(classBytes[b.class]) == 0 && b.words[at/8]&kindMask != 0
	}
	return false // large cells may move
}

// Objects calls f for each object of the checkpoint, after Restore.
func (o *Origins) Objects(f func(*Object)) {
	for i := range o.blocks {
		s := &o.blocks[i]
		size := uint64(classBytes[s.class])
		for at := uint64(0); at+size <= uint64(len(s.words)*8); at += size {
			if Kind(s.words[at/8]&kindMask) == KindObject {
				f((*Object)(ptr(s.b.start + at)))
			}
		}
	}
}

// Key finds the origin of a value; false when it will be gone.
func (o *Origins) Key(v Value) (KeyOrigin, bool) {
	if o.Has(v) {
		return KeyOrigin{v: v}, true
	}
	if v.IsString() && v.Str().IsInterned() {
		text := v.Str().Go(o.h)
		// A text with half of a surrogate pair is not the one it came from.
		if o.h.InternGo(text) == v {
			return KeyOrigin{v: Empty, text: text}, true
		}
	}
	return KeyOrigin{}, false
}

// KeyValue returns what Key has found, after Restore.
func (o *Origins) KeyValue(k KeyOrigin) Value {
	if k.v == Empty {
		return o.h.InternGo(k.text)
	}
	return k.v
}

// Of finds the origin of a shape, nil when it cannot be made again: a dictionary of an
// object that is gone, or one whose prototype or keys are.
func (o *Origins) Of(s *Shape) *ShapeOrigin {
	if s == nil {
		return nil
	}
	if known, ok := o.shapes[s]; ok {
		return known
	}
	var made *ShapeOrigin
	switch {
	case o.known[s]:
		made = &ShapeOrigin{shape: s}
	case s.dict != nil || s.count > maxOriginProps:
	case s.parent == nil:
		if o.h.shapes.roots.find(s.rootKey().transition()) == s && o.Has(s.proto) {
			made = &ShapeOrigin{proto: s.proto, class: s.class, inlineCap: s.inlineCap}
		}
	default:
		parent := o.Of(s.parent)
		key, ok := KeyOrigin{v: Empty}, true
		if s.edge.key != Empty {
			key, ok = o.Key(s.edge.key)
		}
		if parent != nil && ok {
			made = &ShapeOrigin{parent: parent, step: transition{attrs: s.edge.attrs, op: s.edge.op}, key: key}
		}
	}
	o.shapes[s] = made
	return made
}

// AddedAttrs returns the attributes of the property with which the shape was made from
// its parent.
func (s *Shape) AddedAttrs() (attrs Attrs, ok bool) {
	return s.edge.attrs, s.parent != nil && s.edge.op == opAdd
}

// Shape returns the shape of an origin, after Restore, making it if need be; nil
// when there is none, or it is not what it was. It lives until the next checkpoint.
func (o *Origins) Shape(s *ShapeOrigin) *Shape {
	if s == nil {
		return nil
	}
	if s.made == nil {
		if s.made = o.remake(s); s.made != nil {
			o.made = append(o.made, s.made)
		}
	}
	return s.made
}

func (o *Origins) remake(s *ShapeOrigin) *Shape {
	h := o.h
	if s.shape != nil {
		if h.Shape(s.shape.id) != s.shape {
			return nil
		}
		return s.shape
	}
	if o.room <= 0 {
		return nil
	}
	o.room--
	if s.parent == nil {
		return h.RootShape(s.proto, s.class, int(s.inlineCap))
	}
	parent := o.Shape(s.parent)
	if parent == nil || parent.dict != nil {
		return nil
	}
	switch s.step.op {
	case opAdd:
		key := o.KeyValue(s.key)
		if _, has := parent.Lookup(key); has || parent.notExtensible {
			return nil
		}
		return h.Transition(parent, key, s.step.attrs)
	case opReconfigure:
		key := o.KeyValue(s.key)
		if _, has := parent.Lookup(key); !has {
			return nil
		}
		return h.reconfigure(parent, key, s.step.attrs)
	case opRestrict:
		return h.restricted(parent, s.step.attrs)
	default:
		return h.sealedShape(parent)
	}
}

// Room returns how many shapes may still be made again.
func (o *Origins) Room() int { return o.room }

// Settle takes the checkpoint anew: the heap is as after Restore, but for what has
// been added with the help of o since. All that the old one has lives on.
func (o *Origins) Settle() *Checkpoint {
	o.h.shapes.held = o.made
	c := o.h.Checkpoint()
	o.h.shapes.held = nil
	return c
}
