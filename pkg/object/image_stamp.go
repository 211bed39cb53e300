package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
)

// Stamping is a runtime that is being made of an image.
type Stamping struct {
	rt    *Runtime
	cells *heap.Stamp
}

// Runtime is the runtime. Its realms and modules are there.
func (s *Stamping) Runtime() *Runtime { return s.rt }

// Value is the Value that ref stands for, which Imaging.Value has given.
func (s *Stamping) Value(ref heap.Value) heap.Value { return s.cells.Value(ref) }

// Object is Value for an object that may be nil, whose ref is 0 then.
func (s *Stamping) Object(ref heap.Value) *heap.Object { return s.cells.Value(ref).Object() }

// Shape returns the shape with the id that it had in the runtime of the image; nil for 0.
func (s *Stamping) Shape(id uint32) *heap.Shape {
	if id == 0 {
		return nil
	}
	return s.rt.Heap.Shape(id)
}

// Values is Value of each of refs.
func (s *Stamping) Values(refs []heap.Value) []heap.Value {
	vs := make([]heap.Value, len(refs))
	s.cells.Values(vs, refs)
	return vs
}

func (s *Stamping) binding(b imagedBinding) binding {
	return binding{s.module(b.module), b.slot, b.kind}
}

func (s *Stamping) module(n int32) *Module {
	if n < 0 {
		return nil
	}
	return s.rt.modules[n]
}

// NewRuntime makes a runtime that holds what the one of the image held. The options are its own,
// but for the libraries, which are those of the image. started is called when the runtime has
// its heap, before anything else is in it; the tiers get to know it there.
//
// It is an error if the heap would be over its limit, or the stream is that of another runtime.
func (img *Image) NewRuntime(o Options, started func(rt *Runtime)) (*Runtime, error) {
	cells, err := img.cells.Stamp(o.Heap)
	if err != nil {
		return nil, err
	}
	rt, err := newRuntime(o, cells.Heap, img.libraries)
	if err != nil {
		return nil, err
	}
	s := &Stamping{rt, cells}
	rt.Queue.SkipTimers(img.lastTimer)
	rt.resumers, rt.asyncModuleOrder = img.resumers, img.asyncModuleOrder
	rt.Codes = append([]*Code(nil), img.table...)
	rt.stamped.image, rt.stamped.kept = img, s.Value(img.kept)
	if img.symbols != 0 {
		rt.symbols = s.Value(img.symbols).OrderedTable()
	}
	started(rt)
	s.realms(img)
	s.programs(img)
	for i, mould := range img.ext {
		if mould != nil {
			rt.SetExt(Extension(i), mould(s))
		}
	}
	for _, h := range img.moulds {
		cells.SetHandle(h.id, h.make(s))
	}
	cells.Finish()
	return rt, nil
}

// realms makes the realms.
func (s *Stamping) realms(img *Image) {
	rt := s.rt
	rt.Realms = make([]*Realm, len(img.realms), len(img.realms)+1)
	for i := range img.realms {
		from := &img.realms[i]
		r := &Realm{
			ID: uint16(i), rt: rt, image: from, Scope: &GlobalScope{s.Object(from.scope)}, LexicalEpoch: from.lexicalEpoch, Arrays: from.arrays, promises: from.promises,
			Global: s.Object(from.global), intrinsics: s.Values(from.intrinsics), lazy: from.lazy[:len(from.lazy):len(from.lazy)],
			groups: make([]madeGroup, len(from.groups)), unwanted: from.unwanted,
		}
		r.GlobalThis = r.Global.Value()
		for k, g := range from.groups {
			r.groups[k] = madeGroup{s.Value(g.ctor), s.Value(g.proto)}
		}
		if len(from.shared) > 0 {
			r.shared = make([]sharedFunction, len(from.shared))
			for k, f := range from.shared {
				r.shared[k] = sharedFunction{f.row, s.Value(f.made)}
			}
		}
		for k, shape := range r.keptShapes() {
			*shape = s.Shape(from.shapes[k])
		}
		rt.Realms[i] = r
	}
	rt.Cur = rt.Realms[img.cur]
}

// programs makes the instances of programs and the modules.
func (s *Stamping) programs(img *Image) {
	rt := s.rt
	instances := make([]Instance, len(img.instances))
	rt.stamped.instances = make([]*Instance, len(instances))
	modules := make([]Module, len(img.modules))
	rt.modules = make([]*Module, len(modules))
	for i := range modules {
		rt.modules[i] = &modules[i]
	}
	for i := range instances {
		from, in := &img.instances[i], &instances[i]
		*in = Instance{
			Prog: from.prog, Realm: rt.Realms[from.realm], Module: s.module(from.module),
			codes: make([]*Code, len(from.codes)), handle: from.handle, image: from,
		}
		if from.parent >= 0 {
			in.Parent = &instances[from.parent]
		}
		if from.handle != 0 {
			s.cells.SetHandle(from.handle, in)
		}
		rt.stamped.instances[i] = in
	}
	for i, r := range rt.Realms {
		if n := img.realms[i].shadow; n >= 0 {
			r.shadow, r.memory = &instances[n], rt.Heap.Account()
			r.charge()
		}
	}
	for i := range modules {
		from, m := &img.modules[i], &modules[i]
		*m = Module{
			Name: from.name, Realm: rt.Realms[from.realm], rt: rt, id: i, info: from.info, status: from.status, exports: from.exports,
			root: s.module(from.root), asyncOrder: from.asyncOrder, dfsIndex: from.dfsIndex, dfsAncestor: from.dfsAncestor,
			loaded: make([]*Module, len(from.loaded)),
		}
		if from.instance >= 0 {
			m.Inst = &instances[from.instance]
		}
		for k, n := range from.loaded {
			m.loaded[k] = s.module(n)
		}
		for k, v := range m.values() {
			*v = s.Value(from.values[k])
		}
		if from.resolved != nil {
			m.resolved = make(map[string]binding, len(from.resolved))
			for name, b := range from.resolved {
				m.resolved[name] = s.binding(b)
			}
		}
	}
}

// Module returns the module with the number that it had in the runtime of the image.
func (rt *Runtime) Module(n int) *Module { return rt.modules[n] }
