package host

import (
	"encoding"
	"encoding/json"
	"fmt"
	"math/big"
	"reflect"
	"strings"
	"sync"
	"time"

	"github.com/kilnjs/kiln/pkg/heap"
)

// plan is what is known of a Go type under Rules.
type plan struct {
	rules *Rules
	t     reflect.Type
	once  sync.Once
	in    InFunc
	out   OutFunc
	// decodes says that the type itself reads what scripts give: it has UnmarshalJSON or
	// UnmarshalText.
	decodes bool

	elem, key *plan // of what has elements and keys

	// Structs.
	fields []field
	byName map[string]int

	// Methods of values of the type, which are those of the pointer for a struct.
	methods []method

	call *funcPlan // functions
}

// field is a property of a struct.
type field struct {
	name      string
	index     []int
	first     int // index[0] where that is all, else -1
	kind      reflect.Kind
	plan      *plan
	omitEmpty bool
	// offset is where the field is in the struct, if direct: it is not behind a pointer, and
	// reading it needs no look at whether it is zero.
	offset uintptr
	direct bool
}

// method is a method that scripts can call.
type method struct {
	name  string
	index int
	call  *funcPlan // of the function with the receiver first
}

// planOf returns the plan of a type, which is perhaps not made yet: see ready.
func (r *Rules) planOf(t reflect.Type) *plan {
	if p, ok := r.plans.Load(t); ok {
		return p.(*plan)
	}
	p, _ := r.plans.LoadOrStore(t, &plan{rules: r, t: t})
	return p.(*plan)
}

// ready makes the plan if nobody has.
func (p *plan) ready() *plan {
	p.once.Do(p.make)
	return p
}

var (
	timeType        = reflect.TypeFor[time.Time]()
	durationType    = reflect.TypeFor[time.Duration]()
	bigIntType      = reflect.TypeFor[big.Int]()
	stringerType    = reflect.TypeFor[fmt.Stringer]()
	jsonMarshaler   = reflect.TypeFor[json.Marshaler]()
	textMarshaler   = reflect.TypeFor[encoding.TextMarshaler]()
	jsonUnmarshaler = reflect.TypeFor[json.Unmarshaler]()
	textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()
)

// make finds out about the type.
func (p *plan) make() {
	t := p.t
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Chan:
		p.elem = p.rules.planOf(t.Elem())
	case reflect.Map:
		p.elem, p.key = p.rules.planOf(t.Elem()), p.rules.planOf(t.Key())
	case reflect.Struct:
		p.findFields()
	case reflect.Func:
		p.call = newFuncPlan(p.rules, t, 0)
	}
	p.in, p.out = p.inOf(), p.outOf()
	if p.rules.In != nil {
		if in := p.rules.In(t); in != nil {
			p.in = in
		}
	}
	if p.rules.Out != nil {
		if out := p.rules.Out(t); out != nil {
			p.out = out
		}
	}
	p.findMethods()
}

// findFields lists the fields that scripts see: those of embedded structs are among them, as
// in Go, and the outermost of a name hides others.
func (p *plan) findFields() {
	p.byName = make(map[string]int)
	for _, f := range reflect.VisibleFields(p.t) {
		name, omit := p.fieldName(f)
		if name == "" || !f.IsExported() && !f.Anonymous || p.isHidden(f) {
			continue
		}
		if f.Anonymous && p.promotes(f) || !f.IsExported() {
			continue
		}
		if at, ok := p.byName[name]; ok {
			if len(f.Index) < len(p.fields[at].index) {
				p.fields[at] = p.field(f, name, omit)
			}
			continue
		}
		p.byName[name] = len(p.fields)
		p.fields = append(p.fields, p.field(f, name, omit))
	}
}

func (p *plan) field(f reflect.StructField, name string, omit bool) field {
	first := -1
	if len(f.Index) == 1 {
		first = f.Index[0]
	}
	kind := f.Type.Kind()
	if f.Type.PkgPath() != "" && (f.Type == durationType || p.rules.In != nil && p.rules.In(f.Type) != nil) {
		kind = reflect.Invalid // only the plan knows
	}
	made := field{name: name, index: f.Index, first: first, kind: kind, plan: p.rules.planOf(f.Type), omitEmpty: omit, direct: !omit}
	for t, at := p.t, f.Index; len(at) > 0; at = at[1:] {
		if t.Kind() != reflect.Struct {
			made.direct = false
			break
		}
		made.offset += t.Field(at[0]).Offset
		t = t.Field(at[0]).Type
	}
	return made
}

// fieldName is the name of the property for a field, and whether it is left out when empty.
func (p *plan) fieldName(f reflect.StructField) (name string, omitEmpty bool) {
	_, options, _ := strings.Cut(f.Tag.Get("js"), ",")
	for option := range strings.SplitSeq(options, ",") {
		omitEmpty = omitEmpty || option == "omitempty"
	}
	if p.rules.FieldName != nil {
		return p.rules.FieldName(p.t, f), omitEmpty
	}
	if name, hidden := TagName(f); name != "" || hidden {
		return name, omitEmpty
	}
	return f.Name, omitEmpty
}

// TagName is the name that the tag `js` of a field gives it, "" if it gives none; hidden says
// that it hides the field.
func TagName(f reflect.StructField) (name string, hidden bool) {
	tag, options, _ := strings.Cut(f.Tag.Get("js"), ",")
	if tag == "-" && options == "" {
		return "", true
	}
	return tag, false
}

// promotes reports whether a field is an embedded struct, or a pointer to one, without a name
// of its own.
func (p *plan) promotes(f reflect.StructField) bool {
	t := f.Type
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if tag, _, _ := strings.Cut(f.Tag.Get("js"), ","); tag != "" {
		return false
	}
	return t.Kind() == reflect.Struct && t != timeType
}

// isHidden reports whether a field is within an embedded struct that has a name of its own, or
// is hidden, so that the field is no property of the outer struct.
func (p *plan) isHidden(f reflect.StructField) bool {
	for n := 1; n < len(f.Index); n++ {
		outer := p.t.FieldByIndex(f.Index[:n])
		if name, _ := p.fieldName(outer); name == "" || !p.promotes(outer) {
			return true
		}
	}
	return false
}

// findMethods lists the exported methods that scripts can call.
func (p *plan) findMethods() {
	t := p.t
	if t.Kind() == reflect.Struct {
		t = reflect.PointerTo(t)
	}
	if t.Kind() == reflect.Interface {
		return
	}
	for i := range t.NumMethod() {
		m := t.Method(i)
		name := m.Name
		if p.rules.MethodName != nil {
			name = p.rules.MethodName(p.t, m)
		}
		if name == "" {
			continue
		}
		p.methods = append(p.methods, method{name: name, index: i, call: newFuncPlan(p.rules, m.Type, 1)})
	}
}

// typeState is what a runtime knows of a type.
type typeState struct {
	plan  *plan
	proto heap.Value         // of live values; 0 until it is made
	keys  map[heap.Value]int // indices of fields by property key
	list  []heap.Value       // the keys in order
	found [foundSlots]found  // what was looked for lately
}

type found struct {
	key heap.Value
	at  int
}

const foundSlots = 16

// state returns what the runtime knows of the type of p.
func (b *Bridge) state(p *plan) *typeState {
	key := islandType{p.t, b.rt.Cur.Island()}
	if s := b.types[key]; s != nil {
		return s
	}
	s := &typeState{plan: p.ready(), keys: make(map[heap.Value]int, len(p.fields))}
	b.types[key] = s
	for i := range p.fields {
		key := b.rt.Heap.KeyFromGo(p.fields[i].name)
		b.rt.Heap.Keep(key)
		s.keys[key] = i
		s.list = append(s.list, key)
	}
	return s
}

func (s *typeState) trace(m *heap.Marker) {
	if s.proto != 0 {
		m.Value(s.proto)
	}
	m.Values(s.list)
}

// find returns the index of the field for a property key, -1 if there is none. The keys of
// fields stay alive, so that another key that has the place of one which has died is none either.
func (s *typeState) find(key heap.Value) int {
	e := &s.found[(uint64(key)>>4^uint64(key)>>10)%foundSlots]
	if e.key == key && e.key != 0 {
		return e.at
	}
	i, ok := s.keys[key]
	if !ok {
		i = -1
	}
	e.key, e.at = key, i
	return i
}
