package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/stack"
)

// Internal slots of a proxy (sec-proxy-object-internal-methods-and-internal-slots).
// The handler is Null once the proxy is revoked; the target stays, since it
// decides whether the proxy is callable.
const (
	proxyTarget = iota
	proxyHandler
)

func init() {
	RegisterExotic(heap.ClassProxy, &Exotic{
		GetPrototypeOf:    proxyGetPrototypeOf,
		SetPrototypeOf:    proxySetPrototypeOf,
		IsExtensible:      proxyIsExtensible,
		PreventExtensions: proxyPreventExtensions,
		GetOwnProperty:    proxyGetOwnProperty,
		DefineOwnProperty: proxyDefineOwnProperty,
		HasProperty:       proxyHas,
		Get:               proxyGet,
		Set:               proxySet,
		Delete:            proxyDelete,
		OwnPropertyKeys:   proxyOwnKeys,
	})
}

// ProxyCreate is the operation of that name (sec-proxycreate).
func (rt *Runtime) ProxyCreate(target, handler heap.Value) (*heap.Object, error) {
	if !target.IsObject() || !handler.IsObject() {
		return nil, rt.TypeError("Cannot create proxy with a non-object as target or handler")
	}
	p := rt.NewObjectOf(heap.ClassProxy, heap.Null)
	rt.Heap.SetInternal(p, proxyTarget, target)
	rt.Heap.SetInternal(p, proxyHandler, handler)
	t := target.Object()
	if t.IsCallable() {
		p.SetFlags(heap.FlagCallable)
	}
	if t.IsConstructor() {
		p.SetFlags(heap.FlagConstructor)
	}
	return p, nil
}

// RevokeProxy makes every later operation on the proxy p throw.
func (rt *Runtime) RevokeProxy(p *heap.Object) { rt.Heap.SetInternal(p, proxyHandler, heap.Null) }

// ProxyParts returns target and handler of a proxy; a revoked one has handler Null.
func ProxyParts(p *heap.Object) (target, handler heap.Value) {
	return p.Internal(proxyTarget), p.Internal(proxyHandler)
}

// proxyTrap returns the target, the handler and the trap of a proxy; the trap is
// Undefined when the target's own method is to be used. It counts as a level of
// Go recursion until leave is called, since chains of proxies recurse in Go.
func (rt *Runtime) proxyTrap(p *heap.Object, name heap.Value) (target *heap.Object, handler, trap heap.Value, err error) {
	handler = p.Internal(proxyHandler)
	if handler.IsNull() {
		return nil, handler, heap.Undefined, rt.TypeError("Cannot perform '%s' on a proxy that has been revoked", rt.KeyText(name))
	}
	h := rt.Heap
	h.Keep(handler)
	h.Keep(p.Internal(proxyTarget))
	target = p.Internal(proxyTarget).Object()
	if rt.Stack.GoDepth >= rt.Stack.MaxGoDepth {
		return nil, handler, heap.Undefined, rt.StackOverflow()
	}
	rt.Stack.GoDepth++
	if err = rt.Step(); err == nil {
		if trap, err = rt.getKeyed(handler.Object(), name); err == nil {
			trap, err = rt.asMethod(trap, handler, name)
		}
	}
	if err != nil {
		rt.Stack.GoDepth--
	}
	return target, handler, trap, err
}

func (rt *Runtime) leaveProxy() { rt.Stack.GoDepth-- }

// keyValue is a property key as the traps see it.
func (rt *Runtime) trapKey(key heap.Value) heap.Value { return rt.KeyToValue(key) }

// proxyGetPrototypeOf is sec-proxy-object-internal-methods-and-internal-slots-getprototypeof.
func proxyGetPrototypeOf(rt *Runtime, p *heap.Object) (heap.Value, error) {
	target, handler, trap, err := rt.proxyTrap(p, rt.Heap.Names.GetPrototypeOf)
	if err != nil {
		return heap.Undefined, err
	}
	defer rt.leaveProxy()
	if trap.IsUndefined() {
		return rt.GetPrototypeOf(target)
	}
	proto, err := rt.Call(trap, handler, target.Value())
	if err != nil {
		return heap.Undefined, err
	}
	if !proto.IsObject() && !proto.IsNull() {
		return heap.Undefined, rt.TypeError("'getPrototypeOf' on proxy: trap returned neither object nor null")
	}
	ext, err := rt.IsExtensible(target)
	if err != nil || ext {
		return proto, err
	}
	actual, err := rt.GetPrototypeOf(target)
	if err != nil {
		return heap.Undefined, err
	}
	if actual != proto {
		return heap.Undefined, rt.TypeError("'getPrototypeOf' on proxy: proxy target is non-extensible but the trap did not return its actual prototype")
	}
	return proto, nil
}

// proxySetPrototypeOf is sec-proxy-object-internal-methods-and-internal-slots-setprototypeof-v.
func proxySetPrototypeOf(rt *Runtime, p *heap.Object, proto heap.Value) (bool, error) {
	target, handler, trap, err := rt.proxyTrap(p, rt.Heap.Names.SetPrototypeOf)
	if err != nil {
		return false, err
	}
	defer rt.leaveProxy()
	if trap.IsUndefined() {
		return rt.SetPrototypeOf(target, proto)
	}
	r, err := rt.Call(trap, handler, target.Value(), proto)
	if err != nil || !ToBoolean(r) {
		return false, err
	}
	ext, err := rt.IsExtensible(target)
	if err != nil || ext {
		return true, err
	}
	actual, err := rt.GetPrototypeOf(target)
	if err != nil {
		return false, err
	}
	if actual != proto {
		return false, rt.TypeError("'setPrototypeOf' on proxy: trap returned truish for setting a new prototype on the non-extensible proxy target")
	}
	return true, nil
}

// proxyIsExtensible is sec-proxy-object-internal-methods-and-internal-slots-isextensible.
func proxyIsExtensible(rt *Runtime, p *heap.Object) (bool, error) {
	target, handler, trap, err := rt.proxyTrap(p, rt.Heap.Names.IsExtensible)
	if err != nil {
		return false, err
	}
	defer rt.leaveProxy()
	if trap.IsUndefined() {
		return rt.IsExtensible(target)
	}
	r, err := rt.Call(trap, handler, target.Value())
	if err != nil {
		return false, err
	}
	actual, err := rt.IsExtensible(target)
	if err != nil {
		return false, err
	}
	if ToBoolean(r) != actual {
		return false, rt.TypeError("'isExtensible' on proxy: trap result does not reflect extensibility of proxy target (which is '%t')", actual)
	}
	return actual, nil
}

// proxyPreventExtensions is sec-proxy-object-internal-methods-and-internal-slots-preventextensions.
func proxyPreventExtensions(rt *Runtime, p *heap.Object) (bool, error) {
	target, handler, trap, err := rt.proxyTrap(p, rt.Heap.Names.PreventExtensions)
	if err != nil {
		return false, err
	}
	defer rt.leaveProxy()
	if trap.IsUndefined() {
		return rt.PreventExtensions(target)
	}
	r, err := rt.Call(trap, handler, target.Value())
	if err != nil || !ToBoolean(r) {
		return false, err
	}
	ext, err := rt.IsExtensible(target)
	if err != nil {
		return false, err
	}
	if ext {
		return false, rt.TypeError("'preventExtensions' on proxy: the proxy target is extensible")
	}
	return true, nil
}

// proxyGetOwnProperty is sec-proxy-object-internal-methods-and-internal-slots-getownproperty-p.
func proxyGetOwnProperty(rt *Runtime, p *heap.Object, key heap.Value) (Descriptor, bool, error) {
	target, handler, trap, err := rt.proxyTrap(p, rt.Heap.Names.GetOwnPropertyDescriptor)
	if err != nil {
		return Descriptor{}, false, err
	}
	defer rt.leaveProxy()
	if trap.IsUndefined() {
		return rt.GetOwnProperty(target, key)
	}
	const what = "'getOwnPropertyDescriptor' on proxy: "
	r, err := rt.Call(trap, handler, target.Value(), rt.trapKey(key))
	if err != nil {
		return Descriptor{}, false, err
	}
	if !r.IsObject() && !r.IsUndefined() {
		return Descriptor{}, false, rt.TypeError(what+"trap returned neither object nor undefined for property '%s'", rt.KeyText(key))
	}
	actual, exists, err := rt.GetOwnProperty(target, key)
	if err != nil {
		return Descriptor{}, false, err
	}
	if r.IsUndefined() {
		if !exists {
			return Descriptor{}, false, nil
		}
		if !actual.Configurable() {
			return Descriptor{}, false, rt.TypeError(what+"trap returned undefined for property '%s' which is non-configurable in the proxy target", rt.KeyText(key))
		}
		ext, err := rt.IsExtensible(target)
		if err == nil && !ext {
			err = rt.TypeError(what+"trap returned undefined for property '%s' which exists in the non-extensible proxy target", rt.KeyText(key))
		}
		return Descriptor{}, false, err
	}
	ext, err := rt.IsExtensible(target)
	if err != nil {
		return Descriptor{}, false, err
	}
	d, err := rt.ToPropertyDescriptor(r)
	if err != nil {
		return Descriptor{}, false, err
	}
	d.Complete()
	if !rt.compatibleDescriptor(ext, &d, &actual, exists) {
		return Descriptor{}, false, rt.TypeError(what+"trap returned descriptor for property '%s' that is incompatible with the existing property in the proxy target", rt.KeyText(key))
	}
	if !d.Configurable() {
		if !exists || actual.Configurable() {
			return Descriptor{}, false, rt.TypeError(what+"trap reported non-configurability for property '%s' which is either non-existent or configurable in the proxy target", rt.KeyText(key))
		}
		if d.Has&HasWritable != 0 && !d.Writable() && actual.Writable() {
			return Descriptor{}, false, rt.TypeError(what+"trap reported non-configurable and writable for property '%s' which is non-configurable, non-writable in the proxy target", rt.KeyText(key))
		}
	}
	return d, true, nil
}

// compatibleDescriptor is IsCompatiblePropertyDescriptor
// (sec-iscompatiblepropertydescriptor).
func (rt *Runtime) compatibleDescriptor(extensible bool, d, current *Descriptor, exists bool) bool {
	if !exists {
		return extensible
	}
	attrs := current.Attrs
	cur := current.Value
	if current.IsAccessor() {
		attrs |= heap.AccessorProp
		cur = rt.Heap.NewAccessor(current.Get, current.Set).Value()
	}
	return rt.IsCompatible(attrs, cur, d)
}

// proxyDefineOwnProperty is sec-proxy-object-internal-methods-and-internal-slots-defineownproperty-p-desc.
func proxyDefineOwnProperty(rt *Runtime, p *heap.Object, key heap.Value, d *Descriptor) (bool, error) {
	target, handler, trap, err := rt.proxyTrap(p, rt.Heap.Names.DefineProperty)
	if err != nil {
		return false, err
	}
	defer rt.leaveProxy()
	if trap.IsUndefined() {
		return rt.DefineOwnProperty(target, key, d)
	}
	const what = "'defineProperty' on proxy: "
	r, err := rt.Call(trap, handler, target.Value(), rt.trapKey(key), rt.FromPropertyDescriptor(d).Value())
	if err != nil || !ToBoolean(r) {
		return false, err
	}
	actual, exists, err := rt.GetOwnProperty(target, key)
	if err != nil {
		return false, err
	}
	ext, err := rt.IsExtensible(target)
	if err != nil {
		return false, err
	}
	settingNonConfigurable := d.Has&HasConfigurable != 0 && !d.Configurable()
	if !exists {
		if !ext {
			return false, rt.TypeError(what+"trap returned truish for adding property '%s' to the non-extensible proxy target", rt.KeyText(key))
		}
		if settingNonConfigurable {
			return false, rt.TypeError(what+"trap returned truish for defining non-configurable property '%s' which is non-existent in the proxy target", rt.KeyText(key))
		}
		return true, nil
	}
	if !rt.compatibleDescriptor(ext, d, &actual, true) {
		return false, rt.TypeError(what+"trap returned truish for adding property '%s' that is incompatible with the existing property in the proxy target", rt.KeyText(key))
	}
	if settingNonConfigurable && actual.Configurable() {
		return false, rt.TypeError(what+"trap returned truish for defining non-configurable property '%s' which is configurable in the proxy target", rt.KeyText(key))
	}
	if !actual.IsAccessor() && !actual.Configurable() && actual.Writable() && d.Has&HasWritable != 0 && !d.Writable() {
		return false, rt.TypeError(what+"trap returned truish for defining non-configurable property '%s' which cannot be non-writable", rt.KeyText(key))
	}
	return true, nil
}

// proxyHas is sec-proxy-object-internal-methods-and-internal-slots-hasproperty-p.
func proxyHas(rt *Runtime, p *heap.Object, key heap.Value) (bool, error) {
	target, handler, trap, err := rt.proxyTrap(p, rt.Heap.Names.Has)
	if err != nil {
		return false, err
	}
	defer rt.leaveProxy()
	if trap.IsUndefined() {
		return rt.HasProperty(target, key)
	}
	r, err := rt.Call(trap, handler, target.Value(), rt.trapKey(key))
	if err != nil || ToBoolean(r) {
		return err == nil, err
	}
	actual, exists, err := rt.GetOwnProperty(target, key)
	if err != nil || !exists {
		return false, err
	}
	if !actual.Configurable() {
		return false, rt.TypeError("'has' on proxy: trap returned falsish for property '%s' which exists in the proxy target as non-configurable", rt.KeyText(key))
	}
	ext, err := rt.IsExtensible(target)
	if err == nil && !ext {
		err = rt.TypeError("'has' on proxy: trap returned falsish for property '%s' but the proxy target is not extensible", rt.KeyText(key))
	}
	return false, err
}

// isConfigurable reports that an ordinary object has no own property key, or a configurable one: a
// proxy whose target it is may then say what it likes of it.
func (rt *Runtime) isConfigurable(o *heap.Object, key heap.Value) bool {
	if o.Has(heap.FlagExotic) {
		return false
	}
	a, _, ok := rt.ownAttrs(o, key)
	return !ok || a&heap.Configurable != 0
}

// proxyGet is sec-proxy-object-internal-methods-and-internal-slots-get-p-receiver.
func proxyGet(rt *Runtime, p *heap.Object, key, receiver heap.Value) (heap.Value, error) {
	target, handler, trap, err := rt.proxyTrap(p, rt.Heap.Names.Get)
	if err != nil {
		return heap.Undefined, err
	}
	defer rt.leaveProxy()
	if trap.IsUndefined() {
		if !heap.KeyIsIndex(key) {
			return rt.GetKeyedFrom(target, key, receiver)
		}
		return rt.GetFrom(target, key, receiver)
	}
	v, err := rt.Call(trap, handler, target.Value(), rt.trapKey(key), receiver)
	if err != nil {
		return heap.Undefined, err
	}
	if rt.isConfigurable(target, key) {
		return v, nil
	}
	actual, exists, err := rt.GetOwnProperty(target, key)
	if err != nil || !exists || actual.Configurable() {
		return v, err
	}
	if actual.IsAccessor() {
		if actual.Get.IsUndefined() && !v.IsUndefined() {
			return heap.Undefined, rt.TypeError("'get' on proxy: property '%s' is a non-configurable accessor property on the proxy target and does not have a getter function, but the trap did not return 'undefined' (got '%s')", rt.KeyText(key), rt.Describe(v))
		}
	} else if !actual.Writable() && !rt.SameValue(v, actual.Value) {
		return heap.Undefined, rt.TypeError("'get' on proxy: property '%s' is a read-only and non-configurable data property on the proxy target but the proxy did not return its actual value (expected '%s' but got '%s')", rt.KeyText(key), rt.Describe(actual.Value), rt.Describe(v))
	}
	return v, nil
}

// proxySet is sec-proxy-object-internal-methods-and-internal-slots-set-p-v-receiver.
func proxySet(rt *Runtime, p *heap.Object, key, v, receiver heap.Value) (bool, error) {
	target, handler, trap, err := rt.proxyTrap(p, rt.Heap.Names.Set)
	if err != nil {
		return false, err
	}
	defer rt.leaveProxy()
	if trap.IsUndefined() {
		return rt.SetOn(target, key, v, receiver)
	}
	r, err := rt.Call(trap, handler, target.Value(), rt.trapKey(key), v, receiver)
	if err != nil || !ToBoolean(r) {
		return false, err
	}
	if rt.isConfigurable(target, key) {
		return true, nil
	}
	actual, exists, err := rt.GetOwnProperty(target, key)
	if err != nil || !exists || actual.Configurable() {
		return err == nil, err
	}
	if actual.IsAccessor() {
		if actual.Set.IsUndefined() {
			return false, rt.TypeError("'set' on proxy: trap returned truish for property '%s' which exists in the proxy target as a non-configurable and non-writable accessor property without a setter", rt.KeyText(key))
		}
	} else if !actual.Writable() && !rt.SameValue(v, actual.Value) {
		return false, rt.TypeError("'set' on proxy: trap returned truish for property '%s' which exists in the proxy target as a non-configurable and non-writable data property with a different value", rt.KeyText(key))
	}
	return true, nil
}

// proxyDelete is sec-proxy-object-internal-methods-and-internal-slots-delete-p.
func proxyDelete(rt *Runtime, p *heap.Object, key heap.Value) (bool, error) {
	target, handler, trap, err := rt.proxyTrap(p, rt.Heap.Names.DeleteProperty)
	if err != nil {
		return false, err
	}
	defer rt.leaveProxy()
	if trap.IsUndefined() {
		return rt.Delete(target, key)
	}
	r, err := rt.Call(trap, handler, target.Value(), rt.trapKey(key))
	if err != nil || !ToBoolean(r) {
		return false, err
	}
	actual, exists, err := rt.GetOwnProperty(target, key)
	if err != nil || !exists {
		return err == nil, err
	}
	if !actual.Configurable() {
		return false, rt.TypeError("'deleteProperty' on proxy: trap returned truish for property '%s' which is non-configurable in the proxy target", rt.KeyText(key))
	}
	ext, err := rt.IsExtensible(target)
	if err != nil {
		return false, err
	}
	if !ext {
		return false, rt.TypeError("'deleteProperty' on proxy: trap returned truish for property '%s' but the proxy target is non-extensible", rt.KeyText(key))
	}
	return true, nil
}

// seenBytes is what a key takes in a map.
const seenBytes = 24

// proxyOwnKeys is sec-proxy-object-internal-methods-and-internal-slots-ownpropertykeys.
func proxyOwnKeys(rt *Runtime, p *heap.Object) ([]heap.Value, error) {
	target, handler, trap, err := rt.proxyTrap(p, rt.Heap.Names.OwnKeys)
	if err != nil {
		return nil, err
	}
	defer rt.leaveProxy()
	if trap.IsUndefined() {
		return rt.OwnPropertyKeys(target)
	}
	r, err := rt.Call(trap, handler, target.Value())
	if err != nil {
		return nil, err
	}
	list, err := rt.CreateListFromArrayLike(r)
	if err != nil {
		return nil, err
	}
	keys, err := rt.MakeList(int64(len(list)))
	if err != nil {
		return nil, err
	}
	keys = keys[:len(list)]
	memory := rt.Heap.Scratch()
	memory.Set(int64(len(list)) * seenBytes)
	seen := make(map[heap.Value]bool, len(list))
	for i, v := range list {
		if err := rt.Step(); err != nil {
			return nil, err
		}
		if !v.IsString() && !v.IsSymbol() {
			return nil, rt.TypeError("%s is not a valid property name", rt.Describe(v))
		}
		if keys[i], err = rt.ToPropertyKey(v); err != nil {
			return nil, err
		}
		rt.Heap.Keep(keys[i])
		if seen[keys[i]] {
			return nil, rt.TypeError("'ownKeys' on proxy: trap returned duplicate entries")
		}
		seen[keys[i]] = true
	}
	return keys, rt.checkOwnKeys(target, keys, seen)
}

// checkOwnKeys holds the invariants of the result of an ownKeys trap.
func (rt *Runtime) checkOwnKeys(target *heap.Object, keys []heap.Value, seen map[heap.Value]bool) error {
	ext, err := rt.IsExtensible(target)
	if err != nil {
		return err
	}
	actual, err := rt.OwnPropertyKeys(target)
	if err != nil {
		return err
	}
	configurable := actual[:0]
	for _, key := range actual {
		if err := rt.Step(); err != nil {
			return err
		}
		d, ok, err := rt.GetOwnProperty(target, key)
		if err != nil {
			return err
		}
		if !ok || d.Configurable() {
			configurable = append(configurable, key)
			continue
		}
		if !seen[key] {
			return rt.TypeError("'ownKeys' on proxy: trap result did not include '%s'", rt.KeyText(key))
		}
	}
	if ext {
		return nil
	}
	rt.Work(32 * len(configurable))
	for _, key := range configurable {
		if !seen[key] {
			return rt.TypeError("'ownKeys' on proxy: trap result did not include '%s'", rt.KeyText(key))
		}
	}
	if len(keys) != len(actual) {
		return rt.TypeError("'ownKeys' on proxy: trap returned extra keys but proxy target is non-extensible")
	}
	return nil
}

// callProxy is [[Call]] of a proxy on the frame at fp
// (sec-proxy-object-internal-methods-and-internal-slots-call-thisargument-argumentslist).
func (rt *Runtime) callProxy(p *heap.Object, fp int) (heap.Value, error) {
	s := rt.Stack
	top := s.Top
	argc := int(s.Vals[fp+stack.Argc].AsInt())
	s.Top = max(top, fp+stack.Header+argc)
	defer func() { s.Top = top }()
	target, handler, trap, err := rt.proxyTrap(p, rt.Heap.Names.Apply)
	if err != nil {
		return heap.Undefined, err
	}
	defer rt.leaveProxy()
	if trap.IsUndefined() {
		s.Vals[fp+stack.Callee] = target.Value()
		return rt.CallFrame(fp)
	}
	args := rt.CreateArrayFromList(s.Vals[fp+stack.Header : fp+stack.Header+argc])
	return rt.Call(trap, handler, target.Value(), s.Vals[fp+stack.This], args.Value())
}

// constructProxy is [[Construct]] of a proxy on the frame at fp
// (sec-proxy-object-internal-methods-and-internal-slots-construct-argumentslist-newtarget).
func (rt *Runtime) constructProxy(p *heap.Object, fp int) (heap.Value, error) {
	s := rt.Stack
	top := s.Top
	argc := int(s.Vals[fp+stack.Argc].AsInt())
	s.Top = max(top, fp+stack.Header+argc)
	defer func() { s.Top = top }()
	target, handler, trap, err := rt.proxyTrap(p, rt.Heap.Names.Construct)
	if err != nil {
		return heap.Undefined, err
	}
	defer rt.leaveProxy()
	if trap.IsUndefined() {
		s.Vals[fp+stack.Callee] = target.Value()
		return rt.ConstructFrame(fp)
	}
	args := rt.CreateArrayFromList(s.Vals[fp+stack.Header : fp+stack.Header+argc])
	v, err := rt.Call(trap, handler, target.Value(), args.Value(), s.Vals[fp+stack.NewTarget])
	if err == nil && !v.IsObject() {
		err = rt.TypeError("'construct' on proxy: trap returned non-object ('%s')", rt.Describe(v))
	}
	return v, err
}
