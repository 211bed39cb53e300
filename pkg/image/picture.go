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
	seen  map[place]struct{}
	maps  map[unsafe.Pointer]bool
	todo  []place
	p     *Picture
}

// place is n values of a type in memory.
type place struct {
	at   unsafe.Pointer
	info *typeInfo
	n    int
}

var saver = reflect.TypeFor[Saver]()

// Take takes a picture of what the roots, pointers to types of the module, refer to and hold.
func Take(rules *Rules, roots ...any) *Picture { return paint(rules, roots).p }

func paint(rules *Rules, roots []any) *painter {
	rules.mu.Lock()
	defer rules.mu.Unlock()
	p := &painter{rules: rules, seen: map[place]struct{}{}, maps: map[unsafe.Pointer]bool{}, p: new(Picture)}
	for _, r := range roots {
		v := reflect.ValueOf(r)
		p.meet(place{v.UnsafePointer(), rules.infoOf(v.Type().Elem()), 1})
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
	if at.at == nil || at.n == 0 {
		return
	}
	n := len(p.seen)
	if p.seen[at] = struct{}{}; len(p.seen) == n {
		return
	}
	if at.info.saver {
		p.p.hooks = append(p.p.hooks, reflect.NewAt(at.info.typ, at.at).Interface().(Saver).SaveState())
		if at.info.foreign {
			return
		}
	}
	p.todo = append(p.todo, at)
}

// object saves the values of a place and meets what they refer to.
func (p *painter) object(o place) {
	p.save(o)
	if !o.info.pointers {
		return
	}
	for i := range o.n {
		p.follow(unsafe.Add(o.at, uintptr(i)*o.info.size), o.info, Save)
	}
}

// save copies what is there, but for what is kept.
func (p *painter) save(o place) {
	if !o.info.partial {
		p.copy(o)
		return
	}
	for i := range o.n {
		at := unsafe.Add(o.at, uintptr(i)*o.info.size)
		if o.info.kind == reflect.Array {
			p.save(place{at, o.info.elem, o.info.typ.Len()})
			continue
		}
		for k := range o.info.fields {
			f := &o.info.fields[k]
			if f.rule != Keep {
				p.save(place{unsafe.Add(at, f.offset), f.info, 1})
			}
		}
	}
}

func (p *painter) copy(o place) {
	size := uintptr(o.n) * o.info.size
	if size == 0 {
		return
	}
	var saved unsafe.Pointer
	if o.info.plain {
		words := make([]uint64, (size+7)/8)
		saved = unsafe.Pointer(unsafe.SliceData(words))
		copy(unsafe.Slice((*byte)(saved), size), unsafe.Slice((*byte)(o.at), size))
	} else {
		s := reflect.MakeSlice(reflect.SliceOf(o.info.typ), o.n, o.n)
		reflect.Copy(s, reflect.SliceAt(o.info.typ, o.at, o.n))
		saved = s.UnsafePointer()
	}
	p.p.spans = append(p.p.spans, span{live: o.at, saved: saved, size: size, n: o.n, typ: o.info.typ, plain: o.info.plain})
	p.p.bytes += int64(size) + int64(unsafe.Sizeof(span{}))
}

// follow meets what the value at a place refers to.
func (p *painter) follow(at unsafe.Pointer, i *typeInfo, rule Rule) {
	switch i.kind {
	case reflect.Pointer:
		if !i.elem.leaf {
			p.meet(place{*(*unsafe.Pointer)(at), i.elem, 1})
		}
	case reflect.Slice:
		s := (*[]byte)(at) // of whatever type
		n := len(*s)
		if rule == Room {
			n = cap(*s)
		}
		p.meet(place{unsafe.Pointer(unsafe.SliceData(*s)), i.elem, n})
	case reflect.Map:
		if *(*unsafe.Pointer)(at) != nil {
			p.mapping(reflect.NewAt(i.typ, at).Elem(), i, rule)
		}
	case reflect.Interface:
		if v := reflect.NewAt(i.typ, at).Elem(); !v.IsNil() {
			p.boxed(v.Elem())
		}
	case reflect.Array:
		for n := range i.typ.Len() {
			p.follow(unsafe.Add(at, uintptr(n)*i.elem.size), i.elem, rule)
		}
	case reflect.Struct:
		for k := range i.fields {
			if f := &i.fields[k]; f.info.pointers && f.rule != Keep && f.rule != Word {
				p.follow(unsafe.Add(at, f.offset), f.info, f.rule)
			}
		}
	}
}

// boxed meets what the value in an interface refers to. The value itself never changes.
func (p *painter) boxed(v reflect.Value) {
	i := p.rules.infoOf(v.Type())
	switch {
	case i.kind == reflect.Pointer:
		if !i.elem.leaf || i.elem.foreign && i.typ.Implements(saver) {
			p.meet(place{v.UnsafePointer(), i.elem, 1})
		}
	case i.pointers && !i.leaf:
		p.copied(v, i)
	}
}

// copied meets what a value refers to that cannot be addressed.
func (p *painter) copied(v reflect.Value, i *typeInfo) {
	c := reflect.New(i.typ)
	c.Elem().Set(v)
	p.follow(c.UnsafePointer(), i, Save)
}

func (p *painter) mapping(m reflect.Value, i *typeInfo, rule Rule) {
	if p.maps[m.UnsafePointer()] {
		return
	}
	p.maps[m.UnsafePointer()] = true
	saved := reflect.MakeMapWithSize(i.typ, m.Len())
	for it := m.MapRange(); it.Next(); {
		k, v := it.Key(), it.Value()
		saved.SetMapIndex(k, v)
		if i.key.pointers {
			p.copied(k, i.key)
		}
		if i.elem.pointers {
			p.copied(v, i.elem)
		}
	}
	p.p.maps = append(p.p.maps, mapCopy{m, saved, rule == Grows})
	p.p.bytes += int64(m.Len()) * int64(i.key.size+i.elem.size+8)
}
