package loop

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// maxVariables is how many variables of a frame are shown.
const maxVariables = 200

// function is what is known about a function of the script.
type function struct {
	info   *syntax.FuncInfo
	id     int
	calls  int // in the turn of the event loop
	turn   int
	places map[uint64]*place
	scopes []span                // those with a part of the text, outer before inner
	loops  map[uint32]uint32     // where they end, by where they begin
	ends   map[uint32]syntax.Pos // where statements end, or their heads, by where they begin
	heads  map[uint32]bool       // beginnings of for statements, whose scope is open between turns
	free   []*syntax.Binding     // variables of functions around that it uses
	views  map[*syntax.Scope]*view
	begin  map[*syntax.Binding]syntax.Pos // declarations of let, const and class
}

// span is the part of the text in which a scope is open.
type span struct {
	scope    *syntax.Scope
	from, to syntax.Pos
}

// place is a position in a function.
type place struct {
	line, column int
	end          int // column where what begins here ends, if on the same line, else 0
	view         *view
	pos          syntax.Pos // what is declared after it is not initialised yet
}

// view is what can be seen in a scope.
type view struct {
	vars []variable
	from map[*view][]int32 // for a view that was left for this one: where its variables were in it, or -1
}

// variable is a variable as seen from a scope.
type variable struct {
	binding *syntax.Binding // nil for this
	json    string          // its name
	group   string          // "set" for those of the function, "outer" for those around it
	from    syntax.Pos      // where its declaration begins, up to which it is not initialised; 0: anywhere
	reg     int             // word of the frame, -1: in an environment
	hops    int
	slot    int
}

// read returns the value; what cannot be there yet is uninitialised.
func (x *variable) read(h *heap.Heap, frame []heap.Value, env heap.Value) heap.Value {
	if x.reg >= 0 {
		return frame[x.reg]
	}
	for range x.hops {
		if !isEnv(env) {
			return heap.TDZ
		}
		env = env.Env().Parent()
	}
	if !isEnv(env) || x.slot >= h.EnvRoom(env.Env()) {
		return heap.TDZ
	}
	return env.Env().Slot(x.slot)
}

func isEnv(v heap.Value) bool { return v.IsCell() && v.CellKind() == heap.KindEnv }

// unseen is the value of variables that have not been described.
const unseen = heap.Empty

// enter makes v the view of the frame and returns the names that are gone with the old one.
func (f *frame) enter(v *view) (gone []string) {
	old := f.view
	if old == v {
		return nil
	}
	last := make([]heap.Value, len(v.vars))
	for i := range last {
		last[i] = unseen
	}
	if old != nil {
		from := v.from[old]
		if from == nil {
			from = v.compare(old)
		}
		for i, k := range from {
			if k >= 0 {
				last[i] = f.last[k]
			}
		}
		for i := range old.vars {
			if !v.has(old.vars[i].json) {
				gone = append(gone, old.vars[i].json)
			}
		}
	}
	f.view, f.last = v, last
	return gone
}

func (v *view) has(json string) bool {
	for i := range v.vars {
		if v.vars[i].json == json {
			return true
		}
	}
	return false
}

// compare finds the variables of v in old.
func (v *view) compare(old *view) []int32 {
	at := map[*syntax.Binding]int32{}
	for i := range old.vars {
		at[old.vars[i].binding] = int32(i)
	}
	from := make([]int32, len(v.vars))
	for i := range v.vars {
		from[i] = -1
		if k, ok := at[v.vars[i].binding]; ok {
			from[i] = k
		}
	}
	v.from[old] = from
	return from
}

// function returns what is known about a function, which is recorded when it is new.
func (r *Recorder) function(info *syntax.FuncInfo) *function {
	if f := r.functions[info]; f != nil {
		return f
	}
	src := info.Program.Source
	id, ok := r.sources[src]
	saved, comma := append([]byte(nil), r.log.buf...), append([]bool(nil), r.log.comma...)
	if !ok {
		id = len(r.sources)
		r.sources[src] = id
		r.log.begin("source")
		r.log.int("id", int64(id))
		r.log.text("name", src.Name)
		r.log.text("text", src.Text)
		r.end()
	}
	f := &function{
		info: info, id: len(r.functions), places: map[uint64]*place{}, loops: map[uint32]uint32{}, heads: map[uint32]bool{}, ends: map[uint32]syntax.Pos{},
		views: map[*syntax.Scope]*view{}, begin: map[*syntax.Binding]syntax.Pos{},
	}
	r.functions[info] = f
	f.explore()
	line, column := src.Position(info.From)
	r.log.begin("function")
	r.log.int("id", int64(f.id))
	r.log.text("name", functionName(info))
	r.log.int("source", int64(id))
	r.log.at(line, column, 0)
	r.end()
	r.log.buf, r.log.comma = append(r.log.buf[:0], saved...), append(r.log.comma[:0], comma...)
	return f
}

// functionName is what the frames of a function are called.
func functionName(f *syntax.FuncInfo) string {
	switch {
	case f.Kind == syntax.FuncClassFields || f.Kind == syntax.FuncClassStatic:
		return "(fields of a class)"
	case f.Kind == syntax.FuncScript || f.Kind == syntax.FuncModule || f.Kind == syntax.FuncEval:
		return "(" + f.Kind.String() + ")"
	case f.Name == "":
		if to := syntax.AssignedTo(f); to != "" {
			return to
		}
		return "(anonymous)"
	}
	return f.Name
}

// explore finds the scopes, loops and outer variables of the function in its tree.
func (f *function) explore() {
	seen := map[*syntax.Binding]bool{}
	scope := func(s *syntax.Scope, from, to syntax.Pos) {
		if s != nil {
			f.scopes = append(f.scopes, span{s, from, to})
		}
	}
	loop := func(at syntax.Span) { f.loops[uint32(at.From)] = uint32(at.To) }
	var visit func(n syntax.Node)
	visit = func(n syntax.Node) {
		if s, ok := n.(syntax.Stmt); ok && f.ends[uint32(s.Pos())] == 0 {
			f.ends[uint32(s.Pos())] = headEnd(s)
		}
		switch n := n.(type) {
		case *syntax.Ident:
			if b := n.Binding; b != nil && b.Store == syntax.StoreEnv && b.Scope.Func != f.info && !seen[b] {
				seen[b] = true
				f.free = append(f.free, b)
			}
		case *syntax.VarDecl:
			if n.Kind != syntax.VarVar {
				for i := range n.Decls {
					f.declared(n.Decls[i].Target, n.From)
				}
			}
		case *syntax.ClassDecl:
			f.declared(n.Name, n.From)
		case *syntax.Block:
			scope(n.Scope, n.From, n.To)
		case *syntax.StaticBlock:
			scope(n.Scope, n.From, n.To)
		case *syntax.ForStmt:
			loop(n.Span)
			f.heads[uint32(n.From)] = true
			scope(n.Scope, n.From+1, n.To)
		case *syntax.ForInStmt:
			loop(n.Span)
			scope(n.Scope, n.Body.Pos(), n.Body.End())
		case *syntax.ForOfStmt:
			loop(n.Span)
			scope(n.Scope, n.Body.Pos(), n.Body.End())
		case *syntax.WhileStmt:
			loop(n.Span)
		case *syntax.DoWhileStmt:
			loop(n.Span)
		case *syntax.SwitchStmt:
			if len(n.Cases) > 0 {
				scope(n.Scope, n.Cases[0].From, n.To)
			}
		case *syntax.TryStmt:
			if n.Handler != nil {
				scope(n.CatchScope, n.Handler.From, n.Handler.To)
			}
		case *syntax.WithStmt:
			scope(n.Scope, n.Body.Pos(), n.Body.End())
		}
		syntax.Children(n, visit)
	}
	for i := range f.info.Params {
		if p := &f.info.Params[i]; p.Default != nil {
			visit(p.Default)
		}
	}
	for _, s := range f.info.Body {
		visit(s)
	}
	if e := f.info.Expr; e != nil {
		f.ends[uint32(e.Pos())] = e.End()
		visit(e)
	}
}

// headEnd is where a statement ends, or if it holds others where they begin.
func headEnd(s syntax.Stmt) syntax.Pos {
	switch n := s.(type) {
	case *syntax.IfStmt:
		return n.Then.Pos()
	case *syntax.ForStmt:
		return n.Body.Pos()
	case *syntax.ForInStmt:
		return n.Body.Pos()
	case *syntax.ForOfStmt:
		return n.Body.Pos()
	case *syntax.WhileStmt:
		return n.Body.Pos()
	case *syntax.WithStmt:
		return n.Body.Pos()
	case *syntax.SwitchStmt:
		return n.X.End() + 1
	}
	return s.End()
}

// declared notes that the names in p are declared by what begins at pos.
func (f *function) declared(p syntax.Pattern, pos syntax.Pos) {
	visit := func(n syntax.Node) {
		if p, ok := n.(syntax.Pattern); ok {
			f.declared(p, pos)
		}
	}
	switch n := p.(type) {
	case *syntax.Ident:
		if b := n.Binding; b != nil && b.Lexical() {
			f.begin[b] = pos
		}
	case *syntax.ArrayPattern, *syntax.ObjectPattern:
		syntax.Children(n, visit)
	}
}

// place returns what is known of a position; turn says that it is the beginning of a loop
// between two turns.
func (f *function) place(pos uint32, turn bool) *place {
	key := uint64(pos) << 1
	look := syntax.Pos(pos)
	if turn && f.heads[pos] {
		key |= 1
		look++
	}
	p := f.places[key]
	if p == nil {
		p = &place{view: f.viewOf(f.scopeAt(look)), pos: syntax.Pos(pos)}
		if turn {
			p.pos = f.info.To
		}
		p.line, p.column = f.info.Program.Source.Position(syntax.Pos(pos))
		if line, end := f.info.Program.Source.Position(f.ends[pos]); f.ends[pos] > 0 && line == p.line {
			p.end = end
		}
		f.places[key] = p
	}
	return p
}

// scopeAt returns the innermost scope that is open at pos.
func (f *function) scopeAt(pos syntax.Pos) *syntax.Scope {
	s := f.info.Scope
	if f.info.BodyScope != nil {
		s = f.info.BodyScope
	}
	for _, x := range f.scopes {
		if x.from <= pos && pos < x.to {
			s = x.scope
		}
	}
	return s
}

// viewOf finds the variables that can be seen in a scope of the function.
func (f *function) viewOf(s *syntax.Scope) *view {
	if v := f.views[s]; v != nil {
		return v
	}
	v := &view{from: map[*view][]int32{}}
	f.views[s] = v
	names := map[string]bool{}
	var inner []variable
	add := func(b *syntax.Binding, group string) {
		if hidden(b) || names[b.Name] || len(inner) == maxVariables {
			return
		}
		x := variable{binding: b, json: string(appendText(nil, b.Name)), group: group, reg: -1, from: f.begin[b]}
		switch b.Store {
		case syntax.StoreReg:
			x.reg = stack.Header + int(b.Index)
		case syntax.StoreEnv:
			x.hops, x.slot = int(s.EnvDepth)-int(b.Scope.Host.EnvDepth), int(b.Index)
		default:
			return
		}
		names[b.Name] = true
		inner = append(inner, x)
	}
	for k := s; k != nil && k.Func == f.info; k = k.Parent {
		first := len(inner)
		for _, b := range k.Bindings {
			add(b, "set")
		}
		// Outer scopes stand before inner ones.
		block := append([]variable(nil), inner[first:]...)
		v.vars = append(block, v.vars...)
	}
	if f.info.UsesThis && !f.info.IsArrow() && f.info.Kind != syntax.FuncScript && f.info.Kind != syntax.FuncModule {
		v.vars = append([]variable{{json: `"this"`, group: "set", reg: stack.This}}, v.vars...)
	}
	first := len(inner)
	for _, b := range f.free {
		add(b, "outer")
	}
	v.vars = append(v.vars, inner[first:]...)
	return v
}

// hidden says that a binding has no name that a script could use, or one that says nothing.
func hidden(b *syntax.Binding) bool {
	switch b.Kind {
	case syntax.BindThis, syntax.BindNewTarget, syntax.BindCallee, syntax.BindPrivate, syntax.BindFieldKey,
		syntax.BindArguments, syntax.BindSelf, syntax.BindClassInner, syntax.BindImport, syntax.BindImportNS:
		return true
	}
	return b.Name == ""
}

// globals are the variables of scripts that live in the realm.
type globals struct {
	rt   *object.Runtime
	list []global
	seen map[string]bool
}

type global struct {
	json  string
	key   heap.Value
	last  heap.Value
	fixed bool // it will not change once it has a value
}

func (g *globals) init(rt *object.Runtime) {
	g.rt, g.seen = rt, map[string]bool{}
	rt.Heap.AddRoots("recording", func(m *heap.Marker) {
		for i := range g.list {
			m.Value(g.list[i].key)
		}
	})
}

// add adds the variables that a script declares.
func (g *globals) add(info *syntax.FuncInfo) {
	for _, b := range info.Scope.Bindings {
		if b.Store != syntax.StoreGlobal || hidden(b) || g.seen[b.Name] || len(g.list) == maxVariables {
			continue
		}
		g.seen[b.Name] = true
		g.list = append(g.list, global{
			json: string(appendText(nil, b.Name)), key: g.rt.Heap.InternGo(b.Name), last: unseen,
			fixed: b.Kind == syntax.BindFunction || b.Lexical() && !b.Assigned,
		})
	}
}

// read returns the value of a global without running a getter.
func (g *globals) read(key heap.Value) heap.Value {
	h := g.rt.Heap
	realm := g.rt.Realms[0]
	rec := realm.Scope.Record()
	if p, ok := h.Lookup(rec, key); ok {
		return rec.SlotAt(p.Offset)
	}
	if p, ok := h.Lookup(realm.Global, key); ok && p.Attrs&heap.AccessorProp == 0 {
		return realm.Global.SlotAt(p.Offset)
	}
	return heap.TDZ
}

// write writes what has changed.
func (g *globals) write(r *Recorder) {
	open := false
	for i := range g.list {
		x := &g.list[i]
		if x.fixed && x.last != unseen && x.last != heap.TDZ {
			continue
		}
		now := g.read(x.key)
		if now == x.last {
			continue
		}
		x.last = now
		if !open {
			r.log.open("globals")
			open = true
		}
		r.log.rawKey(x.json)
		r.value(now)
	}
	if open {
		r.log.close()
	}
}

// forget makes values unseen whose cells are dead: their words may soon be those of others.
func forget(last []heap.Value, alive func(heap.Value) bool) {
	for i, v := range last {
		if v.IsCellPointer() && !alive(v) {
			last[i] = unseen
		}
	}
}

func (g *globals) forget(alive func(heap.Value) bool) {
	for i := range g.list {
		if v := g.list[i].last; v.IsCellPointer() && !alive(v) {
			g.list[i].last = unseen
		}
	}
}
