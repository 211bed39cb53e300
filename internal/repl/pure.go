package repl

import (
	"errors"
	"math/big"
	"strings"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// errImpure says that the value of an expression cannot be told without effects.
var errImpure = errors.New("not a pure expression")

// Limits of a pure evaluation.
const (
	maxNodes  = 1000    // of the tree
	maxChain  = 100     // prototypes
	maxDigits = 1 << 10 // bits of a BigInt
	maxText   = 1 << 16 // code units of a string
)

// small reports whether v is a primitive value, and one that operators and harmless functions
// are done with soon.
func small(v heap.Value) bool {
	switch {
	case v.IsBigInt():
		return v.BigInt().BitLen() <= maxDigits
	case v.IsString():
		return v.Str().Len() <= maxText
	}
	return !v.IsObject()
}

// harmless are the built-in functions that have no effects when receiver and arguments are
// primitive values, and whose work is small.
const harmless = `(() => {
	const pick = (o, names) => names.split(" ").map(name => o[name]);
	return [
		...pick(Math, "abs acos acosh asin asinh atan atan2 atanh cbrt ceil clz32 cos cosh exp expm1 floor fround hypot imul log log10 log1p log2 max min pow round sign sin sinh sqrt tan tanh trunc"),
		...pick(Number, "isFinite isInteger isNaN isSafeInteger parseFloat parseInt"),
		...pick(Number.prototype, "toExponential toFixed toPrecision toString valueOf"),
		...pick(String.prototype, "at charAt charCodeAt codePointAt concat endsWith includes indexOf lastIndexOf slice startsWith substring toLowerCase toString toUpperCase trim trimEnd trimStart valueOf"),
		...pick(globalThis, "isFinite isNaN"), Array.isArray, String.fromCharCode,
	];
})()`

// pure evaluates expressions that can have no effects.
type pure struct {
	rt       *object.Runtime
	realm    *object.Realm
	harmless map[heap.Value]bool
	keep     kiln.Value // holds what harmless names
	nodes    int
}

// newPure looks up the harmless functions of a new runtime.
func newPure(rt *kiln.Runtime) (*pure, error) {
	p := &pure{rt: rt.Object(), realm: rt.Realm(), harmless: map[heap.Value]bool{}}
	list, err := rt.RunString("kiln:harmless", harmless)
	if err != nil {
		return nil, err
	}
	p.keep = list
	return p, rt.Do(func() error {
		o := list.Heap().Object()
		for i := range int64(object.ArrayLength(o)) {
			f, err := p.rt.Get(o, p.rt.KeyFromInt(i))
			if err != nil {
				return err
			}
			p.harmless[f] = true
		}
		return nil
	})
}

// eval evaluates an expression.
func (p *pure) eval(e syntax.Expr) (heap.Value, error) {
	p.nodes = 0
	return p.expr(e)
}

// expr evaluates a part. What it gives lives until the entry into the engine is over, since
// a later part may collect.
func (p *pure) expr(e syntax.Expr) (heap.Value, error) {
	if p.nodes++; p.nodes > maxNodes {
		return heap.Undefined, errImpure
	}
	v, err := p.simple(e)
	return p.rt.Heap.Keep(v), err
}

// simple evaluates leaves and operators.
func (p *pure) simple(e syntax.Expr) (heap.Value, error) {
	h := p.rt.Heap
	switch n := e.(type) {
	case *syntax.NullLit:
		return heap.Null, nil
	case *syntax.BoolLit:
		return heap.Bool(n.Value), nil
	case *syntax.NumberLit:
		return heap.Number(n.Value), nil
	case *syntax.StringLit:
		return h.NewString(n.Value).Value(), nil
	case *syntax.BigIntLit:
		b, ok := new(big.Int).SetString(n.Text, 0)
		if !ok || b.BitLen() > maxDigits {
			return heap.Undefined, errImpure
		}
		return h.NewBigInt(b).Value(), nil
	case *syntax.TemplateLit:
		return p.template(n)
	case *syntax.Ident:
		return p.name(n.Name)
	case *syntax.ThisExpr:
		if n.Kind != syntax.RefGlobalThis {
			return heap.Undefined, errImpure
		}
		return p.realm.GlobalThis, nil
	case *syntax.UnaryExpr:
		return p.unary(n)
	case *syntax.TypeofExpr:
		return p.typeof(n)
	case *syntax.BinaryExpr:
		return p.binary(n)
	case *syntax.LogicalExpr:
		return p.logical(n)
	case *syntax.CondExpr:
		test, err := p.expr(n.Test)
		if err != nil {
			return test, err
		}
		if object.ToBoolean(test) {
			return p.expr(n.Then)
		}
		return p.expr(n.Else)
	}
	return p.compound(e)
}

// compound evaluates members, calls and literals with parts.
func (p *pure) compound(e syntax.Expr) (heap.Value, error) {
	switch n := e.(type) {
	case *syntax.MemberExpr:
		base, err := p.expr(n.Object)
		if err != nil {
			return base, err
		}
		return p.member(base, p.rt.Heap.InternGo(n.Name))
	case *syntax.IndexExpr:
		base, err := p.expr(n.Object)
		if err != nil {
			return base, err
		}
		return p.index(base, n.Index)
	case *syntax.OptionalChain:
		v, err := p.chain(n.X)
		if err == errNullish {
			return heap.Undefined, nil
		}
		return v, err
	case *syntax.CallExpr:
		return p.call(n)
	case *syntax.ArrayLit:
		return p.array(n)
	case *syntax.ObjectLit:
		return p.object(n)
	}
	return heap.Undefined, errImpure
}

// name reads a global name.
func (p *pure) name(name string) (heap.Value, error) {
	key := p.rt.Heap.InternGo(name)
	record := p.realm.Scope.Record()
	if prop, ok := p.rt.Heap.Lookup(record, key); ok {
		v := record.SlotAt(prop.Offset)
		if v == heap.TDZ {
			return heap.Undefined, errImpure
		}
		return v, nil
	}
	v, found, err := p.lookup(p.realm.Global, key, p.realm.GlobalThis)
	if err == nil && !found {
		err = errImpure
	}
	return v, err
}

// lookup reads a property of an object without code of a script.
func (p *pure) lookup(o *heap.Object, key, receiver heap.Value) (v heap.Value, found bool, err error) {
	for range maxChain {
		if o.Class().RunsCode() || o.Class() == heap.ClassHost {
			return heap.Undefined, false, errImpure
		}
		d, ok, err := p.rt.GetOwnProperty(o, key)
		if err != nil {
			return heap.Undefined, false, errImpure
		}
		if ok && d.IsAccessor() {
			v, err := p.accessor(&d, receiver)
			return v, true, err
		}
		if ok {
			return d.Value, true, nil
		}
		proto := o.Proto(p.rt.Heap)
		if !proto.IsObject() {
			return heap.Undefined, false, nil
		}
		o = proto.Object()
	}
	return heap.Undefined, false, errImpure
}

// accessor calls a getter that is built in, on an object that has what it reads.
func (p *pure) accessor(d *object.Descriptor, receiver heap.Value) (heap.Value, error) {
	if !receiver.IsObject() || !d.Get.IsObject() {
		return heap.Undefined, errImpure
	}
	switch receiver.Object().Class() {
	case heap.ClassMap, heap.ClassSet, heap.ClassTypedArray, heap.ClassArrayBuffer, heap.ClassDataView, heap.ClassSymbol:
	default:
		return heap.Undefined, errImpure
	}
	f := d.Get.Object()
	if f.Class() != heap.ClassFunction || p.rt.CodeOf(f).Func != nil || f.Has(heap.FlagExotic) {
		return heap.Undefined, errImpure
	}
	name := p.rt.CodeOf(f).Name // its property name is the script's
	if !name.IsString() {
		return heap.Undefined, errImpure
	}
	switch name.Str().Go(p.rt.Heap) {
	case "get size", "get length", "get byteLength", "get byteOffset", "get description":
		return p.rt.Call(f.Value(), receiver)
	}
	return heap.Undefined, errImpure
}

// member reads a property of any value.
func (p *pure) member(base, key heap.Value) (heap.Value, error) {
	if base.IsNullish() {
		return heap.Undefined, errImpure
	}
	o, err := p.rt.ToObject(base)
	if err != nil {
		return heap.Undefined, errImpure
	}
	v, _, err := p.lookup(o, key, o.Value())
	return v, err
}

// index reads a member whose key is an expression.
func (p *pure) index(base heap.Value, e syntax.Expr) (heap.Value, error) {
	k, err := p.expr(e)
	if err != nil || !small(k) {
		return heap.Undefined, errImpure
	}
	key, err := p.rt.ToPropertyKey(k)
	if err != nil {
		return heap.Undefined, errImpure
	}
	return p.member(base, key)
}

// errNullish ends an optional chain.
var errNullish = errors.New("nullish")

// chain evaluates the links of an optional chain.
func (p *pure) chain(e syntax.Expr) (heap.Value, error) {
	var from syntax.Expr
	var optional bool
	switch n := e.(type) {
	case *syntax.MemberExpr:
		from, optional = n.Object, n.Optional
	case *syntax.IndexExpr:
		from, optional = n.Object, n.Optional
	default:
		return p.expr(e)
	}
	base, err := p.chain(from)
	switch {
	case err != nil:
		return base, err
	case optional && base.IsNullish():
		return heap.Undefined, errNullish
	}
	if n, ok := e.(*syntax.MemberExpr); ok {
		return p.member(base, p.rt.Heap.InternGo(n.Name))
	}
	return p.index(base, e.(*syntax.IndexExpr).Index)
}

// call calls a harmless function with primitive values.
func (p *pure) call(n *syntax.CallExpr) (heap.Value, error) {
	if n.HasSpread || n.Optional {
		return heap.Undefined, errImpure
	}
	this := heap.Undefined
	var f heap.Value
	var err error
	if m, ok := n.Callee.(*syntax.MemberExpr); ok {
		if this, err = p.expr(m.Object); err == nil {
			f, err = p.member(this, p.rt.Heap.InternGo(m.Name))
		}
	} else {
		f, err = p.expr(n.Callee)
	}
	if err != nil || !p.harmless[f] {
		return heap.Undefined, errImpure
	}
	var args []heap.Value
	for _, a := range n.Args {
		v, err := p.expr(a)
		if err != nil || !small(v) {
			return heap.Undefined, errImpure
		}
		args = append(args, v)
	}
	switch {
	case this.IsObject():
		// The methods of numbers and strings would convert it; the others do not look at it.
		this = heap.Undefined
	case !small(this):
		return heap.Undefined, errImpure
	}
	v, err := p.rt.Call(f, this, args...)
	if err != nil {
		return heap.Undefined, errImpure
	}
	return v, nil
}

// primitive evaluates an expression whose value must be primitive and small.
func (p *pure) primitive(e syntax.Expr) (heap.Value, error) {
	v, err := p.expr(e)
	if err == nil && !small(v) {
		err = errImpure
	}
	return v, err
}

func (p *pure) template(n *syntax.TemplateLit) (heap.Value, error) {
	var b strings.Builder
	for i := range n.Quasis {
		b.WriteString(n.Quasis[i].Cooked)
		if i == len(n.Exprs) {
			break
		}
		v, err := p.primitive(n.Exprs[i])
		if err != nil {
			return v, err
		}
		s, err := p.rt.ToString(v)
		if err != nil {
			return heap.Undefined, errImpure
		}
		b.WriteString(s.Go(p.rt.Heap))
	}
	return p.rt.Heap.NewString(b.String()).Value(), nil
}

func (p *pure) unary(n *syntax.UnaryExpr) (heap.Value, error) {
	if n.Op == syntax.OpNot || n.Op == syntax.OpVoid {
		v, err := p.expr(n.X)
		if err != nil || n.Op == syntax.OpVoid {
			return heap.Undefined, err
		}
		return heap.Bool(!object.ToBoolean(v)), nil
	}
	v, err := p.primitive(n.X)
	if err != nil {
		return v, err
	}
	switch n.Op {
	case syntax.OpPlus:
		v, err = p.rt.ToNumberValue(v)
	case syntax.OpMinus:
		v, err = p.rt.Negate(v)
	case syntax.OpBitNot:
		v, err = p.rt.BitNot(v)
	default:
		err = errImpure
	}
	return v, p.quiet(err)
}

// quiet makes one error of all, since a preview tells of none.
func (p *pure) quiet(err error) error {
	if err != nil {
		return errImpure
	}
	return nil
}

func (p *pure) typeof(n *syntax.TypeofExpr) (heap.Value, error) {
	v, err := p.expr(n.X)
	if err != nil {
		return v, err
	}
	return p.rt.Typeof(v), nil
}

func (p *pure) binary(n *syntax.BinaryExpr) (heap.Value, error) {
	rt := p.rt
	if n.Op == syntax.OpStrictEq || n.Op == syntax.OpStrictNE {
		a, err := p.expr(n.Left)
		if err != nil {
			return a, err
		}
		b, err := p.expr(n.Right)
		return heap.Bool(rt.IsStrictlyEqual(a, b) == (n.Op == syntax.OpStrictEq)), err
	}
	a, err := p.primitive(n.Left)
	if err != nil {
		return a, err
	}
	b, err := p.primitive(n.Right)
	if err != nil {
		return b, err
	}
	switch n.Op {
	case syntax.OpIn, syntax.OpInstanceof:
		return heap.Undefined, errImpure
	case syntax.OpEq, syntax.OpNE:
		eq, err := rt.IsLooselyEqual(a, b)
		return heap.Bool(eq == (n.Op == syntax.OpEq)), p.quiet(err)
	case syntax.OpLT, syntax.OpGT, syntax.OpLE, syntax.OpGE:
		yes, err := rt.Compare(n.Op, a, b)
		return heap.Bool(yes), p.quiet(err)
	case syntax.OpExp, syntax.OpShl:
		if a.IsBigInt() || b.IsBigInt() {
			return heap.Undefined, errImpure // may be as long as memory is large
		}
	}
	v, err := rt.Arith(n.Op, a, b)
	return v, p.quiet(err)
}

func (p *pure) logical(n *syntax.LogicalExpr) (heap.Value, error) {
	v, err := p.expr(n.Left)
	if err != nil {
		return v, err
	}
	done := v.IsNullish()
	switch n.Op {
	case syntax.OpAnd:
		done = !object.ToBoolean(v)
	case syntax.OpOr:
		done = object.ToBoolean(v)
	default:
		done = !done
	}
	if done {
		return v, nil
	}
	return p.expr(n.Right)
}

func (p *pure) array(n *syntax.ArrayLit) (heap.Value, error) {
	if n.HasSpread {
		return heap.Undefined, errImpure
	}
	list := make([]heap.Value, len(n.Elems))
	for i, e := range n.Elems {
		if e == nil {
			return heap.Undefined, errImpure
		}
		var err error
		if list[i], err = p.expr(e); err != nil {
			return heap.Undefined, err
		}
	}
	return p.rt.CreateArrayFromList(list).Value(), nil
}

func (p *pure) object(n *syntax.ObjectLit) (heap.Value, error) {
	o := p.rt.NewObject()
	for i := range n.Props {
		prop := &n.Props[i]
		if prop.Kind != syntax.PropInit || prop.Key.Kind == syntax.KeyComputed {
			return heap.Undefined, errImpure
		}
		v, err := p.expr(prop.Value)
		if err != nil {
			return v, err
		}
		key, err := p.rt.ToPropertyKey(p.rt.Heap.NewString(prop.Key.Name).Value())
		if err == nil {
			err = p.rt.CreateDataPropertyOrThrow(o, key, v)
		}
		if err != nil {
			return heap.Undefined, errImpure
		}
	}
	return o.Value(), nil
}
