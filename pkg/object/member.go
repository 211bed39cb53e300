package object

import "github.com/kilnjs/kiln/pkg/heap"

// Get reads a property of an object (sec-get-o-p).
func (rt *Runtime) Get(o *heap.Object, key heap.Value) (heap.Value, error) {
	return rt.GetFrom(o, key, o.Value())
}

// GetV reads a property of any value but null and undefined (sec-getv).
func (rt *Runtime) GetV(v, key heap.Value) (heap.Value, error) { return rt.GetMember(v, key) }

// Set stores into a property of an object; with throw a refusal is a TypeError
// (sec-set-o-p-v-throw).
func (rt *Runtime) Set(o *heap.Object, key, v heap.Value, throw bool) error {
	ok, err := rt.SetOn(o, key, v, o.Value())
	if err == nil && !ok && throw {
		err = rt.readOnly(o.Value(), key)
	}
	return err
}

// GetMember reads base.key for a property key; null and undefined give the
// TypeError that names it.
func (rt *Runtime) GetMember(base, key heap.Value) (heap.Value, error) {
	if base.IsObject() {
		return rt.GetFrom(base.Object(), key, base)
	}
	if base.IsNullish() {
		return heap.Undefined, rt.nullishRead(base, key)
	}
	if base.IsString() {
		if v, ok := rt.stringOwn(base.Str(), key); ok {
			return v, nil
		}
	}
	return rt.GetFrom(rt.primitiveProto(base), key, base)
}

// primitiveProto is the prototype that property reads on a primitive use.
func (rt *Runtime) primitiveProto(v heap.Value) *heap.Object {
	id := ObjectPrototype
	switch {
	case v.IsString():
		id = StringPrototype
	case v.IsNumber():
		id = NumberPrototype
	case v.IsBool():
		id = BooleanPrototype
	case v.IsSymbol():
		id = SymbolPrototype
	case v.IsBigInt():
		id = BigIntPrototype
	}
	return rt.Cur.Intrinsic(id)
}

// stringOwn is an own property of a string primitive: length or a code unit.
func (rt *Runtime) stringOwn(s *heap.String, key heap.Value) (heap.Value, bool) {
	if heap.KeyIsIndex(key) {
		if i := heap.KeyIndex(key); int64(i) < int64(s.Len()) {
			return rt.Heap.SingleChar(s.At(rt.Heap, int(i))).Value(), true
		}
		return heap.Undefined, false
	}
	if key == rt.Heap.Names.Length {
		return heap.Int(int32(s.Len())), true
	}
	return heap.Undefined, false
}

// SetMember stores base.key = v; a refusal is a TypeError in strict code.
func (rt *Runtime) SetMember(base, key, v heap.Value, strict bool) error {
	var ok bool
	var err error
	switch {
	case base.IsObject():
		ok, err = rt.SetOn(base.Object(), key, v, base)
	case base.IsNullish():
		return rt.nullishWrite(base, key)
	default:
		if base.IsString() {
			if _, own := rt.stringOwn(base.Str(), key); own {
				break
			}
		}
		ok, err = rt.SetOn(rt.primitiveProto(base), key, v, base)
	}
	if err == nil && !ok && strict {
		err = rt.readOnly(base, key)
	}
	return err
}

// readOnly is the TypeError for a store that an object refused.
func (rt *Runtime) readOnly(base, key heap.Value) error {
	name := rt.KeyText(key)
	if !base.IsObject() {
		if base.IsString() {
			if _, own := rt.stringOwn(base.Str(), key); own {
				return rt.TypeError("Cannot assign to read only property '%s' of string '%s'", name, rt.primitiveText(base))
			}
		}
		return rt.TypeError("Cannot create property '%s' on %s '%s'", name, rt.typeText(base), rt.primitiveText(base))
	}
	o := base.Object()
	if !o.Has(heap.FlagExotic) {
		if a, _, ok := rt.ownAttrs(o, key); ok && a&heap.AccessorProp != 0 {
			return rt.TypeError("Cannot set property %s of %s which has only a getter", name, rt.Describe(base))
		} else if !ok && o.Has(heap.FlagNotExtensible) {
			return rt.TypeError("Cannot add property %s, object is not extensible", name)
		} else if !ok {
			if rt.inheritsAccessor(o, key) {
				return rt.TypeError("Cannot set property %s of %s which has only a getter", name, rt.Describe(base))
			}
		}
	}
	if isHostExotic(o) && rt.Quiet(o) {
		if there, err := rt.HasOwnProperty(o, key); err == nil && !there {
			return rt.TypeError("Cannot add property %s to %s of the host", name, rt.Describe(base))
		}
	}
	if o.Class() == heap.ClassProxy {
		return rt.TypeError("'set' on proxy: trap returned falsish for property '%s'", name)
	}
	return rt.TypeError("Cannot assign to read only property '%s' of %s '%s'", name, rt.typeText(base), rt.Describe(base))
}

// inheritsAccessor reports whether the nearest property key on the prototypes of
// o is an accessor.
func (rt *Runtime) inheritsAccessor(o *heap.Object, key heap.Value) bool {
	hops := 0
	for p := o.Proto(rt.Heap); p.IsObject(); p = p.Object().Proto(rt.Heap) {
		hops++
		rt.chargeChain(hops)
		if p.Object().Class().RunsCode() {
			return false
		}
		if a, _, ok := rt.ownAttrs(p.Object(), key); ok {
			return a&heap.AccessorProp != 0
		}
	}
	return false
}

func (rt *Runtime) typeText(v heap.Value) string { return rt.Typeof(v).Str().Go(rt.Heap) }

func (rt *Runtime) primitiveText(v heap.Value) string {
	if v.IsString() {
		return rt.clip(v.Str())
	}
	return rt.Describe(v)
}

// GetElem reads base[prop] for a prop of any type
// (sec-property-accessors-runtime-semantics-evaluation).
func (rt *Runtime) GetElem(base, prop heap.Value) (heap.Value, error) {
	if prop.IsInt() && prop.AsInt() >= 0 {
		i := uint32(prop.AsInt())
		if base.IsObject() {
			o := base.Object()
			if v, ok := rt.Heap.GetElement(o, i); ok && !o.IsSparse() {
				return rt.Heap.Keep(v), nil
			}
			if !o.IsSparse() && rt.isPlainArray(o) {
				return heap.Undefined, nil
			}
			return rt.GetFrom(o, heap.IndexKey(i), base)
		}
		return rt.GetMember(base, heap.IndexKey(i))
	}
	if base.IsNullish() {
		return heap.Undefined, rt.nullishRead(base, rt.messageKey(prop))
	}
	key, err := rt.ToPropertyKey(prop)
	if err != nil {
		return heap.Undefined, err
	}
	return rt.GetMember(base, key)
}

// messageKey is prop as a property key for an error message, made without
// running script code.
func (rt *Runtime) messageKey(prop heap.Value) heap.Value {
	if prop.IsObject() {
		return rt.Heap.InternGo(rt.Describe(prop))
	}
	key, err := rt.ToPropertyKey(prop)
	if err != nil {
		return rt.Heap.Names.Undefined
	}
	return key
}

// SetElem stores base[prop] = v for a prop of any type.
func (rt *Runtime) SetElem(base, prop, v heap.Value, strict bool) error {
	if prop.IsInt() && prop.AsInt() >= 0 {
		i := uint32(prop.AsInt())
		if base.IsObject() {
			if done, err := rt.setDense(base.Object(), i, v); done || err != nil {
				return err
			}
		}
		return rt.SetMember(base, heap.IndexKey(i), v, strict)
	}
	if base.IsNullish() {
		return rt.nullishWrite(base, rt.messageKey(prop))
	}
	key, err := rt.ToPropertyKey(prop)
	if err != nil {
		return err
	}
	return rt.SetMember(base, key, v, strict)
}

// setDense stores an element that exists, or appends to an array, when nothing
// but the array itself can be concerned.
func (rt *Runtime) setDense(o *heap.Object, i uint32, v heap.Value) (done bool, err error) {
	h := rt.Heap
	if o.IsSparse() {
		return false, nil
	}
	if _, ok := h.GetElement(o, i); ok {
		h.SetElement(o, i, v)
		return true, nil
	}
	if o.Class() != heap.ClassArray || o.Has(heap.FlagNotExtensible|heap.FlagLengthReadonly) || i > arrayLen(o) || !rt.NoIndexedPrototype(o) {
		return false, nil
	}
	if grow := o.GrowthBytes(1); grow > largeGrowth {
		if err := rt.CheckAlloc(int(grow)); err != nil {
			return false, err
		}
	}
	h.SetElement(o, i, v)
	if i == arrayLen(o) {
		setArrayLen(h, o, i+1)
	}
	return true, nil
}

// DeleteMember is `delete base.key`; in strict code a refusal is a TypeError
// (sec-delete-operator-runtime-semantics-evaluation).
func (rt *Runtime) DeleteMember(base, key heap.Value, strict bool) (bool, error) {
	if base.IsNullish() {
		return false, rt.TypeError("Cannot convert undefined or null to object")
	}
	o, err := rt.ToObject(base)
	if err != nil {
		return false, err
	}
	ok, err := rt.Delete(o, key)
	if err == nil && !ok && strict {
		if o.Class() == heap.ClassProxy {
			return false, rt.TypeError("'deleteProperty' on proxy: trap returned falsish for property '%s'", rt.KeyText(key))
		}
		return false, rt.TypeError("Cannot delete property '%s' of %s", rt.KeyText(key), rt.Describe(base))
	}
	return ok, err
}

// DeleteElem is `delete base[prop]`.
func (rt *Runtime) DeleteElem(base, prop heap.Value, strict bool) (bool, error) {
	if base.IsNullish() {
		return false, rt.TypeError("Cannot convert undefined or null to object")
	}
	key, err := rt.ToPropertyKey(prop)
	if err != nil {
		return false, err
	}
	return rt.DeleteMember(base, key, strict)
}

// HasIn is `prop in v` (sec-relational-operators-runtime-semantics-evaluation).
func (rt *Runtime) HasIn(prop, v heap.Value) (bool, error) {
	if !v.IsObject() {
		return false, rt.TypeError("Cannot use 'in' operator to search for '%s' in %s", rt.KeyText(rt.messageKey(prop)), rt.primitiveText(v))
	}
	key, err := rt.ToPropertyKey(prop)
	if err != nil {
		return false, err
	}
	return rt.HasProperty(v.Object(), key)
}

// GetMethod is the operation of that name (sec-getmethod).
func (rt *Runtime) GetMethod(v, key heap.Value) (heap.Value, error) {
	f, err := rt.GetV(v, key)
	if err != nil {
		return heap.Undefined, err
	}
	return rt.asMethod(f, v, key)
}

// asMethod is what GetMethod makes of property key of v, which is f.
func (rt *Runtime) asMethod(f, v, key heap.Value) (heap.Value, error) {
	if f.IsNullish() {
		return heap.Undefined, nil
	}
	if !rt.IsCallable(f) {
		return heap.Undefined, rt.TypeError("'%s' returned for property '%s' of object '%s' is not a function",
			rt.Describe(f), rt.KeyText(key), rt.Describe(v))
	}
	return f, nil
}

// HasOwnProperty is the operation of that name (sec-hasownproperty).
func (rt *Runtime) HasOwnProperty(o *heap.Object, key heap.Value) (bool, error) {
	if !o.Has(heap.FlagExotic) {
		return rt.hasOwnOrdinary(o, key), nil
	}
	_, ok, err := rt.GetOwnProperty(o, key)
	return ok, err
}

// CreateDataProperty is the operation of that name (sec-createdataproperty).
func (rt *Runtime) CreateDataProperty(o *heap.Object, key, v heap.Value) (bool, error) {
	if !o.Has(heap.FlagExotic) && o.Class() != heap.ClassArray {
		rt.materializeAll(o)
		if _, _, exists := rt.ownAttrs(o, key); !exists {
			if o.Has(heap.FlagNotExtensible) {
				return false, nil
			}
			if err := rt.makeRoom(o, key); err != nil {
				return false, err
			}
			rt.createOwn(o, key, v, heap.DefaultAttrs)
			return true, nil
		}
	}
	d := DataDescriptor(v, heap.DefaultAttrs)
	return rt.DefineOwnProperty(o, key, &d)
}

// CreateDataPropertyOrThrow is the operation of that name
// (sec-createdatapropertyorthrow).
func (rt *Runtime) CreateDataPropertyOrThrow(o *heap.Object, key, v heap.Value) error {
	ok, err := rt.CreateDataProperty(o, key, v)
	if err == nil && !ok {
		err = rt.cannotDefine(o, key)
	}
	return err
}

func (rt *Runtime) cannotDefine(o *heap.Object, key heap.Value) error {
	if o.Class() == heap.ClassProxy {
		return rt.TypeError("'defineProperty' on proxy: trap returned falsish for property '%s'", rt.KeyText(key))
	}
	if o.Has(heap.FlagNotExtensible) && !o.Has(heap.FlagExotic) && !rt.hasOwnOrdinary(o, key) {
		return rt.TypeError("Cannot define property %s, object is not extensible", rt.KeyText(key))
	}
	return rt.TypeError("Cannot redefine property: %s", rt.KeyText(key))
}

// DefinePropertyOrThrow is the operation of that name (sec-definepropertyorthrow).
func (rt *Runtime) DefinePropertyOrThrow(o *heap.Object, key heap.Value, d *Descriptor) error {
	ok, err := rt.DefineOwnProperty(o, key, d)
	if err == nil && !ok {
		err = rt.cannotDefine(o, key)
	}
	return err
}

// DeletePropertyOrThrow is the operation of that name (sec-deletepropertyorthrow).
func (rt *Runtime) DeletePropertyOrThrow(o *heap.Object, key heap.Value) error {
	_, err := rt.DeleteMember(o.Value(), key, true)
	return err
}

// IntegrityLevel is an argument of SetIntegrityLevel.
type IntegrityLevel uint8

// The levels of integrity.
const (
	Sealed IntegrityLevel = iota
	Frozen
)

// SetIntegrityLevel is the operation of that name (sec-setintegritylevel).
func (rt *Runtime) SetIntegrityLevel(o *heap.Object, level IntegrityLevel) (bool, error) {
	if ok, err := rt.PreventExtensions(o); !ok || err != nil {
		return false, err
	}
	if !o.Has(heap.FlagExotic) {
		rt.restrict(o, level)
		return true, nil
	}
	keys, err := rt.OwnPropertyKeys(o)
	if err != nil {
		return false, err
	}
	for _, key := range keys {
		if err := rt.Step(); err != nil {
			return false, err
		}
		d := Descriptor{Has: HasConfigurable}
		if level == Frozen {
			cur, ok, err := rt.GetOwnProperty(o, key)
			if err != nil {
				return false, err
			}
			if !ok {
				continue
			}
			if !cur.IsAccessor() {
				d.Has |= HasWritable
			}
		}
		if err := rt.DefinePropertyOrThrow(o, key, &d); err != nil {
			return false, err
		}
	}
	return true, nil
}

// restrict seals or freezes all own properties of an ordinary object.
func (rt *Runtime) restrict(o *heap.Object, level IntegrityLevel) {
	h := rt.Heap
	remove := heap.Configurable
	if level == Frozen {
		remove |= heap.Writable
	}
	rt.materializeAll(o)
	h.SealElements(o, remove)
	if privates := rt.privateWritables(o, remove); privates != nil {
		h.RestrictAttrs(o, remove)
		for _, key := range privates {
			h.ChangeAttrs(o, key, heap.Writable)
		}
	} else {
		h.RestrictAttrs(o, remove)
	}
	if o.Class() == heap.ClassArray && level == Frozen && arrayLengthWritable(o) {
		rt.setLengthReadonly(o)
	}
}

// privateWritables lists the private fields of o, which no restriction touches.
func (rt *Runtime) privateWritables(o *heap.Object, remove heap.Attrs) []heap.Value {
	if remove&heap.Writable == 0 {
		return nil
	}
	var keys []heap.Value
	o.Shape(rt.Heap).ForEach(func(key heap.Value, p heap.Prop) bool {
		if isPrivateName(key) && p.Attrs == heap.Writable {
			keys = append(keys, key)
		}
		return true
	})
	return keys
}

// TestIntegrityLevel is the operation of that name (sec-testintegritylevel).
func (rt *Runtime) TestIntegrityLevel(o *heap.Object, level IntegrityLevel) (bool, error) {
	if ext, err := rt.IsExtensible(o); ext || err != nil {
		return false, err
	}
	keys, err := rt.OwnPropertyKeys(o)
	if err != nil {
		return false, err
	}
	for _, key := range keys {
		if err := rt.Step(); err != nil {
			return false, err
		}
		d, ok, err := rt.GetOwnProperty(o, key)
		if err != nil {
			return false, err
		}
		if ok && (d.Configurable() || level == Frozen && !d.IsAccessor() && d.Writable()) {
			return false, nil
		}
	}
	return true, nil
}

// LengthOfArrayLike is the operation of that name (sec-lengthofarraylike).
func (rt *Runtime) LengthOfArrayLike(o *heap.Object) (int64, error) {
	if o.Class() == heap.ClassArray {
		return int64(arrayLen(o)), nil
	}
	v, err := rt.Get(o, rt.Heap.Names.Length)
	if err != nil {
		return 0, err
	}
	return rt.ToLength(v)
}

// CreateListFromArrayLike is the operation of that name
// (sec-createlistfromarraylike). The values are kept.
func (rt *Runtime) CreateListFromArrayLike(v heap.Value) ([]heap.Value, error) {
	if !v.IsObject() {
		return nil, rt.TypeError("CreateListFromArrayLike called on non-object")
	}
	o := v.Object()
	n, err := rt.LengthOfArrayLike(o)
	if err != nil {
		return nil, err
	}
	if n*8 > rt.Heap.MaxBytes() {
		return nil, rt.RangeError("Invalid array length")
	}
	list, err := rt.MakeList(n)
	if err != nil {
		return nil, err
	}
	for i := int64(0); i < n; i++ {
		if err := rt.Step(); err != nil {
			return nil, err
		}
		x, err := rt.Get(o, rt.KeyFromInt(i))
		if err != nil {
			return nil, err
		}
		list = append(list, x)
	}
	return list, nil
}

// OrdinaryHasInstance is the operation of that name (sec-ordinaryhasinstance).
func (rt *Runtime) OrdinaryHasInstance(c, v heap.Value) (bool, error) {
	if !rt.IsCallable(c) {
		return false, nil
	}
	// InstanceofOperator of what is bound, as long as that leads back here.
	for c.Object().Class() == heap.ClassBoundFunction {
		c = c.Object().Internal(boundTarget)
		method, err := rt.GetMethod(c, rt.Heap.Symbols.HasInstance)
		if err != nil {
			return false, err
		}
		if !method.IsUndefined() && method != rt.Cur.Intrinsic(FunctionProtoHasInstance).Value() {
			r, err := rt.Call(method, c, v)
			return ToBoolean(r), err
		}
		if err := rt.Step(); err != nil {
			return false, err
		}
	}
	if !v.IsObject() {
		return false, nil
	}
	p, err := rt.Get(c.Object(), rt.Heap.Names.Prototype)
	if err != nil {
		return false, err
	}
	if !p.IsObject() {
		return false, rt.TypeError("Function has non-object prototype '%s' in instanceof check", rt.Describe(p))
	}
	for hops := 1; ; hops++ {
		o := v.Object()
		if v, err = rt.GetPrototypeOf(o); err != nil || !v.IsObject() {
			return false, err
		}
		if v == p {
			return true, nil
		}
		rt.chargeChain(hops)
		// Proxies may have themselves for a prototype. A few others cost no fuel: a
		// cache may have the answer.
		if o.Has(heap.FlagExotic) {
			if err := rt.Step(); err != nil {
				return false, err
			}
		}
	}
}

// isOwnSpecies reports whether Get(c, @@species) of a constructor of the language is c, and
// nobody sees that it is asked: its accessor is the one that it was made with, which is a marker
// until somebody reads it.
func (rt *Runtime) isOwnSpecies(c heap.Value) bool {
	a, v, ok := rt.ownAttrs(c.Object(), rt.Heap.Symbols.Species)
	if !ok || isLazy(v) {
		return ok
	}
	if a&heap.AccessorProp == 0 {
		return false
	}
	get := v.Accessor().Get
	return get.IsObject() && get.Object().Class() == heap.ClassFunction && rt.CodeOf(get.Object()).species
}

// SpeciesConstructor is the operation of that name (sec-speciesconstructor).
func (rt *Runtime) SpeciesConstructor(o, def *heap.Object) (heap.Value, error) {
	c, err := rt.Get(o, rt.Heap.Names.Constructor)
	if err != nil || c.IsUndefined() {
		return def.Value(), err
	}
	if !c.IsObject() {
		return heap.Undefined, rt.TypeError("The .constructor property is not an object")
	}
	s, err := rt.Get(c.Object(), rt.Heap.Symbols.Species)
	if err != nil {
		return heap.Undefined, err
	}
	if s.IsNullish() {
		return def.Value(), nil
	}
	if !rt.IsConstructor(s) {
		return heap.Undefined, rt.TypeError("object.constructor[Symbol.species] is not a constructor")
	}
	return s, nil
}
