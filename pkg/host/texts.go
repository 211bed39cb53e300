package host

import "github.com/kilnjs/kiln/pkg/heap"

// texts remembers some short texts that have gone from one side to the other lately: names of
// properties as Go texts, and Go texts as strings. Both are kept alive, so that a key is never
// that of another name.
type texts struct {
	names   [textSlots]nameText
	strings [textSlots]stringText
}

type nameText struct {
	key  heap.Value
	text string
}

type stringText struct {
	text string
	v    heap.Value // 0: none
}

const (
	textSlots = 64
	textMax   = 64 // bytes of a text that is remembered
)

func (t *texts) trace(m *heap.Marker) {
	for i := range t.names {
		if k := t.names[i].key; k != 0 {
			m.Value(k)
		}
	}
	for i := range t.strings {
		if v := t.strings[i].v; v != 0 {
			m.Value(v)
		}
	}
}

// keyText is the text of a property key.
func (b *Bridge) keyText(key heap.Value) string {
	if heap.KeyIsIndex(key) {
		return b.rt.KeyText(key)
	}
	e := &b.texts.names[(uint64(key)>>4^uint64(key)>>10)%textSlots]
	if e.key == key {
		return e.text
	}
	text := b.rt.KeyText(key)
	if len(text) <= textMax {
		e.key, e.text = key, text
	}
	return text
}

// shortText makes the string of a text of two to textMax bytes, or finds it.
func (b *Bridge) shortText(s string) heap.Value {
	e := &b.texts.strings[(len(s)+int(s[0])*5+int(s[len(s)-1])*11+int(s[len(s)/2])*3)%textSlots]
	if e.v != 0 && e.text == s {
		return b.rt.Heap.Keep(e.v)
	}
	v := b.rt.Heap.NewString(s).Value()
	e.text, e.v = s, v
	return v
}
