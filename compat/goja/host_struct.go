package goja

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dop251/goja/parser"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// FieldNameMapper says how the fields and methods of Go types are named in scripts; an empty
// name hides one.
type FieldNameMapper interface {
	FieldName(t reflect.Type, f reflect.StructField) string
	MethodName(t reflect.Type, m reflect.Method) string
}

type tagMapper struct {
	tag   string
	uncap bool
}

// TagFieldNameMapper returns a mapper that names fields by a struct tag, up to its first
// comma; a name that is no identifier hides the field. Methods begin with a small letter if
// uncapMethods is set.
func TagFieldNameMapper(tagName string, uncapMethods bool) FieldNameMapper {
	return tagMapper{tagName, uncapMethods}
}

// FieldName implements FieldNameMapper.
func (m tagMapper) FieldName(_ reflect.Type, f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get(m.tag), ",")
	if parser.IsIdentifier(name) {
		return name
	}
	return ""
}

// MethodName implements FieldNameMapper.
func (m tagMapper) MethodName(_ reflect.Type, method reflect.Method) string {
	if m.uncap {
		return uncapital(method.Name)
	}
	return method.Name
}

type uncapMapper struct{}

// UncapFieldNameMapper returns a mapper that gives fields and methods names that begin with a
// small letter.
func UncapFieldNameMapper() FieldNameMapper { return uncapMapper{} }

// FieldName implements FieldNameMapper.
func (uncapMapper) FieldName(_ reflect.Type, f reflect.StructField) string { return uncapital(f.Name) }

// MethodName implements FieldNameMapper.
func (uncapMapper) MethodName(_ reflect.Type, m reflect.Method) string { return uncapital(m.Name) }

func uncapital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[size:]
}

// structPlan is what scripts see of a Go type: its properties, by name and in order.
type structPlan struct {
	names   []string // fields, then methods
	fields  map[string]fieldPlan
	methods map[string]int
}

type fieldPlan struct {
	id   int // of the view
	path []int
}

// planOf makes the plan of a type, whose methods are those of its pointer type.
func (r *Runtime) planOf(t reflect.Type) *structPlan {
	if p := r.plans[t]; p != nil {
		return p
	}
	p := &structPlan{fields: map[string]fieldPlan{}, methods: map[string]int{}}
	if t.Kind() == reflect.Struct {
		p.addFields(r.mapper, t, nil)
	}
	owner := reflect.PointerTo(t)
	if t.Kind() == reflect.Interface {
		owner = t
	}
	for i := range owner.NumMethod() {
		m := owner.Method(i)
		name := m.Name
		if r.mapper != nil {
			name = r.mapper.MethodName(t, m)
		}
		if name == "" {
			continue
		}
		_, method := p.methods[name]
		_, field := p.fields[name]
		if !method && !field {
			p.names = append(p.names, name)
		}
		p.methods[name] = i // of methods that a mapper gives one name the last one counts
	}
	r.plans[t] = p
	return p
}

func (p *structPlan) addFields(mapper FieldNameMapper, t reflect.Type, path []int) {
	for i := range t.NumField() {
		f := t.Field(i)
		if f.PkgPath != "" && !f.Anonymous {
			continue
		}
		at := append(path[:len(path):len(path)], i)
		name := f.Name
		if mapper != nil {
			name = mapper.FieldName(t, f)
		}
		if name != "" && f.IsExported() {
			old, taken := p.fields[name]
			if !taken {
				p.names = append(p.names, name)
			}
			if !taken || len(at) < len(old.path) {
				p.fields[name] = fieldPlan{len(p.names), at}
			}
		}
		if f.Anonymous {
			inner := f.Type
			if inner.Kind() == reflect.Pointer {
				inner = inner.Elem()
			}
			if inner.Kind() == reflect.Struct && len(path) < 16 {
				p.addFields(mapper, inner, at)
			}
		}
	}
}

// hostStruct is an object around any Go value that is neither a plain map nor an array.
type hostStruct struct {
	hostValue
	plan   *structPlan
	recent *[recentNames]structName
}

// structName is what a property key stands for in a plan.
type structName struct {
	key             heap.Value
	field           fieldPlan
	method          int
	isField, isMeth bool
}

// recentNames is how many keys an object remembers, by their addresses.
const recentNames = 4

func newHostStruct(h hostValue) *hostStruct {
	return &hostStruct{hostValue: h, plan: h.r.planOf(h.v.Type())}
}

// TraceCells implements heap.Tracer.
func (h *hostStruct) TraceCells(m *heap.Marker) {
	h.hostValue.TraceCells(m)
	if h.recent != nil {
		for i := range h.recent {
			m.Value(h.recent[i].key)
		}
	}
}

// name finds what key stands for.
func (h *hostStruct) name(key heap.Value) *structName {
	if h.recent == nil {
		h.recent = new([recentNames]structName)
		for i := range h.recent {
			h.recent[i].key = heap.Undefined // no property has that key
		}
	}
	n := &h.recent[key>>4%recentNames]
	if n.key != key {
		text := h.r.keyText(key)
		*n = structName{key: key}
		h.touch()
		n.field, n.isField = h.plan.fields[text]
		n.method, n.isMeth = h.plan.methods[text]
	}
	return n
}

func (h *hostStruct) className() string {
	switch k := h.v.Kind(); {
	case k == reflect.Bool:
		return "Boolean"
	case k == reflect.String:
		return "String"
	case k >= reflect.Int && k <= reflect.Float64:
		return "Number"
	}
	return "Object"
}

func (h *hostStruct) prototype() object.IntrinsicID {
	switch h.className() {
	case "Boolean":
		return object.BooleanPrototype
	case "String":
		return object.StringPrototype
	case "Number":
		return object.NumberPrototype
	}
	if _, ok := h.origin.Interface().(error); ok {
		return object.ErrorPrototype
	}
	return object.ObjectPrototype
}

// field is the place of a field, invalid when an embedded pointer on the way is nil.
func (h *hostStruct) field(f fieldPlan) reflect.Value {
	v := h.v
	for _, i := range f.path {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return reflect.Value{}
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	return v
}

const methodAttrs = heap.Enumerable | heap.Configurable

// HostHas implements object.HostExotic.
func (h *hostStruct) HostHas(_ *object.Runtime, o *heap.Object, key heap.Value) (heap.Attrs, bool, error) {
	n := h.name(key)
	if n.isField && h.field(n.field).IsValid() {
		return hostAttrs, true, nil
	}
	if n.isMeth {
		return methodAttrs, true, nil
	}
	return heap.Writable | heap.Configurable, h.primitive(o, h.r.keyText(key)) != nil, nil
}

// HostGet implements object.HostExotic.
func (h *hostStruct) HostGet(_ *object.Runtime, o *heap.Object, key heap.Value) (heap.Value, heap.Attrs, bool, error) {
	n := h.name(key)
	if n.isField {
		if v := h.field(n.field); v.IsValid() {
			return h.child(n.field.id, v), hostAttrs, true, nil
		}
	}
	if n.isMeth {
		return h.method(n.method), methodAttrs, true, nil
	}
	name := h.r.keyText(key)
	if f := h.primitive(o, name); f != nil {
		fn := h.r.nativeFunction(name, nil, func(FunctionCall) Value { return f() })
		return h.r.cell(fn), heap.Writable | heap.Configurable, true, nil
	}
	return heap.Undefined, 0, false, nil
}

// primitive is what toString and valueOf do where the Go value says something about that,
// and toJSON. A prototype that somebody has set knows better.
func (h *hostStruct) primitive(o *heap.Object, name string) func() Value {
	switch name {
	case "toString", "valueOf":
		if o.Proto(h.r.obj.Heap) != h.r.realm.Intrinsic(h.prototype()).Value() {
			return nil
		}
	case "toJSON":
	default:
		return nil
	}
	x := h.v.Interface()
	if h.v.CanAddr() {
		if _, ok := x.(fmt.Stringer); !ok {
			x = h.v.Addr().Interface()
		}
	}
	if name == "toJSON" {
		return h.encoder(x)
	}
	var plain Value
	switch k := h.v.Kind(); {
	case k == reflect.Bool:
		plain = valueBool(h.v.Bool())
	case k == reflect.String:
		plain = newString(h.v.String())
	case k >= reflect.Int && k <= reflect.Int64:
		plain = intValue(h.v.Int())
	case k >= reflect.Uint && k <= reflect.Uintptr:
		plain = uintValue(h.v.Uint())
	case k == reflect.Float32 || k == reflect.Float64:
		plain = numberValue(h.v.Float())
	}
	if name == "toString" {
		switch x := x.(type) {
		case fmt.Stringer:
			return func() Value { return newString(x.String()) }
		case error:
			return func() Value { return newString(x.Error()) }
		}
		if plain != nil {
			return func() Value { return plain.ToString() }
		}
		return nil
	}
	if plain == nil {
		return nil
	}
	if s, ok := x.(fmt.Stringer); ok && IsString(plain) {
		return func() Value { return newString(s.String()) }
	}
	return func() Value { return plain }
}

// encoder is what JSON.stringify asks where the Go value knows its JSON.
func (h *hostStruct) encoder(x any) func() Value {
	r := h.r
	switch x := x.(type) {
	case JsonEncodable:
		return func() Value { return r.ToValue(x.JsonEncodable()) }
	case json.Marshaler:
		return func() Value {
			text, err := x.MarshalJSON()
			if err != nil {
				panic(r.errorOf(err))
			}
			v, err := r.obj.Language().ParseJSON(r.obj, text)
			if err != nil {
				panic(err)
			}
			return r.value(v)
		}
	}
	return nil
}

// HostSet implements object.HostExotic.
func (h *hostStruct) HostSet(rt *object.Runtime, _ *heap.Object, key, v heap.Value) (bool, error) {
	n := h.name(key)
	if !n.isField {
		return false, nil
	}
	f := n.field // setting may run a script, which looks for other names
	place := h.field(f)
	if !place.IsValid() || !place.CanSet() {
		return false, nil
	}
	return true, h.assign(f.id, place, v)
}

// HostDelete implements object.HostExotic.
func (h *hostStruct) HostDelete(rt *object.Runtime, _ *heap.Object, key heap.Value) (bool, error) {
	return false, nil
}

// HostKeys implements object.HostExotic.
func (h *hostStruct) HostKeys(*object.Runtime, *heap.Object) ([]heap.Value, error) {
	return h.r.keys(h.plan.names), nil
}
