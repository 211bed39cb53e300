package bytecode

import (
	"math"
	"sync"
	"sync/atomic"
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// What an instruction with feedback has met, as bits of a feedback word. No bit
// is set while all operands and results were integers in int form.
const (
	SeenInt uint32 = 1 << iota
	SeenDouble
	SeenBool
	SeenObject
	SeenString
	SeenOther
)

// What GetElem and SetElem have met beside dense elements, as bits of their
// feedback word.
const (
	// SeenName says that the key was no number.
	SeenName uint32 = 1 << 7
	// SeenText says that a string was indexed.
	SeenText uint32 = 1 << 8
	// SeenTyped shifted by an object.ElementType says that a typed array of that
	// type was.
	SeenTyped uint32 = 1 << 9
)

// SeenGenerator says of an IterNext that it has resumed a generator of this tier in
// the loop, as a bit of its feedback word.
const SeenGenerator uint32 = 1 << 7

// Function is a Proto in one code record: what object.Code.T1 holds.
type Function struct {
	first    *Instr      // instructions
	consts   *heap.Value // constants
	caches   *object.IC  // inline caches
	tables   *switchTable
	feedback *uint32        // a word per instruction: Seen bits, the id of the last code called plus one, or where its site is
	siteBase unsafe.Pointer // sites; feedback says how many bytes on
	words    int            // size of a frame
	formals  int
	plain    bool // a call needs nothing but the frame: no generator, async function or constructor
	direct   bool // plain, and nobody watches frames: the loop makes the call
	// constructs says that a construct needs nothing but the frame and this, inherits
	// that this is the constructor of a derived class that has none written.
	constructs, inherits bool
	realm                *object.Realm
	code                 *object.Code
	proto                *Proto
	m                    *machine

	constants []heap.Value
	keys      []heap.Value // property keys of the caches; 0 while not made
	ics       []object.IC
	feeds     []uint32
	sites     []site // the first one never hits
	inner     []*object.Code
	shapes    []*heap.Shape // of the object literals, nil while not made
	osr       []object.EntryFunc
	started   int32       // instruction of Start, -1 without
	check     *frameCheck // of checked builds
}

// TraceCells implements heap.Tracer.
func (fn *Function) TraceCells(m *heap.Marker) {
	for _, s := range fn.shapes {
		m.Shape(s)
	}
}

// FunctionOf returns the tier's record of code, nil when it has none.
func FunctionOf(code *object.Code) *Function {
	fn, _ := code.T1.(*Function)
	return fn
}

// Proto returns the compiled form.
func (fn *Function) Proto() *Proto { return fn.proto }

// CodeBytes returns the size of the bytecode.
func (fn *Function) CodeBytes() int { return len(fn.proto.Code) * int(unsafe.Sizeof(Instr{})) }

// holds reports whether a word is the address of one of the instructions.
func (fn *Function) holds(address uint64) bool {
	offset := address - uint64(uintptr(unsafe.Pointer(fn.first)))
	return offset&7 == 0 && offset>>3 < uint64(len(fn.proto.Code))
}

// indexOf returns which instruction is at an address.
func (fn *Function) indexOf(address uint64) int32 {
	return int32((address - uint64(uintptr(unsafe.Pointer(fn.first)))) >> 3)
}

// Counter returns what the instruction at pc counts with, which is a Count.
func (fn *Function) Counter(pc int32) *syntax.Counter {
	return fn.proto.node(pc).(*syntax.EmptyStmt).Counter
}

// Realm returns the realm of the code.
func (fn *Function) Realm() *object.Realm { return fn.realm }

// Code returns the code record that fn belongs to.
func (fn *Function) Code() *object.Code { return fn.code }

// Constant returns constant i as a Value.
func (fn *Function) Constant(i int) heap.Value { return fn.constants[i] }

// Cache returns inline cache i and the property key it is for.
func (fn *Function) Cache(i int) (*object.IC, heap.Value) { return &fn.ics[i], fn.key(i) }

// Feedback returns the feedback word of the instruction at pc: Seen bits, or for
// calls and constructs the id of the code called last plus one, 0 for none.
func (fn *Function) Feedback(pc int) uint32 { return fn.feeds[pc] }

// NoteConstruct notes that another tier has reached a constructor at pc, a New or SuperCall.
func (fn *Function) NoteConstruct(pc int32, code *object.Code) {
	if op := fn.proto.Code[pc].Op; op == OpNew || op == OpSuperCall {
		fn.feeds[pc] = code.ID + 1
	}
}

// site is the inline cache of an instruction whose key is in a register: it holds
// for that key only. It is made when the instruction first runs.
type site struct {
	key heap.Value
	object.IC
}

const siteBytes = uint32(unsafe.Sizeof(site{}))

// noSites is the site of instructions that have none yet: no register that holds
// a key holds 0.
var noSites site

// site returns the site of the running instruction for key.
func (m *machine) site(key heap.Value) *site { return m.fn.siteFor(m.pc, key) }

// siteFor returns the site of the instruction at pc for key.
func (fn *Function) siteFor(pc int32, key heap.Value) *site {
	if fn.feeds[pc] == 0 {
		if len(fn.sites) == 0 {
			fn.sites = make([]site, 1, 4)
		}
		fn.sites = append(fn.sites, site{})
		fn.siteBase = unsafe.Pointer(&fn.sites[0])
		fn.feeds[pc] = uint32(len(fn.sites)-1) * siteBytes
	}
	s := &fn.sites[fn.feeds[pc]/siteBytes]
	if s.key != key {
		*s = site{key: key}
	}
	return s
}

// dropSites makes fn have no sites; no feedback word says where one is.
func (fn *Function) dropSites() { fn.sites, fn.siteBase = nil, unsafe.Pointer(&noSites) }

// What a function is accounted for: itself and its form, and each instruction
// (with its feedback and its position), cache and constant.
const (
	recordBytes = int(unsafe.Sizeof(Function{}) + unsafe.Sizeof(Proto{}))
	instrBytes  = int(unsafe.Sizeof(Instr{}) + 8)
	cacheBytes  = int(unsafe.Sizeof(object.IC{}) + unsafe.Sizeof(heap.Undefined) + unsafe.Sizeof(""))
	constBytes  = int(unsafe.Sizeof(Const{}) + unsafe.Sizeof(heap.Undefined))
)

// form is what FuncInfo.Compiled holds: proto or declined, made once in the process for
// all runtimes.
type form struct {
	once     sync.Once
	proto    *Proto
	declined *Declined
	hot      atomic.Bool // see MarkHot
}

// formOf returns the form of f, which may not be made yet.
func formOf(f *syntax.FuncInfo) *form {
	if have, ok := f.Compiled.Load().(*form); ok {
		return have
	}
	f.Compiled.CompareAndSwap(nil, new(form))
	return f.Compiled.Load().(*form)
}

// protoOf compiles f, unless some runtime has done so or does it now.
func protoOf(f *syntax.FuncInfo) (*Proto, error) {
	have := formOf(f)
	have.once.Do(func() {
		p, err := Compile(f)
		if have.proto = p; err != nil {
			have.declined = err.(*Declined)
		}
	})
	if have.declined != nil {
		return nil, have.declined
	}
	return have.proto, nil
}

// MarkHot remembers for all runtimes that f was worth its bytecode in one of them.
func MarkHot(f *syntax.FuncInfo) {
	if have := formOf(f); !have.hot.Load() {
		have.hot.Store(true)
	}
}

// Hot reports whether some runtime has marked f.
func Hot(f *syntax.FuncInfo) bool {
	have, ok := f.Compiled.Load().(*form)
	return ok && have.hot.Load()
}

// prepareWork is what an instruction of a new function counts as (object.Runtime.Work).
const prepareWork = 64

// Prepare makes the tier's record of code, compiling the function unless that
// has been done. It does not change code.Entry. The error is a *Declined.
func Prepare(rt *object.Runtime, code *object.Code) (*Function, error) {
	if fn := FunctionOf(code); fn != nil {
		return fn, nil
	}
	if code.Body == nil {
		code.CompleteFunc()
	}
	p, err := protoOf(code.Definition())
	if err != nil {
		return nil, err
	}
	rt.Work(prepareWork * len(p.Code))
	if verifyAll {
		if err := Verify(p); err != nil {
			panic(err)
		}
	}
	fn := &Function{
		proto:     p,
		code:      code,
		realm:     code.Realm,
		m:         machineOf(rt),
		words:     p.Words,
		formals:   p.NumFormals,
		first:     &p.Code[0],
		constants: make([]heap.Value, max(len(p.Consts), 1)),
		keys:      make([]heap.Value, len(p.CacheNames)),
		ics:       make([]object.IC, max(len(p.CacheNames), 1)),
		feeds:     make([]uint32, len(p.Code)),
		inner:     make([]*object.Code, len(p.Funcs)),
		shapes:    make([]*heap.Shape, len(p.Shapes)),
		started:   -1,
	}
	f := p.Func
	suspends := f.IsAsync || f.IsGenerator
	fn.plain = !suspends && (code.Kind <= object.KindMethod || code.Body != nil)
	fn.direct = fn.plain && !rt.FramesWatched
	fn.constructs = !suspends && !rt.FramesWatched && (code.Kind == object.KindNormal || code.Kind == object.KindBase || code.Kind == object.KindDerived)
	fn.inherits = f.DefaultCtor && code.Kind == object.KindDerived
	if suspends {
		for pc := range p.Code {
			if p.Code[pc].Op == OpStart {
				fn.started = int32(pc)
				break
			}
		}
	}
	for i := range p.Consts {
		v, err := makeConst(rt, &p.Consts[i])
		if err != nil {
			return nil, &Declined{"constant too large"}
		}
		code.KeepConstant(v)
		fn.constants[i] = v
	}
	fn.consts, fn.caches, fn.feedback = &fn.constants[0], &fn.ics[0], unsafe.SliceData(fn.feeds)
	fn.tables = unsafe.SliceData(p.Tables)
	fn.siteBase = unsafe.Pointer(&noSites)
	code.T1 = fn
	code.Account(recordBytes + len(p.Code)*instrBytes + len(p.CacheNames)*cacheBytes + len(p.Consts)*constBytes)
	return fn, nil
}

func makeConst(rt *object.Runtime, k *Const) (heap.Value, error) {
	switch k.Kind {
	case ConstNumber:
		return heap.Number(k.Num), nil
	case ConstString:
		return rt.Heap.InternGo(k.Text), nil
	case ConstKey:
		key := propertyKey(rt, k.Text)
		if heap.KeyIsIndex(key) {
			// As a value an index above 2^31-1 is a double.
			key = heap.Number(float64(heap.KeyIndex(key)))
		}
		return key, nil
	}
	return rt.BigIntLiteral(k.Text)
}

// propertyKey returns the property key whose text is s.
func propertyKey(rt *object.Runtime, s string) heap.Value {
	v := rt.Heap.InternGo(s)
	if isIndexName(s) {
		// Instructions take it for a script's value: an index that is no int32
		// would be read as a negative one, so it stays a string.
		if key := rt.Heap.KeyFromString(v.Str()); heap.KeyIsIndex(key) && heap.KeyIndex(key) <= math.MaxInt32 {
			return key
		}
	}
	return v
}

// key returns the property key of cache i.
func (fn *Function) key(i int) heap.Value {
	if fn.keys[i] == 0 {
		k := propertyKey(fn.m.rt, fn.proto.CacheNames[i])
		fn.code.KeepConstant(k)
		fn.keys[i] = k
	}
	return fn.keys[i]
}

// function returns the code record of inner function i.
func (fn *Function) function(i int) *object.Code {
	if fn.inner[i] == nil {
		fn.inner[i] = fn.code.Inner(fn.proto.Funcs[i])
	}
	return fn.inner[i]
}

// Position returns the source position of the instruction at pc of code, for
// stack traces.
func Position(code *object.Code, pc int32) syntax.Pos {
	if fn := FunctionOf(code); fn != nil {
		return fn.proto.Position(pc)
	}
	return code.Func.From
}

// Enter is the object.EntryFunc of this tier.
func Enter(rt *object.Runtime, code *object.Code, fp int) (heap.Value, error) {
	fn, ok := code.T1.(*Function)
	if !ok {
		var err error
		if fn, err = Prepare(rt, code); err != nil {
			return heap.Undefined, err
		}
	}
	if fp+fn.words > rt.Stack.Limit && rt.Stack.Reserve(fp+fn.words) != nil {
		return heap.Undefined, rt.StackOverflow()
	}
	m := fn.m
	frame := m.frameAt(fp)
	argc := int(int32(*word(frame, stack.Argc*8)))
	for i := argc; i < fn.formals; i++ {
		*word(frame, uintptr(stack.Header+i)*8) = heap.Undefined
	}
	env := heap.Undefined
	if callee := *word(frame, stack.Callee*8); callee.IsObject() {
		env = *word(cell(callee), offsetClosureEnv)
	}
	*word(frame, stack.Env*8) = env
	link := *word(frame, stack.Link*8)
	*word(frame, stack.Link*8) = stack.MakeLink(stack.LinkCaller(link), stack.TierBytecode|stack.LinkEntry)
	*word(frame, stack.Pos*8) = heap.Int(0)
	code.Calls++
	rt.Budget--
	if rt.Budget <= 0 {
		if err := fn.pollEntry(fp, argc); err != nil {
			return heap.Undefined, err
		}
	}
	return m.start(fn, frame)
}

// pollEntry looks at everything that wants attention before fn runs on the frame
// at fp.
func (fn *Function) pollEntry(fp, argc int) error {
	s := fn.m.stack
	s.FP, s.Top = fp, fp+max(fn.words, stack.Header+argc)
	if err := fn.m.rt.Poll(); err != nil {
		return err
	}
	if s.ReserveRunning(fp+fn.words) != nil {
		return fn.m.rt.StackOverflow()
	}
	if !fn.Small() {
		offer(fn.m.rt, fn.code)
	}
	return nil
}

// smallFunction is the number of instructions up to which a function without
// loops and calls gains less in the tier above than the way there costs.
const smallFunction = 24

// Widen makes the frames of the function at least so many words, for machine code that
// keeps values above the registers: whatever is called from such a frame begins behind. Frames
// that run already were not entered with so much room, but there are stack.Slack words behind
// the last one. Widen reports whether that is enough.
func (fn *Function) Widen(words int) bool {
	if words > fn.proto.Words+stack.Slack {
		return false
	}
	fn.words = max(fn.words, words)
	return true
}

// FrameWords is how many words the frames of the function have.
func (fn *Function) FrameWords() int { return fn.words }

// Small tells that only the tier above should call the function in the tier above.
func (fn *Function) Small() bool {
	if len(fn.proto.Code) > smallFunction {
		return false
	}
	for pc, ins := range fn.proto.Code {
		switch ins.Op {
		case OpCall, OpTailCall, OpNew, OpSuperCall:
			return false
		}
		if target, ok := ins.Jump(int32(pc)); ok && target <= int32(pc) {
			return false
		}
	}
	return true
}

// Resume is the object.ResumeFunc of this tier.
func Resume(rt *object.Runtime, code *object.Code, fp int, mode object.Resumption, v heap.Value) (heap.Value, object.Suspension, error) {
	fn, err := Prepare(rt, code) // its like in the runtime of an image was, when the frame began
	if err != nil {
		return heap.Undefined, object.Finished, err
	}
	s := rt.Stack
	if err := s.ReserveRunning(fp + fn.words); err != nil {
		return heap.Undefined, object.Finished, rt.StackOverflow()
	}
	vals := s.Vals
	vals[fp+stack.Link] = stack.MakeLink(stack.LinkCaller(vals[fp+stack.Link]), stack.TierBytecode|stack.LinkEntry)
	if mode == object.ResumeNext && code.ResumeEntry != nil {
		return code.ResumeEntry(rt, code, fp, v)
	}
	pc := vals[fp+stack.Pos].AsInt()
	in := fn.proto.Code[pc]
	var thrown error
	switch in.Op {
	case OpStart:
		pc++
	case OpYield:
		vals[fp+int(in.A)] = v
		pc += 2
		switch mode {
		case object.ResumeReturn:
			pc--
		case object.ResumeThrow:
			pc, thrown = pc-2, rt.Throw(v)
		}
	case OpAwait:
		if mode == object.ResumeThrow {
			thrown = rt.Throw(v)
		} else {
			vals[fp+int(in.A)] = v
			pc++
		}
	case OpDelegate:
		vals[fp+int(in.A)+DelegateValue] = v
		vals[fp+int(in.A)+DelegateMode] = heap.Int(int32(mode))
	}
	return fn.m.execute(fn, fp, pc, thrown)
}

// Replacement returns the entry that takes over a frame of another tier at the
// header of a loop, and false when this tier cannot.
func (fn *Function) Replacement(loopID uint32) (object.EntryFunc, bool) {
	if int(loopID) >= len(fn.proto.OSR) || fn.proto.OSR[loopID] < 0 || fn.started >= 0 {
		return nil, false
	}
	if fn.osr == nil {
		fn.osr = make([]object.EntryFunc, len(fn.proto.OSR))
	}
	if fn.osr[loopID] == nil {
		pc := fn.proto.OSR[loopID]
		fn.osr[loopID] = func(rt *object.Runtime, code *object.Code, fp int) (heap.Value, error) {
			return fn.replace(fp, pc)
		}
	}
	return fn.osr[loopID], true
}

func (fn *Function) replace(fp int, pc int32) (heap.Value, error) {
	return fn.ContinueAt(fp, pc)
}

// ContinueAt is ContinueToSuspension of a function that does not suspend.
func (fn *Function) ContinueAt(fp int, pc int32) (heap.Value, error) {
	v, _, err := fn.ContinueToSuspension(fp, pc)
	return v, err
}

// ContinueToSuspension runs the frame at fp, which another tier has left at instruction
// pc with all registers in place, to its next suspension or its end.
func (fn *Function) ContinueToSuspension(fp int, pc int32) (heap.Value, object.Suspension, error) {
	s := fn.m.stack
	if err := s.ReserveRunning(fp + fn.words); err != nil {
		return heap.Undefined, object.Finished, fn.m.rt.StackOverflow()
	}
	link := s.Vals[fp+stack.Link]
	s.Vals[fp+stack.Link] = stack.MakeLink(stack.LinkCaller(link), stack.LinkFlags(link)&stack.LinkConstruct|stack.TierBytecode|stack.LinkEntry)
	return fn.m.execute(fn, fp, pc, nil)
}

// Started is the instruction at which the parameters of a generator or async function are
// bound, -1 of other functions.
func (fn *Function) Started() int32 { return fn.started }

// ForgetShapes empties all inline caches of a runtime, because shape ids start
// over. It can always do so: the answer is true.
func ForgetShapes(rt *object.Runtime) bool {
	for _, code := range rt.Codes {
		if code == nil {
			continue
		}
		if fn := FunctionOf(code); fn != nil {
			clear(fn.ics)
			clear(fn.sites)
		}
	}
	return true
}
