package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// ModuleStatus is [[Status]] of a module record.
type ModuleStatus uint8

// The states of a module.
const (
	ModuleNew ModuleStatus = iota
	ModuleUnlinked
	ModuleLinking
	ModuleLinked
	ModuleEvaluating
	ModuleEvaluatingAsync
	ModuleEvaluated
)

// ImportAttribute is one attribute of a module request.
type ImportAttribute = syntax.ImportAttribute

// Module is a module record: a source text module (sec-source-text-module-records)
// or, without Inst, a synthetic one (sec-synthetic-module-records). Modules live
// as long as their runtime.
type Module struct {
	// Name is what the host knows the module by: path or URL, resolved.
	Name  string
	Realm *Realm
	// Host is free for the embedder.
	Host any

	Inst *Instance // nil for synthetic modules

	rt     *Runtime
	id     int
	info   *syntax.ModuleInfo
	status ModuleStatus
	env    heap.Value // Env cell once linked, else Undefined
	body   heap.Value // function object of the body
	loaded []*Module  // by index of the request

	exports  []string              // synthetic: names of the slots of env
	evaluate func(m *Module) error // synthetic

	// Source is the module source object that `import source` gives; Undefined
	// when the module has none.
	Source heap.Value

	namespace, deferred, meta heap.Value
	resolved                  map[string]binding // cache of ResolveExport

	err                   error // [[EvaluationError]]: a *Throw
	dfsIndex, dfsAncestor int
	root                  *Module // [[CycleRoot]]
	asyncOrder            int64   // [[AsyncEvaluationOrder]], 0 unset, -1 done
	capability            heap.Value
	asyncParents          []*Module
	pendingAsync          int
}

// binding is a ResolvedBinding Record: a slot of the environment of a module, or
// its namespace.
type binding struct {
	module *Module
	slot   int
	kind   bindingKind
}

type bindingKind uint8

const (
	bindingNone bindingKind = iota // not found
	bindingAmbiguous
	bindingSlot
	bindingNamespace
	bindingDeferred
	bindingSource
)

// NewModule makes the module record of a program that was parsed as a module.
// name is what the host knows it by.
func (rt *Runtime) NewModule(prog *syntax.Program, realm *Realm, name string) *Module {
	m := rt.newModule(realm, name)
	m.Inst = rt.NewInstance(prog, realm)
	m.Inst.Module = m
	m.info = prog.Module
	m.loaded = make([]*Module, len(m.info.Requests))
	return m
}

// NewSyntheticModule makes a module that exports names; evaluate gives them their
// values by SetExport (sec-createdefaultexportsyntheticmodule is one of them).
func (rt *Runtime) NewSyntheticModule(realm *Realm, name string, exports []string, evaluate func(m *Module) error) *Module {
	m := rt.newModule(realm, name)
	m.exports, m.evaluate = exports, evaluate
	m.info = new(syntax.ModuleInfo)
	m.status = ModuleUnlinked
	return m
}

// NewDefaultModule makes a synthetic module whose default export is v, such as a
// JSON module (sec-createdefaultexportsyntheticmodule).
func (rt *Runtime) NewDefaultModule(realm *Realm, name string, v heap.Value) *Module {
	m := rt.NewSyntheticModule(realm, name, []string{"default"}, nil)
	m.env = rt.Heap.NewEnv(heap.Undefined, 0, 1, v).Value()
	return m
}

func (rt *Runtime) newModule(realm *Realm, name string) *Module {
	m := &Module{
		Name: name, Realm: realm, rt: rt, id: len(rt.modules),
		env: heap.Undefined, body: heap.Undefined, namespace: heap.Undefined, deferred: heap.Undefined,
		Source: heap.Undefined, meta: heap.Undefined, capability: heap.Undefined,
	}
	rt.modules = append(rt.modules, m)
	return m
}

// SetExport sets export number i of a synthetic module.
func (m *Module) SetExport(i int, v heap.Value) { m.rt.Heap.SetEnvSlot(m.env.Env(), i, v) }

// Requests lists the modules that m requests, once each.
func (m *Module) Requests() []ModuleRequest {
	list := make([]ModuleRequest, len(m.info.Requests))
	for i, r := range m.info.Requests {
		list[i] = ModuleRequest{r.Specifier, r.Attributes, r.Phase}
	}
	return list
}

// Number returns the number of the module in its runtime.
func (m *Module) Number() int { return m.id }

// Status returns the state of the module.
func (m *Module) Status() ModuleStatus { return m.status }

// TraceCells implements heap.Tracer.
func (m *Module) TraceCells(k *heap.Marker) {
	for _, v := range [...]heap.Value{m.env, m.body, m.Source, m.namespace, m.deferred, m.meta, m.capability} {
		k.Value(v)
	}
	if t, ok := m.err.(*Throw); ok {
		k.Value(t.Value)
	}
}
