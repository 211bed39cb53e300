package kiln

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// importMeta answers object.Hooks.ImportMeta.
func (rt *Runtime) importMeta(o *object.Runtime, m *object.Module, meta *heap.Object) error {
	url := o.Heap.NewString(urlOf(rt.loader, m.Name)).Value()
	if err := o.CreateDataPropertyOrThrow(meta, o.Heap.InternGo("url"), url); err != nil {
		return err
	}
	if rt.resolveRow == nil {
		rt.resolveRow = &object.Row{Name: "resolve", Length: 1, Flags: object.RowClosure, Fn: rt.importMetaResolve}
	}
	resolve := o.NewHostFunction(m.Realm.HostCode(rt.resolveRow), o.Heap.NewString(m.Name).Value())
	if err := o.CreateDataPropertyOrThrow(meta, o.Heap.InternGo("resolve"), resolve.Value()); err != nil {
		return err
	}
	if rt.options.ImportMeta == nil {
		return nil
	}
	err := guard(func() error { return rt.options.ImportMeta(rt, m.Name, rt.value(meta.Value())) })
	if err != nil {
		return rt.thrown(err)
	}
	return nil
}

// importMetaResolve is import.meta.resolve: the URL of the module that a specifier means.
func (rt *Runtime) importMetaResolve(c *object.Call) (heap.Value, error) {
	s, err := rt.obj.ToString(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	specifier, from := s.Go(rt.obj.Heap), c.Data(0).Str().Go(rt.obj.Heap)
	key, err := rt.resolveModule(c.Realm, from, object.ModuleRequest{Specifier: specifier})
	if err != nil {
		return heap.Undefined, rt.throwModule(object.TypeErrorPrototype, specifier, from, err)
	}
	url := key.name
	if rt.natives[url] == nil {
		url = urlOf(rt.loader, url)
	}
	return rt.obj.Heap.NewString(url).Value(), nil
}
