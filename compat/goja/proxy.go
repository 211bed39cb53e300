package goja

import (
	"reflect"
	"strconv"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Proxy stands for a Proxy object in Go. ToValue gives that object.
type Proxy struct{ proxy *Object }

func (p Proxy) toValue(*Runtime) Value {
	if p.proxy == nil {
		return _null
	}
	return p.proxy
}

// part is the target or the handler.
func (p Proxy) part(handler bool) (o *Object) {
	if p.proxy == nil {
		return nil
	}
	p.proxy.do(func(_ *object.Runtime, self *heap.Object) error {
		v, h := object.ProxyParts(self)
		if handler {
			v = h
		}
		if v.IsObject() {
			o = p.proxy.r.objectOf(v)
		}
		return nil
	})
	return o
}

// Handler returns the handler, nil once the proxy is revoked.
func (p Proxy) Handler() *Object { return p.part(true) }

// Target returns the target.
func (p Proxy) Target() *Object {
	if p.part(true) == nil {
		return nil
	}
	return p.part(false)
}

// Revoke makes every later use of the proxy throw.
func (p Proxy) Revoke() {
	if p.proxy != nil {
		p.proxy.do(func(rt *object.Runtime, self *heap.Object) error {
			rt.RevokeProxy(self)
			return nil
		})
	}
}

// ProxyTrapConfig has the traps of a proxy in Go; what is nil goes to the target. Where
// there are three of a kind, Idx gets keys that are integers, negative ones too, Sym gets
// symbols, and the plain one strings, and integers if there is no Idx.
type ProxyTrapConfig struct {
	// GetPrototypeOf answers Object.getPrototypeOf, instanceof and the like.
	GetPrototypeOf func(target *Object) (prototype *Object)

	// SetPrototypeOf answers Object.setPrototypeOf.
	SetPrototypeOf func(target *Object, prototype *Object) (success bool)

	// IsExtensible answers Object.isExtensible.
	IsExtensible func(target *Object) (success bool)

	// PreventExtensions answers Object.preventExtensions.
	PreventExtensions func(target *Object) (success bool)

	// GetOwnPropertyDescriptor answers Object.getOwnPropertyDescriptor.
	GetOwnPropertyDescriptor    func(target *Object, prop string) (propertyDescriptor PropertyDescriptor)
	GetOwnPropertyDescriptorIdx func(target *Object, prop int) (propertyDescriptor PropertyDescriptor)
	GetOwnPropertyDescriptorSym func(target *Object, prop *Symbol) (propertyDescriptor PropertyDescriptor)

	// DefineProperty answers Object.defineProperty.
	DefineProperty    func(target *Object, key string, propertyDescriptor PropertyDescriptor) (success bool)
	DefinePropertyIdx func(target *Object, key int, propertyDescriptor PropertyDescriptor) (success bool)
	DefinePropertySym func(target *Object, key *Symbol, propertyDescriptor PropertyDescriptor) (success bool)

	// Has answers the operator in.
	Has    func(target *Object, property string) (available bool)
	HasIdx func(target *Object, property int) (available bool)
	HasSym func(target *Object, property *Symbol) (available bool)

	// Get answers reads.
	Get    func(target *Object, property string, receiver Value) (value Value)
	GetIdx func(target *Object, property int, receiver Value) (value Value)
	GetSym func(target *Object, property *Symbol, receiver Value) (value Value)

	// Set answers assignments.
	Set    func(target *Object, property string, value Value, receiver Value) (success bool)
	SetIdx func(target *Object, property int, value Value, receiver Value) (success bool)
	SetSym func(target *Object, property *Symbol, value Value, receiver Value) (success bool)

	// DeleteProperty answers the operator delete.
	DeleteProperty    func(target *Object, property string) (success bool)
	DeletePropertyIdx func(target *Object, property int) (success bool)
	DeletePropertySym func(target *Object, property *Symbol) (success bool)

	// OwnKeys gives the own keys, in an array.
	OwnKeys func(target *Object) (object *Object)

	// Apply answers calls.
	Apply func(target *Object, this Value, argumentsList []Value) (value Value)

	// Construct answers the operator new.
	Construct func(target *Object, argumentsList []Value, newTarget *Object) (value *Object)
}

// NewProxy makes a proxy whose traps are Go functions.
func (r *Runtime) NewProxy(target *Object, nativeHandler *ProxyTrapConfig) Proxy {
	var p Proxy
	r.must(func() error {
		handler := r.obj.NewObject()
		if nativeHandler != nil {
			for name, trap := range nativeHandler.traps(r) {
				f := r.newFunction(name, 0, object.KindHost, nil, trap)
				d := object.DataDescriptor(f.cell(r), heap.HiddenAttrs)
				if err := r.obj.DefinePropertyOrThrow(handler, r.obj.Heap.InternGo(name), &d); err != nil {
					return err
				}
			}
		}
		proxy, err := r.obj.ProxyCreate(target.cell(r), handler.Value())
		if err == nil {
			p.proxy = r.objectOf(proxy.Value())
		}
		return err
	})
	return p
}

// proxyKey is a property key as a trap gets it: as one of three.
type proxyKey struct {
	text string
	n    int
	isN  bool
	sym  *Symbol
}

func (r *Runtime) proxyKey(v heap.Value) proxyKey {
	if v.IsSymbol() {
		return proxyKey{sym: r.symbolOf(v)}
	}
	text := r.value(v).String()
	n, err := strconv.Atoi(text)
	return proxyKey{text: text, n: n, isN: err == nil && strconv.Itoa(n) == text}
}

type trap = object.HostFunc

func truth(ok bool) heap.Value { return heap.Bool(ok) }

func (r *Runtime) target(c *object.Call) *Object { return r.objectOf(c.Arg(0)) }

// orNull is the object for a result where nil means null.
func (r *Runtime) orNull(o *Object) heap.Value { return r.protoCell(o) }

// orObject is the object for an argument that may be null.
func (r *Runtime) orObject(v heap.Value) *Object {
	if v.IsObject() {
		return r.objectOf(v)
	}
	return nil
}

// targetMethods are the internal methods of the target that traps of properties stand for.
var targetMethods = map[string]func(rt *object.Runtime, t *heap.Object, key heap.Value, c *object.Call) (heap.Value, error){
	"has": func(rt *object.Runtime, t *heap.Object, key heap.Value, _ *object.Call) (heap.Value, error) {
		ok, err := rt.HasProperty(t, key)
		return truth(ok), err
	},
	"deleteProperty": func(rt *object.Runtime, t *heap.Object, key heap.Value, _ *object.Call) (heap.Value, error) {
		ok, err := rt.Delete(t, key)
		return truth(ok), err
	},
	"get": func(rt *object.Runtime, t *heap.Object, key heap.Value, c *object.Call) (heap.Value, error) {
		return rt.GetFrom(t, key, c.Arg(2))
	},
	"set": func(rt *object.Runtime, t *heap.Object, key heap.Value, c *object.Call) (heap.Value, error) {
		ok, err := rt.SetOn(t, key, c.Arg(2), c.Arg(3))
		return truth(ok), err
	},
	"getOwnPropertyDescriptor": func(rt *object.Runtime, t *heap.Object, key heap.Value, _ *object.Call) (heap.Value, error) {
		d, ok, err := rt.GetOwnProperty(t, key)
		if err != nil || !ok {
			return heap.Undefined, err
		}
		return rt.FromPropertyDescriptor(&d).Value(), nil
	},
	"defineProperty": func(rt *object.Runtime, t *heap.Object, key heap.Value, c *object.Call) (heap.Value, error) {
		d, err := rt.ToPropertyDescriptor(c.Arg(2))
		if err != nil {
			return heap.Undefined, err
		}
		ok, err := rt.DefineOwnProperty(t, key, &d)
		return truth(ok), err
	},
}

// keyed is a trap of three forms. Each gives done false for a form that is not there, and
// then the target's own method answers.
func (r *Runtime) keyed(have bool, method string, f func(c *object.Call, t *Object, k proxyKey) (v heap.Value, done bool)) trap {
	if !have {
		return nil
	}
	own := targetMethods[method]
	return func(c *object.Call) (heap.Value, error) {
		if v, done := f(c, r.target(c), r.proxyKey(c.Arg(1))); done {
			return v, nil
		}
		key, err := r.obj.ToPropertyKey(c.Arg(1))
		if err != nil {
			return heap.Undefined, err
		}
		return own(r.obj, c.Arg(0).Object(), key, c)
	}
}

// traps are those of the configuration, by name.
func (p *ProxyTrapConfig) traps(r *Runtime) map[string]trap {
	all := map[string]trap{}
	add := func(name string, have bool, f trap) {
		if have && f != nil {
			all[name] = f
		}
	}
	add("getPrototypeOf", p.GetPrototypeOf != nil, func(c *object.Call) (heap.Value, error) {
		return r.orNull(p.GetPrototypeOf(r.target(c))), nil
	})
	add("setPrototypeOf", p.SetPrototypeOf != nil, func(c *object.Call) (heap.Value, error) {
		return truth(p.SetPrototypeOf(r.target(c), r.orObject(c.Arg(1)))), nil
	})
	add("isExtensible", p.IsExtensible != nil, func(c *object.Call) (heap.Value, error) {
		return truth(p.IsExtensible(r.target(c))), nil
	})
	add("preventExtensions", p.PreventExtensions != nil, func(c *object.Call) (heap.Value, error) {
		return truth(p.PreventExtensions(r.target(c))), nil
	})
	add("ownKeys", p.OwnKeys != nil, func(c *object.Call) (heap.Value, error) {
		return r.orNull(p.OwnKeys(r.target(c))), nil
	})
	add("apply", p.Apply != nil, func(c *object.Call) (heap.Value, error) {
		args, err := r.obj.CreateListFromArrayLike(c.Arg(2))
		if err != nil {
			return heap.Undefined, err
		}
		return r.cell(p.Apply(r.target(c), r.value(c.Arg(1)), r.values(args))), nil
	})
	add("construct", p.Construct != nil, func(c *object.Call) (heap.Value, error) {
		args, err := r.obj.CreateListFromArrayLike(c.Arg(1))
		if err != nil {
			return heap.Undefined, err
		}
		return r.orNull(p.Construct(r.target(c), r.values(args), r.orObject(c.Arg(2)))), nil
	})
	p.keyedTraps(r, all)
	return all
}

// keyedTraps adds the traps of properties.
func (p *ProxyTrapConfig) keyedTraps(r *Runtime, all map[string]trap) {
	add := func(name string, have bool, f func(c *object.Call, t *Object, k proxyKey) (heap.Value, bool)) {
		if t := r.keyed(have, name, f); t != nil {
			all[name] = t
		}
	}
	add("has", p.Has != nil || p.HasIdx != nil || p.HasSym != nil, func(_ *object.Call, t *Object, k proxyKey) (heap.Value, bool) {
		return choose(k, p.Has, p.HasIdx, p.HasSym,
			func(f func(*Object, string) bool) heap.Value { return truth(f(t, k.text)) },
			func(f func(*Object, int) bool) heap.Value { return truth(f(t, k.n)) },
			func(f func(*Object, *Symbol) bool) heap.Value { return truth(f(t, k.sym)) })
	})
	add("deleteProperty", p.DeleteProperty != nil || p.DeletePropertyIdx != nil || p.DeletePropertySym != nil, func(_ *object.Call, t *Object, k proxyKey) (heap.Value, bool) {
		return choose(k, p.DeleteProperty, p.DeletePropertyIdx, p.DeletePropertySym,
			func(f func(*Object, string) bool) heap.Value { return truth(f(t, k.text)) },
			func(f func(*Object, int) bool) heap.Value { return truth(f(t, k.n)) },
			func(f func(*Object, *Symbol) bool) heap.Value { return truth(f(t, k.sym)) })
	})
	add("get", p.Get != nil || p.GetIdx != nil || p.GetSym != nil, func(c *object.Call, t *Object, k proxyKey) (heap.Value, bool) {
		this := r.value(c.Arg(2))
		return choose(k, p.Get, p.GetIdx, p.GetSym,
			func(f func(*Object, string, Value) Value) heap.Value { return r.cell(f(t, k.text, this)) },
			func(f func(*Object, int, Value) Value) heap.Value { return r.cell(f(t, k.n, this)) },
			func(f func(*Object, *Symbol, Value) Value) heap.Value { return r.cell(f(t, k.sym, this)) })
	})
	add("set", p.Set != nil || p.SetIdx != nil || p.SetSym != nil, func(c *object.Call, t *Object, k proxyKey) (heap.Value, bool) {
		v, this := r.value(c.Arg(2)), r.value(c.Arg(3))
		return choose(k, p.Set, p.SetIdx, p.SetSym,
			func(f func(*Object, string, Value, Value) bool) heap.Value { return truth(f(t, k.text, v, this)) },
			func(f func(*Object, int, Value, Value) bool) heap.Value { return truth(f(t, k.n, v, this)) },
			func(f func(*Object, *Symbol, Value, Value) bool) heap.Value { return truth(f(t, k.sym, v, this)) })
	})
	add("getOwnPropertyDescriptor", p.GetOwnPropertyDescriptor != nil || p.GetOwnPropertyDescriptorIdx != nil || p.GetOwnPropertyDescriptorSym != nil, func(_ *object.Call, t *Object, k proxyKey) (heap.Value, bool) {
		return choose(k, p.GetOwnPropertyDescriptor, p.GetOwnPropertyDescriptorIdx, p.GetOwnPropertyDescriptorSym,
			func(f func(*Object, string) PropertyDescriptor) heap.Value { return r.fromDescriptor(f(t, k.text)) },
			func(f func(*Object, int) PropertyDescriptor) heap.Value { return r.fromDescriptor(f(t, k.n)) },
			func(f func(*Object, *Symbol) PropertyDescriptor) heap.Value { return r.fromDescriptor(f(t, k.sym)) })
	})
	add("defineProperty", p.DefineProperty != nil || p.DefinePropertyIdx != nil || p.DefinePropertySym != nil, func(c *object.Call, t *Object, k proxyKey) (heap.Value, bool) {
		d, err := r.obj.ToPropertyDescriptor(c.Arg(2))
		if err != nil {
			panic(err)
		}
		desc := r.propertyDescriptor(&d)
		desc.jsDescriptor = r.orObject(c.Arg(2))
		return choose(k, p.DefineProperty, p.DefinePropertyIdx, p.DefinePropertySym,
			func(f func(*Object, string, PropertyDescriptor) bool) heap.Value { return truth(f(t, k.text, desc)) },
			func(f func(*Object, int, PropertyDescriptor) bool) heap.Value { return truth(f(t, k.n, desc)) },
			func(f func(*Object, *Symbol, PropertyDescriptor) bool) heap.Value { return truth(f(t, k.sym, desc)) })
	})
}

// fromDescriptor is FromPropertyDescriptor.
func (r *Runtime) fromDescriptor(p PropertyDescriptor) heap.Value {
	if p.jsDescriptor != nil {
		return p.jsDescriptor.cell(r)
	}
	if p.Empty() {
		return heap.Undefined
	}
	d := r.descriptor(&p)
	return r.obj.FromPropertyDescriptor(&d).Value()
}

// choose calls the form of a trap that is for the key; false if that is not there.
func choose[S, I, Y any](k proxyKey, text S, n I, sym Y, withText func(S) heap.Value, withInt func(I) heap.Value, withSymbol func(Y) heap.Value) (heap.Value, bool) {
	there := func(f any) bool { return !reflect.ValueOf(f).IsNil() }
	switch {
	case k.sym != nil:
		if there(sym) {
			return withSymbol(sym), true
		}
	case k.isN && there(n):
		return withInt(n), true
	case there(text):
		return withText(text), true
	}
	return heap.Undefined, false
}
