package object

import (
	"sort"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// State of an import() in progress, an Env cell.
const (
	importModule  = iota // Int: id of the module
	importPromise        // the promise of the call
	importPhase          // Int: a syntax.ImportPhase
	importPending        // Int: promises that a deferred import still waits for
	importSlots
)

var importLoaded, importEvaluated, importDependency ReactionID

func init() {
	moduleExecuted = RegisterReaction(onModuleExecuted)
	importLoaded = RegisterReaction(onImportLoaded)
	importEvaluated = RegisterReaction(onImportEvaluated)
	importDependency = RegisterReaction(onImportDependency)
}

// ImportCall is `import(specifier, options)` in code (sec-evaluate-import-call);
// options is Undefined when absent. It returns a promise.
func (rt *Runtime) ImportCall(code *Code, specifier, options heap.Value, phase syntax.ImportPhase) (heap.Value, error) {
	return rt.importFrom(code.Prog, specifier, options, phase)
}

// importFrom is ImportCall as from referrer.
func (rt *Runtime) importFrom(referrer *Instance, specifier, options heap.Value, phase syntax.ImportPhase) (heap.Value, error) {
	p := rt.NewPromise()
	req, err := rt.importRequest(specifier, options, phase)
	if err != nil {
		return p.Value(), rt.RejectWith(p, err)
	}
	if rt.Hooks.StartImport != nil {
		if later, err := rt.Hooks.StartImport(rt, p, outermost(referrer), req); later || err != nil {
			return p.Value(), err
		}
	}
	return p.Value(), rt.startImport(p, referrer, req)
}

// ContinueImport goes on with an import() that Hooks.StartImport has put off. The error is
// a *Termination only.
func (rt *Runtime) ContinueImport(p *heap.Object, referrer *Instance, req ModuleRequest) error {
	return rt.startImport(p, referrer, req)
}

// maxSpecifier bounds the length of a specifier that a script computes: loaders look at it in
// their own way, which no limit ends.
const maxSpecifier = 1 << 16

// importRequest converts the arguments of import().
func (rt *Runtime) importRequest(specifier, options heap.Value, phase syntax.ImportPhase) (ModuleRequest, error) {
	req := ModuleRequest{Phase: phase}
	s, err := rt.ToString(specifier)
	if err != nil {
		return req, err
	}
	if s.Len() > maxSpecifier {
		return req, rt.TypeError("A module specifier of %d characters is too long", s.Len())
	}
	req.Specifier = s.Go(rt.Heap)
	if options.IsUndefined() {
		return req, nil
	}
	if !options.IsObject() {
		return req, rt.TypeError("The second argument of import() must be an object")
	}
	with, err := rt.Get(options.Object(), rt.Heap.Names.With)
	if err != nil || with.IsUndefined() {
		return req, err
	}
	if !with.IsObject() {
		return req, rt.TypeError("The 'with' option of import() must be an object")
	}
	entries, err := rt.EnumerableOwnProperties(with.Object(), ListEntries)
	if err != nil {
		return req, err
	}
	for _, e := range entries {
		key, v := e.Object().Dense()[0], e.Object().Dense()[1]
		if !v.IsString() {
			return req, rt.TypeError("Import attribute '%s' must be a string", key.Str().Go(rt.Heap))
		}
		req.Attributes = append(req.Attributes, ImportAttribute{Key: key.Str().Go(rt.Heap), Value: v.Str().Go(rt.Heap)})
	}
	for _, a := range req.Attributes {
		if a.Key != "type" {
			return req, rt.TypeError("Import attribute '%s' is not supported", a.Key)
		}
	}
	sort.Slice(req.Attributes, func(i, j int) bool { return req.Attributes[i].Key < req.Attributes[j].Key })
	return req, nil
}

// startImport loads the module and goes on when its dependencies are loaded
// (sec-ContinueDynamicImport).
func (rt *Runtime) startImport(p *heap.Object, referrer *Instance, req ModuleRequest) error {
	m, err := rt.load(referrer, req)
	if err != nil {
		return rt.RejectWith(p, err)
	}
	if req.Phase == syntax.PhaseSource {
		if m.Source.IsUndefined() {
			return rt.RejectWith(p, rt.SyntaxError("The module '%s' has no source phase representation", req.Specifier))
		}
		return rt.ResolvePromise(p, m.Source)
	}
	h := rt.Heap
	st := h.NewEnv(heap.Undefined, 0, importSlots, heap.Int(0))
	h.SetEnvSlot(st, importModule, heap.Int(int32(m.id)))
	h.SetEnvSlot(st, importPromise, p.Value())
	h.SetEnvSlot(st, importPhase, heap.Int(int32(req.Phase)))
	loaded := rt.NewPromise()
	if err = m.Load(); err == nil {
		err = rt.ResolvePromise(loaded, heap.Undefined)
	} else {
		err = rt.RejectWith(loaded, err)
	}
	if err != nil {
		return err
	}
	rt.ThenNative(loaded, importLoaded, st.Value())
	return nil
}

func onImportLoaded(rt *Runtime, data, value heap.Value, failed bool) error {
	st := data.Env()
	p := st.Slot(importPromise).Object()
	m := rt.modules[st.Slot(importModule).AsInt()]
	rt.Cur = m.Realm
	if failed {
		return rt.RejectPromise(p, value)
	}
	if err := m.Link(); err != nil {
		return rt.RejectWith(p, err)
	}
	if syntax.ImportPhase(st.Slot(importPhase).AsInt()) != syntax.PhaseDefer {
		done, err := m.Evaluate()
		if err != nil {
			return err
		}
		rt.ThenNative(done, importEvaluated, data)
		return nil
	}
	deps := m.asyncDependencies(nil, make(map[*Module]bool))
	if len(deps) == 0 {
		return onImportEvaluated(rt, data, heap.Undefined, false)
	}
	rt.Heap.SetEnvSlot(st, importPending, heap.Int(int32(len(deps))))
	for _, dep := range deps {
		done, err := dep.Evaluate()
		if err != nil {
			return err
		}
		rt.ThenNative(done, importDependency, data)
	}
	return nil
}

// onImportDependency waits for all the asynchronous dependencies of a deferred import.
func onImportDependency(rt *Runtime, data, value heap.Value, failed bool) error {
	st := data.Env()
	if failed {
		p := st.Slot(importPromise).Object()
		if state, _ := StateOf(p); state != PromisePending {
			return nil
		}
		return rt.RejectPromise(p, value)
	}
	left := st.Slot(importPending).AsInt() - 1
	rt.Heap.SetEnvSlot(st, importPending, heap.Int(left))
	if left > 0 {
		return nil
	}
	done := rt.NewPromise()
	if err := rt.ResolvePromise(done, heap.Undefined); err != nil {
		return err
	}
	rt.ThenNative(done, importEvaluated, data)
	return nil
}

func onImportEvaluated(rt *Runtime, data, value heap.Value, failed bool) error {
	st := data.Env()
	p := st.Slot(importPromise).Object()
	if failed {
		return rt.RejectPromise(p, value)
	}
	m := rt.modules[st.Slot(importModule).AsInt()]
	ns := m.Namespace(syntax.ImportPhase(st.Slot(importPhase).AsInt()))
	return rt.ResolvePromise(p, ns.Value())
}

// ImportMeta is `import.meta` in code (sec-meta-properties-runtime-semantics-evaluation).
func (rt *Runtime) ImportMeta(code *Code) (heap.Value, error) {
	m := code.Prog.Module
	if m.meta.IsUndefined() {
		o := rt.OrdinaryObjectCreate(heap.Null)
		if rt.Hooks.ImportMeta != nil {
			if err := rt.Hooks.ImportMeta(rt, m, o); err != nil {
				return heap.Undefined, err
			}
		}
		m.meta = o.Value()
	}
	return m.meta, nil
}
