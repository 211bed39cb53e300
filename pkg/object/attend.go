package object

// Attend is the Poll of an entry from Go into the engine: it looks at the limits at once, as
// far as that costs nothing, and polls when the budget is used up or a collection is due.
// A host that calls many short functions ends when a loop of a script would. The error is
// a *Termination, or that of MarkDead.
func (rt *Runtime) Attend() error {
	if rt.Calm() {
		return nil
	}
	return rt.attend()
}

func (rt *Runtime) attend() error {
	switch {
	case rt.dead != nil:
		return rt.dead
	case rt.Budget > 0 && rt.fuel != 0 && !rt.Heap.WantsCollect():
		return rt.ended()
	}
	return rt.Poll()
}
