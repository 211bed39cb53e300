package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/regexp"
)

// getLastIndex is ToLength of lastIndex.
func getLastIndex(rt *object.Runtime, o *heap.Object) (int64, error) {
	if o.Class() == heap.ClassRegExp {
		if r := regexps(rt).realm(rt.Cur); o.ShapeID() == r.shape.ID() {
			if v := o.SlotAt(r.lastIndex); v.IsInt() {
				return max(0, int64(v.AsInt())), nil
			}
		}
	}
	v, err := rt.Get(o, rt.Heap.Names.LastIndex)
	if err != nil {
		return 0, err
	}
	return rt.ToLength(v)
}

// setLastIndex sets lastIndex, or throws.
func setLastIndex(rt *object.Runtime, o *heap.Object, index int64) error {
	if o.Class() == heap.ClassRegExp {
		if r := regexps(rt).realm(rt.Cur); o.ShapeID() == r.shape.ID() {
			rt.Heap.SetSlotAt(o, r.lastIndex, heap.Int64(index))
			return nil
		}
	}
	return rt.Set(o, rt.Heap.Names.LastIndex, heap.Int64(index), true)
}

// runBuiltin is RegExpBuiltinExec (sec-regexpbuiltinexec) as far as the match: the
// positions are in the state's captures.
func runBuiltin(rt *object.Runtime, o *heap.Object, s *heap.String) (bool, error) {
	state := regexps(rt)
	return state.run(rt, o, s, state.poll)
}

// run is runBuiltin with what a match that takes long calls.
func (state *regexpState) run(rt *object.Runtime, o *heap.Object, s *heap.String, poll func() error) (bool, error) {
	index, err := getLastIndex(rt, o)
	if err != nil {
		return false, err
	}
	program := programOf(rt, o)
	sticky := program.Flags.Has(regexp.Sticky)
	moves := sticky || program.Flags.Has(regexp.Global)
	if !moves {
		index = 0
	}
	ok := false
	if index <= int64(s.Len()) {
		if ok, err = state.matchPolled(rt, program, s, int(index), sticky, poll); err != nil {
			return false, err
		}
	}
	if !ok {
		if moves {
			err = setLastIndex(rt, o, 0)
		}
		return false, err
	}
	if moves {
		if err := setLastIndex(rt, o, int64(state.caps.Pos[1])); err != nil {
			return false, err
		}
	}
	state.remember(rt, o, s, state.caps.Pos)
	return true, nil
}

// runUntouched is run of a program of an object that untouched has let pass with r.
func (state *regexpState) runUntouched(rt *object.Runtime, r *realmRegExp, o *heap.Object, p *regexp.Program, s *heap.String, poll func() error) (ok bool, err error) {
	sticky := p.Flags.Has(regexp.Sticky)
	if !sticky && !p.Flags.Has(regexp.Global) {
		if ok, err = state.matchPolled(rt, p, s, 0, false, poll); ok {
			state.remember(rt, o, s, state.caps.Pos)
		}
		return ok, err
	}
	if index := max(0, int(o.SlotAt(r.lastIndex).AsInt())); index <= s.Len() {
		if ok, err = state.matchPolled(rt, p, s, index, sticky, poll); err != nil {
			return false, err
		}
	}
	index := int32(0)
	if ok {
		index = state.caps.Pos[1]
		state.remember(rt, o, s, state.caps.Pos)
	}
	rt.Heap.SetSlotAt(o, r.lastIndex, heap.Int(index))
	return ok, nil
}

// builtinExec is RegExpBuiltinExec with its result.
func builtinExec(rt *object.Runtime, o *heap.Object, s *heap.String) (heap.Value, error) {
	ok, err := runBuiltin(rt, o, s)
	if err != nil || !ok {
		return heap.Null, err
	}
	state := regexps(rt)
	return matchResult(rt, state.realm(rt.Cur), programOf(rt, o), s, state.caps.Pos), nil
}

// capture is the text of a group, or Undefined.
func capture(h *heap.Heap, s *heap.String, pos []int32, group int) heap.Value {
	if pos[2*group] < 0 {
		return heap.Undefined
	}
	return h.Substring(s, int(pos[2*group]), int(pos[2*group+1])).Value()
}

// matchResult makes the array that exec returns. It runs no script, so that pos
// may be the state's; r is that of the realm.
func matchResult(rt *object.Runtime, r *realmRegExp, p *regexp.Program, s *heap.String, pos []int32) heap.Value {
	h := rt.Heap
	rt.Work(8 * (p.Groups + 1))
	mark := h.OpenScope()
	a := h.NewPieces(r.result, s, pos)
	h.SetSlotAt(a, r.resultIndex, heap.Int(pos[0]))
	h.SetSlotAt(a, r.resultInput, s.Value())
	if len(p.Names) > 0 {
		h.SetSlotAt(a, r.resultG, groupsObject(rt, p, pos, func(i int) heap.Value { return a.Dense()[i] }))
	} else {
		h.SetSlotAt(a, r.resultG, heap.Undefined)
	}
	if p.Flags.Has(regexp.HasIndices) {
		h.AddProperty(a, h.Names.Indices, matchIndices(rt, p, pos).Value(), heap.DefaultAttrs)
	}
	h.CloseScope(mark)
	return h.Keep(a.Value())
}

// groupsObject makes the object of the named groups, Undefined when there are
// none; value gives that of a group by number.
func groupsObject(rt *object.Runtime, p *regexp.Program, pos []int32, value func(group int) heap.Value) heap.Value {
	if len(p.Names) == 0 {
		return heap.Undefined
	}
	of := func(i int) heap.Value {
		v := heap.Undefined
		for _, group := range p.Names[i].Indices {
			if pos[2*group] >= 0 {
				v = value(group)
			}
		}
		return v
	}
	state, h := regexps(rt), rt.Heap
	if shape := state.groups[p]; shape != nil {
		o := h.NewObject(shape)
		for i := range p.Names {
			_, prop := shape.EntryAt(i)
			h.SetSlotAt(o, prop.Offset, of(i))
		}
		return o.Value()
	}
	o := rt.OrdinaryObjectCreate(heap.Null)
	for i := range p.Names {
		rt.CreateDataProperty(o, h.KeyFromGo(p.Names[i].Name), of(i))
	}
	if shape := o.Shape(h); !shape.IsDictionary() && shape.Count() <= shape.InlineCap() {
		if len(state.groups) >= maxLiterals {
			clear(state.groups)
		}
		state.groups[p] = shape
	}
	return o.Value()
}

// matchIndices is MakeMatchIndicesIndexPairArray (sec-makematchindicesindexpairarray).
func matchIndices(rt *object.Runtime, p *regexp.Program, pos []int32) *heap.Object {
	pairs := make([]heap.Value, p.Groups+1)
	rt.Work(32 * len(pairs))
	for i := range pairs {
		pairs[i] = heap.Undefined
		if pos[2*i] >= 0 {
			pairs[i] = rt.NewArray(heap.Int(pos[2*i]), heap.Int(pos[2*i+1])).Value()
		}
	}
	a := rt.CreateArrayFromList(pairs)
	groups := groupsObject(rt, p, pos, func(i int) heap.Value { return pairs[i] })
	rt.Heap.AddProperty(a, rt.Heap.Names.Groups, groups, heap.DefaultAttrs)
	return a
}

// customExec is the property exec of o when that is not the standard one: a
// function, or Undefined.
func customExec(rt *object.Runtime, o *heap.Object) (heap.Value, error) {
	exec, err := rt.Get(o, rt.Heap.Names.Exec)
	if err != nil {
		return heap.Undefined, err
	}
	if rt.IsCallable(exec) && !(exec == rt.Cur.Intrinsic(idRegExpExec).Value() && isRegExpObject(o.Value())) {
		return exec, nil
	}
	if !isRegExpObject(o.Value()) {
		return heap.Undefined, rt.TypeError("object null is not a function")
	}
	return heap.Undefined, nil
}

// regexpExecOn is RegExpExec (sec-regexpexec).
func regexpExecOn(rt *object.Runtime, o *heap.Object, s *heap.String) (heap.Value, error) {
	if regexps(rt).execUntouched(rt, o.Value()) {
		return builtinExec(rt, o, s)
	}
	exec, err := customExec(rt, o)
	if err != nil {
		return heap.Undefined, err
	}
	if exec.IsUndefined() {
		return builtinExec(rt, o, s)
	}
	return callExec(rt, exec, o, s)
}

// callExec calls what customExec gave and checks the result.
func callExec(rt *object.Runtime, exec heap.Value, o *heap.Object, s *heap.String) (heap.Value, error) {
	v, err := rt.Call(exec, o.Value(), s.Value())
	if err == nil && !v.IsObject() && !v.IsNull() {
		err = rt.TypeError("%s is not an object or null", rt.Describe(v))
	}
	return v, err
}

// regexpExec is RegExp.prototype.exec (sec-regexp.prototype.exec).
func regexpExec(c *object.Call) (heap.Value, error) {
	o := thisRegExp(c)
	if o == nil {
		return heap.Undefined, c.Incompatible("RegExp.prototype.exec")
	}
	s, err := c.RT.ToString(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	return builtinExec(c.RT, o, s)
}

// patternAndText are the receiver, an object, and argument 0 as a string.
func patternAndText(c *object.Call, method string) (*heap.Object, *heap.String, error) {
	if !c.This.IsObject() {
		return nil, nil, c.Incompatible("RegExp.prototype." + method)
	}
	s, err := c.RT.ToString(c.Arg(0))
	return c.This.Object(), s, err
}

// regexpTest is RegExp.prototype.test (sec-regexp.prototype.test).
func regexpTest(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, s, err := patternAndText(c, "test")
	if err != nil {
		return heap.Undefined, err
	}
	if pristine(rt, o) != nil {
		ok, err := runBuiltin(rt, o, s)
		return heap.Bool(ok), err
	}
	exec, err := customExec(rt, o)
	if err != nil {
		return heap.Undefined, err
	}
	if exec.IsUndefined() {
		ok, err := runBuiltin(rt, o, s)
		return heap.Bool(ok), err
	}
	v, err := callExec(rt, exec, o, s)
	return heap.Bool(!v.IsNull()), err
}

// advance is AdvanceStringIndex (sec-advancestringindex).
func advance(h *heap.Heap, s *heap.String, index int64, unicode bool) int64 {
	if unicode && index+1 < int64(s.Len()) {
		_, n := codePointAt(s.Flat(h), int(index))
		return index + int64(n)
	}
	return index + 1
}

// flagText is the property flags as text.
func flagText(rt *object.Runtime, o *heap.Object) (string, error) {
	v, err := rt.Get(o, rt.Heap.Names.Flags)
	if err != nil {
		return "", err
	}
	return rt.ToGoString(v)
}

// throughPristine does what the method key of argument 0 does with the receiver,
// without calling it, if the receiver is a string and nothing was done to the
// regular expression: nobody can tell. It reports whether that was so.
func throughPristine(c *object.Call, key heap.Value) (v heap.Value, done bool, err error) {
	rt := c.RT
	o := c.Arg(0).Object()
	if !c.This.IsString() || pristine(rt, o) == nil {
		return heap.Undefined, false, nil
	}
	s := c.This.Str()
	switch y := &rt.Heap.Symbols; key {
	case y.Match:
		v, err = matchWith(rt, o, s, true)
	case y.Replace:
		if with := c.Arg(1); with.IsString() {
			v, err = replaceFast(rt, o, s, with.Str())
		} else {
			v, err = replaceWith(rt, o, s, with)
		}
	case y.Search:
		v, err = searchWith(rt, o, s, true)
	case y.Split:
		if limit := c.Arg(1); !limit.IsUndefined() && !limit.IsInt() {
			return heap.Undefined, false, nil
		}
		v, err = splitFast(rt, o, s, splitLimit(c.Arg(1)))
	default:
		return heap.Undefined, false, nil
	}
	return v, true, err
}

// regexpSearch is RegExp.prototype[@@search]
// (sec-regexp.prototype-%symbol.search%).
func regexpSearch(c *object.Call) (heap.Value, error) {
	o, s, err := patternAndText(c, "@@search")
	if err != nil {
		return heap.Undefined, err
	}
	return searchWith(c.RT, o, s, pristine(c.RT, o) != nil)
}

// searchWith is @@search after the conversion of its arguments; plain says that o
// is pristine.
func searchWith(rt *object.Runtime, o *heap.Object, s *heap.String, plain bool) (heap.Value, error) {
	h := rt.Heap
	if plain {
		state, program := regexps(rt), programOf(rt, o)
		ok, err := state.matchAt(rt, program, s, 0, program.Flags.Has(regexp.Sticky))
		if err != nil || !ok {
			return heap.Int(-1), err
		}
		state.remember(rt, o, s, state.caps.Pos)
		return heap.Int(state.caps.Pos[0]), nil
	}
	previous, err := rt.Get(o, h.Names.LastIndex)
	if err != nil {
		return heap.Undefined, err
	}
	if previous != heap.Int(0) {
		if err := rt.Set(o, h.Names.LastIndex, heap.Int(0), true); err != nil {
			return heap.Undefined, err
		}
	}
	result, err := regexpExecOn(rt, o, s)
	if err != nil {
		return heap.Undefined, err
	}
	current, err := rt.Get(o, h.Names.LastIndex)
	if err != nil {
		return heap.Undefined, err
	}
	if !rt.SameValue(current, previous) {
		if err := rt.Set(o, h.Names.LastIndex, previous, true); err != nil {
			return heap.Undefined, err
		}
	}
	if result.IsNull() {
		return heap.Int(-1), nil
	}
	return rt.Get(result.Object(), h.Names.Index)
}
