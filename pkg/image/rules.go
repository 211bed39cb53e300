package image

import (
	"reflect"
	"strings"
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
}

// Saver is what objects implement that save and restore something by themselves, beside what is
// saved of their fields.
type Saver interface {
	// SaveState saves, and returns what restores it.
	SaveState() (restore func())
}

// typeInfo is what the rules make of a type.
type typeInfo struct {
	leaf     bool // pointers to it are not followed
	pointers bool // it may refer to something
	partial  bool // it has parts that are kept
	fields   []fieldInfo
}

type fieldInfo struct {
	offset uintptr
	typ    reflect.Type
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

// kept tells of types of the standard library that other goroutines may be using.
func kept(t reflect.Type) bool { return t.PkgPath() == "sync" || t.PkgPath() == "sync/atomic" }

// info describes a type.
func (p *painter) info(t reflect.Type) *typeInfo {
	if i := p.types[t]; i != nil {
		return i
	}
	i := &typeInfo{}
	p.types[t] = i
	rule := Save
	if t.Name() != "" && t.PkgPath() != "" {
		name, own := p.rules.name(t)
		p.used[name] = true
		if rule = p.rules.By[name].Rule; !own || rule == Save && p.rules.Leaf != nil && p.rules.Leaf(t) {
			rule = Word
		}
		i.leaf = rule == Word || rule == Keep
	}
	switch t.Kind() {
	case reflect.Pointer, reflect.Interface, reflect.Slice, reflect.Map:
		i.pointers = true
	case reflect.Array:
		e := p.info(t.Elem())
		i.pointers, i.partial = e.pointers, e.partial
	case reflect.Struct:
		p.structInfo(t, i)
	}
	switch rule {
	case Word:
		i.pointers = false
	case Keep:
		i.pointers, i.partial, i.fields = false, true, nil
	}
	return i
}

func (p *painter) structInfo(t reflect.Type, i *typeInfo) {
	name, own := p.rules.name(t)
	for n := range t.NumField() {
		f := t.Field(n)
		rule := Save
		if own {
			key := name + "." + f.Name
			p.used[key] = true
			rule = p.rules.By[key].Rule
		}
		if kept(f.Type) {
			rule = Keep
		}
		e := p.info(f.Type)
		i.partial = i.partial || rule == Keep || e.partial
		i.pointers = i.pointers || e.pointers && rule != Keep && rule != Word
		i.fields = append(i.fields, fieldInfo{f.Offset, f.Type, rule})
	}
	if kept(t) {
		i.partial, i.pointers, i.fields = true, false, nil
	}
}
