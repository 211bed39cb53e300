package interp

import (
	"math"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// record is what tier 0 keeps for one code record: the data of its sites.
type record struct {
	// consts are constants by site number; the zero Value is one not made yet.
	// The cells among them are kept by the code record.
	consts   []heap.Value
	caches   []cache
	literals []literal
	// params is the number of formals in registers.
	params int
	// words is the size of the registers and operands of a frame.
	words int
	// operands is the index of the first operand word.
	operands int
	// depth is what one activation counts against the limit of Go recursion.
	depth int32
	// askAt is the number of loop turns at which another tier is asked to take over.
	askAt uint32
	// resumable says that the function is a generator or async.
	resumable bool
	// simple says that a call needs nothing but filling its registers: see enterFast.
	simple bool
	// tail says that calls in tail position may replace the frame: see tail.go.
	tail bool
	// sloppyThis says that this must be converted on entry.
	sloppyThis bool
}

// cache is an inline cache with the property key of its site; a zero key is
// one that has not been made yet.
type cache struct {
	key heap.Value
	ic  object.IC
}

// literal is what the site of an object literal has learned.
type literal struct {
	keys    []heap.Value
	offsets []int32     // of the properties in shape
	shape   *heap.Shape // shape of the finished object, nil until known
	state   literalState
}

type literalState uint8

const (
	literalNew   literalState = iota // not looked at yet
	literalPlain                     // only data properties with distinct fixed names
	literalMixed                     // anything else
)

// TraceCells implements heap.Tracer: it keeps the shapes of object literals.
func (rec *record) TraceCells(m *heap.Marker) {
	for i := range rec.literals {
		if s := rec.literals[i].shape; s != nil {
			m.Shape(s)
		}
	}
}

// ForgetShapes empties all inline caches of a runtime, because shape ids start
// over. It can always do so: the answer is true.
func ForgetShapes(rt *object.Runtime) bool {
	for _, code := range rt.Codes {
		if code == nil {
			continue
		}
		if rec, ok := code.T0.(*record); ok {
			for i := range rec.caches {
				rec.caches[i].ic.Reset()
			}
		}
	}
	return true
}

// What a record is accounted for each cache and literal; a literal with a guess
// at its keys.
const (
	cacheBytes   = 64
	literalBytes = 160
)

// heightPerDepth is the height of syntax tree whose walk takes about as much
// Go stack as one nested call is allowed.
const heightPerDepth = 32

// recordOf returns the data of code, numbering its sites first if need be.
func recordOf(code *object.Code) *record {
	if rec, ok := code.T0.(*record); ok {
		return rec
	}
	code.CompleteFunc()
	f := code.Func
	f.Sites.Once.Do(func() { numberSites(f) })
	rec := &record{
		consts:    make([]heap.Value, f.Sites.Consts),
		caches:    make([]cache, f.Sites.Caches),
		literals:  make([]literal, f.Sites.Literals),
		params:    int(f.NumParams),
		operands:  int(f.NumLocals),
		words:     int(f.NumLocals + f.Sites.Operands),
		depth:     1 + int32(f.Sites.Height/heightPerDepth),
		resumable: f.IsAsync || f.IsGenerator || f.ContainsAwait,
		askAt:     min(code.Realm.Runtime().Tiers.TurnThreshold, neverAsk),
	}
	rec.sloppyThis = !f.Strict && f.UsesThis && !f.IsArrow() && f.Kind != syntax.FuncScript
	rec.simple = simpleEntry(f) && f.Calls == nil
	rec.tail = f.Strict && !rec.resumable && f.Kind <= syntax.FuncSetter && !usesResources(f)
	code.T0 = rec
	code.Account(len(rec.consts)*8 + len(rec.caches)*cacheBytes + len(rec.literals)*literalBytes)
	return rec
}

// simpleEntry reports whether FunctionDeclarationInstantiation of f is nothing
// but clearing registers.
func simpleEntry(f *syntax.FuncInfo) bool {
	switch f.Kind {
	case syntax.FuncScript, syntax.FuncModule, syntax.FuncEval:
		return false
	}
	if !f.SimpleParams || f.HasRest || f.This != nil || f.NewTarget != nil || f.Callee != nil ||
		f.Self != nil || f.Arguments != nil || f.BodyScope != nil || f.IsAsync || f.IsGenerator {
		return false
	}
	if s := f.Scope; s != nil && (s.NeedsEnv || s.HasTDZ || len(s.FuncDecls) > 0 || s.HasUsing) {
		return false
	}
	for i := range f.Params {
		id, ok := f.Params[i].Target.(*syntax.Ident)
		if !ok || id.Kind != syntax.RefReg || id.Index != uint32(i) {
			return false
		}
	}
	return true
}

// usesResources reports whether some scope of f disposes of resources.
func usesResources(f *syntax.FuncInfo) bool {
	for _, sc := range f.Scopes {
		if sc.HasUsing {
			return true
		}
	}
	return false
}

// number is the Value of a numeric literal.
func number(f float64) heap.Value {
	if i := int32(f); float64(i) == f && (i != 0 || math.Float64bits(f) == 0) {
		return heap.Int(i)
	}
	return heap.Float(f)
}

// constString returns the string constant i, whose text is s.
func (x *frame) constString(i uint32, s string) heap.Value {
	if v := x.rec.consts[i]; v != 0 {
		return v
	}
	return x.keepConst(i, x.h.InternGo(s))
}

// constKey returns the property key i, whose text is s.
func (x *frame) constKey(i uint32, s string) heap.Value {
	if v := x.rec.consts[i]; v != 0 {
		return v
	}
	return x.keepConst(i, x.key(s))
}

func (x *frame) constBigInt(n *syntax.BigIntLit) (heap.Value, error) {
	if v := x.rec.consts[n.Site]; v != 0 {
		return v, nil
	}
	v, err := x.rt.BigIntLiteral(n.Text)
	if err != nil {
		return heap.Undefined, err
	}
	return x.keepConst(n.Site, v), nil
}

func (x *frame) keepConst(i uint32, v heap.Value) heap.Value {
	x.code.KeepConstant(v)
	x.rec.consts[i] = v
	return v
}

// key returns the property key whose text is s.
func (x *frame) key(s string) heap.Value {
	v := x.h.InternGo(s)
	if c := s; len(c) > 0 && c[0] >= '0' && c[0] <= '9' {
		return x.h.KeyFromString(v.Str())
	}
	return v
}

// memberKey returns the key of the cache of a site.
func (x *frame) memberKey(c *cache, name string) heap.Value {
	if c.key == 0 {
		c.key = x.key(name)
		x.code.KeepConstant(c.key)
	}
	return c.key
}
