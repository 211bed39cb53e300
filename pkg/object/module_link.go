package object

import (
	"sort"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// ModuleRequest names a module (sec-modulerequest-record).
type ModuleRequest struct {
	Specifier  string
	Attributes []ImportAttribute
	Phase      syntax.ImportPhase
}

// Attribute returns the value of an attribute, "" when it is absent.
func (r *ModuleRequest) Attribute(key string) string {
	for _, a := range r.Attributes {
		if a.Key == key {
			return a.Value
		}
	}
	return ""
}

// load asks the host for a module.
func (rt *Runtime) load(referrer *Instance, req ModuleRequest) (*Module, error) {
	if rt.Hooks.LoadModule == nil {
		return nil, rt.TypeError("Cannot import module '%s': this runtime has no module loader", req.Specifier)
	}
	return rt.Hooks.LoadModule(rt, outermost(referrer), req)
}

// outermost is the script or module to which code of eval belongs.
func outermost(in *Instance) *Instance {
	for in != nil && in.Parent != nil {
		in = in.Parent
	}
	return in
}

// Load loads the modules that m needs, directly and indirectly
// (sec-LoadRequestedModules). The error is a *Throw or a failure of the host.
func (m *Module) Load() error {
	work := []*Module{m}
	for len(work) > 0 {
		n := work[len(work)-1]
		work = work[:len(work)-1]
		if n.status != ModuleNew || n.info == nil {
			continue
		}
		for i := range n.info.Requests {
			r := &n.info.Requests[i]
			if n.loaded[i] == nil {
				dep, err := m.rt.load(n.Inst, ModuleRequest{r.Specifier, r.Attributes, r.Phase})
				if err != nil {
					return err
				}
				n.loaded[i] = dep
			}
			if r.Phase != syntax.PhaseSource {
				work = append(work, n.loaded[i])
			}
		}
		n.status = ModuleUnlinked
	}
	return nil
}

// Link prepares m and what it needs for evaluation (sec-moduledeclarationlinking).
// Load has succeeded before.
func (m *Module) Link() error {
	saved := m.rt.Cur
	defer func() { m.rt.Cur = saved }()
	var stack []*Module
	if _, err := m.link(&stack, 0); err != nil {
		for _, n := range stack {
			n.status = ModuleUnlinked
		}
		return err
	}
	return nil
}

// link is InnerModuleLinking (sec-InnerModuleLinking).
func (m *Module) link(stack *[]*Module, index int) (int, error) {
	if m.Inst == nil {
		m.makeSyntheticEnv()
		m.status = max(m.status, ModuleLinked)
		return index, nil
	}
	if m.status != ModuleUnlinked {
		return index, nil
	}
	m.status = ModuleLinking
	m.dfsIndex, m.dfsAncestor = index, index
	index++
	*stack = append(*stack, m)
	m.makeEnv()
	for i, dep := range m.loaded {
		if m.info.Requests[i].Phase == syntax.PhaseSource {
			continue
		}
		var err error
		if index, err = dep.link(stack, index); err != nil {
			return index, err
		}
		if dep.status == ModuleLinking {
			m.dfsAncestor = min(m.dfsAncestor, dep.dfsAncestor)
		}
	}
	if err := m.initializeEnvironment(); err != nil {
		return index, err
	}
	if m.dfsAncestor == m.dfsIndex {
		for {
			n := (*stack)[len(*stack)-1]
			*stack = (*stack)[:len(*stack)-1]
			n.status = ModuleLinked
			if n == m {
				break
			}
		}
	}
	return index, nil
}

func (m *Module) makeSyntheticEnv() {
	if m.env.IsUndefined() {
		m.env = m.rt.Heap.NewEnv(heap.Undefined, 0, len(m.exports), heap.Undefined).Value()
	}
}

// makeEnv makes the environment of a source text module, so that modules of a
// cycle can lead to it before it is initialised.
func (m *Module) makeEnv() {
	if !m.env.IsUndefined() {
		return
	}
	scope := m.Inst.Prog.Body.Scope
	env := m.rt.Heap.NewEnv(heap.Undefined, 0, int(scope.EnvSlots), heap.Undefined)
	m.env = env.Value()
	for _, b := range scope.Bindings {
		if b.TDZ && b.Store == syntax.StoreEnv {
			m.rt.Heap.SetEnvSlot(env, int(b.Index), heap.TDZ)
		}
	}
}

// initializeEnvironment is InitializeEnvironment
// (sec-source-text-module-record-initialize-environment).
func (m *Module) initializeEnvironment() error {
	rt := m.rt
	rt.Cur = m.Realm
	for i := range m.info.IndirectExports {
		e := &m.info.IndirectExports[i]
		if b := m.resolveExport(e.Name, nil); b.kind <= bindingAmbiguous {
			return m.unresolved(b, e.Request, e.Import, e.Pos)
		}
	}
	env := m.env.Env()
	for i := range m.info.Imports {
		imp := &m.info.Imports[i]
		v, err := m.importValue(imp)
		if err != nil {
			return err
		}
		if imp.Local != nil && imp.Local.Store == syntax.StoreEnv {
			rt.Heap.SetEnvSlot(env, int(imp.Local.Index), v)
		}
	}
	code := m.Inst.Code(m.Inst.Prog.Body)
	m.body = rt.bodyFunction(code, m.env).Value()
	for _, d := range m.Inst.Prog.Body.Scope.FuncDecls {
		f := rt.MakeFunction(m.Inst.Code(d.Func), m.env, heap.Undefined)
		if d.Name.Kind == syntax.RefEnv {
			rt.Heap.SetEnvSlot(env, int(d.Name.Index), f.Value())
		}
	}
	return nil
}

// importValue is what the slot of an import binding holds: see GetImport.
func (m *Module) importValue(imp *syntax.ImportEntry) (heap.Value, error) {
	rt := m.rt
	dep := m.loaded[imp.Request]
	switch {
	case imp.Source:
		if dep.Source.IsUndefined() {
			return heap.Undefined, rt.SyntaxError("The module '%s' has no source phase representation", m.info.Requests[imp.Request].Specifier)
		}
		return dep.Source, nil
	case imp.Namespace:
		return dep.Namespace(m.info.Requests[imp.Request].Phase).Value(), nil
	}
	b := dep.resolveExport(imp.Name, nil)
	switch b.kind {
	case bindingSource:
		if b.module.Source.IsUndefined() {
			return heap.Undefined, rt.SyntaxError("The module '%s' has no source phase representation", b.module.Name)
		}
		return b.module.Source, nil
	case bindingNamespace:
		return b.module.Namespace(syntax.PhaseEvaluation).Value(), nil
	case bindingDeferred:
		return b.module.Namespace(syntax.PhaseDefer).Value(), nil
	case bindingSlot:
		link := rt.Heap.NewEnv(b.module.linkTarget(), 0, 1, heap.Int(int32(b.slot)))
		return link.Value(), nil
	}
	return heap.Undefined, m.unresolved(b, imp.Request, imp.Name, imp.Pos)
}

// linkTarget is the environment that import links lead to.
func (m *Module) linkTarget() heap.Value {
	if m.Inst == nil {
		m.makeSyntheticEnv()
	} else {
		m.makeEnv()
	}
	return m.env
}

// unresolved is the SyntaxError for an import or re-export that leads nowhere.
func (m *Module) unresolved(b binding, request int, name string, pos syntax.Pos) error {
	spec := m.info.Requests[request].Specifier
	line, col := m.Inst.Prog.Source.Position(pos)
	if b.kind == bindingAmbiguous {
		return m.rt.SyntaxError("The requested module '%s' contains conflicting star exports for name '%s' (%s:%d:%d)", spec, name, m.Name, line, col)
	}
	return m.rt.SyntaxError("The requested module '%s' does not provide an export named '%s' (%s:%d:%d)", spec, name, m.Name, line, col)
}

// exportKey is an element of a resolveSet.
type exportKey struct {
	module *Module
	name   string
}

// resolveExport is ResolveExport (sec-resolveexport). seen is nil at the start.
func (m *Module) resolveExport(name string, seen map[exportKey]bool) binding {
	if b, ok := m.resolved[name]; ok {
		return b
	}
	top := seen == nil
	b := m.findExport(name, seen)
	if top && b.kind != bindingNone {
		if m.resolved == nil {
			m.resolved = make(map[string]binding)
		}
		m.resolved[name] = b
	}
	return b
}

func (m *Module) findExport(name string, seen map[exportKey]bool) binding {
	if m.Inst == nil {
		for i, e := range m.exports {
			if e == name {
				return binding{m, i, bindingSlot}
			}
		}
		return binding{}
	}
	if seen == nil {
		seen = make(map[exportKey]bool)
	}
	key := exportKey{m, name}
	if seen[key] {
		return binding{}
	}
	seen[key] = true
	for i := range m.info.LocalExports {
		if e := &m.info.LocalExports[i]; e.Name == name {
			return m.localExport(e)
		}
	}
	for i := range m.info.IndirectExports {
		e := &m.info.IndirectExports[i]
		if e.Name != name {
			continue
		}
		dep := m.loaded[e.Request]
		if e.Source {
			return binding{dep, 0, bindingSource}
		}
		if e.Namespace {
			if m.info.Requests[e.Request].Phase == syntax.PhaseDefer {
				return binding{dep, 0, bindingDeferred}
			}
			return binding{dep, 0, bindingNamespace}
		}
		return dep.resolveExport(e.Import, seen)
	}
	if name == "default" {
		return binding{}
	}
	return m.findStarExport(name, seen)
}

// localExport resolves an export of a binding of the module itself.
func (m *Module) localExport(e *syntax.LocalExport) binding {
	return binding{m, int(e.Local.Index), bindingSlot}
}

// findStarExport looks through `export *`.
func (m *Module) findStarExport(name string, seen map[exportKey]bool) binding {
	var found binding
	for _, r := range m.info.StarExports {
		b := m.loaded[r].resolveExport(name, seen)
		switch {
		case b.kind == bindingAmbiguous:
			return b
		case b.kind == bindingNone:
		case found.kind == bindingNone:
			found = b
		case b != found:
			return binding{kind: bindingAmbiguous}
		}
	}
	return found
}

// exportedNames is GetExportedNames (sec-getexportednames).
func (m *Module) exportedNames(seen map[*Module]bool) []string {
	if m.Inst == nil {
		return m.exports
	}
	if seen[m] {
		return nil
	}
	seen[m] = true
	var names []string
	have := make(map[string]bool)
	add := func(name string) {
		if !have[name] {
			have[name] = true
			names = append(names, name)
		}
	}
	for i := range m.info.LocalExports {
		add(m.info.LocalExports[i].Name)
	}
	for i := range m.info.IndirectExports {
		add(m.info.IndirectExports[i].Name)
	}
	for _, r := range m.info.StarExports {
		for _, name := range m.loaded[r].exportedNames(seen) {
			if name != "default" {
				add(name)
			}
		}
	}
	return names
}

// Namespace is GetModuleNamespace (sec-getmodulenamespace) for the phase
// evaluation or defer.
func (m *Module) Namespace(phase syntax.ImportPhase) *heap.Object {
	deferred := phase == syntax.PhaseDefer
	ns := &m.namespace
	if deferred {
		ns = &m.deferred
	}
	if ns.IsUndefined() {
		var names []string
		for _, name := range m.exportedNames(make(map[*Module]bool)) {
			if b := m.resolveExport(name, nil); b.kind > bindingAmbiguous {
				names = append(names, name)
			}
		}
		*ns = m.rt.moduleNamespaceCreate(m, names, deferred).Value()
	}
	return ns.Object()
}

// sortNames sorts export names by UTF-16 code units.
func (rt *Runtime) sortNames(names []heap.Value) {
	sort.Slice(names, func(i, j int) bool {
		return rt.Heap.CompareStrings(rt.KeyToValue(names[i]).Str(), rt.KeyToValue(names[j]).Str()) < 0
	})
}
