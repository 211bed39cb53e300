package script

import (
	"slices"

	"github.com/kilnjs/kiln/internal/tap"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
	"github.com/kilnjs/kiln/pkg/watch"
)

// maxDepth is how many frames of a stack are kept, the innermost ones: a walk over more
// would take longer than a sample may.
const maxDepth = 256

// Truncated stands below stacks that are deeper than what is kept.
const Truncated = "(deeper)"

// maxKnown bounds the table of places, which keeps code records alive.
const maxKnown = 1 << 16

// book gives numbers to functions, frames and stacks.
type book struct {
	rt      *object.Runtime
	profile Profile
	funcs   map[funcKey]int
	frames  map[Frame]int
	nodes   map[Node]int
	known   map[place]int // frames, found without looking up where they are
	scratch []int
	base    int // the node on which stacks stand: what has caused what runs now
	// The frames of the note that is read, innermost first, and those of the last one but
	// for the innermost, outermost first, which stand on root.
	raw, last []noted
	root      int
	infos     map[named]int
}

// noted is a frame of a note.
type noted struct {
	callee heap.Value // Undefined of an inlined function
	code   *object.Code
	pos    int32
	tier   object.Tier
	node   int
}

// named is a function of a script with the name of the function object.
type named struct {
	info *syntax.FuncInfo
	name string
}

// funcKey is what makes functions one.
type funcKey struct {
	name, file string
	line, col  int
	kind       Kind
}

// place is a frame as the stack has it.
type place struct {
	code *object.Code
	pos  int32
	tier object.Tier
}

func newBook(rt *object.Runtime) book {
	return book{
		rt:      rt,
		profile: Profile{Nodes: []Node{{-1, -1}}},
		funcs:   map[funcKey]int{}, frames: map[Frame]int{}, nodes: map[Node]int{}, known: map[place]int{}, infos: map[named]int{},
	}
}

// stack returns the node of the running stack.
//
// A frame that stands where its function begins has not run yet: the time before the
// safepoint there was its caller's. A built-in function is excepted, which does little
// between two calls of what it was given, while that has returned without a safepoint.
func (b *book) stack() int {
	frames := b.scratch[:0]
	first, deeper := true, false
	b.rt.WalkFrames(func(callee heap.Value, pos int32, tier object.Tier) bool {
		if !callee.IsObject() || callee.Object().Class() != heap.ClassFunction {
			return true
		}
		code := b.rt.CodeOf(callee.Object())
		began := first && begins(code, pos, tier)
		first = false
		if began {
			frames = append(frames, -1-b.frame(callee, code, pos, tier))
			return true
		}
		if len(frames) == 1 && frames[0] < 0 {
			if frames[0] = -1 - frames[0]; code.Func != nil {
				frames = frames[:0]
			}
		}
		if len(frames) == maxDepth {
			deeper = true
			return false
		}
		frames = append(frames, b.frame(callee, code, pos, tier))
		return true
	})
	b.scratch = frames
	node := b.base
	if deeper {
		node = b.engine(Truncated, nil)
	}
	for _, f := range slices.Backward(frames) {
		if f < 0 { // it was called by nobody
			f = -1 - f
		}
		node = b.node(node, f)
	}
	if len(frames) == 0 {
		return b.engine(Program, nil)
	}
	return node
}

// begins reports whether a frame has not run any of its code.
func begins(code *object.Code, pos int32, tier object.Tier) bool {
	switch {
	case code.Func == nil:
		return false
	case tier == object.TierInterp:
		return pos == int32(code.Func.From)
	}
	return pos == 0
}

// note returns the node of the stack of a note, whose innermost frame is where it was.
//
// Most frames are those of the note before, so that the stack of that one is used as far as
// it is the same.
func (b *book) note(n *tap.Note) int {
	raw := b.raw[:0]
	b.rt.WalkNote(n, func(callee heap.Value, code *object.Code, pos int32, tier object.Tier) bool {
		if code != nil {
			raw = append(raw, noted{callee: callee, code: code, pos: pos, tier: tier})
		}
		return true
	})
	b.raw = raw
	if len(raw) == 0 {
		return b.engine(Program, nil)
	}
	root := b.base
	if n.Deeper {
		root = b.engine(Truncated, nil)
	}
	if root != b.root {
		b.root, b.last = root, b.last[:0]
	}
	node, same := root, true
	for i, f := range slices.Backward(raw) {
		at := len(raw) - 1 - i
		if same = same && i > 0 && at < len(b.last) && b.last[at].callee == f.callee && b.last[at].code == f.code && b.last[at].pos == f.pos && b.last[at].tier == f.tier; same {
			node = b.last[at].node
			continue
		}
		frame := b.frame(f.callee, f.code, f.pos, f.tier)
		if i == 0 && n.Where == tap.InGo && (f.tier == object.TierBytecode || f.tier == object.TierNative) {
			key := b.profile.Frames[frame]
			key.Go = true
			frame = b.place(key)
		}
		node = b.node(node, frame)
		if i > 0 {
			f.node = node
			b.last = append(b.last[:at], f)
		}
	}
	return node
}

// forget forgets the last note: cells of its functions may be others now.
func (b *book) forget() { b.last = b.last[:0] }

// engine returns the node for something that the engine does, with the function that it
// concerns or nil.
func (b *book) engine(what string, about watch.Function) int {
	node := b.node(0, b.at(b.function(Func{Name: what, Kind: Engine}), 0, 0, NoTier))
	f, ok := about.(*syntax.FuncInfo)
	if !ok || f == nil {
		return node
	}
	fn := b.of(f, "")
	return b.node(node, b.at(fn, b.profile.Funcs[fn].Line, b.profile.Funcs[fn].Col, NoTier))
}

func (b *book) frame(callee heap.Value, code *object.Code, pos int32, tier object.Tier) int {
	key := place{code, pos, tier}
	if code.Func == nil {
		key.pos = 0
	}
	if i, ok := b.known[key]; ok {
		return i
	}
	var i int
	name := ""
	if callee.IsObject() {
		name = b.rt.FunctionDisplayName(callee.Object(), code)
	}
	if code.Func == nil {
		if name == "" {
			name = "(anonymous)"
		}
		i = b.at(b.function(Func{Name: name, Kind: Builtin}), 0, 0, object.TierHost)
	} else {
		fn := b.of(code.Func, name)
		line, col := code.Func.Program.Source.Position(b.rt.FramePosition(code, pos, tier))
		i = b.at(fn, line, col, tier)
	}
	if len(b.known) >= maxKnown {
		clear(b.known)
	}
	b.known[key] = i
	return i
}

// of returns the number of a function of a script. name is what the function object is
// called, which the text may not tell.
func (b *book) of(f *syntax.FuncInfo, name string) int {
	key := named{f, name}
	i, ok := b.infos[key]
	if !ok {
		i = b.function(scriptFunc(f, name))
		b.infos[key] = i
	}
	return i
}

// scriptFunc describes a function of a script.
func scriptFunc(f *syntax.FuncInfo, name string) Func {
	if f.Name != "" {
		name = f.Name
	}
	if name == "" {
		switch f.Kind {
		case syntax.FuncScript:
			name = "(script)"
		case syntax.FuncModule:
			name = "(module)"
		case syntax.FuncEval:
			name = "(eval)"
		default:
			if name = syntax.AssignedTo(f); name == "" {
				name = "(anonymous)"
			}
		}
	}
	src := f.Program.Source
	line, col := src.Position(f.From)
	return Func{Name: name, File: src.Name, Line: line, Col: col, Source: src, Info: f}
}

func (b *book) function(f Func) int {
	key := funcKey{f.Name, f.File, f.Line, f.Col, f.Kind}
	i, ok := b.funcs[key]
	if !ok {
		i = len(b.profile.Funcs)
		b.profile.Funcs = append(b.profile.Funcs, f)
		b.funcs[key] = i
	}
	return i
}

func (b *book) at(fn, line, col int, tier object.Tier) int {
	return b.place(Frame{Func: fn, Line: line, Col: col, Tier: tier})
}

func (b *book) place(key Frame) int {
	i, ok := b.frames[key]
	if !ok {
		i = len(b.profile.Frames)
		b.profile.Frames = append(b.profile.Frames, key)
		b.frames[key] = i
	}
	return i
}

func (b *book) node(parent, frame int) int {
	key := Node{parent, frame}
	i, ok := b.nodes[key]
	if !ok {
		i = len(b.profile.Nodes)
		b.profile.Nodes = append(b.profile.Nodes, key)
		b.nodes[key] = i
	}
	return i
}
