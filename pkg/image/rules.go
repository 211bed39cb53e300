package image

import (
	"reflect"
	"strings"
	"sync"
)

// Rule says what is done with a field, or with all values of a type.
type Rule uint8

// The rules.
const (
	Save  Rule = iota // the value, and what it refers to
	Word              // the value; what it refers to is looked after elsewhere, or never changes
	Keep              // nothing: the value stays what it is, and what it refers to too
	Room              // Save, with the elements of a slice up to its capacity
	Grows             // Save, of a map in which no entry changes: as many as there were are the same
)

// Decision is a rule with its reason.
type Decision struct {
	Rule Rule
	Why  string
}

// Rules say for types and fields of a module what is not simply saved.
type Rules struct {
	// Module is the path of the module whose types are looked into.
	Module string
	// By name: "pkg/x.Type" or "pkg/x.Type.field"; the package at the root of the module has
	// the name that is the last element of its path. With a Keep or Word of a type, what pointers
	// to it refer to is not looked at either; the pointers themselves are saved.
	By map[string]Decision
	// Leaf tells of types that are like one with the rule Word; nil tells of none.
	Leaf func(reflect.Type) bool

	mu    sync.Mutex
	types map[reflect.Type]*typeInfo
	used  map[string]bool // names of types and fields that were met
}

// Saver is what objects implement that save and restore something by themselves, beside what is
// saved of their fields. Objects of other modules, of which no field is looked at, are asked
// where an interface holds a pointer to them.
type Saver interface {
	// SaveState saves, and returns what restores it.
	SaveState() (restore func())
}

// typeInfo is what the rules make of a type.
type typeInfo struct {
	typ       reflect.Type
	kind      reflect.Kind
	size      uintptr
	leaf      bool      // pointers to it are not followed
	foreign   bool      // it belongs to another module
	pointers  bool      // it may refer to something
	partial   bool      // it has parts that are kept
	plain     bool      // it has no Go pointers
	saver     bool      // pointers to it are Savers
	elem, key *typeInfo // as of reflect.Type; nil where there is none
	fields    []fieldInfo
}

type fieldInfo struct {
	offset uintptr
	info   *typeInfo
	rule   Rule
}

// name is what rules call a named type.
func (r *Rules) name(t reflect.Type) (string, bool) {
	path := t.PkgPath()
	base, _, _ := strings.Cut(t.Name(), "[")
	if path == r.Module {
		return path[strings.LastIndexByte(path, '/')+1:] + "." + base, true
	}
	if rest, ok := strings.CutPrefix(path, r.Module+"/"); ok {
		return rest + "." + base, true
	}
	return "", false
}

// TypeName returns what rules call a type of the module; false for other types.
func (r *Rules) TypeName(t reflect.Type) (name string, own bool) { return r.name(t) }

// Foreign reports whether x is a value of a type of another module, or a pointer to one.
func (r *Rules) Foreign(x any) bool {
	t := reflect.TypeOf(x)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	_, own := r.name(t)
	return t.Name() != "" && t.PkgPath() != "" && !own
}

// kept tells of types of the standard library that other goroutines may be using.
func kept(t reflect.Type) bool { return t.PkgPath() == "sync" || t.PkgPath() == "sync/atomic" }

// infoOf describes a type. What it finds is kept: one goroutine at a time may be in it.
func (r *Rules) infoOf(t reflect.Type) *typeInfo {
	if i := r.types[t]; i != nil {
		return i
	}
	if r.types == nil {
		r.types, r.used = map[reflect.Type]*typeInfo{}, map[string]bool{}
	}
	i := &typeInfo{typ: t, kind: t.Kind(), size: t.Size()}
	r.types[t] = i
	rule := Save
	if t.Name() != "" && t.PkgPath() != "" {
		name, own := r.name(t)
		r.used[name] = true
		if rule = r.By[name].Rule; !own || rule == Save && r.Leaf != nil && r.Leaf(t) {
			rule = Word
		}
		i.leaf = rule == Word || rule == Keep
		i.foreign = !own
		i.saver = i.kind == reflect.Struct && reflect.PointerTo(t).Implements(saver)
	}
	switch i.kind {
	case reflect.Pointer, reflect.Slice:
		i.elem, i.pointers = r.infoOf(t.Elem()), true
	case reflect.Map:
		i.key, i.elem, i.pointers = r.infoOf(t.Key()), r.infoOf(t.Elem()), true
	case reflect.Interface:
		i.pointers = true
	case reflect.Func, reflect.Chan, reflect.UnsafePointer, reflect.String:
	case reflect.Array:
		i.elem = r.infoOf(t.Elem())
		i.pointers, i.partial, i.plain = i.elem.pointers, i.elem.partial, i.elem.plain
	case reflect.Struct:
		r.structInfo(i)
	default:
		i.plain = true
	}
	switch rule {
	case Word:
		i.pointers = false
	case Keep:
		i.pointers, i.partial, i.fields = false, true, nil
	}
	return i
}

func (r *Rules) structInfo(i *typeInfo) {
	name, own := r.name(i.typ)
	i.plain = true
	for n := range i.typ.NumField() {
		f := i.typ.Field(n)
		rule := Save
		if own {
			key := name + "." + f.Name
			r.used[key] = true
			rule = r.By[key].Rule
		}
		if kept(f.Type) {
			rule = Keep
		}
		e := r.infoOf(f.Type)
		i.partial = i.partial || rule == Keep || e.partial
		i.pointers = i.pointers || e.pointers && rule != Keep && rule != Word
		i.plain = i.plain && e.plain
		i.fields = append(i.fields, fieldInfo{f.Offset, e, rule})
	}
	if kept(i.typ) {
		i.partial, i.pointers, i.fields = true, false, nil
	}
}
