package object

import "github.com/kilnjs/kiln/pkg/heap"

// PlainGlobal is the value of a global name that is a lexical binding or a data
// property, read without caches and without running a script; false for others. It
// is what checks of tiers compare with.
func (rt *Runtime) PlainGlobal(code *Code, key heap.Value) (heap.Value, bool) {
	if p, ok := rt.lexical(code, key); ok {
		return code.Realm.Scope.record.SlotAt(p.Offset), true
	}
	return rt.LookupData(code.Realm.Global, key)
}
