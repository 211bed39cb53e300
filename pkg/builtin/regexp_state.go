package builtin

import (
	"errors"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/regexp"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// regexpState is what a runtime keeps for regular expressions.
type regexpState struct {
	// programs has the programs of all RegExp objects that live, by flags, a slash
	// and the pattern.
	programs map[string]*compiledRegExp
	realms   []*realmRegExp // by Realm.ID; nil where RegExp was not touched
	caps     regexp.Captures
	poll     func() error // Runtime.Poll with the memory of caps accounted, made once
	memory   heap.Account // of caps
	code     heap.Account // of machine code
	key      []byte
	parts    []part  // of the template that replaceFast or leafReplace works on
	found    []int32 // positions of the matches that leafReplace has found
	// tedious is the last program whose match in a long text took too long for a short way.
	tedious *regexp.Program
	// literals has what literals in the source text were evaluated to.
	literals map[*syntax.RegExpLit]*literalRegExp
	// latest is the one of them that was evaluated last.
	latest struct {
		of *syntax.RegExpLit
		is *literalRegExp
	}
	// groups has the shapes of objects of named groups that have no more properties than inline
	// slots, by program.
	groups map[*regexp.Program]*heap.Shape
}

// literalRegExp is what the objects of a literal share.
type literalRegExp struct {
	compiled       *compiledRegExp
	pattern, flags heap.Value
}

// maxLiterals bounds how many literals are remembered, and how many shapes of groups.
const maxLiterals = 512

// literal returns what the objects of a literal share.
func (s *regexpState) literal(rt *object.Runtime, n *syntax.RegExpLit) (*literalRegExp, error) {
	if s.latest.of == n {
		return s.latest.is, nil
	}
	if l := s.literals[n]; l != nil {
		s.latest.of, s.latest.is = n, l
		return l, nil
	}
	l := &literalRegExp{pattern: rt.Heap.InternGo(n.Pattern), flags: rt.Heap.InternGo(n.Flags)}
	var err error
	if l.compiled, err = s.compile(rt, l.pattern.Str(), l.flags.Str()); err != nil {
		return nil, err
	}
	if len(s.literals) >= maxLiterals {
		clear(s.literals)
	}
	s.literals[n] = l
	s.latest.of, s.latest.is = n, l
	return l, nil
}

// compiledRegExp is a program that RegExp objects share through a handle. It
// leaves the cache when the last of them is gone.
type compiledRegExp struct {
	program *regexp.Program
	state   *regexpState
	key     string
	id      uint32 // the handle, 0 while there is none
}

// compiledBytes is what a compiledRegExp takes beside its program and the text of its
// key, with its place in the table of programs.
const compiledBytes = 96

// HandleReleased implements heap.Released.
func (p *compiledRegExp) HandleReleased() {
	p.id = 0
	delete(p.state.groups, p.program)
	if p.state.tedious == p.program {
		p.state.tedious = nil
	}
	if p.state.programs[p.key] == p {
		delete(p.state.programs, p.key)
	}
}

// realmRegExp is what the regular expressions of a realm share.
type realmRegExp struct {
	// shape is that of an object of RegExp to which nothing was done; its
	// lastIndex is at the offset lastIndex.
	shape     *heap.Shape
	lastIndex int32
	// result is the shape of a match, the offsets those of its properties.
	result                            *heap.Shape
	resultIndex, resultInput, resultG int32

	// prototype and constructor with what their properties were at first: as long
	// as that stands, a method need not ask them one by one.
	proto, ctor         *heap.Object
	protoID, ctorID     uint32
	protoWatch, ctorOne []watchedSlot

	legacy legacyRegExp
}

// watchedSlot is a property that must not have changed.
type watchedSlot struct {
	offset int32
	value  heap.Value
}

// To make a program takes about programBytes for each character of its pattern, and
// digitBytes for a digit: those come in long rows only where they are one number.
const (
	programBytes = 64
	digitBytes   = 8
)

// programSize is what must be free to make the program of a pattern.
func programSize(pattern heap.Flat) int {
	digits := 0
	for i := range pattern.Len() {
		if c := pattern.At(i); c >= '0' && c <= '9' {
			digits++
		}
	}
	return programBytes*(pattern.Len()-digits) + digitBytes*digits
}

// regexps returns the state of rt, making it the first time.
func regexps(rt *object.Runtime) *regexpState {
	if s, ok := rt.Ext(extRegExp).(*regexpState); ok {
		return s
	}
	s := &regexpState{
		programs: make(map[string]*compiledRegExp), memory: rt.Heap.Account(), code: rt.Heap.Account(),
		literals: make(map[*syntax.RegExpLit]*literalRegExp), groups: make(map[*regexp.Program]*heap.Shape),
	}
	s.poll = func() error {
		s.memory.Set(int64(s.caps.Bytes()))
		if s.code.Held() != 0 { // programs may have died
			s.code.Set(int64(s.caps.Machine().CodeBytes()))
		}
		return rt.Poll()
	}
	if rt.Tiers != nil && rt.Tiers.Patterns != nil {
		if machine, ok := rt.Tiers.Patterns(rt.Heap.MaxBytes()).(regexp.Machine); ok {
			s.caps.UseMachine(machine)
		}
	}
	rt.SetExt(extRegExp, s)
	return s
}

// TraceCells implements heap.Tracer.
func (s *regexpState) TraceCells(m *heap.Marker) {
	for _, l := range s.literals {
		m.Value(l.pattern)
		m.Value(l.flags)
	}
	for _, shape := range s.groups {
		m.Shape(shape)
	}
	for _, r := range s.realms {
		if r == nil {
			continue
		}
		m.Shape(r.shape)
		m.Shape(r.result)
		for _, w := range r.protoWatch {
			m.Value(w.value)
		}
		for _, w := range r.ctorOne {
			m.Value(w.value)
		}
		m.Value(r.legacy.subject)
		m.Value(r.legacy.input)
	}
}

// realm returns what belongs to r, making its RegExp the first time.
func (s *regexpState) realm(r *object.Realm) *realmRegExp {
	if int(r.ID) >= len(s.realms) || s.realms[r.ID] == nil {
		r.Intrinsic(idRegExpPrototype)
	}
	return s.realms[r.ID]
}

// setupRegExp remembers shapes and properties of a realm's RegExp before any
// script can change them.
func setupRegExp(rt *object.Runtime, r *object.Realm, ctor, proto *heap.Object) {
	h := rt.Heap
	s := regexps(rt)
	for int(r.ID) >= len(s.realms) {
		s.realms = append(s.realms, nil)
	}
	sample := rt.NewObjectOf(heap.ClassRegExp, proto.Value())
	h.AddProperty(sample, h.Names.LastIndex, heap.Int(0), heap.Writable)
	p, _ := h.Lookup(sample, h.Names.LastIndex)
	realm := &realmRegExp{
		shape:     sample.Shape(h),
		lastIndex: p.Offset,
		proto:     proto,
		ctor:      ctor,
		legacy:    newLegacyRegExp(h),
	}
	s.realms[r.ID] = realm
	result := h.RootShape(r.Intrinsic(object.ArrayPrototype).Value(), heap.ClassArray, 3)
	for _, key := range [...]heap.Value{h.Names.Index, h.Names.Input, h.Names.Groups} {
		result = h.Transition(result, key, heap.DefaultAttrs)
	}
	offset := func(key heap.Value) int32 {
		p, _ := result.Lookup(key)
		return p.Offset
	}
	realm.result = result
	realm.resultIndex, realm.resultInput, realm.resultG = offset(h.Names.Index), offset(h.Names.Input), offset(h.Names.Groups)

	watch := func(o *heap.Object, key heap.Value) watchedSlot {
		rt.OrdinaryGetOwnProperty(o, key)
		p, _ := h.Lookup(o, key)
		return watchedSlot{p.Offset, o.SlotAt(p.Offset)}
	}
	for _, key := range [...]heap.Value{
		h.Names.Exec, h.Names.Flags, h.Names.Constructor,
		h.Symbols.Match, h.Symbols.MatchAll, h.Symbols.Replace, h.Symbols.Search, h.Symbols.Split,
	} {
		realm.protoWatch = append(realm.protoWatch, watch(proto, key))
	}
	for i := range flagProperties {
		realm.protoWatch = append(realm.protoWatch, watch(proto, h.InternGo(flagProperties[i].name)))
	}
	realm.ctorOne = []watchedSlot{watch(ctor, h.Symbols.Species)}
	realm.protoID, realm.ctorID = proto.ShapeID(), ctor.ShapeID()
}

// forgetRegExpShapes drops the ids of prototypes and constructors that have changed:
// another state of theirs could get the same one. The id of an object is not given
// out again while the object has it.
func forgetRegExpShapes(rt *object.Runtime) {
	for _, r := range regexps(rt).realms {
		if r == nil {
			continue
		}
		if r.proto.ShapeID() != r.protoID {
			r.protoID = 0
		}
		if r.ctor.ShapeID() != r.ctorID {
			r.ctorID = 0
		}
	}
}

func unchanged(o *heap.Object, id uint32, slots []watchedSlot) bool {
	if o.ShapeID() != id {
		return false
	}
	for i := range slots {
		if o.SlotAt(slots[i].offset) != slots[i].value {
			return false
		}
	}
	return true
}

// pristine returns the realm data of a RegExp object for which exec, flags, the
// methods that strings call and the species are those of the standard, and whose
// lastIndex is a small integer;
// nil for any other. Nobody can tell then whether a method reads them.
func pristine(rt *object.Runtime, o *heap.Object) *realmRegExp {
	if o.Class() != heap.ClassRegExp {
		return nil
	}
	r := regexps(rt).realm(rt.Cur)
	if o.ShapeID() != r.shape.ID() || !o.SlotAt(r.lastIndex).IsInt() || !o.Internal(regexpProgram).IsHandle() ||
		!unchanged(r.proto, r.protoID, r.protoWatch) || !unchanged(r.ctor, r.ctorID, r.ctorOne) {
		return nil
	}
	return r
}

// compile returns the program of a pattern; a SyntaxError when there is none.
func (s *regexpState) compile(rt *object.Runtime, pattern, flags *heap.String) (*compiledRegExp, error) {
	h := rt.Heap
	s.key = appendWTF8(append(appendWTF8(s.key[:0], h, flags), '/'), h, pattern)
	if p := s.programs[string(s.key)]; p != nil {
		return p, nil
	}
	if err := rt.Steps(pattern.Len()); err != nil {
		return nil, err
	}
	if err := rt.CheckAlloc(programSize(pattern.Flat(h))); err != nil {
		return nil, err
	}
	program, err := regexp.CompilePolled(pattern.Go(h), flags.Go(h), func(work int) error { return rt.Steps(work >> 1) })
	if err != nil {
		if _, ends := err.(*object.Termination); ends {
			return nil, err
		}
		return nil, rt.SyntaxError("%s", err.Error())
	}
	p := &compiledRegExp{program: program, state: s, key: string(s.key)}
	return p, nil
}

// appendWTF8 appends the text of s; it does not allocate for ASCII.
func appendWTF8(b []byte, h *heap.Heap, s *heap.String) []byte {
	f := s.Flat(h)
	if f.IsWide() {
		return append(b, s.Go(h)...)
	}
	n := len(b)
	b = append(b, f.Latin1()...)
	for _, c := range b[n:] {
		if c >= 0x80 {
			return append(b[:n], s.Go(h)...)
		}
	}
	return b
}

// assign makes p the program of o. No collection can happen between the making of
// the handle and its store.
func (p *compiledRegExp) assign(rt *object.Runtime, o *heap.Object, pattern, flags *heap.String) {
	h := rt.Heap
	if p.id == 0 {
		p.id = h.NewHandle(p)
		h.SetHandleSize(p.id, int64(compiledBytes+len(p.key)+p.program.Size()))
		p.state.programs[p.key] = p
	}
	h.SetInternal(o, regexpProgram, heap.HandleValue(p.id))
	h.SetInternal(o, object.RegExpSource, pattern.Value())
	h.SetInternal(o, object.RegExpFlags, flags.Value())
}

// programOf is the program of an initialised RegExp object.
func programOf(rt *object.Runtime, o *heap.Object) *regexp.Program {
	return rt.Heap.HandleAt(o.Internal(regexpProgram).Handle()).(*compiledRegExp).program
}

// matchAt runs a program from an index on and leaves the positions in the
// state's captures; sticky says that the match must begin there. They stay until
// the next match, which can come as soon as a script runs.
func (s *regexpState) matchAt(rt *object.Runtime, p *regexp.Program, text *heap.String, index int, sticky bool) (bool, error) {
	return s.matchPolled(rt, p, text, index, sticky, s.poll)
}

// matchPolled is matchAt with what a match that takes long calls.
func (s *regexpState) matchPolled(rt *object.Runtime, p *regexp.Program, text *heap.String, index int, sticky bool, poll func() error) (bool, error) {
	f := text.Flat(rt.Heap)
	var ok bool
	var err error
	if f.IsWide() {
		ok, err = p.SearchUTF16(f.UTF16(), index, sticky, &s.caps, poll)
	} else {
		ok, err = p.SearchLatin1(f.Latin1(), index, sticky, &s.caps, poll)
	}
	if s.memory.Held() != 0 {
		s.memory.Set(int64(s.caps.Bytes()))
	}
	if s.caps.Made() {
		s.code.Set(int64(s.caps.Machine().CodeBytes()))
	}
	if err != nil && errors.Is(err, regexp.ErrTooComplex) {
		err = rt.RangeError("Maximum call stack size exceeded")
	}
	return ok, err
}

// remember records a match at pos for the legacy static properties of RegExp
// (sec-regexpbuiltinexec, with the legacy features).
func (s *regexpState) remember(rt *object.Runtime, o *heap.Object, subject *heap.String, pos []int32) {
	where := o.Internal(regexpRealm).AsInt()
	if where>>1 != int32(rt.Cur.ID) {
		return
	}
	s.realms[where>>1].legacy.update(subject, pos, where&1 != 0)
}
