package image

import (
	"reflect"
	"unsafe"
)

// Restore makes all objects hold what they held. It may be called any number of times. Nobody
// else may use the objects meanwhile.
func (p *Picture) Restore() {
	for i := range p.spans {
		s := &p.spans[i]
		if same(s.live, s.saved, s.size) {
			continue
		}
		if s.plain {
			copy(unsafe.Slice((*byte)(s.live), s.size), unsafe.Slice((*byte)(s.saved), s.size))
			continue
		}
		reflect.Copy(reflect.SliceAt(s.typ, s.live, s.n), reflect.SliceAt(s.typ, s.saved, s.n))
	}
	for i := range p.maps {
		p.maps[i].restore()
	}
	for _, restore := range p.hooks {
		restore()
	}
}

// same compares memory.
func same(a, b unsafe.Pointer, size uintptr) bool {
	return unsafe.String((*byte)(a), size) == unsafe.String((*byte)(b), size)
}

func (m *mapCopy) restore() {
	if m.grows && m.live.Len() == m.saved.Len() || m.live.Len() == 0 && m.saved.Len() == 0 {
		return
	}
	if m.grows {
		for it := m.live.MapRange(); it.Next(); {
			if !m.saved.MapIndex(it.Key()).IsValid() {
				m.live.SetMapIndex(it.Key(), reflect.Value{})
			}
		}
		return
	}
	m.live.Clear()
	for it := m.saved.MapRange(); it.Next(); {
		m.live.SetMapIndex(it.Key(), it.Value())
	}
}
