package object

import (
	"errors"
	"fmt"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/queue"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Image is what a runtime held at a moment, in a form of which NewRuntime makes runtimes that
// hold the same. It does not change, and any number of goroutines may use it.
//
//	heap.Image   cells, shapes, strings; each Value below is a heap ref
//	codes        records of functions; a new runtime makes one when somebody asks for it
//	instances    programs, with the handles of their codes
//	realms, modules, symbols
//	objects      what handles and SetExt hold, each as the Mould that its owner gives
//
// What is compiled or cached in a tier is no part of it: programs carry their bytecode.
type Image struct {
	cells     *heap.Image
	libraries libraries

	codes     []imagedCode
	at        []int32 // by handle: the place in codes plus one, 0 for what is no code
	table     []*Code // Runtime.Codes of a new runtime
	kept      heap.Value
	instances []imagedInstance
	realms    []imagedRealm
	cur       uint16
	modules   []imagedModule
	symbols   heap.Value
	moulds    []imagedHandle
	ext       []Mould
	resumers  [TierHost]ResumeFunc

	asyncModuleOrder int64
	lastTimer        queue.TimerID
}

// Imageable is what Go objects implement that can be in an image: those that SetExt keeps, and
// those that handles of cells refer to.
type Imageable interface {
	// ImageOf gives what makes the like of the object in a new runtime; nil where that makes its
	// own when it needs it, which handles cannot. An error says what cannot be in an image.
	ImageOf(m *Imaging) (Mould, error)
}

// Mould makes an object for a runtime that is made of an image, as often as wanted and on several
// goroutines at once. It refers to nothing that changes.
type Mould func(s *Stamping) any

// Imaging is an Image in the making.
type Imaging struct {
	rt    *Runtime
	image *Image

	instances map[*Instance]int32
	kept      []heap.Value
	places    map[*Code]imagedCode
	err       error
}

// Value gives the ref that stands for v in the image: see Stamping.Value.
func (m *Imaging) Value(v heap.Value) heap.Value {
	ref, ok := m.image.cells.Ref(v)
	if !ok && m.err == nil {
		m.err = fmt.Errorf("a value outlived what kept it: %v", v)
	}
	return ref
}

// Values is Value of each of vs.
func (m *Imaging) Values(vs []heap.Value) []heap.Value {
	refs := make([]heap.Value, len(vs))
	for i, v := range vs {
		refs[i] = m.Value(v)
	}
	return refs
}

// Runtime is the runtime of which an image is made.
func (m *Imaging) Runtime() *Runtime { return m.rt }

// Image collects garbage and makes an image of the runtime, which does nothing and has nothing
// to do. The error says what there is of which an image cannot be made.
func (rt *Runtime) Image() (*Image, error) {
	if why := rt.unfinished(); why != "" {
		return nil, errors.New(why)
	}
	rt.makeCodes()
	m := &Imaging{rt: rt, instances: map[*Instance]int32{}, places: map[*Code]imagedCode{}}
	m.keepCodes()
	rt.stamped.making = rt.Heap.NewElements(m.kept...).Value()
	cells, err := rt.Heap.Image()
	kept := rt.stamped.making
	rt.stamped.making = 0
	if err != nil {
		return nil, err
	}
	m.image = &Image{
		cells: cells, libraries: rt.libraries, resumers: rt.resumers,
		cur: rt.Cur.ID, asyncModuleOrder: rt.asyncModuleOrder, lastTimer: rt.Queue.LastTimer(),
	}
	m.image.kept = m.Value(kept)
	if rt.symbols != nil {
		m.image.symbols = m.Value(rt.symbols.Value())
	}
	for _, step := range [...]func() error{m.realms, m.modules, m.handles, m.extensions} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	if m.err != nil {
		return nil, m.err
	}
	cells.Seal()
	return m.image, nil
}

// unfinished says what the runtime has still to do; "" if nothing.
func (rt *Runtime) unfinished() string {
	q := rt.Queue
	switch {
	case q.Jobs() > 0:
		return "promise jobs wait"
	case q.Timers() > 0:
		return "timers wait"
	case q.Pending():
		return "callbacks wait"
	}
	return q.Busy()
}

// Bytes returns about how much memory the image takes.
func (img *Image) Bytes() int64 {
	return img.cells.Bytes() + int64(len(img.codes))*imagedCodeBytes + int64(len(img.table))*12
}

// Libraries are those of the runtime of which the image was made.
func (img *Image) Libraries() []*Library { return img.libraries.list }

// imagedCodeBytes is about what an image takes for a code record.
const imagedCodeBytes = 200

// imagedHandle is a handle with what makes its object.
type imagedHandle struct {
	id   uint32
	make Mould
}

// dormant is what handles refer to whose objects are not made: those of code records, and those
// that no cell refers to.
type dormant struct{}

// handles goes over what the cells refer to in Go.
func (m *Imaging) handles() error {
	rt, img := m.rt, m.image
	img.at = make([]int32, len(rt.Codes))
	img.table = make([]*Code, len(rt.Codes))
	for _, id := range img.cells.Handles() {
		switch x := rt.Heap.HandleAt(id).(type) {
		case *Code:
			if err := m.code(x); err != nil {
				return err
			}
			img.cells.Share(id, dormant{})
		case *Instance:
			m.instance(x)
		case dormant:
			img.cells.Share(id, x)
		case Imageable:
			mould, err := x.ImageOf(m)
			if err != nil {
				return err
			}
			if mould == nil {
				img.cells.Share(id, dormant{})
				continue
			}
			img.moulds = append(img.moulds, imagedHandle{id, mould})
		default:
			return fmt.Errorf("an object stands for a Go value of type %T", x)
		}
	}
	return nil
}

// extensions goes over what SetExt has kept.
func (m *Imaging) extensions() error {
	m.image.ext = make([]Mould, len(m.rt.ext))
	for i, x := range m.rt.ext {
		if x == nil {
			continue
		}
		can, ok := x.(Imageable)
		if !ok {
			return fmt.Errorf("a library keeps a %T with the runtime, which has no method ImageOf", x)
		}
		var err error
		if m.image.ext[i], err = can.ImageOf(m); err != nil {
			return err
		}
	}
	return nil
}

// imagedRealm is a realm of an image.
type imagedRealm struct {
	lexicalEpoch  uint32
	arrays        ArrayGuard
	promises      promiseGuard
	global, scope heap.Value
	intrinsics    []heap.Value
	groups        []madeGroup
	lazy          []lazyEntry
	shared        []sharedFunction
	unwanted      []*Library
	shadow        int32           // its instance, -1 for none
	hostCodes     map[*Row]uint32 // handles
	shapes        [5]uint32       // ids by place in Realm.keptShapes, 0 for nil
}

// keptShapes are the shapes that a realm keeps.
func (r *Realm) keptShapes() [5]**heap.Shape {
	return [...]**heap.Shape{&r.ObjectShape, &r.ArrayShape, &r.iterResult, &r.promise, &r.arguments}
}

func (m *Imaging) realms() error {
	m.image.realms = make([]imagedRealm, len(m.rt.Realms))
	for i, r := range m.rt.Realms {
		if r.Host != nil {
			return fmt.Errorf("a realm has a %T of the host", r.Host)
		}
		if r.GlobalThis != r.Global.Value() {
			return errors.New("the global this of a realm is another object than the global object")
		}
		to := &m.image.realms[i]
		*to = imagedRealm{
			lexicalEpoch: r.LexicalEpoch, arrays: r.Arrays, promises: r.promises,
			global: m.Value(r.Global.Value()), scope: m.Value(r.Scope.record.Value()),
			intrinsics: m.Values(r.intrinsics), hostCodes: make(map[*Row]uint32, len(r.hostCodes)),
			lazy: append([]lazyEntry(nil), r.lazy...), unwanted: r.unwanted, shadow: m.instance(r.shadow),
		}
		for _, e := range r.lazy {
			if e.row != nil && !e.declared {
				return fmt.Errorf("the host has installed %s", e.row.Name)
			}
		}
		for _, g := range r.groups {
			to.groups = append(to.groups, madeGroup{m.Value(g.ctor), m.Value(g.proto)})
		}
		for _, s := range r.shared {
			to.shared = append(to.shared, sharedFunction{s.row, m.Value(s.made)})
		}
		for row, code := range r.hostCodes {
			to.hostCodes[row] = code.ID
		}
		for k, s := range r.keptShapes() {
			if *s != nil {
				to.shapes[k] = (*s).ID()
			}
		}
	}
	return nil
}

// imagedModule is a module of an image. Module numbers are places in Image.modules.
type imagedModule struct {
	name     string
	realm    uint16
	instance int32 // -1: synthetic
	info     *syntax.ModuleInfo
	status   ModuleStatus
	exports  []string
	loaded   []int32 // -1 for nil
	root     int32

	values   [moduleValues]heap.Value
	resolved map[string]imagedBinding

	asyncOrder            int64
	dfsIndex, dfsAncestor int
}

// imagedBinding is a binding with the number of its module.
type imagedBinding struct {
	module int32
	slot   int
	kind   bindingKind
}

const moduleValues = 7

// values are the Values that a module has.
func (m *Module) values() [moduleValues]*heap.Value {
	return [...]*heap.Value{&m.env, &m.body, &m.Source, &m.namespace, &m.deferred, &m.meta, &m.capability}
}

func moduleNumber(m *Module) int32 {
	if m == nil {
		return -1
	}
	return int32(m.id)
}

func (b binding) imaged() imagedBinding { return imagedBinding{moduleNumber(b.module), b.slot, b.kind} }

func (m *Imaging) modules() error {
	for _, from := range m.rt.modules {
		switch {
		case from.status == ModuleLinking || from.status == ModuleEvaluating || from.status == ModuleEvaluatingAsync:
			return fmt.Errorf("module %s is being evaluated", from.Name)
		case from.err != nil:
			return fmt.Errorf("module %s has failed", from.Name)
		case from.evaluate != nil && from.status != ModuleEvaluated:
			return fmt.Errorf("native module %s has not been evaluated", from.Name)
		case from.Host != nil:
			return fmt.Errorf("module %s has a %T of the host", from.Name, from.Host)
		}
		to := imagedModule{
			name: from.Name, realm: from.Realm.ID, instance: -1, info: from.info, status: from.status, exports: from.exports,
			root: moduleNumber(from.root), asyncOrder: from.asyncOrder, dfsIndex: from.dfsIndex, dfsAncestor: from.dfsAncestor,
		}
		if from.Inst != nil {
			to.instance = m.instance(from.Inst)
		}
		for _, l := range from.loaded {
			to.loaded = append(to.loaded, moduleNumber(l))
		}
		for i, v := range from.values() {
			to.values[i] = m.Value(*v)
		}
		if from.resolved != nil {
			to.resolved = make(map[string]imagedBinding, len(from.resolved))
			for name, b := range from.resolved {
				to.resolved[name] = b.imaged()
			}
		}
		m.image.modules = append(m.image.modules, to)
	}
	return nil
}

// ImageOf implements Imageable.
func (d *namespaceData) ImageOf(m *Imaging) (Mould, error) {
	module, deferred, keys := d.module.id, d.deferred, m.Values(d.keys)
	bindings := make([]imagedBinding, len(d.keys))
	for i, key := range d.keys {
		bindings[i] = d.bindings[key].imaged()
	}
	return func(s *Stamping) any {
		n := &namespaceData{
			module: s.rt.modules[module], deferred: deferred,
			keys: make([]heap.Value, len(keys)), bindings: make(map[heap.Value]binding, len(keys)),
		}
		for i, ref := range keys {
			n.keys[i] = s.Value(ref)
			n.bindings[n.keys[i]] = s.binding(bindings[i])
		}
		return n
	}, nil
}
