package image

import (
	"reflect"
	"slices"
)

// Review looks at the types of everything that a picture of the roots would hold, and at those
// that fields of them may come to hold. It returns the fields that no rule names though saving
// them does not tell the whole: what a func, a channel, an unsafe.Pointer, a uintptr or a pointer
// into another module refers to is not looked at, and types of sync are left alone. It also
// returns the rules that name nothing.
func Review(rules *Rules, roots ...any) (undecided, unused []string) {
	p := paint(rules, roots)
	r := reviewer{p: p, seen: map[reflect.Type]bool{}}
	for _, root := range roots {
		r.look("", reflect.TypeOf(root))
	}
	for at := range p.seen {
		r.look("", at.info.typ)
	}
	for name := range rules.By {
		if !rules.used[name] {
			unused = append(unused, name)
		}
	}
	slices.Sort(r.undecided)
	slices.Sort(unused)
	return slices.Compact(r.undecided), unused
}

type reviewer struct {
	p         *painter
	seen      map[reflect.Type]bool
	undecided []string
}

// look looks at a type that the field of that name has, or that a value has.
func (r *reviewer) look(field string, t reflect.Type) {
	_, own := r.p.rules.name(t)
	named := t.Name() != "" && t.PkgPath() != ""
	switch {
	case kept(t):
		r.note(field, t)
	case t.Kind() == reflect.Func, t.Kind() == reflect.Chan, t.Kind() == reflect.UnsafePointer, t.Kind() == reflect.Uintptr:
		r.note(field, t)
	case named && !own:
		if r.p.rules.infoOf(t).pointers {
			r.note(field, t)
		}
	case r.p.rules.infoOf(t).leaf && named:
	case t.Kind() == reflect.Struct:
		r.fields(t)
	case t.Kind() == reflect.Pointer, t.Kind() == reflect.Slice, t.Kind() == reflect.Array:
		r.look(field, t.Elem())
	case t.Kind() == reflect.Map:
		r.look(field, t.Key())
		r.look(field, t.Elem())
	}
}

func (r *reviewer) note(field string, t reflect.Type) {
	if field != "" {
		r.undecided = append(r.undecided, field+" ("+t.String()+")")
	}
}

func (r *reviewer) fields(t reflect.Type) {
	if r.seen[t] {
		return
	}
	r.seen[t] = true
	name, _ := r.p.rules.name(t)
	for i := range t.NumField() {
		f := t.Field(i)
		key := name + "." + f.Name
		r.p.rules.used[key] = true
		if _, decided := r.p.rules.By[key]; !decided {
			r.look(key, f.Type)
		}
	}
}
