package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// objectGroup declares %Object% and %Object.prototype% (sec-object-objects).
var objectGroup = &object.Group{
	Name:   "Object",
	Length: 1,
	Fn:     objectConstructor,
	Leaf:   leafObject,
	Ctor:   object.ObjectConstructor,
	Proto:  object.ObjectPrototype,
	Global: true,
	Static: []object.Row{
		{Name: "assign", Length: 2, Fn: objectAssign},
		{Name: "create", Length: 2, Fn: objectCreate},
		{Name: "defineProperties", Length: 2, Fn: objectDefineProperties},
		{Name: "defineProperty", Length: 3, Fn: objectDefineProperty},
		{Name: "entries", Length: 1, Fn: objectEntries},
		{Name: "freeze", Length: 1, Fn: objectFreeze},
		{Name: "fromEntries", Length: 1, Fn: objectFromEntries},
		{Name: "getOwnPropertyDescriptor", Length: 2, Fn: objectGetOwnPropertyDescriptor},
		{Name: "getOwnPropertyDescriptors", Length: 1, Fn: objectGetOwnPropertyDescriptors},
		{Name: "getOwnPropertyNames", Length: 1, Fn: objectGetOwnPropertyNames},
		{Name: "getOwnPropertySymbols", Length: 1, Fn: objectGetOwnPropertySymbols},
		{Name: "getPrototypeOf", Length: 1, Fn: objectGetPrototypeOf, Leaf: leafGetPrototypeOf},
		{Name: "groupBy", Length: 2, Fn: objectGroupBy},
		{Name: "hasOwn", Length: 2, Fn: objectHasOwn, Leaf: leafObjectHasOwn},
		{Name: "is", Length: 2, Fn: objectIs},
		{Name: "isExtensible", Length: 1, Fn: objectIsExtensible},
		{Name: "isFrozen", Length: 1, Fn: objectIsFrozen, Leaf: leafIsFrozen},
		{Name: "isSealed", Length: 1, Fn: objectIsSealed},
		{Name: "keys", Length: 1, Fn: objectKeys},
		{Name: "preventExtensions", Length: 1, Fn: objectPreventExtensions},
		{Name: "seal", Length: 1, Fn: objectSeal},
		{Name: "setPrototypeOf", Length: 2, Fn: objectSetPrototypeOf},
		{Name: "values", Length: 1, Fn: objectValues},
	},
	Rows: []object.Row{
		{Name: "hasOwnProperty", Length: 1, Fn: objectHasOwnProperty, Leaf: leafHasOwnProperty},
		{Name: "isPrototypeOf", Length: 1, Fn: objectIsPrototypeOf},
		{Name: "propertyIsEnumerable", Length: 1, Fn: objectPropertyIsEnumerable},
		{Name: "toLocaleString", Fn: objectToLocaleString},
		{Name: "toString", Fn: objectToString},
		{Name: "valueOf", Fn: objectValueOf},
		{Name: "__defineGetter__", Length: 2, Fn: objectDefineGetter},
		{Name: "__defineSetter__", Length: 2, Fn: objectDefineSetter},
		{Name: "__lookupGetter__", Length: 1, Fn: objectLookupGetter},
		{Name: "__lookupSetter__", Length: 1, Fn: objectLookupSetter},
		{Name: "__proto__", Get: objectProtoGet, Set: objectProtoSet},
	},
}

// objectConstructor is Object (sec-object-value).
func objectConstructor(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if !c.NewTarget.IsUndefined() && c.NewTarget != c.Callee.Value() {
		o, err := rt.OrdinaryCreateFromConstructor(c.NewTarget, object.ObjectPrototype, heap.ClassObject)
		if err != nil {
			return heap.Undefined, err
		}
		return o.Value(), nil
	}
	if c.Arg(0).IsNullish() {
		return rt.NewObject().Value(), nil
	}
	o, err := rt.ToObject(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	return o.Value(), nil
}

// objectAssign is Object.assign (sec-object.assign).
func objectAssign(c *object.Call) (heap.Value, error) {
	rt := c.RT
	to, err := rt.ToObject(c.Arg(0))
	if err != nil || len(c.Args) < 2 {
		return valueOf(to), err
	}
	for _, src := range c.Args[1:] {
		if err := rt.Step(); err != nil {
			return heap.Undefined, err
		}
		if src.IsNullish() {
			continue
		}
		from, err := rt.ToObject(src)
		if err != nil {
			return heap.Undefined, err
		}
		if s := rt.PlainShape(from); s != nil {
			if err := assignPlain(rt, to, from, s); err != nil {
				return heap.Undefined, err
			}
			continue
		}
		keys, err := rt.OwnPropertyKeys(from)
		if err != nil {
			return heap.Undefined, err
		}
		err = eachIndex(rt, 0, int64(len(keys)), func(k int64) error {
			d, ok, err := rt.GetOwnProperty(from, keys[k])
			if err != nil || !ok || !d.Enumerable() {
				return err
			}
			v, err := rt.Get(from, keys[k])
			if err != nil {
				return err
			}
			return rt.Set(to, keys[k], v, true)
		})
		if err != nil {
			return heap.Undefined, err
		}
	}
	return to.Value(), nil
}

// assignPlain is Object.assign from an object whose PlainShape is s, which a
// setter of to may change on the way.
func assignPlain(rt *object.Runtime, to, from *heap.Object, s *heap.Shape) error {
	for i := range s.Count() {
		key, p := s.EntryAt(i)
		if from.Shape(rt.Heap) != s {
			has, err := rt.IsEnumerableOwn(from, key)
			if err != nil {
				return err
			}
			if !has {
				continue
			}
			v, err := rt.Get(from, key)
			if err == nil {
				err = rt.Set(to, key, v, true)
			}
			if err != nil {
				return err
			}
			continue
		}
		if err := rt.Set(to, key, from.SlotAt(p.Offset), true); err != nil {
			return err
		}
		if err := rt.Step(); err != nil {
			return err
		}
	}
	return nil
}

// valueOf is o.Value(), Undefined for nil.
func valueOf(o *heap.Object) heap.Value {
	if o == nil {
		return heap.Undefined
	}
	return o.Value()
}

// objectCreate is Object.create (sec-object.create).
func objectCreate(c *object.Call) (heap.Value, error) {
	rt := c.RT
	proto := c.Arg(0)
	if !proto.IsObject() && !proto.IsNull() {
		return heap.Undefined, rt.TypeError("Object prototype may only be an Object or null: %s", rt.Describe(proto))
	}
	o := rt.OrdinaryObjectCreate(proto)
	if c.Arg(1).IsUndefined() {
		return o.Value(), nil
	}
	return o.Value(), defineProperties(rt, o, c.Arg(1))
}

// defineProperties is ObjectDefineProperties (sec-objectdefineproperties).
func defineProperties(rt *object.Runtime, o *heap.Object, properties heap.Value) error {
	props, err := rt.ToObject(properties)
	if err != nil {
		return err
	}
	keys, err := rt.OwnPropertyKeys(props)
	if err != nil {
		return err
	}
	type definition struct {
		key heap.Value
		d   object.Descriptor
	}
	var list []definition
	for _, key := range keys {
		own, ok, err := rt.GetOwnProperty(props, key)
		if err != nil {
			return err
		}
		if !ok || !own.Enumerable() {
			continue
		}
		v, err := rt.Get(props, key)
		if err != nil {
			return err
		}
		d, err := rt.ToPropertyDescriptor(v)
		if err != nil {
			return err
		}
		list = append(list, definition{key, d})
		if err := rt.Step(); err != nil {
			return err
		}
	}
	for i := range list {
		if err := rt.DefinePropertyOrThrow(o, list[i].key, &list[i].d); err != nil {
			return err
		}
		if err := rt.Step(); err != nil {
			return err
		}
	}
	return nil
}

// objectDefineProperties is Object.defineProperties (sec-object.defineproperties).
func objectDefineProperties(c *object.Call) (heap.Value, error) {
	o, err := c.ObjectArg(0, "Object.defineProperties")
	if err != nil {
		return heap.Undefined, err
	}
	return o.Value(), defineProperties(c.RT, o, c.Arg(1))
}

// objectDefineProperty is Object.defineProperty (sec-object.defineproperty).
func objectDefineProperty(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, err := c.ObjectArg(0, "Object.defineProperty")
	if err != nil {
		return heap.Undefined, err
	}
	key, err := rt.ToPropertyKey(c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	d, err := rt.ToPropertyDescriptor(c.Arg(2))
	if err != nil {
		return heap.Undefined, err
	}
	return o.Value(), rt.DefinePropertyOrThrow(o, key, &d)
}

func enumerableList(c *object.Call, kind object.PropertyKind) (heap.Value, error) {
	o, err := c.RT.ToObject(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	if kind == object.ListKeys {
		if names, ok := c.RT.EnumerableNames(o); ok {
			return c.RT.CreateArrayFromList(names).Value(), nil
		}
	}
	list, err := c.RT.EnumerableOwnProperties(o, kind)
	if err != nil {
		return heap.Undefined, err
	}
	return c.RT.CreateArrayFromList(list).Value(), nil
}

// objectEntries is Object.entries (sec-object.entries).
func objectEntries(c *object.Call) (heap.Value, error) { return enumerableList(c, object.ListEntries) }

// objectKeys is Object.keys (sec-object.keys).
func objectKeys(c *object.Call) (heap.Value, error) { return enumerableList(c, object.ListKeys) }

// objectValues is Object.values (sec-object.values).
func objectValues(c *object.Call) (heap.Value, error) { return enumerableList(c, object.ListValues) }

// integrity sets the integrity level of argument 0 when it is an object.
func integrity(c *object.Call, level object.IntegrityLevel, verb string) (heap.Value, error) {
	v := c.Arg(0)
	if !v.IsObject() {
		return v, nil
	}
	ok, err := c.RT.SetIntegrityLevel(v.Object(), level)
	if err == nil && !ok {
		err = c.RT.TypeError("Cannot %s", verb)
	}
	return v, err
}

// objectFreeze is Object.freeze (sec-object.freeze).
func objectFreeze(c *object.Call) (heap.Value, error) { return integrity(c, object.Frozen, "freeze") }

// objectSeal is Object.seal (sec-object.seal).
func objectSeal(c *object.Call) (heap.Value, error) { return integrity(c, object.Sealed, "seal") }

// objectPreventExtensions is Object.preventExtensions (sec-object.preventextensions).
func objectPreventExtensions(c *object.Call) (heap.Value, error) {
	v := c.Arg(0)
	if !v.IsObject() {
		return v, nil
	}
	ok, err := c.RT.PreventExtensions(v.Object())
	if err == nil && !ok {
		if v.Object().Class() == heap.ClassProxy {
			return v, c.RT.TypeError("'preventExtensions' on proxy: trap returned falsish")
		}
		err = c.RT.TypeError("Cannot prevent extensions of %s", c.RT.Describe(v))
	}
	return v, err
}

// hasIntegrity tests the integrity level of argument 0; a primitive has any.
func hasIntegrity(c *object.Call, level object.IntegrityLevel) (heap.Value, error) {
	if !c.Arg(0).IsObject() {
		return heap.True, nil
	}
	ok, err := c.RT.TestIntegrityLevel(c.Arg(0).Object(), level)
	return heap.Bool(ok), err
}

// objectIsFrozen is Object.isFrozen (sec-object.isfrozen).
func objectIsFrozen(c *object.Call) (heap.Value, error) { return hasIntegrity(c, object.Frozen) }

// objectIsSealed is Object.isSealed (sec-object.issealed).
func objectIsSealed(c *object.Call) (heap.Value, error) { return hasIntegrity(c, object.Sealed) }

// objectIsExtensible is Object.isExtensible (sec-object.isextensible).
func objectIsExtensible(c *object.Call) (heap.Value, error) {
	if !c.Arg(0).IsObject() {
		return heap.False, nil
	}
	ok, err := c.RT.IsExtensible(c.Arg(0).Object())
	return heap.Bool(ok), err
}

// objectFromEntries is Object.fromEntries (sec-object.fromentries).
func objectFromEntries(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if err := rt.RequireObjectCoercible(c.Arg(0), "Object.fromEntries"); err != nil {
		return heap.Undefined, err
	}
	o := rt.NewObject()
	err := rt.Iterate(c.Arg(0), func(item heap.Value) error {
		if !item.IsObject() {
			return rt.TypeError("Iterator value %s is not an entry object", rt.Describe(item))
		}
		k, err := getAt(rt, item.Object(), 0)
		if err != nil {
			return err
		}
		v, err := getAt(rt, item.Object(), 1)
		if err != nil {
			return err
		}
		key, err := rt.ToPropertyKey(k)
		if err != nil {
			return err
		}
		return rt.CreateDataPropertyOrThrow(o, key, v)
	})
	return o.Value(), err
}

// objectGetOwnPropertyDescriptor is Object.getOwnPropertyDescriptor
// (sec-object.getownpropertydescriptor).
func objectGetOwnPropertyDescriptor(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, err := rt.ToObject(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	key, err := rt.ToPropertyKey(c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	d, ok, err := rt.GetOwnProperty(o, key)
	if err != nil || !ok {
		return heap.Undefined, err
	}
	return rt.FromPropertyDescriptor(&d).Value(), nil
}

// objectGetOwnPropertyDescriptors is Object.getOwnPropertyDescriptors
// (sec-object.getownpropertydescriptors).
func objectGetOwnPropertyDescriptors(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, err := rt.ToObject(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	keys, err := rt.OwnPropertyKeys(o)
	if err != nil {
		return heap.Undefined, err
	}
	result := rt.NewObject()
	err = eachIndex(rt, 0, int64(len(keys)), func(k int64) error {
		d, ok, err := rt.GetOwnProperty(o, keys[k])
		if err != nil || !ok {
			return err
		}
		return rt.CreateDataPropertyOrThrow(result, keys[k], rt.FromPropertyDescriptor(&d).Value())
	})
	return result.Value(), err
}

// ownKeys is GetOwnPropertyKeys (sec-getownpropertykeys).
func ownKeys(c *object.Call, symbols bool) (heap.Value, error) {
	rt := c.RT
	o, err := rt.ToObject(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	keys, err := rt.OwnPropertyKeys(o)
	if err != nil {
		return heap.Undefined, err
	}
	a := rt.NewArray()
	for _, key := range keys {
		if key.IsSymbol() == symbols {
			if err := appendKey(rt, a, key); err != nil {
				return heap.Undefined, err
			}
		}
		if err := rt.Step(); err != nil {
			return heap.Undefined, err
		}
	}
	return a.Value(), nil
}

// objectGetOwnPropertyNames is Object.getOwnPropertyNames
// (sec-object.getownpropertynames).
func objectGetOwnPropertyNames(c *object.Call) (heap.Value, error) { return ownKeys(c, false) }

// objectGetOwnPropertySymbols is Object.getOwnPropertySymbols
// (sec-object.getownpropertysymbols).
func objectGetOwnPropertySymbols(c *object.Call) (heap.Value, error) { return ownKeys(c, true) }

// objectGetPrototypeOf is Object.getPrototypeOf (sec-object.getprototypeof).
func objectGetPrototypeOf(c *object.Call) (heap.Value, error) {
	o, err := c.RT.ToObject(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	return c.RT.GetPrototypeOf(o)
}

// objectSetPrototypeOf is Object.setPrototypeOf (sec-object.setprototypeof).
func objectSetPrototypeOf(c *object.Call) (heap.Value, error) {
	rt := c.RT
	v, proto := c.Arg(0), c.Arg(1)
	if err := rt.RequireObjectCoercible(v, "Object.setPrototypeOf"); err != nil {
		return heap.Undefined, err
	}
	if !proto.IsObject() && !proto.IsNull() {
		return heap.Undefined, rt.TypeError("Object prototype may only be an Object or null: %s", rt.Describe(proto))
	}
	return v, setPrototype(rt, v, proto)
}

func setPrototype(rt *object.Runtime, v, proto heap.Value) error {
	if !v.IsObject() {
		return nil
	}
	o := v.Object()
	ok, err := rt.SetPrototypeOf(o, proto)
	if err != nil || ok {
		return err
	}
	if o.Class() == heap.ClassProxy {
		return rt.TypeError("'setPrototypeOf' on proxy: trap returned falsish")
	}
	if extensible, err := rt.IsExtensible(o); err != nil {
		return err
	} else if !extensible {
		return rt.TypeError("%s is not extensible", rt.Describe(v))
	}
	if o == rt.Cur.Intrinsic(object.ObjectPrototype) {
		return rt.TypeError("Immutable prototype object 'Object.prototype' cannot have their prototype set")
	}
	if rt.IsFixed(v.Object()) {
		return rt.TypeError("Cannot set the prototype of %s of the host", rt.Describe(v))
	}
	return rt.TypeError("Cyclic __proto__ value")
}

// objectGroupBy is Object.groupBy (sec-object.groupby).
func objectGroupBy(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if err := rt.RequireObjectCoercible(c.Arg(0), "Object.groupBy"); err != nil {
		return heap.Undefined, err
	}
	fn, err := c.CallableArg(1)
	if err != nil {
		return heap.Undefined, err
	}
	o := rt.OrdinaryObjectCreate(heap.Null)
	k := int64(0)
	err = rt.Iterate(c.Arg(0), func(v heap.Value) error {
		r, err := rt.Call(fn, heap.Undefined, v, heap.Int64(k))
		if err != nil {
			return err
		}
		k++
		key, err := rt.ToPropertyKey(r)
		if err != nil {
			return err
		}
		group, err := rt.Get(o, key)
		if err != nil {
			return err
		}
		if group.IsUndefined() {
			group = rt.NewArray().Value()
			if err := rt.CreateDataPropertyOrThrow(o, key, group); err != nil {
				return err
			}
		}
		return rt.AppendElement(group.Object(), v)
	})
	return o.Value(), err
}

// appendKey appends a property key, as a value, to a list for a script.
func appendKey(rt *object.Runtime, list *heap.Object, key heap.Value) error {
	mark := rt.Heap.OpenScope()
	err := rt.AppendElement(list, rt.KeyToValue(key))
	rt.Heap.CloseScope(mark)
	if err != nil {
		return err
	}
	return rt.Step()
}

// objectHasOwn is Object.hasOwn (sec-object.hasown).
func objectHasOwn(c *object.Call) (heap.Value, error) {
	o, err := c.RT.ToObject(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	key, err := c.RT.ToPropertyKey(c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	ok, err := c.RT.HasOwnProperty(o, key)
	return heap.Bool(ok), err
}

// objectIs is Object.is (sec-object.is).
func objectIs(c *object.Call) (heap.Value, error) {
	return heap.Bool(c.RT.SameValue(c.Arg(0), c.Arg(1))), nil
}

// objectHasOwnProperty is Object.prototype.hasOwnProperty
// (sec-object.prototype.hasownproperty).
func objectHasOwnProperty(c *object.Call) (heap.Value, error) {
	key, err := c.RT.ToPropertyKey(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	o, err := c.RT.ToObject(c.This)
	if err != nil {
		return heap.Undefined, err
	}
	ok, err := c.RT.HasOwnProperty(o, key)
	return heap.Bool(ok), err
}

// objectIsPrototypeOf is Object.prototype.isPrototypeOf
// (sec-object.prototype.isprototypeof).
func objectIsPrototypeOf(c *object.Call) (heap.Value, error) {
	rt := c.RT
	v := c.Arg(0)
	if !v.IsObject() {
		return heap.False, nil
	}
	o, err := rt.ToObject(c.This)
	if err != nil {
		return heap.Undefined, err
	}
	for {
		if v, err = rt.GetPrototypeOf(v.Object()); err != nil || !v.IsObject() {
			return heap.False, err
		}
		if v == o.Value() {
			return heap.True, nil
		}
		if err := rt.Step(); err != nil {
			return heap.Undefined, err
		}
	}
}

// objectPropertyIsEnumerable is Object.prototype.propertyIsEnumerable
// (sec-object.prototype.propertyisenumerable).
func objectPropertyIsEnumerable(c *object.Call) (heap.Value, error) {
	key, err := c.RT.ToPropertyKey(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	o, err := c.RT.ToObject(c.This)
	if err != nil {
		return heap.Undefined, err
	}
	d, ok, err := c.RT.GetOwnProperty(o, key)
	return heap.Bool(ok && d.Enumerable()), err
}

// objectToLocaleString is Object.prototype.toLocaleString
// (sec-object.prototype.tolocalestring).
func objectToLocaleString(c *object.Call) (heap.Value, error) {
	return c.RT.Invoke(c.This, c.RT.Heap.Names.ToString)
}

// objectToString is Object.prototype.toString (sec-object.prototype.tostring).
func objectToString(c *object.Call) (heap.Value, error) { return objectText(c.RT, c.This) }

// objectText is what Object.prototype.toString returns for v.
func objectText(rt *object.Runtime, v heap.Value) (heap.Value, error) {
	switch {
	case v.IsUndefined():
		return rt.Text("[object Undefined]"), nil
	case v.IsNull():
		return rt.Text("[object Null]"), nil
	}
	o, err := rt.ToObject(v)
	if err != nil {
		return heap.Undefined, err
	}
	is, err := rt.IsArray(o.Value())
	if err != nil {
		return heap.Undefined, err
	}
	tag, err := rt.Get(o, rt.Heap.Symbols.ToStringTag)
	if err != nil {
		return heap.Undefined, err
	}
	if tag.IsString() {
		b := rt.Heap.Builder()
		b.Go("[object ")
		b.Str(tag.Str())
		b.Go("]")
		return rt.BuiltString(&b)
	}
	return rt.Text("[object " + builtinTag(o, is) + "]"), nil
}

// builtinTag is the name of an object without @@toStringTag.
func builtinTag(o *heap.Object, isArray bool) string {
	if isArray {
		return "Array"
	}
	switch o.Class() {
	case heap.ClassArguments, heap.ClassMappedArguments:
		return "Arguments"
	case heap.ClassError, heap.ClassBoolean, heap.ClassNumber, heap.ClassString, heap.ClassDate, heap.ClassRegExp:
		return o.Class().String()
	}
	if o.IsCallable() {
		return "Function"
	}
	return "Object"
}

// objectValueOf is Object.prototype.valueOf (sec-object.prototype.valueof).
func objectValueOf(c *object.Call) (heap.Value, error) {
	o, err := c.RT.ToObject(c.This)
	if err != nil {
		return heap.Undefined, err
	}
	return o.Value(), nil
}

// defineAccessor is __defineGetter__ and __defineSetter__.
func defineAccessor(c *object.Call, name string, d object.Descriptor) (heap.Value, error) {
	rt := c.RT
	o, err := rt.ToObject(c.This)
	if err != nil {
		return heap.Undefined, err
	}
	if !rt.IsCallable(c.Arg(1)) {
		return heap.Undefined, rt.TypeError("Object.prototype.%s: Expecting function", name)
	}
	key, err := rt.ToPropertyKey(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	d.Has |= object.HasEnumerable | object.HasConfigurable
	d.Attrs = heap.Enumerable | heap.Configurable
	return heap.Undefined, rt.DefinePropertyOrThrow(o, key, &d)
}

// objectDefineGetter is Object.prototype.__defineGetter__
// (sec-object.prototype.__defineGetter__).
func objectDefineGetter(c *object.Call) (heap.Value, error) {
	return defineAccessor(c, "__defineGetter__", object.Descriptor{Get: c.Arg(1), Has: object.HasGet})
}

// objectDefineSetter is Object.prototype.__defineSetter__
// (sec-object.prototype.__defineSetter__).
func objectDefineSetter(c *object.Call) (heap.Value, error) {
	return defineAccessor(c, "__defineSetter__", object.Descriptor{Set: c.Arg(1), Has: object.HasSet})
}

// lookupAccessor finds the nearest property named by argument 0 along the
// prototype chain; ok is false when it is no accessor.
func lookupAccessor(c *object.Call) (d object.Descriptor, ok bool, err error) {
	rt := c.RT
	o, err := rt.ToObject(c.This)
	if err != nil {
		return d, false, err
	}
	key, err := rt.ToPropertyKey(c.Arg(0))
	if err != nil {
		return d, false, err
	}
	for {
		d, ok, err = rt.GetOwnProperty(o, key)
		if ok || err != nil {
			return d, ok && d.IsAccessor(), err
		}
		proto, err := rt.GetPrototypeOf(o)
		if err != nil || !proto.IsObject() {
			return d, false, err
		}
		o = proto.Object()
		if err := rt.Step(); err != nil {
			return d, false, err
		}
	}
}

// objectLookupGetter is Object.prototype.__lookupGetter__
// (sec-object.prototype.__lookupGetter__).
func objectLookupGetter(c *object.Call) (heap.Value, error) {
	d, ok, err := lookupAccessor(c)
	if !ok || err != nil {
		return heap.Undefined, err
	}
	return d.Get, nil
}

// objectLookupSetter is Object.prototype.__lookupSetter__
// (sec-object.prototype.__lookupSetter__).
func objectLookupSetter(c *object.Call) (heap.Value, error) {
	d, ok, err := lookupAccessor(c)
	if !ok || err != nil {
		return heap.Undefined, err
	}
	return d.Set, nil
}

// objectProtoGet is the getter of Object.prototype.__proto__
// (sec-get-object.prototype.__proto__).
func objectProtoGet(c *object.Call) (heap.Value, error) {
	o, err := c.RT.ToObject(c.This)
	if err != nil {
		return heap.Undefined, err
	}
	return c.RT.GetPrototypeOf(o)
}

// objectProtoSet is the setter of Object.prototype.__proto__
// (sec-set-object.prototype.__proto__).
func objectProtoSet(c *object.Call) (heap.Value, error) {
	if err := c.RT.RequireObjectCoercible(c.This, "Object.prototype.__proto__"); err != nil {
		return heap.Undefined, err
	}
	proto := c.Arg(0)
	if !proto.IsObject() && !proto.IsNull() {
		return heap.Undefined, nil
	}
	return heap.Undefined, setPrototype(c.RT, c.This, proto)
}
