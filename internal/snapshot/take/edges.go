package take

import (
	"fmt"
	"strconv"

	"github.com/kilnjs/kiln/internal/snapshot"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// shapeNames is what the objects of a shape share.
type shapeNames struct {
	name  uint32   // of their constructor
	props []uint32 // names of the properties by slot
	proto uint32   // node of their prototype; 0: none
}

// shape returns the names of a shape.
func (b *builder) shape(id uint32) *shapeNames {
	if n := b.shapes[id]; n != nil {
		return n
	}
	n := &shapeNames{name: b.text(b.rt.MakerOf(b.h.Shape(id)))}
	b.shapes[id] = n
	s := b.h.Shape(id)
	s.ForEach(func(key heap.Value, p heap.Prop) bool {
		slot := int(p.Offset) - s.Base()
		if p.Offset < 0 {
			slot = s.InlineCap() + int(^p.Offset)
		}
		for len(n.props) <= slot {
			n.props = append(n.props, 0)
		}
		n.props[slot] = b.text(b.key(key))
		return true
	})
	return n
}

// key shows a property key.
func (b *builder) key(key heap.Value) string {
	if !key.IsSymbol() {
		return b.beginning(key)
	}
	text := b.beginning(key.Symbol().Description())
	if key.Symbol().IsPrivate() {
		return text
	}
	return "<symbol " + text + ">"
}

// edges adds the edges of a node of the graph.
func (b *builder) edges(i uint32) {
	n := &b.g.Nodes[i]
	list := b.edgesOf(i)
	if n.Kind == heap.NodeCell {
		switch n.What.CellKind() {
		case heap.KindObject:
			b.objectEdges(n.What.Object(), list)
			return
		case heap.KindEnv:
			b.scopeEdges(n.What, list)
			return
		}
	}
	var held map[heap.Value]uint32
	if n.Kind == heap.NodeGroup && b.g.Groups[n.What] == stackGroup {
		held = b.onStack()
	}
	for k := range list {
		e := &list[k]
		if name, ok := held[b.g.Nodes[e.To].What]; ok {
			b.edge(snapshot.Context, name, e.To+shift)
			continue
		}
		t, name := b.edgeName(n, e)
		b.edge(t, name, e.To+shift)
	}
}

// stackGroup is the group of roots that frames are.
const stackGroup = "stack"

// onStack names what the frames of functions of scripts hold, by the innermost frame that
// does: variables and this.
func (b *builder) onStack() map[heap.Value]uint32 {
	held := map[heap.Value]uint32{}
	note := func(v heap.Value, name, function string) {
		if _, known := held[v]; !known && v.IsCellPointer() {
			held[v] = b.text(name + " of " + function)
		}
	}
	b.rt.Stack.Walk(func(f stack.FrameView) bool {
		callee := f.Callee()
		if !callee.IsObject() || callee.Object().Class() != heap.ClassFunction {
			return true
		}
		code := b.rt.CodeOf(callee.Object())
		if code == nil || code.Func == nil {
			return true
		}
		function := functionName(code.Func, b.beginning(code.Name))
		for i, name := range b.locals(code.Func) {
			if at := stack.Header + i; name != 0 && f.FP+at < f.Top {
				note(f.Word(at), b.s.Strings[name], function)
			}
		}
		note(f.This(), "this", function)
		note(f.Env(), "scope", function)
		return true
	})
	return held
}

// internals are the names of internal slots.
var internals = [heap.NumClasses][]string{
	heap.ClassArray:                {"length"},
	heap.ClassFunction:             {"code", "scope", "home object", "class data"},
	heap.ClassBoundFunction:        {"bound function", "bound this", "bound arguments"},
	heap.ClassError:                {"trace"},
	heap.ClassRegExp:               {"source", "flags", "program", "realm"},
	heap.ClassMap:                  {"table"},
	heap.ClassSet:                  {"table"},
	heap.ClassWeakMap:              {"table"},
	heap.ClassWeakSet:              {"table"},
	heap.ClassWeakRef:              {"target"},
	heap.ClassPromise:              {"state", "result", "reactions"},
	heap.ClassProxy:                {"target", "handler"},
	heap.ClassMappedArguments:      {"scope", "map"},
	heap.ClassArrayBuffer:          {"bytes"},
	heap.ClassTypedArray:           {"buffer", "type", "offset", "length", "bytes"},
	heap.ClassDataView:             {"buffer"},
	heap.ClassGenerator:            {"state", "frame"},
	heap.ClassAsyncGenerator:       {"state", "frame"},
	heap.ClassFinalizationRegistry: {"registry"},
	heap.ClassHostExotic:           {"host"},
	heap.ClassHostArray:            {"host"},
}

const firstInternal = 3

// objectEdges adds the edges of an object, and one to its prototype.
func (b *builder) objectEdges(o *heap.Object, list []heap.GraphEdge) {
	shape := b.shape(o.ShapeID())
	for k := range list {
		e := &list[k]
		to := e.To + shift
		switch e.Kind {
		case heap.EdgeProperty:
			name := uint32(0)
			if int(e.At) < len(shape.props) {
				name = shape.props[e.At]
			}
			b.property(name, e.To)
		case heap.EdgeElement:
			b.edge(snapshot.Element, e.At, to)
		case heap.EdgeShape:
			if shape.proto == 0 {
				shape.proto = b.protoOf(e.To)
			}
			b.edge(snapshot.Internal, b.text("shape"), to)
		case heap.EdgeWord:
			b.edge(snapshot.Internal, b.text(internalName(o.Class(), int(e.At))), to)
		default:
			t, name := b.edgeName(nil, e)
			b.edge(t, name, to)
		}
	}
	if shape.proto != 0 {
		b.edge(snapshot.Property, b.text("__proto__"), shape.proto)
	}
}

func internalName(class heap.Class, word int) string {
	switch word {
	case 1:
		return "properties"
	case 2:
		return "elements"
	}
	i := word - firstInternal
	if i < len(internals[class]) {
		return internals[class][i]
	}
	return "slot " + strconv.Itoa(i)
}

// property adds an edge to the value of a property: for an accessor also one to each of
// its functions.
func (b *builder) property(name, to uint32) {
	n := &b.g.Nodes[to]
	if n.Kind != heap.NodeCell || n.What.CellKind() != heap.KindAccessor {
		b.edge(snapshot.Property, name, to+shift)
		return
	}
	b.edge(snapshot.Internal, name, to+shift)
	for _, e := range b.edgesOf(to) {
		b.edge(snapshot.Property, b.text(accessors[e.At%uint32(len(accessors))]+b.s.Strings[name]), e.To+shift)
	}
}

// accessors are the words of an accessor cell.
var accessors = [...]string{1: "get ", 2: "set "}

// protoOf returns the node of the prototype of a shape, whose node of the graph is given.
func (b *builder) protoOf(shape uint32) uint32 {
	for _, e := range b.edgesOf(shape) {
		if e.Kind == heap.EdgeProto {
			return e.To + shift
		}
	}
	return 0
}

// firstVariable is the word of an environment after that of its parent.
const firstVariable = 2

func (b *builder) scopeEdges(env heap.Value, list []heap.GraphEdge) {
	var names []uint32
	if s := b.scopes[env]; s != nil {
		names = b.variables(s)
	}
	for _, e := range list {
		switch i := int(e.At) - firstVariable; {
		case e.Kind != heap.EdgeWord:
			t, name := b.edgeName(nil, &e)
			b.edge(t, name, e.To+shift)
		case i < 0:
			b.edge(snapshot.Internal, b.text("outer scope"), e.To+shift)
		case i < len(names) && names[i] != 0:
			b.edge(snapshot.Context, names[i], e.To+shift)
		default:
			b.edge(snapshot.Internal, b.text("slot "+strconv.Itoa(i)), e.To+shift)
		}
	}
}

// variables returns the names of the variables in the environments of a scope.
func (b *builder) variables(s *syntax.Scope) []uint32 {
	if names, ok := b.slots[s]; ok {
		return names
	}
	names := make([]uint32, s.EnvSlots)
	for _, inner := range s.Func.Scopes {
		if inner.Host != s {
			continue
		}
		for _, v := range inner.Bindings {
			if v.Store == syntax.StoreEnv && int(v.Index) < len(names) && v.Name != "" {
				names[v.Index] = b.text(v.Name)
			}
		}
	}
	b.slots[s] = names
	return names
}

// frameOf returns the function of a suspended frame, or nil.
func (b *builder) frameOf(v heap.Value) *syntax.FuncInfo {
	g := v.GenState()
	if g.Len() < stack.Header {
		return nil
	}
	f := g.At(stack.Callee)
	if !f.IsObject() || f.Object().Class() != heap.ClassFunction {
		return nil
	}
	code := b.rt.CodeOf(f.Object())
	if code == nil || code.Func == nil {
		return nil
	}
	b.nameFrame(g.At(stack.Env), code.Func)
	return code.Func
}

// nameFrame notes the scope of the environment that a frame is in, when it is the one of
// the function as a whole.
func (b *builder) nameFrame(env heap.Value, f *syntax.FuncInfo) {
	if env.IsCell() && env.CellKind() == heap.KindEnv && f.Scope.NeedsEnv && b.h.EnvRoom(env.Env()) >= int(f.Scope.EnvSlots) {
		outer := env.Env().Parent()
		if s := b.scopes[outer]; s != nil && s.EnvDepth+1 == f.Scope.EnvDepth {
			b.scopes[env] = f.Scope
		}
	}
}

// header are the names of the words that frames begin with.
var header = [stack.Header]string{
	stack.Callee: "function", stack.This: "this", stack.NewTarget: "new.target", stack.Env: "scope",
	stack.Argc: "argc", stack.Link: "link", stack.Pos: "position",
}

// firstFrameWord is the word of a cell where the frame begins that it holds.
const firstFrameWord = 2

// frameName names a word of a suspended frame.
func (b *builder) frameName(v heap.Value, word int) (snapshot.EdgeType, uint32) {
	at := word - firstFrameWord
	if at < stack.Header {
		return snapshot.Internal, b.text(header[max(at, 0)])
	}
	at -= stack.Header
	if f := b.frames[v]; f != nil {
		if names := b.locals(f); at < len(names) && names[at] != 0 {
			return snapshot.Context, names[at]
		}
	}
	return snapshot.Internal, b.text("register " + strconv.Itoa(at))
}

// locals returns the names of the variables in the registers of a function.
func (b *builder) locals(f *syntax.FuncInfo) []uint32 {
	if names, ok := b.registers[f]; ok {
		return names
	}
	var names []uint32
	for _, s := range f.Scopes {
		for _, v := range s.Bindings {
			if v.Store != syntax.StoreReg || v.Name == "" {
				continue
			}
			for len(names) <= int(v.Index) {
				names = append(names, 0)
			}
			if names[v.Index] == 0 {
				names[v.Index] = b.text(v.Name)
			}
		}
	}
	b.registers[f] = names
	return names
}

// words are the names of the words of cells that scripts do not see.
var words = [...][]string{
	heap.KindRope:     {2: "first", 3: "second"},
	heap.KindSlice:    {2: "text"},
	heap.KindSymbol:   {1: "description"},
	heap.KindBox:      {1: "value"},
	heap.KindAccessor: {1: "get", 2: "set"},
	heap.KindTable:    {2: "entries", 3: "buckets"},
	heap.KindWeak:     {1: "target"},
}

// edgeName names an edge of anything but objects and scopes; of those, with n nil, what
// is not in a word of theirs.
func (b *builder) edgeName(n *heap.GraphNode, e *heap.GraphEdge) (snapshot.EdgeType, uint32) {
	switch e.Kind {
	case heap.EdgeShape:
		return snapshot.Internal, b.text("shape")
	case heap.EdgeParent:
		return snapshot.Internal, b.text("made from")
	case heap.EdgeProto:
		return snapshot.Internal, b.text("prototype")
	case heap.EdgeKeys:
		return snapshot.Internal, b.text("keys")
	case heap.EdgeWeak:
		return snapshot.Weak, b.text("target")
	case heap.EdgeEntry:
		return snapshot.Internal, b.text(fmt.Sprintf("value in the weak table @%d", b.g.Nodes[e.At].ID))
	case heap.EdgeElement:
		return snapshot.Element, e.At
	case heap.EdgeWord:
		if n != nil && n.Kind == heap.NodeCell {
			return b.wordName(n.What, int(e.At))
		}
	}
	return snapshot.Element, e.At
}

func (b *builder) wordName(v heap.Value, word int) (snapshot.EdgeType, uint32) {
	switch kind := v.CellKind(); kind {
	case heap.KindGenState:
		return b.frameName(v, word)
	case heap.KindTableData:
		entry, key := b.h.EntryOf(v, word)
		if key {
			return snapshot.Internal, b.text("key")
		}
		return snapshot.Element, uint32(entry)
	case heap.KindElements:
		return snapshot.Element, uint32(word - firstFrameWord)
	default:
		if int(kind) < len(words) && word < len(words[kind]) {
			return snapshot.Internal, b.text(words[kind][word])
		}
	}
	return snapshot.Element, uint32(word)
}
