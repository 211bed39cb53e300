package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// GlobalScope is the declarative part of a global environment record
// (sec-global-environment-records): let, const, class and using of scripts. The
// values stand in the slots of an object, so that inline caches serve them: an
// object without prototype, in dictionary form, whose constants are not
// writable. An uninitialised binding holds TDZ.
type GlobalScope struct {
	record *heap.Object
}

func newGlobalScope(rt *Runtime) *GlobalScope {
	o := rt.NewObjectOf(heap.ClassObject, heap.Null)
	rt.Heap.ToDictionary(o)
	return &GlobalScope{record: o}
}

func (g *GlobalScope) trace(m *heap.Marker) { m.Value(g.record.Value()) }

// Record is the object whose own properties are the lexical global bindings.
func (g *GlobalScope) Record() *heap.Object { return g.record }

// lexical finds a lexical global binding.
func (rt *Runtime) lexical(r *Realm, key heap.Value) (heap.Prop, bool) {
	return rt.Heap.Lookup(r.Scope.record, key)
}

// GlobalBinding reads the global name key of r as code in it would: ok is false when there is
// no such name. An error is that of a getter, or of a binding that is not initialised yet.
func (rt *Runtime) GlobalBinding(r *Realm, key heap.Value) (v heap.Value, ok bool, err error) {
	return rt.lookupGlobal(r, key, nil)
}

// SetGlobalBinding assigns the global name key of r as sloppy code in it would: without
// lexical binding it becomes a property of the global object. The error of a property that
// cannot be assigned is a TypeError.
func (rt *Runtime) SetGlobalBinding(r *Realm, key, v heap.Value) error {
	if _, ok := rt.lexical(r, key); ok {
		return rt.setGlobal(r, key, v, false, nil)
	}
	return rt.SetMember(r.Global.Value(), key, v, true)
}

// GetGlobal reads a global name: the lexical binding, else the property of the
// global object (sec-global-environment-records-getbindingvalue-n-s). ic may be
// nil; what it holds guards on the lexical record or the global object by the
// shape id of the global object, see GlobalCache.
func (rt *Runtime) GetGlobal(code *Code, key heap.Value, ic *IC) (heap.Value, error) {
	v, ok, err := rt.lookupGlobal(code.Realm, key, ic)
	if err == nil && !ok {
		err = rt.NotDefined(rt.KeyText(key))
	}
	return v, err
}

// TypeofGlobal is `typeof name` for a global name.
func (rt *Runtime) TypeofGlobal(code *Code, key heap.Value) (heap.Value, error) {
	v, ok, err := rt.lookupGlobal(code.Realm, key, nil)
	if err != nil {
		return heap.Undefined, err
	}
	if !ok {
		v = heap.Undefined
	}
	return rt.Typeof(v), nil
}

// The entry of an IC at a global site:
//
//	ICOwn, ICOwnOverflow    property of the global object; Shape is its shape id,
//	                        and Epoch is the number of lexical declarations so far
//	ICProto, ICProtoOverflow lexical binding: Holder is the lexical record, Shape its
//	                        shape id, which stays while bindings are only added
//
// A tier's fast path for reading: with kind ICProto…, Holder's shape id equals
// Shape, and the slot is not TDZ; with kind ICOwn…, the global object's shape id
// equals Shape and Epoch equals Realm.LexicalEpoch.

func (rt *Runtime) lookupGlobal(r *Realm, key heap.Value, ic *IC) (heap.Value, bool, error) {
	h := rt.Heap
	if ic != nil && ic.N > 0 {
		if v, ok := r.cachedGlobal(&ic.ICEntry); ok {
			if heap.Checked {
				rt.verified("a global", key, rt.VerifyGlobal(r, key, &ic.ICEntry, false))
			}
			return h.Keep(v), true, nil
		}
	}
	if p, ok := rt.lexical(r, key); ok {
		v := r.Scope.record.SlotAt(p.Offset)
		if v == heap.TDZ {
			return heap.Undefined, true, rt.Uninitialized(rt.KeyText(key))
		}
		if ic != nil {
			ic.setGlobal(rt.lexicalEntry(r, p))
		}
		return h.Keep(v), true, nil
	}
	g := r.Global
	if p, ok := h.Lookup(g, key); ok && p.Attrs&heap.AccessorProp == 0 {
		v := g.SlotAt(p.Offset)
		if isLazy(v) {
			v = rt.resolveSlot(g, key, v)
		}
		if ic != nil {
			ic.setGlobal(rt.globalEntry(r, p))
		}
		return h.Keep(v), true, nil
	}
	has, err := rt.HasProperty(g, key)
	if err != nil || !has {
		return heap.Undefined, false, err
	}
	v, err := rt.Get(g, key)
	return v, true, err
}

func (ic *IC) setGlobal(e ICEntry) {
	ic.ICEntry = e
	ic.N = 1
}

// cachedGlobal reads through the entry of a global site, if it is valid.
func (r *Realm) cachedGlobal(e *ICEntry) (heap.Value, bool) {
	switch e.Kind {
	case ICProto, ICProtoOverflow:
		if rec := r.Scope.record; rec.ShapeID() == e.Shape && e.Holder == rec.Value() {
			v := rec.SlotAt(e.Offset)
			return v, v != heap.TDZ
		}
	case ICOwn, ICOwnOverflow:
		if r.Global.ShapeID() == e.Shape && e.Epoch == r.LexicalEpoch {
			return r.Global.SlotAt(e.Offset), true
		}
	}
	return heap.Undefined, false
}

// SetGlobal assigns a global name (sec-global-environment-records-setmutablebinding-n-v-s).
// ic may be nil.
func (rt *Runtime) SetGlobal(code *Code, key, v heap.Value, strict bool, ic *IC) error {
	return rt.setGlobal(code.Realm, key, v, strict, ic)
}

func (rt *Runtime) setGlobal(r *Realm, key, v heap.Value, strict bool, ic *IC) error {
	h := rt.Heap
	if p, ok := rt.lexical(r, key); ok {
		rec := r.Scope.record
		switch {
		case rec.SlotAt(p.Offset) == heap.TDZ:
			return rt.Uninitialized(rt.KeyText(key))
		case p.Attrs&heap.Writable == 0:
			return rt.AssignConst()
		}
		h.SetSlotAt(rec, p.Offset, v)
		if ic != nil {
			ic.setGlobal(rt.lexicalEntry(r, p))
		}
		return nil
	}
	g := r.Global
	if p, ok := h.Lookup(g, key); ok && p.Attrs&(heap.AccessorProp|heap.Writable) == heap.Writable {
		h.SetSlotAt(g, p.Offset, v)
		if ic != nil {
			ic.setGlobal(rt.globalEntry(r, p))
		}
		return nil
	}
	if strict {
		has, err := rt.HasProperty(g, key)
		if err != nil {
			return err
		}
		if !has {
			return rt.NotDefined(rt.KeyText(key))
		}
	}
	return rt.SetMember(g.Value(), key, v, strict)
}

// ResolveGlobal resolves a global name before the value of an assignment in
// strict code is evaluated: True when it is bound, False when not.
func (rt *Runtime) ResolveGlobal(code *Code, key heap.Value) (heap.Value, error) {
	if _, ok := rt.lexical(code.Realm, key); ok {
		return heap.True, nil
	}
	has, err := rt.HasProperty(code.Realm.Global, key)
	return heap.Bool(has), err
}

// DeleteGlobal is `delete name` for a global name
// (sec-global-environment-records-deletebinding-n).
func (rt *Runtime) DeleteGlobal(code *Code, key heap.Value) (bool, error) {
	if _, ok := rt.lexical(code.Realm, key); ok {
		return false, nil
	}
	return rt.Delete(code.Realm.Global, key)
}

// InitializeGlobal initialises a lexical global binding that
// GlobalDeclarationInstantiation created, or assigns a var or function.
func (rt *Runtime) InitializeGlobal(code *Code, key, v heap.Value) error {
	if p, ok := rt.lexical(code.Realm, key); ok {
		rt.Heap.SetSlotAt(code.Realm.Scope.record, p.Offset, v)
		return nil
	}
	return rt.SetMember(code.Realm.Global.Value(), key, v, false)
}

// nameKey is the property key of a name; names are no array indices.
func (rt *Runtime) nameKey(name string) heap.Value { return rt.Heap.InternGo(name) }

// GlobalDeclarationInstantiation prepares the global environment for a script
// (sec-globaldeclarationinstantiation). The functions are instantiated by the
// tier, which stores a closure of each of Scope.FuncDecls through
// CreateGlobalFunction. A script that was typed at a prompt may declare again what an
// earlier one declared lexically; the new binding takes the place of the old one.
func (rt *Runtime) GlobalDeclarationInstantiation(code *Code) error {
	scope := code.Func.Scope
	r := code.Realm
	h := rt.Heap
	for _, b := range scope.Bindings {
		key := rt.nameKey(b.Name)
		if b.Lexical() {
			if _, ok := rt.lexical(code.Realm, key); ok && !code.Func.Program.Interactive {
				return rt.redeclared(b.Name)
			}
			d, own, err := rt.GetOwnProperty(r.Global, key)
			if err != nil {
				return err
			}
			if own && !d.Configurable() {
				return rt.redeclared(b.Name)
			}
		} else if _, ok := rt.lexical(code.Realm, key); ok && !b.AnnexB {
			return rt.redeclared(b.Name)
		}
	}
	for _, f := range scope.FuncDecls {
		ok, err := rt.canDeclareGlobalFunction(r, rt.nameKey(f.Name.Name))
		if err != nil {
			return err
		}
		if !ok {
			return rt.TypeError("Cannot redefine property: %s", f.Name.Name)
		}
	}
	var vars []heap.Value
	for _, b := range scope.Bindings {
		if b.Lexical() || b.Kind == syntax.BindFunction && !b.AnnexB {
			continue
		}
		key := rt.nameKey(b.Name)
		ok, err := rt.canDeclareGlobalVar(r, key)
		if err != nil {
			return err
		}
		if _, lexical := rt.lexical(code.Realm, key); b.AnnexB && (lexical || !ok) {
			continue
		}
		if !ok {
			return rt.TypeError("Cannot define global variable '%s', object is not extensible", b.Name)
		}
		vars = append(vars, key)
	}
	for _, b := range scope.Bindings {
		if !b.Lexical() {
			continue
		}
		attrs := heap.Writable
		if b.Constant() {
			attrs = 0
		}
		key := rt.nameKey(b.Name)
		h.RemoveProperty(r.Scope.record, key) // gives the record a new shape id, if there was one
		h.AddProperty(r.Scope.record, key, heap.TDZ, attrs)
		r.LexicalEpoch++
	}
	for _, key := range vars {
		if err := rt.createGlobalVar(r, key, false); err != nil {
			return err
		}
	}
	return nil
}

func (rt *Runtime) redeclared(name string) error {
	return rt.SyntaxError("Identifier '%s' has already been declared", name)
}

// canDeclareGlobalVar is CanDeclareGlobalVar (sec-candeclareglobalvar).
func (rt *Runtime) canDeclareGlobalVar(r *Realm, key heap.Value) (bool, error) {
	has, err := rt.HasOwnProperty(r.Global, key)
	if has || err != nil {
		return has, err
	}
	return rt.IsExtensible(r.Global)
}

// canDeclareGlobalFunction is CanDeclareGlobalFunction (sec-candeclareglobalfunction).
func (rt *Runtime) canDeclareGlobalFunction(r *Realm, key heap.Value) (bool, error) {
	d, ok, err := rt.GetOwnProperty(r.Global, key)
	if err != nil {
		return false, err
	}
	if !ok {
		return rt.IsExtensible(r.Global)
	}
	return d.Configurable() || !d.IsAccessor() && d.Writable() && d.Enumerable(), nil
}

// createGlobalVar is CreateGlobalVarBinding (sec-createglobalvarbinding).
func (rt *Runtime) createGlobalVar(r *Realm, key heap.Value, deletable bool) error {
	has, err := rt.HasOwnProperty(r.Global, key)
	if has || err != nil {
		return err
	}
	ext, err := rt.IsExtensible(r.Global)
	if err != nil || !ext {
		return err
	}
	attrs := heap.Writable | heap.Enumerable
	if deletable {
		attrs |= heap.Configurable
	}
	d := DataDescriptor(heap.Undefined, attrs)
	return rt.DefinePropertyOrThrow(r.Global, key, &d)
}

// CreateGlobalFunction is CreateGlobalFunctionBinding (sec-createglobalfunctionbinding).
func (rt *Runtime) CreateGlobalFunction(code *Code, key heap.Value, f heap.Value) error {
	return rt.createGlobalFunction(code.Realm, key, f, false)
}

// HoistGlobalFunction assigns the function of a block to the var of the global
// object that Annex B makes of it, when its declaration is evaluated. There is none
// where a lexical declaration has the name (sec-web-compat-globaldeclarationinstantiation
// and sec-web-compat-evaldeclarationinstantiation).
func (rt *Runtime) HoistGlobalFunction(code *Code, key, f heap.Value) error {
	if _, ok := rt.lexical(code.Realm, key); ok {
		return nil
	}
	return rt.SetMember(code.Realm.Global.Value(), key, f, false)
}

func (rt *Runtime) createGlobalFunction(r *Realm, key, f heap.Value, deletable bool) error {
	cur, ok, err := rt.GetOwnProperty(r.Global, key)
	if err != nil {
		return err
	}
	d := Descriptor{Value: f, Has: HasValue}
	if !ok || cur.Configurable() {
		attrs := heap.Writable | heap.Enumerable
		if deletable {
			attrs |= heap.Configurable
		}
		d = DataDescriptor(f, attrs)
	}
	if err := rt.DefinePropertyOrThrow(r.Global, key, &d); err != nil {
		return err
	}
	return rt.Set(r.Global, key, f, true)
}

// Execution of scripts.

// RunScript runs a script program in realm (sec-runtime-semantics-scriptevaluation):
// it returns the completion value.
func (rt *Runtime) RunScript(prog *syntax.Program, realm *Realm) (heap.Value, error) {
	if rt.dead != nil {
		return heap.Undefined, rt.dead
	}
	h := rt.Heap
	mark := h.OpenScope()
	saved := rt.Cur
	rt.Cur = realm
	in, f := rt.instanceFor(prog, realm)
	if f == nil {
		f = rt.bodyFunction(in.Code(prog.Body), heap.Undefined)
	}
	v, err := rt.Call(f.Value(), realm.GlobalThis)
	rt.Cur = saved
	h.CloseScope(mark)
	if t, ok := err.(*Throw); ok {
		h.Keep(t.Value)
	}
	return h.Keep(v), err
}

// bodyFunction makes the hidden function object that stands for a script, module
// or eval body in its frame.
func (rt *Runtime) bodyFunction(code *Code, env heap.Value) *heap.Object {
	f := rt.MakeFunction(code, env, heap.Undefined)
	f.ClearFlags(heap.FlagConstructor)
	return f
}

// frameEnv is the current environment of the frame at fp.
func (rt *Runtime) frameEnv(fp int) heap.Value { return rt.Stack.Vals[fp+stack.Env] }
