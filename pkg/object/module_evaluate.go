package object

import (
	"slices"
	"sort"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// asyncDone is the [[AsyncEvaluationOrder]] of a module whose asynchronous
// evaluation is over; 0 is unset.
const asyncDone = -1

func (m *Module) evaluated() bool {
	return m.status == ModuleEvaluatingAsync || m.status == ModuleEvaluated
}

// cycleEvaluated is IsModuleSCCEvaluated: whether m and all modules in a cycle with
// it are evaluated.
func (m *Module) cycleEvaluated() bool {
	if m.root != nil {
		return m.root.status == ModuleEvaluated
	}
	return m.status == ModuleEvaluated
}

// Evaluate runs m and what it needs, and returns the promise of its completion
// (sec-moduleevaluation). The error is a *Termination only.
func (m *Module) Evaluate() (*heap.Object, error) {
	rt := m.rt
	saved := rt.Cur
	rt.Cur = m.Realm
	defer func() { rt.Cur = saved }()
	if m.Inst == nil {
		return m.evaluateSynthetic()
	}
	if m.evaluated() && m.root != nil {
		m = m.root
	}
	if m.capability.IsObject() {
		return m.capability.Object(), nil
	}
	p := rt.NewPromise()
	m.capability = p.Value()
	var stack []*Module
	_, err := m.evaluateInner(&stack, 0)
	if err != nil {
		t, ok := err.(*Throw)
		if !ok {
			return nil, err
		}
		for _, n := range stack {
			n.status, n.err = ModuleEvaluated, err
			if n.root == nil {
				n.root = n
			}
		}
		return p, rt.RejectPromise(p, t.Value)
	}
	if m.status == ModuleEvaluated {
		return p, rt.ResolvePromise(p, heap.Undefined)
	}
	return p, nil
}

// evaluateSynthetic is Evaluate of a synthetic module (sec-smr-Evaluate).
func (m *Module) evaluateSynthetic() (*heap.Object, error) {
	rt := m.rt
	if m.capability.IsObject() {
		return m.capability.Object(), nil
	}
	p := rt.NewPromise()
	m.capability = p.Value()
	if err := m.runSynthetic(); err != nil {
		return p, rt.RejectWith(p, err)
	}
	return p, rt.ResolvePromise(p, heap.Undefined)
}

func (m *Module) runSynthetic() error {
	if m.status == ModuleEvaluated {
		return m.err
	}
	m.makeSyntheticEnv()
	m.status = ModuleEvaluated
	if m.evaluate != nil {
		m.err = m.evaluate(m)
	}
	return m.err
}

// evaluateInner is InnerModuleEvaluation (sec-innermoduleevaluation).
func (m *Module) evaluateInner(stack *[]*Module, index int) (int, error) {
	if m.Inst == nil {
		return index, m.runSynthetic()
	}
	if m.evaluated() {
		return index, m.err
	}
	if m.status == ModuleEvaluating {
		return index, nil
	}
	m.status = ModuleEvaluating
	m.dfsIndex, m.dfsAncestor = index, index
	m.pendingAsync = 0
	index++
	*stack = append(*stack, m)
	for _, dep := range m.evaluationList() {
		var err error
		if index, err = dep.evaluateInner(stack, index); err != nil {
			return index, err
		}
		if dep.Inst == nil {
			continue
		}
		if dep.status == ModuleEvaluating {
			m.dfsAncestor = min(m.dfsAncestor, dep.dfsAncestor)
		} else {
			dep = dep.root
			if dep.err != nil {
				return index, dep.err
			}
		}
		if dep.asyncOrder > 0 {
			m.pendingAsync++
			dep.asyncParents = append(dep.asyncParents, m)
		}
	}
	if m.pendingAsync > 0 || m.info.HasTLA {
		m.rt.asyncModuleOrder++
		m.asyncOrder = m.rt.asyncModuleOrder
		if m.pendingAsync == 0 {
			if err := m.executeAsync(); err != nil {
				return index, err
			}
		}
	} else if _, err := m.execute(); err != nil {
		return index, err
	}
	if m.dfsAncestor == m.dfsIndex {
		for {
			n := (*stack)[len(*stack)-1]
			*stack = (*stack)[:len(*stack)-1]
			n.status = ModuleEvaluated
			if n.asyncOrder > 0 {
				n.status = ModuleEvaluatingAsync
			}
			n.root = m
			if n == m {
				break
			}
		}
	}
	return index, nil
}

// evaluationList lists the modules to evaluate before m: those it requests, and
// of a deferred request only what is asynchronous.
func (m *Module) evaluationList() []*Module {
	var list []*Module
	for i, dep := range m.loaded {
		switch m.info.Requests[i].Phase {
		case syntax.PhaseDefer:
			for _, n := range dep.asyncDependencies(nil, make(map[*Module]bool)) {
				if !slices.Contains(list, n) {
					list = append(list, n)
				}
			}
		case syntax.PhaseEvaluation:
			if !slices.Contains(list, dep) {
				list = append(list, dep)
			}
		}
	}
	return list
}

// asyncDependencies is GatherAsynchronousTransitiveDependencies
// (sec-GatherAsynchronousTransitiveDependencies).
func (m *Module) asyncDependencies(list []*Module, seen map[*Module]bool) []*Module {
	if seen[m] || m.Inst == nil {
		return list
	}
	seen[m] = true
	if m.status == ModuleEvaluating || m.cycleEvaluated() {
		return list
	}
	if m.info.HasTLA {
		return append(list, m)
	}
	for i, dep := range m.loaded {
		if m.info.Requests[i].Phase != syntax.PhaseSource {
			list = dep.asyncDependencies(list, seen)
		}
	}
	return list
}

// execute is ExecuteModule (sec-source-text-module-record-execute-module): the
// promise of the body for a module with top-level await.
func (m *Module) execute() (heap.Value, error) {
	saved := m.rt.Cur
	m.rt.Cur = m.Realm
	v, err := m.rt.Call(m.body, heap.Undefined)
	m.rt.Cur = saved
	return v, err
}

var moduleExecuted ReactionID

// executeAsync is ExecuteAsyncModule (sec-execute-async-module).
func (m *Module) executeAsync() error {
	rt := m.rt
	v, err := m.execute()
	if err != nil {
		t, ok := err.(*Throw)
		if !ok {
			return err
		}
		p := rt.NewPromise()
		if err := rt.RejectPromise(p, t.Value); err != nil {
			return err
		}
		v = p.Value()
	}
	if !IsPromise(v) {
		p := rt.NewPromise()
		if err := rt.ResolvePromise(p, heap.Undefined); err != nil {
			return err
		}
		v = p.Value()
	}
	rt.ThenNative(v.Object(), moduleExecuted, heap.Int(int32(m.id)))
	return nil
}

func onModuleExecuted(rt *Runtime, data, value heap.Value, rejected bool) error {
	m := rt.modules[data.AsInt()]
	if rejected {
		return m.rejected(rt.Throw(value))
	}
	return m.fulfilled()
}

// availableAncestors is GatherAvailableAncestors (sec-gather-available-ancestors).
func (m *Module) availableAncestors(list []*Module) []*Module {
	for _, n := range m.asyncParents {
		if slices.Contains(list, n) || n.root != nil && n.root.err != nil {
			continue
		}
		n.pendingAsync--
		if n.pendingAsync == 0 {
			list = append(list, n)
			if !n.info.HasTLA {
				list = n.availableAncestors(list)
			}
		}
	}
	return list
}

// settled marks the end of the asynchronous evaluation of m and resolves its promise.
func (m *Module) settled() error {
	m.asyncOrder = asyncDone
	m.status = ModuleEvaluated
	if m.capability.IsObject() {
		return m.rt.ResolvePromise(m.capability.Object(), heap.Undefined)
	}
	return nil
}

// fulfilled is AsyncModuleExecutionFulfilled (sec-async-module-execution-fulfilled).
func (m *Module) fulfilled() error {
	if m.status == ModuleEvaluated {
		return nil
	}
	if err := m.settled(); err != nil {
		return err
	}
	list := m.availableAncestors(nil)
	sort.Slice(list, func(i, j int) bool { return list[i].asyncOrder < list[j].asyncOrder })
	for _, n := range list {
		if n.status == ModuleEvaluated {
			continue
		}
		if n.info.HasTLA {
			if err := n.executeAsync(); err != nil {
				return err
			}
			continue
		}
		_, err := n.execute()
		if err == nil {
			err = n.settled()
		} else if _, ok := err.(*Throw); ok {
			err = n.rejected(err)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// rejected is AsyncModuleExecutionRejected (sec-async-module-execution-rejected).
func (m *Module) rejected(thrown error) error {
	if m.status == ModuleEvaluated {
		return nil
	}
	m.err = thrown
	m.status = ModuleEvaluated
	m.asyncOrder = asyncDone
	if m.capability.IsObject() {
		if err := m.rt.RejectWith(m.capability.Object(), thrown); err != nil {
			return err
		}
	}
	for _, n := range m.asyncParents {
		if err := n.rejected(thrown); err != nil {
			return err
		}
	}
	return nil
}

// evaluateSync is EvaluateModuleSync (sec-EvaluateModuleSync).
func (m *Module) evaluateSync() error {
	rt := m.rt
	if !m.readyForSync(make(map[*Module]bool)) {
		return rt.TypeError("Deferred module '%s' cannot be evaluated synchronously now", m.Name)
	}
	p, err := m.Evaluate()
	if err != nil {
		return err
	}
	state, v := StateOf(p)
	if state == PromiseRejected {
		if !IsHandled(p) && rt.Hooks.RejectionTracker != nil {
			rt.Hooks.RejectionTracker(rt, p, true)
		}
		rt.MarkHandled(p)
		return rt.Throw(v)
	}
	return nil
}

// readyForSync is ReadyForSyncExecution (sec-ReadyForSyncExecution).
func (m *Module) readyForSync(seen map[*Module]bool) bool {
	if m.Inst == nil || seen[m] {
		return true
	}
	seen[m] = true
	switch {
	case m.cycleEvaluated():
		return true
	case m.status == ModuleEvaluating, m.status == ModuleEvaluatingAsync, m.info.HasTLA:
		return false
	}
	for i, dep := range m.loaded {
		if m.info.Requests[i].Phase != syntax.PhaseSource && !dep.readyForSync(seen) {
			return false
		}
	}
	return true
}
