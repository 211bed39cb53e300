package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// MadeTemplate returns what GetTemplateObject returns for a site of code that has run, as long as
// code lives.
func (code *Code) MadeTemplate(site *syntax.TaggedTemplate) (v heap.Value, ok bool) {
	v, ok = code.templates[site.Site]
	return v, ok
}

// GetTemplateObject returns the frozen array of strings that a tagged template
// passes to its tag: one per site and realm (sec-gettemplateobject).
func (rt *Runtime) GetTemplateObject(code *Code, site *syntax.TaggedTemplate) (heap.Value, error) {
	if t, ok := code.templates[site.Site]; ok {
		return t, nil
	}
	h := rt.Heap
	mark := h.OpenScope()
	defer h.CloseScope(mark)
	saved := rt.Cur
	rt.Cur = code.Realm
	defer func() { rt.Cur = saved }()

	quasis := site.Quasi.Quasis
	cooked := rt.NewArray()
	raw := rt.NewArray()
	for i := range quasis {
		q := &quasis[i]
		c := heap.Undefined
		if q.Valid {
			c = h.NewString(q.Cooked).Value()
		}
		if err := rt.AppendElement(cooked, c); err != nil {
			return heap.Undefined, err
		}
		if err := rt.AppendElement(raw, h.NewString(q.Raw).Value()); err != nil {
			return heap.Undefined, err
		}
	}
	if _, err := rt.SetIntegrityLevel(raw, Frozen); err != nil {
		return heap.Undefined, err
	}
	d := DataDescriptor(raw.Value(), 0)
	if err := rt.DefinePropertyOrThrow(cooked, h.Names.Raw, &d); err != nil {
		return heap.Undefined, err
	}
	if _, err := rt.SetIntegrityLevel(cooked, Frozen); err != nil {
		return heap.Undefined, err
	}
	if code.templates == nil {
		code.templates = make(map[uint32]heap.Value)
	}
	code.templates[site.Site] = cooked.Value()
	h.TouchHandle(code.ID)
	return cooked.Value(), nil
}
