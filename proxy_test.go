package kiln

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// forwarding are traps that note what they are asked, and ask the target.
func forwarding(rt *Runtime, log *[]string) *ProxyTraps {
	note := func(name string, key ...Value) {
		for _, k := range key {
			name += " " + strings.Trim(k.String(), "'")
		}
		*log = append(*log, name)
	}
	refused := func(err error) (bool, error) {
		var e *Exception
		if errors.As(err, &e) && e.Name == "TypeError" {
			return false, nil
		}
		return err == nil, err
	}
	return &ProxyTraps{
		GetPrototypeOf: func(t Value) (Value, error) { note("getPrototypeOf"); return t.Prototype() },
		SetPrototypeOf: func(t, p Value) (bool, error) { note("setPrototypeOf"); return refused(t.SetPrototype(p)) },
		IsExtensible:   func(t Value) (bool, error) { note("isExtensible"); return t.IsExtensible() },
		PreventExtensions: func(t Value) (bool, error) {
			note("preventExtensions")
			return refused(t.PreventExtensions())
		},
		GetOwnProperty: func(t, key Value) (*Property, error) {
			note("getOwnProperty", key)
			d, ok, err := t.OwnPropertyKey(key)
			if !ok || err != nil {
				return nil, err
			}
			p := d.Property()
			return &p, nil
		},
		DefineProperty: func(t, key Value, p Property) (bool, error) {
			note("defineProperty", key)
			return refused(t.DefinePropertyKey(key, p))
		},
		Has: func(t, key Value) (bool, error) { note("has", key); return t.HasKey(key) },
		Get: func(t, key, _ Value) (Value, error) { note("get", key); return t.GetKey(key) },
		Set: func(t, key, v, receiver Value) (bool, error) {
			note("set", key)
			return refused(t.SetKey(key, v))
		},
		Delete:  func(t, key Value) (bool, error) { note("delete", key); return refused(t.DeleteKey(key)) },
		OwnKeys: func(t Value) ([]Value, error) { note("ownKeys"); return t.OwnKeys() },
		Apply: func(t, this Value, args []Value) (Value, error) {
			note("apply", args...)
			list := make([]any, len(args))
			for i, v := range args {
				list[i] = v
			}
			return t.Call(this, list...)
		},
		Construct: func(t Value, args []Value, newTarget Value) (Value, error) {
			note("construct", args...)
			return t.New()
		},
	}
}

func TestProxiesOfGo(t *testing.T) {
	eachTier(t, func(t *testing.T, rt *Runtime) {
		var log []string
		target := evaluate(t, rt, "globalThis.target = function f(a) { if (new.target) { this.made = 1; return } return [this, a] }; target.x = 1; target[Symbol.iterator] = 2; target")
		p, err := rt.NewProxy(target, forwarding(rt, &log))
		require.NoError(t, err)
		assert.True(t, p.IsProxy())
		assert.True(t, p.ProxyTarget().StrictEquals(target))
		setGlobal(t, rt, "p", p)
		evaluate(t, rt, catching)
		checks(t, rt, `
			p.x === 1 && p[Symbol.iterator] === 2 && p.nothing === undefined
			(p.y = 2, target.y === 2) && 'y' in p && delete p.y && !('y' in target)
			p('arg')[1] === 'arg' && p.call(7, 8)[0] == 7 && new p().made === 1
			Object.keys(p).join() === 'x' && Reflect.ownKeys(p).length === Reflect.ownKeys(target).length
			Object.getPrototypeOf(p) === Function.prototype && typeof p === 'function'
			Object.getOwnPropertyDescriptor(p, 'x').value === 1 && Object.getOwnPropertyDescriptor(p, 'z') === undefined
			Object.defineProperty(p, 'z', {get() { return this === target ? 'z' : 'other' }, configurable: true}) && p.z === 'z'
			Reflect.setPrototypeOf(p, Object.prototype) && Object.getPrototypeOf(target) === Object.prototype
			Object.isExtensible(p) && Object.preventExtensions(p) && !Object.isExtensible(target)
			caught(() => { 'use strict'; p.more = 1 }) === "TypeError: 'set' on proxy: trap returned falsish for property 'more'"
			!Reflect.set(p, 'more', 1) && Object.create(p).x === 1 && p[7] === undefined
		`)
		for _, want := range []string{"get x", "get Symbol(Symbol.iterator)", "set y", "has y", "delete y", "apply arg", "construct", "ownKeys", "getPrototypeOf", "getOwnProperty x",
			"defineProperty z", "setPrototypeOf", "isExtensible", "preventExtensions", "set more", "get 7"} {
			assert.True(t, slices.Contains(log, want), want)
		}
		p.RevokeProxy()
		assert.True(t, p.ProxyTarget().IsUndefined())
		checks(t, rt, "caught(() => p.x) === \"TypeError: Cannot perform 'get' on a proxy that has been revoked\"")
		require.NoError(t, rt.obj.Heap.Verify())
	})
}

// What a trap of Go answers is checked like what one of a script answers.
func TestInvariantsOfProxies(t *testing.T) {
	eachTier(t, func(t *testing.T, rt *Runtime) {
		one := evaluate(t, rt, "1")
		frozen := evaluate(t, rt, "globalThis.frozen = Object.freeze({a: 1})")
		broken := errors.New("broken")
		p, err := rt.NewProxy(frozen, &ProxyTraps{
			Get:            func(_, key, _ Value) (Value, error) { return evaluate(t, rt, "({})"), nil },
			Has:            func(_, _ Value) (bool, error) { return false, nil },
			Set:            func(_, _, _, _ Value) (bool, error) { return true, nil },
			OwnKeys:        func(Value) ([]Value, error) { return []Value{evaluate(t, rt, "'b'")}, nil },
			Delete:         func(_, _ Value) (bool, error) { return true, nil },
			IsExtensible:   func(Value) (bool, error) { return true, nil },
			GetPrototypeOf: func(Value) (Value, error) { return one, nil },
			GetOwnProperty: func(_, key Value) (*Property, error) { return nil, nil },
			DefineProperty: func(_, _ Value, p Property) (bool, error) {
				assert.Equal(t, No, p.Writable)
				assert.Equal(t, Unset, p.Enumerable)
				assert.Nil(t, p.Get)
				return true, nil
			},
		})
		require.NoError(t, err)
		setGlobal(t, rt, "p", p)
		evaluate(t, rt, catching)
		checks(t, rt, `
			caught(() => p.a).startsWith("TypeError: 'get' on proxy")
			caught(() => 'a' in p).startsWith("TypeError: 'has' on proxy")
			caught(() => { p.a = 2 }).startsWith("TypeError: 'set' on proxy")
			caught(() => delete p.a).startsWith("TypeError: 'deleteProperty' on proxy")
			caught(() => Object.keys(p)).startsWith("TypeError: 'ownKeys' on proxy")
			caught(() => Object.isExtensible(p)).startsWith("TypeError: 'isExtensible' on proxy")
			caught(() => Object.getPrototypeOf(p)).startsWith("TypeError: 'getPrototypeOf' on proxy")
			caught(() => Object.getOwnPropertyDescriptor(p, 'a')).startsWith("TypeError: 'getOwnPropertyDescriptor' on proxy")
			caught(() => Object.defineProperty(p, 'q', {value: 1, writable: false})).startsWith("TypeError: 'defineProperty' on proxy")
		`)
		foreign := evaluate(t, newRuntime(t, Options{}), "({})")
		q, err := rt.NewProxy(evaluate(t, rt, "({})"), &ProxyTraps{
			Get: func(_, key, _ Value) (Value, error) {
				if key.String() == "foreign" {
					return foreign, nil
				}
				return Value{}, broken
			},
			OwnKeys:        func(Value) ([]Value, error) { return []Value{one}, nil },
			GetOwnProperty: func(_, _ Value) (*Property, error) { return &Property{Value: 1, Get: "no function"}, nil },
		})
		require.NoError(t, err)
		setGlobal(t, rt, "q", q)
		checks(t, rt, `
			caught(() => q.x) === 'Error: broken' && caught(() => Object.keys(q)).startsWith('TypeError')
			caught(() => q.foreign).includes('another runtime')
			caught(() => Object.getOwnPropertyDescriptor(q, 'x')).includes('getter: a string is no function')
			caught(() => q()).startsWith('TypeError')
		`)
		_, err = rt.NewProxy(one, &ProxyTraps{})
		require.Error(t, err)
		_, err = rt.NewProxy(foreign, &ProxyTraps{})
		require.ErrorContains(t, err, "another runtime")
	})
}

// Traps are functions of Go that many proxies share: what is made for a proxy goes with it.
func TestDroppedProxiesAreFreed(t *testing.T) {
	rt := newRuntime(t, Options{})
	target := evaluate(t, rt, "({x: 1})")
	traps := &ProxyTraps{Get: func(t, key, _ Value) (Value, error) { return t.GetKey(key) }}
	make := func() {
		for range 1000 {
			p, err := rt.NewProxy(target, traps)
			require.NoError(t, err)
			v, err := p.Get("x")
			require.NoError(t, err)
			require.Equal(t, "1", v.String())
		}
		collectAll(rt)
	}
	make()
	codes, before := len(rt.obj.Codes), rt.obj.Heap.Stats()
	make()
	make()
	after := rt.obj.Heap.Stats()
	assert.Less(t, len(rt.obj.Codes), codes+codes/2)
	assert.Less(t, after.Handles, before.Handles+20)
	assert.Less(t, after.Bytes, before.Bytes+64<<10)
}
