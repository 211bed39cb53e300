package image

import (
	"reflect"
	"unsafe"
)

// Picture is what objects held when it was taken.
type Picture struct {
	spans []span
	maps  []mapCopy
	hooks []func()
	bytes int64
}

// span is n values of a type that lie together.
type span struct {
	live, saved unsafe.Pointer
	size        uintptr // of all
	n           int
	typ         reflect.Type
	plain       bool // without Go pointers
}

// mapCopy is the contents of a map.
type mapCopy struct {
	live, saved reflect.Value
	grows       bool
}

// painter takes a picture.
type painter struct {
	rules *Rules
	types map[reflect.Type]*typeInfo
	used  map[string]bool // names of types and fields that were met
	seen  map[place]struct{}
	todo  []place
	p     *Picture
}

// place is n values of a type in memory.
type place struct {
	at  unsafe.Pointer
	typ reflect.Type
	n   int
}

// Take takes a picture of what the roots, pointers to types of the module, refer to and hold.
func Take(rules *Rules, roots ...any) *Picture {
	p := paint(rules, roots)
	return p.p
}

func paint(rules *Rules, roots []any) *painter {
	p := &painter{
		rules: rules, types: map[reflect.Type]*typeInfo{}, used: map[string]bool{}, seen: map[place]struct{}{}, p: new(Picture),
	}
	for _, r := range roots {
		v := reflect.ValueOf(r)
		p.meet(place{v.UnsafePointer(), v.Type().Elem(), 1})
	}
	for len(p.todo) > 0 {
		last := p.todo[len(p.todo)-1]
		p.todo = p.todo[:len(p.todo)-1]
		p.object(last)
	}
	return p
}

// Bytes returns about how much memory the picture takes.
func (p *Picture) Bytes() int64 { return p.bytes }

// meet makes sure that a place will be looked at, once.
func (p *painter) meet(at place) {
	if _, ok := p.seen[at]; !ok && at.at != nil && at.n > 0 {
		p.seen[at] = struct{}{}
		p.todo = append(p.todo, at)
	}
}

// object saves the values of a place and meets what they refer to.
func (p *painter) object(o place) {
	p.save(o)
	if !p.info(o.typ).pointers {
		return
	}
	for i := range o.n {
		p.follow(unsafe.Add(o.at, uintptr(i)*o.typ.Size()), o.typ, Save)
	}
}

// save copies what is there, but for what is kept.
func (p *painter) save(o place) {
	info := p.info(o.typ)
	if !info.partial {
		p.copy(o)
		return
	}
	for i := range o.n {
		at := unsafe.Add(o.at, uintptr(i)*o.typ.Size())
		if o.typ.Kind() == reflect.Array {
			p.save(place{at, o.typ.Elem(), o.typ.Len()})
			continue
		}
		p.saveFields(at, info.fields)
	}
}

// saveFields saves the fields that are not kept, those that follow each other without
// pointers in one go.
func (p *painter) saveFields(at unsafe.Pointer, fields []fieldInfo) {
	for i := range fields {
		f := &fields[i]
		if f.rule != Keep && f.typ.Size() > 0 {
			p.save(place{unsafe.Add(at, f.offset), f.typ, 1})
		}
	}
}

func (p *painter) copy(o place) {
	size := uintptr(o.n) * o.typ.Size()
	if size == 0 {
		return
	}
	saved := reflect.MakeSlice(reflect.SliceOf(o.typ), o.n, o.n)
	reflect.Copy(saved, reflect.SliceAt(o.typ, o.at, o.n))
	p.p.spans = append(p.p.spans, span{
		live: o.at, saved: saved.UnsafePointer(), size: size, n: o.n, typ: o.typ, plain: plain(o.typ),
	})
	p.p.bytes += int64(size) + int64(unsafe.Sizeof(span{}))
}

var saver = reflect.TypeFor[Saver]()

// plain reports whether values of the type have no Go pointers.
func plain(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Array:
		return plain(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if !plain(t.Field(i).Type) {
				return false
			}
		}
		return true
	case reflect.Pointer, reflect.Interface, reflect.Slice, reflect.Map, reflect.Func, reflect.Chan, reflect.UnsafePointer, reflect.String:
		return false
	}
	return true
}

// follow meets what the value at a place refers to.
func (p *painter) follow(at unsafe.Pointer, t reflect.Type, rule Rule) {
	switch t.Kind() {
	case reflect.Pointer:
		p.pointer(*(*unsafe.Pointer)(at), t.Elem())
	case reflect.Slice:
		v := reflect.NewAt(t, at).Elem()
		n := v.Len()
		if rule == Room {
			n = v.Cap()
		}
		p.meet(place{v.UnsafePointer(), t.Elem(), n})
	case reflect.Map:
		p.mapping(reflect.NewAt(t, at).Elem(), rule)
	case reflect.Interface:
		if v := reflect.NewAt(t, at).Elem(); !v.IsNil() {
			p.boxed(v.Elem())
		}
	case reflect.Array:
		if p.info(t.Elem()).pointers {
			for i := range t.Len() {
				p.follow(unsafe.Add(at, uintptr(i)*t.Elem().Size()), t.Elem(), rule)
			}
		}
	case reflect.Struct:
		for _, f := range p.info(t).fields {
			if f.rule != Keep && f.rule != Word && p.info(f.typ).pointers {
				p.follow(unsafe.Add(at, f.offset), f.typ, f.rule)
			}
		}
	}
}

func (p *painter) pointer(to unsafe.Pointer, t reflect.Type) {
	if to == nil || p.info(t).leaf {
		return
	}
	at := place{to, t, 1}
	if _, ok := p.seen[at]; !ok && t.Kind() == reflect.Struct && reflect.PointerTo(t).Implements(saver) {
		p.p.hooks = append(p.p.hooks, reflect.NewAt(t, to).Interface().(Saver).SaveState())
	}
	p.meet(at)
}

// boxed meets what the value in an interface refers to. The value itself never changes.
func (p *painter) boxed(v reflect.Value) {
	info := p.info(v.Type())
	switch {
	case v.Kind() == reflect.Pointer:
		p.pointer(v.UnsafePointer(), v.Type().Elem())
	case info.pointers && !info.leaf:
		p.copied(v)
	}
}

// copied meets what a value refers to that cannot be addressed.
func (p *painter) copied(v reflect.Value) {
	c := reflect.New(v.Type())
	c.Elem().Set(v)
	p.follow(c.UnsafePointer(), v.Type(), Save)
}

func (p *painter) mapping(m reflect.Value, rule Rule) {
	at := place{m.UnsafePointer(), m.Type(), 1}
	if _, ok := p.seen[at]; ok || m.IsNil() {
		return
	}
	p.seen[at] = struct{}{}
	saved := reflect.MakeMapWithSize(m.Type(), m.Len())
	keys, values := p.info(m.Type().Key()).pointers, p.info(m.Type().Elem()).pointers
	for it := m.MapRange(); it.Next(); {
		k, v := it.Key(), it.Value()
		saved.SetMapIndex(k, v)
		if keys {
			p.copied(k)
		}
		if values {
			p.copied(v)
		}
	}
	p.p.maps = append(p.p.maps, mapCopy{m, saved, rule == Grows})
	p.p.bytes += int64(m.Len()) * int64(m.Type().Key().Size()+m.Type().Elem().Size()+8)
}
