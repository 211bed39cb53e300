package kiln

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// eachTier runs a test in every tier, and once with a collection at every safepoint.
func eachTier(t *testing.T, test func(t *testing.T, rt *Runtime)) {
	t.Helper()
	quick := Thresholds{2, 5, 4, 10}
	for _, o := range []Options{{Tier: Interp}, {Tier: Bytecode}, {Tier: Native}, {Thresholds: quick}, {Thresholds: quick, Stress: true}} {
		name := o.Tier.String()
		if o.Stress {
			name = "stress"
		}
		t.Run(name, func(t *testing.T) { test(t, newRuntime(t, o)) })
	}
}

// collectAll collects until what Go no longer holds is gone.
func collectAll(rt *Runtime) {
	for range 3 {
		runtime.GC()
		time.Sleep(5 * time.Millisecond) // Go's cleanups run on a goroutine of their own
		rt.obj.Heap.Collect(true)
	}
}

// testPoint is the Go value of the objects of a class.
type testPoint struct{ x, y float64 }

// number makes a Value of a float64 that a test has computed.
func number(rt *Runtime, x float64) (Value, error) { return convert(rt, x) }

func convert(rt *Runtime, x any) (Value, error) {
	v, err := rt.toHeap(x)
	return rt.value(v), err
}

func pointClass() *Class[testPoint] {
	c := NewClass[testPoint]("Point").
		Constructor(2, func(call Call) (*testPoint, error) {
			return &testPoint{toFloat(call.Arg(0)), toFloat(call.Arg(1))}, nil
		}).
		Getter("x", func(p *testPoint, call Call) (Value, error) { return number(call.Runtime(), p.x) }).
		Setter("x", func(p *testPoint, v Value) error { p.x = toFloat(v); return nil }).
		Getter("y", func(p *testPoint, call Call) (Value, error) { return number(call.Runtime(), p.y) }).
		Method("sum", 0, func(p *testPoint, call Call) (Value, error) { return number(call.Runtime(), p.x+p.y) }).
		Constant("dimensions", 2)
	return c.Method("plus", 1, func(p *testPoint, call Call) (Value, error) {
		q, ok := c.Of(call.Arg(0))
		if !ok {
			return Value{}, errors.New("no point")
		}
		return c.New(call.Runtime(), &testPoint{p.x + q.x, p.y + q.y})
	}).Static("at", 1, func(call Call) (Value, error) {
		return c.New(call.Runtime(), &testPoint{toFloat(call.Arg(0)), toFloat(call.Arg(0))})
	})
}

func toFloat(v Value) float64 {
	if v.raw().IsNumber() {
		return v.raw().Float64()
	}
	return 0
}

// setClass makes a class a global.
func setClass(t *testing.T, rt *Runtime, name string, c AnyClass) {
	t.Helper()
	ctor, err := rt.Class(c)
	require.NoError(t, err)
	setGlobal(t, rt, name, ctor)
}

func setGlobal(t *testing.T, rt *Runtime, name string, v Value) {
	t.Helper()
	set, err := rt.RunString("set.js", "((name, v) => { globalThis[name] = v })")
	require.NoError(t, err)
	_, err = rt.Call(set, nil, name, v)
	require.NoError(t, err)
}

// checks runs expressions that must all be true.
func checks(t *testing.T, rt *Runtime, expressions string) {
	t.Helper()
	for line := range strings.Lines(expressions) {
		if line = strings.TrimSpace(line); line != "" {
			v, err := rt.RunString("check.js", line)
			if assert.NoError(t, err, line) {
				assert.Equal(t, "true", v.String(), line)
			}
		}
	}
}

const catching = `
	function caught(f) { try { f() } catch (e) { return e.name + ': ' + e.message } return 'nothing thrown' }
`

func TestClassesLookLikeThoseOfScripts(t *testing.T) {
	point := pointClass()
	eachTier(t, func(t *testing.T, rt *Runtime) {
		setClass(t, rt, "Point", point)
		evaluate(t, rt, catching+"var p = new Point(1, 2)")
		checks(t, rt, `
			p.x === 1 && p.y === 2 && p.sum() === 3
			(p.x = 5, p.x === 5 && p.sum() === 7)
			(p.x = 1, p.plus(p).x === 2)
			p instanceof Point && p.constructor === Point && Object.getPrototypeOf(p) === Point.prototype
			typeof Point === 'function' && Point.name === 'Point' && Point.length === 2
			Point.prototype.sum.name === 'sum' && Point.prototype.plus.length === 1
			Object.keys(p).length === 0 && JSON.stringify(p) === '{}'
			Object.getOwnPropertyNames(Point.prototype).join() === 'constructor,x,y,sum,plus'
			Object.getOwnPropertyNames(Point).join() === 'length,name,prototype,dimensions,at'
			Object.keys(Point.prototype).length === 0
			Object.getOwnPropertyDescriptor(Point.prototype, 'x').get.name === 'get x'
			Object.getOwnPropertyDescriptor(Point.prototype, 'y').set === undefined
			Object.getOwnPropertyDescriptor(Point, 'prototype').writable === false
			Object.prototype.toString.call(p) === '[object Point]'
			Point.dimensions === 2 && Point.at(4).sum() === 8
			caught(() => { 'use strict'; Point.dimensions = 3 }).startsWith('TypeError')
			caught(() => { 'use strict'; p.y = 3 }).startsWith('TypeError')
			caught(() => Point(1, 2)) === "TypeError: Class constructor Point cannot be invoked without 'new'"
			caught(() => Point.call(p, 1, 2)).startsWith('TypeError')
			caught(() => Point.prototype.sum.call({})) === 'TypeError: Method Point.prototype.sum called on incompatible receiver #<Object>'
			caught(() => Point.prototype.x).startsWith('TypeError: Method Point.prototype.x called')
			caught(() => Object.create(p).sum()).startsWith('TypeError')
			caught(() => new p.sum()).startsWith('TypeError')
			(p.own = 1, p.own === 1 && Object.keys(p).join() === 'own')
		`)
		assert.Equal(t, "Point {own: 1}", strings.ReplaceAll(evaluate(t, rt, "p").String(), "{ own: 1 }", "{own: 1}"))
	})
}

func TestScriptsExtendClasses(t *testing.T) {
	point := pointClass()
	eachTier(t, func(t *testing.T, rt *Runtime) {
		setClass(t, rt, "Point", point)
		evaluate(t, rt, catching+`
			class Named extends Point {
				#name
				constructor(name, x) { super(x, 10); this.#name = name; this.f = 1 }
				get name() { return this.#name }
				sum() { return this.#name + super.sum() }
				static of(x) { return new this('of', x) }
			}
			class Silent extends Point { constructor() {} }
			class Plain extends Point {}
			var n = new Named('n', 1)
			var total = 0
			for (let i = 0; i < 300; i++) { const m = new Named('', i); m.x++; total += +m.sum() }
		`)
		checks(t, rt, `
			n.sum() === 'n11' && n.name === 'n' && n.f === 1
			n instanceof Named && n instanceof Point && Object.getPrototypeOf(Named) === Point
			Named.of(3).sum() === 'of13' && Named.at(2) instanceof Point && !(Named.at(2) instanceof Named)
			total === 300 * 299 / 2 + 300 * 11
			caught(() => new Silent).startsWith('ReferenceError')
			new Plain(1, 2).sum() === 3
			Reflect.construct(Point, [1, 2], Object) instanceof Object
			caught(() => Reflect.construct(Point, [1, 2], Object).sum()) === 'TypeError: Reflect.construct(...).sum is not a function'
			Point.prototype.sum.call(Reflect.construct(Point, [1, 2], Object)) === 3
			Reflect.construct(Point, [1, 2], new Proxy(Named, {})) instanceof Named
			Reflect.construct(Point, [], (() => { function F() {}; F.prototype = 1; return F })()) instanceof Point
		`)
		p, ok := point.Of(evaluate(t, rt, "n"))
		require.True(t, ok)
		assert.Equal(t, testPoint{1, 10}, *p)
		_, ok = point.Of(evaluate(t, rt, "({})"))
		assert.False(t, ok)
	})
}

type testShape struct{ name string }

type testCircle struct {
	testShape
	radius float64
}

func TestClassesExtendClasses(t *testing.T) {
	var order []string
	shape := NewClass[testShape]("Shape").
		Constructor(1, func(call Call) (*testShape, error) { return &testShape{call.Arg(0).String()}, nil }).
		Method("describe", 0, func(s *testShape, call Call) (Value, error) {
			return convert(call.Runtime(), "a shape named "+s.name)
		}).
		Finalizer(func(s *testShape) { order = append(order, "shape "+s.name) })
	mark := shape.Slot()
	circle := NewClass[testCircle]("Circle").
		Constructor(2, func(call Call) (*testCircle, error) {
			return &testCircle{testShape{call.Arg(0).String()}, toFloat(call.Arg(1))}, nil
		}).
		Getter("radius", func(c *testCircle, call Call) (Value, error) { return number(call.Runtime(), c.radius) }).
		Finalizer(func(c *testCircle) { order = append(order, "circle "+c.name) })
	ExtendClass(circle, shape, func(c *testCircle) *testShape { return &c.testShape })
	note := circle.Slot()
	eachTier(t, func(t *testing.T, rt *Runtime) {
		order = nil
		setClass(t, rt, "Circle", circle)
		setClass(t, rt, "Shape", shape)
		evaluate(t, rt, catching)
		checks(t, rt, `
			Object.getPrototypeOf(Circle) === Shape && Object.getPrototypeOf(Circle.prototype) === Shape.prototype
			new Circle('c', 2).describe() === 'a shape named c' && new Circle('c', 2).radius === 2
			new Circle('c', 2) instanceof Shape && new (class extends Circle {})('d', 1).describe() === 'a shape named d'
			caught(() => Object.getOwnPropertyDescriptor(Circle.prototype, 'radius').get.call(new Shape('s'))).startsWith('TypeError')
		`)
		order = nil
		v := evaluate(t, rt, "new Circle('c', 2)")
		s, ok := shape.Of(v)
		require.True(t, ok)
		part, err := As[*testShape](v)
		require.NoError(t, err)
		assert.Same(t, s, part)
		assert.Equal(t, "c", s.name)
		require.NoError(t, mark.Set(v, evaluate(t, rt, "'of the shape'")))
		require.NoError(t, note.Set(v, evaluate(t, rt, "({of: 'the circle'})")))
		rt.obj.Heap.Collect(true)
		one, err := mark.Get(v)
		require.NoError(t, err)
		assert.Equal(t, "of the shape", one.String())
		two, err := note.Get(v)
		require.NoError(t, err)
		assert.True(t, two.IsObject())
		plain := evaluate(t, rt, "new Shape('s')")
		_, err = note.Get(plain)
		require.ErrorContains(t, err, "Circle")
		require.NoError(t, mark.Set(plain, v))
		require.Error(t, mark.Set(plain, evaluate(t, newRuntime(t, Options{}), "({})")))
		require.NoError(t, rt.RunLoop())
	})
	assert.Panics(t, func() { shape.Method("late", 0, nil) })
	assert.Panics(t, func() { ExtendClass(shape, circle, func(*testShape) *testCircle { return nil }) })
}

func TestFinalizersRunOnTheLoop(t *testing.T) {
	eachTier(t, func(t *testing.T, rt *Runtime) {
		running, finalized := true, map[float64]int{}
		point := NewClass[testPoint]("Point").
			Constructor(1, func(call Call) (*testPoint, error) {
				if p := toFloat(call.Arg(0)); p >= 0 {
					return &testPoint{x: p}, nil
				}
				return nil, errors.New("negative")
			}).
			Finalizer(func(p *testPoint) {
				assert.False(t, running, "not while a script or a collection runs")
				finalized[p.x]++
				if p.x == 13 {
					panic("thirteen")
				}
				// The loop is the place to use the runtime again.
				_, err := rt.RunString("finalizer.js", "globalThis.finalized = (globalThis.finalized || 0) + 1")
				assert.NoError(t, err)
			})
		setClass(t, rt, "Point", point)
		evaluate(t, rt, `
			var kept = new Point(1000)
			for (let i = 0; i < 100; i++) new Point(i)
			for (let i = 0; i < 10; i++) try { new Point(-1) } catch {}
		`)
		collectAll(rt)
		assert.Empty(t, finalized)
		running = false
		err := rt.RunLoop()
		require.ErrorContains(t, err, "thirteen")
		require.NoError(t, rt.RunLoop(), "the others are finalized all the same")
		assert.GreaterOrEqual(t, len(finalized), 99)
		assert.NotContains(t, finalized, 1000.0)
		for x, n := range finalized {
			assert.Equal(t, 1, n, "%v", x)
		}
		running = true
		evaluate(t, rt, "kept = null")
		collectAll(rt)
		running = false
		require.NoError(t, rt.RunLoop())
		assert.Equal(t, 1, finalized[1000])
	})
}

// What objects hold in slots is collected with them, however it refers to them.
func TestSlotsAreFollowedByCollections(t *testing.T) {
	type emitter struct{ self *emitter }
	gone := 0
	class := NewClass[emitter]("Emitter").Finalizer(func(*emitter) { gone++ })
	handler := class.Slot()
	class.Constructor(1, func(call Call) (*emitter, error) {
		e := &emitter{}
		e.self = e
		return e, handler.Set(call.This(), call.Arg(0))
	}).Method("emit", 0, func(_ *emitter, call Call) (Value, error) {
		f, err := handler.Get(call.This())
		if err != nil {
			return Value{}, err
		}
		return call.Runtime().Call(f, call.This())
	})
	eachTier(t, func(t *testing.T, rt *Runtime) {
		gone = 0
		setClass(t, rt, "Emitter", class)
		evaluate(t, rt, `
			function cycle(i) { const e = new Emitter(() => [e, i]); return e }
			var last
			for (let i = 0; i < 200; i++) { last = cycle(i); if (last.emit()[1] !== i || last.emit()[0] !== last) throw i }
		`)
		collectAll(rt)
		require.NoError(t, rt.RunLoop())
		assert.GreaterOrEqual(t, gone, 100)
		checks(t, rt, "last.emit()[1] === 199")
		require.NoError(t, rt.obj.Heap.Verify())
	})
}

func TestClassesCountTowardTheLimit(t *testing.T) {
	type big struct{ data [1 << 10]byte }
	class := NewClass[big]("Big")
	class.Constructor(0, func(Call) (*big, error) {
		b := new(big)
		b.data[0] = 1
		return b, nil
	}).
		Method("grow", 1, func(_ *big, call Call) (Value, error) {
			return Value{}, class.SetSize(call.This(), int64(toFloat(call.Arg(0))))
		})
	for _, tier := range []Tier{Interp, Bytecode, Native, Auto} {
		rt := newRuntime(t, Options{Tier: tier, MaxHeap: int64(Fewer(32, 1, 8)) << 20})
		setClass(t, rt, "Big", class)
		_, err := rt.RunString("all.js", "{ const all = []; for (;;) all.push(new Big) }")
		var limit *LimitError
		require.ErrorAs(t, err, &limit)
		assert.Equal(t, LimitMemory, limit.Kind)
		evaluate(t, rt, fmt.Sprintf("for (let i = 0; i < %d; i++) new Big", Fewer(100_000, 1, 10))) // garbage is no reason to end
		_, err = rt.RunString("grow.js", "{ const b = new Big; b.grow(1 << 30); for (let i = 0; i < 1e6; i++) [] }")
		require.ErrorAs(t, err, &limit)
		evaluate(t, rt, "1")
	}
}

// Thousands of classes that are made and dropped leave nothing behind.
func TestDroppedClassesAreFreed(t *testing.T) {
	rt := newRuntime(t, Options{})
	make := func(n int) {
		for i := range n {
			c := NewClass[testPoint](fmt.Sprint("C", i%10)).
				Constructor(0, func(Call) (*testPoint, error) { return &testPoint{}, nil }).
				Method("m", 0, func(*testPoint, Call) (Value, error) { return Value{}, nil }).
				Getter("g", func(*testPoint, Call) (Value, error) { return Value{}, nil })
			ctor, err := rt.Class(c)
			require.NoError(t, err)
			again, err := rt.Class(c)
			require.NoError(t, err)
			require.Equal(t, ctor.raw(), again.raw())
			setGlobal(t, rt, "C", ctor)
			checks(t, rt, "new C().m() === undefined")
		}
		collectAll(rt)
	}
	make(300)
	codes, before := len(rt.obj.Codes), rt.obj.Heap.Stats()
	for range 5 {
		make(300)
	}
	after := rt.obj.Heap.Stats()
	assert.Less(t, len(rt.obj.Codes), codes+codes/2)
	assert.Less(t, after.Bytes, before.Bytes+64<<10)
	assert.Less(t, after.Handles, before.Handles+50)
	assert.Less(t, after.Shapes, before.Shapes+50)
	assert.Less(t, len(rt.classes.made), 700)
}

func TestClassesBelongToNoRuntime(t *testing.T) {
	point := pointClass()
	a, b := newRuntime(t, Options{}), newRuntime(t, Options{})
	setClass(t, a, "Point", point)
	setClass(t, b, "Point", point)
	va, vb := evaluate(t, a, "new Point(1, 2)"), evaluate(t, b, "new Point(3, 4)")
	pa, _ := point.Of(va)
	pb, _ := point.Of(vb)
	assert.Equal(t, testPoint{1, 2}, *pa)
	assert.Equal(t, testPoint{3, 4}, *pb)
	hidden := NewClass[testPoint]("Hidden")
	setClass(t, a, "Hidden", hidden)
	evaluate(t, a, catching)
	checks(t, a, "caught(() => new Hidden) === 'TypeError: Illegal constructor: scripts cannot make a Hidden'")
	_, err := hidden.New(a, nil)
	require.Error(t, err)
	v, err := hidden.New(a, &testPoint{7, 7})
	require.NoError(t, err)
	_, ok := point.Of(v)
	assert.False(t, ok, "another class with the same Go type")
	h, ok := hidden.Of(v)
	require.True(t, ok)
	assert.InDelta(t, 7, h.x, 0)
	_, err = a.Class(NewClass[int]("Bad").Constant("c", make(chan<- int)))
	require.ErrorContains(t, err, "constant Bad.c")
	_, err = new(Slot).Get(v)
	require.Error(t, err)
}

// Constructors of Go that construct without end run into the limit of the stack like others.
func TestClassesThatNeverEnd(t *testing.T) {
	eachTier(t, func(t *testing.T, rt *Runtime) {
		if rt.obj.Heap.Stress() {
			t.Skip("each level of the recursion would collect")
		}
		var c *Class[testPoint]
		finished := 0
		c = NewClass[testPoint]("Endless").Constructor(0, func(call Call) (*testPoint, error) {
			ctor, err := call.Runtime().Class(c)
			if err == nil {
				_, err = ctor.New()
			}
			if _, ok := c.Of(call.This()); ok {
				finished++
			}
			return &testPoint{}, err
		})
		setClass(t, rt, "Endless", c)
		evaluate(t, rt, catching)
		checks(t, rt, `
			caught(() => new Endless) === 'RangeError: Maximum call stack size exceeded'
			caught(() => new (class extends Endless {})) === 'RangeError: Maximum call stack size exceeded'
		`)
		assert.Zero(t, finished, "what is not constructed yet is no object of the class")
		require.NoError(t, rt.obj.Heap.Verify())
	})
}

// testCounter has methods that classes take as they are, and says itself what it is for scripts.
type testCounter struct{ n int }

var counterClass = NewClass[testCounter]("Counter").
	Constructor(1, func(call Call) (*testCounter, error) {
		n, err := As[int](call.Arg(0))
		return &testCounter{n}, err
	}).
	Methods().
	Func("added", func(c *testCounter, more ...int) (*testCounter, error) {
		sum := &testCounter{c.n}
		for _, n := range more {
			if n < 0 {
				return nil, fmt.Errorf("%d is negative", n)
			}
			sum.n += n
		}
		return sum, nil
	})

func (c *testCounter) Add(n int) int                          { c.n += n; return c.n }
func (c *testCounter) Value() int                             { return c.n }
func (c *testCounter) Fail() error                            { return errors.New("failed") }
func (c *testCounter) Panic()                                 { panic("in a method") }
func (c *testCounter) ScriptValue(rt *Runtime) (Value, error) { return counterClass.New(rt, c) }

func TestClassesWithMethodsOfGo(t *testing.T) {
	eachTier(t, func(t *testing.T, rt *Runtime) {
		setClass(t, rt, "Counter", counterClass)
		evaluate(t, rt, catching+"var c = new Counter(5)")
		checks(t, rt, `
			c.Add(2) === 7 && c.Value() === 7 && Object.getOwnPropertyNames(Counter.prototype).join() === 'constructor,Add,Fail,Panic,Value,added'
			c.added(1, 2) instanceof Counter && c.added(1, 2).Value() === 10 && c.added().Value() === 7 && c.Add.length === 1 && c.added.length === 0
			caught(() => c.Fail()) === 'Error: failed' && caught(() => c.added(1, -1)) === 'Error: -1 is negative'
			caught(() => c.Add('x')).startsWith('TypeError: argument 1') && caught(() => c.Add.call({}, 1)).startsWith('TypeError: Method Counter.prototype.Add called')
			caught(() => new Counter('x')).includes('int')
			(() => { for (let i = 0; i < 300; i++) if (c.Add(1) !== 8 + i) return i; return true })()
		`)
		_, err := rt.RunString("panic.js", "caught(() => c.Panic())")
		require.ErrorContains(t, err, "in a method")
		v := evaluate(t, rt, "c")
		c, ok := v.Export().(*testCounter)
		require.True(t, ok)
		assert.Equal(t, 307, c.n)
		again, err := As[*testCounter](v)
		require.NoError(t, err)
		assert.Same(t, c, again)
		require.NoError(t, rt.Set("list", []*testCounter{{1}, nil, {3}}))
		checks(t, rt, "list[0] instanceof Counter && list[1] === null && list[2].Value() === 3")
		f, err := rt.ToValue(func(c *testCounter) int { return c.n })
		require.NoError(t, err)
		require.NoError(t, rt.Set("f", f))
		checks(t, rt, "f(new Counter(4)) === 4")
		require.NoError(t, rt.obj.Heap.Verify())
	})
	pair := NewClass[testPoint]("Pair").ConstructorFunc(func(x, y float64) (*testPoint, error) {
		switch {
		case x < 0:
			return nil, errors.New("negative")
		case x == 0.13:
			return nil, nil
		case x == 0.14:
			panic("fourteen")
		}
		return &testPoint{x, y}, nil
	}).Func("sum", func(p *testPoint) float64 { return p.x + p.y })
	eachTier(t, func(t *testing.T, rt *Runtime) {
		setClass(t, rt, "Pair", pair)
		evaluate(t, rt, catching)
		checks(t, rt, `
			Pair.length === 2 && new Pair(1, 2).sum() === 3 && new (class extends Pair {})(3, 4).sum() === 7
			caught(() => new Pair(-1, 0)) === 'Error: negative' && caught(() => new Pair('x', 1)).startsWith('TypeError: argument 1')
			caught(() => new Pair(0.13, 1)).includes('no Go value') && caught(() => Pair(1, 2)).startsWith('TypeError: Class constructor Pair')
			(() => { for (let i = 0; i < 300; i++) if (new Pair(i, i).sum() !== 2 * i) return i; return true })()
		`)
		_, err := rt.RunString("panic.js", "caught(() => new Pair(0.14, 1))")
		require.ErrorContains(t, err, "fourteen")
		checks(t, rt, "new Pair(1, 2).sum() === 3")
	})
	rt := newRuntime(t, Options{Names: LowerCamel})
	setClass(t, rt, "Counter", counterClass)
	checks(t, rt, "new Counter(1).add(1) === 2 && new Counter(1).added(1).value() === 2")
	assert.Panics(t, func() { NewClass[testCounter]("Bad").Func("f", func(testCounter) {}) })
	assert.Panics(t, func() { NewClass[testCounter]("Bad").Func("f", nil) })
	for _, f := range []any{nil, 1, func() {}, func() testCounter { return testCounter{} }, func() (*testCounter, int) { return nil, 0 }} {
		assert.Panics(t, func() { NewClass[testCounter]("Bad").ConstructorFunc(f) })
	}
}
