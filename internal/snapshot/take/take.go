package take

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/kilnjs/kiln/internal/snapshot"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Taker takes snapshots of one runtime.
type Taker struct {
	rt  *object.Runtime
	run string
}

// New prepares for snapshots of rt. With several it will be known which objects are the
// same in two of them, which collections have to keep books for.
func New(rt *object.Runtime, several bool) *Taker {
	if several {
		rt.Heap.KeepIDs()
	}
	return &Taker{rt: rt, run: fmt.Sprintf("%016x", rand.Uint64())}
}

// Take collects garbage and makes a snapshot of what is left. It belongs where a
// collection may happen.
func (t *Taker) Take() *snapshot.Snapshot {
	g := t.rt.Heap.Walk()
	b := &builder{
		rt: t.rt, h: t.rt.Heap, g: g, s: &snapshot.Snapshot{Run: t.run, Scripts: []string{""}},
		strings: map[string]uint32{}, shapes: map[uint32]*shapeNames{}, scopes: map[heap.Value]*syntax.Scope{},
		slots: map[*syntax.Scope][]uint32{}, scripts: map[*syntax.Source]uint32{}, frames: map[heap.Value]*syntax.FuncInfo{},
		registers: map[*syntax.FuncInfo][]uint32{},
	}
	b.build()
	return b.s
}

// Library has a global function of the given name that calls take.
func Library(name string, take func()) *object.Library {
	return &object.Library{Name: "kiln:heap", Globals: []object.Row{
		{Name: name, Fn: func(*object.Call) (heap.Value, error) {
			take()
			return heap.Undefined, nil
		}},
	}}
}

// A snapshot has a root before that of the graph, which is (GC roots) there: node n of
// the graph is node n + 1.
const shift = 1

// builder makes one snapshot.
type builder struct {
	rt *object.Runtime
	h  *heap.Heap
	g  *heap.Graph
	s  *snapshot.Snapshot

	strings   map[string]uint32
	shapes    map[uint32]*shapeNames
	scopes    map[heap.Value]*syntax.Scope // by environment
	slots     map[*syntax.Scope][]uint32   // names of the variables in an environment; 0: none
	frames    map[heap.Value]*syntax.FuncInfo
	registers map[*syntax.FuncInfo][]uint32
	scripts   map[*syntax.Source]uint32
	globals   []uint32 // nodes of the global objects and of the records of lexical globals
	global    heap.Value
}

// shortString is up to which length equal strings are one.
const shortString = 64

// text returns the number of a string.
func (b *builder) text(s string) uint32 {
	if len(s) > shortString {
		b.s.Strings = append(b.s.Strings, s)
		return uint32(len(b.s.Strings) - 1)
	}
	n, ok := b.strings[s]
	if !ok {
		n = uint32(len(b.s.Strings))
		b.s.Strings = append(b.s.Strings, s)
		b.strings[s] = n
	}
	return n
}

func (b *builder) build() {
	b.text("")
	b.findScopes()
	b.s.Nodes = make([]snapshot.Node, 0, len(b.g.Nodes)+shift)
	b.s.Edges = make([]snapshot.Edge, 0, len(b.g.Edges)+len(b.g.Nodes)/2)
	b.s.Nodes = append(b.s.Nodes, snapshot.Node{Type: snapshot.Synthetic, ID: rootID})
	for i := range b.g.Nodes {
		b.node(&b.g.Nodes[i])
	}
	b.edge(snapshot.Element, 1, shift)
	for _, n := range b.globals {
		b.edge(snapshot.Shortcut, b.s.Nodes[n].Name, n)
	}
	for i := range b.g.Nodes {
		b.s.Nodes[i+shift].First = uint32(len(b.s.Edges))
		b.edges(uint32(i))
	}
}

// rootID is the number of the root, which is no node of the graph: an even one.
const rootID = 2

func (b *builder) edge(t snapshot.EdgeType, name, to uint32) {
	b.s.Edges = append(b.s.Edges, snapshot.Edge{Type: t, Name: name, To: to})
}

// edgesOf returns the edges of a node of the graph.
func (b *builder) edgesOf(i uint32) []heap.GraphEdge {
	end := uint32(len(b.g.Edges))
	if int(i)+1 < len(b.g.Nodes) {
		end = b.g.Nodes[i+1].First
	}
	return b.g.Edges[b.g.Nodes[i].First:end]
}

// findScopes learns from functions and suspended frames which scopes environments are of.
func (b *builder) findScopes() {
	for i := range b.g.Nodes {
		n := &b.g.Nodes[i]
		if n.Kind != heap.NodeCell {
			continue
		}
		switch n.What.CellKind() {
		case heap.KindObject:
			if o := n.What.Object(); o.Class() == heap.ClassFunction {
				if code := b.rt.CodeOf(o); code != nil && code.Func != nil {
					b.nameScopes(object.ClosureEnv(o), code.Func.Scope.Parent)
				}
			}
		case heap.KindGenState:
			b.frames[n.What] = b.frameOf(n.What)
		}
	}
	for _, r := range b.rt.Realms {
		if b.global == 0 {
			b.global = r.Global.Value()
		}
	}
}

// nameScopes notes the scopes of an environment and of those around it.
func (b *builder) nameScopes(env heap.Value, s *syntax.Scope) {
	for ; s != nil && env.IsCell() && env.CellKind() == heap.KindEnv; s = s.Parent {
		if !s.NeedsEnv {
			continue
		}
		e := env.Env()
		if _, known := b.scopes[env]; known || b.h.EnvRoom(e) < int(s.EnvSlots) {
			return
		}
		b.scopes[env] = s
		env = e.Parent()
	}
}

// place adds where a function is written.
func (b *builder) place(f *syntax.FuncInfo) {
	src := f.Program.Source
	script, ok := b.scripts[src]
	if !ok {
		script = uint32(len(b.s.Scripts))
		b.s.Scripts = append(b.s.Scripts, src.Name)
		b.scripts[src] = script
	}
	line, column := src.Position(f.From)
	b.s.Locations = append(b.s.Locations, snapshot.Location{
		Node: uint32(len(b.s.Nodes)), Script: script, Line: uint32(line - 1), Column: uint32(column - 1),
	})
}

// node adds a node of the graph.
func (b *builder) node(n *heap.GraphNode) {
	out := snapshot.Node{Self: uint64(n.Bytes), ID: n.ID, Type: snapshot.Synthetic}
	switch n.Kind {
	case heap.NodeRoot:
		out.Name = b.text("(GC roots)")
	case heap.NodeGroup:
		out.Name = b.text("(" + b.g.Groups[n.What] + ")")
	case heap.NodeTables:
		out.Type, out.Name = snapshot.Native, b.text("(tables of the engine)")
	case heap.NodeShape:
		out.Type, out.Name = snapshot.ObjectShape, b.text("shape of "+b.rt.MakerOf(b.h.Shape(uint32(n.What))))
	case heap.NodeKeys:
		out.Type, out.Name = snapshot.Array, b.text("(keys of shapes)")
	case heap.NodeHandle:
		out.Type, out.Name = b.handle(b.h.HandleAt(n.What.Handle()))
	default:
		out.Type, out.Name = b.cell(n.What)
	}
	b.s.Nodes = append(b.s.Nodes, out)
}

// handle names what Go code holds.
func (b *builder) handle(x any) (snapshot.NodeType, uint32) {
	switch t := x.(type) {
	case *object.Code:
		name := b.beginning(t.Name)
		if t.Func != nil {
			b.place(t.Func)
			name = functionName(t.Func, name)
		}
		return snapshot.Code, b.text(name)
	case *object.Instance:
		return snapshot.Code, b.text("program " + t.Prog.Source.Name)
	case *heap.WeakTable:
		return snapshot.Array, b.text("(weak table)")
	case *heap.Registry:
		return snapshot.Array, b.text("(registry)")
	}
	name := strings.TrimPrefix(fmt.Sprintf("%T", x), "*")
	switch name {
	case "native.engine":
		name = "machine code"
	case "builtin.compiledRegExp":
		name = "compiled regular expression"
	}
	return snapshot.Native, b.text("(" + name + ")")
}

// maxText is how many code units of a string a snapshot has, maxName of other names.
const maxText, maxName = 256, 100

// beginning returns the text of a string, or of the description of a symbol.
func (b *builder) beginning(v heap.Value) string {
	if v.IsSymbol() {
		return "[" + b.beginning(v.Symbol().Description()) + "]"
	}
	if !v.IsString() {
		return ""
	}
	text, _ := v.Str().Beginning(maxName)
	return text
}

// functionName is the name of a function of a script, and what it is if it has none.
func functionName(f *syntax.FuncInfo, name string) string {
	if name != "" {
		return name
	}
	return syntax.TitleOf(f)
}

// cell names a cell.
func (b *builder) cell(v heap.Value) (snapshot.NodeType, uint32) {
	kind := v.CellKind()
	switch kind {
	case heap.KindLatin1, heap.KindUTF16, heap.KindRope, heap.KindSlice:
		text, whole := v.Str().Beginning(maxText)
		if !whole {
			text += "…"
		}
		t := snapshot.String
		if kind == heap.KindRope {
			t = snapshot.ConcatenatedString
		} else if kind == heap.KindSlice {
			t = snapshot.SlicedString
		}
		return t, b.text(text)
	case heap.KindSymbol:
		return snapshot.Symbol, b.text(b.beginning(v.Symbol().Description()))
	case heap.KindBigInt:
		n := v.BigInt()
		if n.BitLen() > maxText {
			return snapshot.BigInt, b.text(fmt.Sprintf("(%d bits)", n.BitLen()))
		}
		return snapshot.BigInt, b.text(n.Big().String())
	case heap.KindObject:
		return b.object(v)
	case heap.KindElements, heap.KindSlots, heap.KindTable, heap.KindTableData:
		return snapshot.Array, b.text(object.CellName(kind))
	case heap.KindBytes:
		return snapshot.Native, b.text(object.CellName(kind))
	}
	if f := b.frames[v]; f != nil {
		return snapshot.Hidden, b.text("(suspended " + functionName(f, f.Name) + ")")
	}
	return snapshot.Hidden, b.text(object.CellName(kind))
}

func (b *builder) object(v heap.Value) (snapshot.NodeType, uint32) {
	o := v.Object()
	switch o.Class() {
	case heap.ClassFunction, heap.ClassBoundFunction:
		return snapshot.Closure, b.text(b.functionTitle(o))
	case heap.ClassRegExp:
		return snapshot.RegExp, b.text(b.beginning(o.Internal(0)))
	}
	for _, r := range b.rt.Realms {
		switch {
		case r.Global == o:
			b.globals = append(b.globals, uint32(len(b.s.Nodes)))
			return snapshot.Object, b.text("(global)")
		case r.Scope.Record() == o:
			b.globals = append(b.globals, uint32(len(b.s.Nodes)))
			return snapshot.Object, b.text("(global let and const)")
		}
	}
	return snapshot.Object, b.shape(o.ShapeID()).name
}

// functionTitle is the name of a function object, and notes where it is written.
func (b *builder) functionTitle(o *heap.Object) string {
	name := ""
	if p, ok := b.h.Lookup(o, b.h.Names.Name); ok && p.Attrs&heap.AccessorProp == 0 {
		name = b.beginning(o.Slot(p))
	}
	if o.Class() != heap.ClassFunction {
		return name
	}
	code := b.rt.CodeOf(o)
	if code == nil {
		return name
	}
	if name == "" {
		name = b.beginning(code.Name)
	}
	if code.Func != nil {
		b.place(code.Func)
		name = functionName(code.Func, name)
	}
	return name
}
