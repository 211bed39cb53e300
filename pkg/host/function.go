package host

import (
	"context"
	"reflect"
	"runtime"
	"strconv"
	"strings"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// funcPlan is what is known of a function type, or of a method with its receiver first.
type funcPlan struct {
	t        reflect.Type
	skip     int     // 1: parameter 0 is the receiver
	context  bool    // the first parameter after that is a context.Context
	in       []*plan // the others, with the element of a variadic one last
	out      []*plan // results without the error
	variadic bool
	fails    bool // the last result is an error
}

var contextType = reflect.TypeFor[context.Context]()

func newFuncPlan(r *Rules, t reflect.Type, skip int) *funcPlan {
	p := &funcPlan{t: t, skip: skip, variadic: t.IsVariadic()}
	from := skip
	if t.NumIn() > from && t.In(from) == contextType {
		p.context = true
		from++
	}
	for i := from; i < t.NumIn(); i++ {
		in := t.In(i)
		if p.variadic && i == t.NumIn()-1 {
			in = in.Elem()
		}
		p.in = append(p.in, r.planOf(in))
	}
	n := t.NumOut()
	if n > 0 && t.Out(n-1) == errorType {
		p.fails = true
		n--
	}
	for i := range n {
		p.out = append(p.out, r.planOf(t.Out(i)))
	}
	return p
}

// length is the property length of the function.
func (p *funcPlan) length() int {
	if p.variadic {
		return len(p.in) - 1
	}
	return len(p.in)
}

// argumentPool has the memory for arguments of calls by reflection, used as a stack.
type argumentPool struct {
	list []reflect.Value
	used int
}

// Function makes a function of scripts that runs f, which may panic.
func (b *Bridge) Function(name string, length int, f object.HostFunc) *heap.Object {
	return b.rt.Cur.NewBuiltin(name, length, func(c *object.Call) (_ heap.Value, err error) {
		defer b.protect(&err)
		return f(c)
	}, object.KindHost)
}

// goFunction is the Data of the code record of a function made from a Go value.
type goFunction struct{ v reflect.Value }

// GoPC implements object.GoFunction.
func (f goFunction) GoPC() uintptr { return f.v.Pointer() }

// function makes the function of scripts that calls the Go function v.
func (b *Bridge) function(p *funcPlan, v reflect.Value) heap.Value {
	f := b.direct(v.Interface())
	if f == nil {
		f = func(c *object.Call) (heap.Value, error) { return b.invoke(c, p, v, reflect.Value{}) }
	}
	return b.newFunction(funcName(v), p.length(), f, v)
}

// functionBytes is about what a function takes in Go's memory.
const functionBytes = 400

// newFunction makes the function object of a Go function.
func (b *Bridge) newFunction(name string, length int, f object.HostFunc, v reflect.Value) heap.Value {
	o := b.rt.Cur.NewBuiltin(name, length, f, object.KindHost)
	code := b.rt.CodeOf(o)
	code.Data = goFunction{v}
	code.Account(functionBytes)
	return b.rt.Heap.Keep(o.Value())
}

// goFunctionOf returns the Go function that a function of scripts was made from.
func (b *Bridge) goFunctionOf(v heap.Value) (reflect.Value, bool) {
	if !v.IsObject() || v.Object().Class() != heap.ClassFunction {
		return reflect.Value{}, false
	}
	f, ok := b.rt.CodeOf(v.Object()).Data.(goFunction)
	return f.v, ok
}

// Method is a Go function whose first parameter is the receiver, for the methods of a class.
type Method struct {
	b *Bridge
	p *funcPlan
	f reflect.Value
}

// Method prepares calls of f, which has a first parameter.
func (b *Bridge) Method(f reflect.Value) *Method {
	return &Method{b, newFuncPlan(b.rules, f.Type(), 1), f}
}

// Length is the property length of the method.
func (m *Method) Length() int { return m.p.length() }

// Call calls the function with a receiver, which has the type of its first parameter, and the
// arguments of c, which are converted like those of any Go function.
func (m *Method) Call(c *object.Call, receiver any) (heap.Value, error) {
	return m.b.invoke(c, m.p, m.f, reflect.ValueOf(receiver))
}

// Maker prepares calls of f, a function without receiver whose first result is wanted as it is,
// for the constructor of a class.
func (b *Bridge) Maker(f reflect.Value) *Method {
	return &Method{b, newFuncPlan(b.rules, f.Type(), 0), f}
}

// Make calls the function of a Maker with the arguments of c and returns its first result.
func (m *Method) Make(c *object.Call) (any, error) {
	results, err := m.b.call(c, m.p, m.f, reflect.Value{})
	if err != nil {
		return nil, err
	}
	if m.p.fails {
		if last := results[len(m.p.out)]; !last.IsNil() {
			return nil, m.b.Throw(last.Interface().(error))
		}
	}
	return results[0].Interface(), nil
}

// funcName is the name of a declared function, "" of a literal.
func funcName(v reflect.Value) string {
	f := runtime.FuncForPC(v.Pointer())
	if f == nil {
		return ""
	}
	name := f.Name()
	name = strings.TrimSuffix(name[strings.LastIndexByte(name, '/')+1:], "-fm")
	name = name[strings.LastIndexByte(name, '.')+1:]
	if rest, ok := strings.CutPrefix(name, "func"); ok || name == "" || name[0] >= '0' && name[0] <= '9' {
		if _, err := strconv.Atoi(rest); err == nil || !ok {
			return ""
		}
	}
	return strings.TrimSuffix(name, "[...]")
}

// invoke calls f, a Go function or with receiver a method, with the arguments of c.
func (b *Bridge) invoke(c *object.Call, p *funcPlan, f, receiver reflect.Value) (heap.Value, error) {
	results, err := b.call(c, p, f, receiver)
	if err != nil {
		return heap.Undefined, err
	}
	return b.results(p, results)
}

// call is invoke without the conversion of the results.
func (b *Bridge) call(c *object.Call, p *funcPlan, f, receiver reflect.Value) ([]reflect.Value, error) {
	pool := &b.args
	base := pool.used
	n := len(p.in)
	if p.variadic {
		n = max(n-1, len(c.Args))
	}
	total := n + p.skip
	if p.context {
		total++
	}
	if base+total > len(pool.list) {
		pool.list = append(pool.list, make([]reflect.Value, base+total-len(pool.list)+16)...)
	}
	b.calling()
	args := pool.list[base : base+total : base+total]
	pool.used += total
	defer func() {
		clear(args)
		b.args.used = base
	}()
	at := 0
	if p.skip == 1 {
		args[0] = receiver
		at++
	}
	if p.context {
		args[at] = reflect.ValueOf(b.context())
		at++
	}
	for i := range n {
		q := p.in[min(i, len(p.in)-1)]
		dst := reflect.New(q.t).Elem()
		if i < len(c.Args) || !b.rules.Coerce {
			if err := q.ready().out(b, c.Arg(i), dst); err != nil {
				return nil, b.throwing(within(err, "argument "+strconv.Itoa(i+1)))
			}
		}
		args[at+i] = dst
	}
	results, err := b.reflectCall(f, args)
	if err == nil && p.context && b.rules.Ended != nil {
		err = b.rules.Ended(b)
	}
	return results, err
}

// reflectCall is the part of a call that runs code of the embedder.
func (b *Bridge) reflectCall(f reflect.Value, args []reflect.Value) (results []reflect.Value, err error) {
	defer b.protect(&err)
	return f.Call(args), nil
}

// results makes the value that a script gets for the results of a function.
func (b *Bridge) results(p *funcPlan, results []reflect.Value) (heap.Value, error) {
	if p.fails {
		last := results[len(p.out)]
		if !last.IsNil() {
			return heap.Undefined, b.Throw(last.Interface().(error))
		}
	}
	switch len(p.out) {
	case 0:
		return heap.Undefined, nil
	case 1:
		v, err := p.out[0].ready().in(b, results[0])
		b.claim(v)
		if err != nil {
			err = b.throwing(within(err, "result"))
		}
		return v, err
	}
	list := b.rt.NewArray()
	b.rt.Heap.Keep(list.Value())
	for i, q := range p.out {
		v, err := q.ready().in(b, results[i])
		if err != nil {
			return heap.Undefined, b.throwing(within(err, "result "+strconv.Itoa(i+1)))
		}
		b.claim(v)
		if err := b.rt.AppendElement(list, v); err != nil {
			return heap.Undefined, err
		}
	}
	return list.Value(), nil
}

// context is the first argument of functions that want one.
func (b *Bridge) context() context.Context {
	if b.rules.Context != nil {
		if ctx := b.rules.Context(b); ctx != nil {
			return ctx
		}
	}
	return context.Background()
}
