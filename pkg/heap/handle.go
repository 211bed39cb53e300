package heap

// Tracer is implemented by handles that hold Values.
type Tracer interface {
	// TraceCells marks all Values that the handle holds. It must not allocate cells.
	TraceCells(m *Marker)
}

// AlwaysTraced is implemented by handles that never call Heap.TouchHandle: they
// are traced in every collection.
type AlwaysTraced interface {
	Tracer
	// TraceAlways tells by its presence.
	TraceAlways()
}

// Released is implemented by handles that want to know when they are dropped.
type Released interface {
	// HandleReleased is called once, during the collection that drops the handle.
	// It must not touch the heap.
	HandleReleased()
}

type handle struct {
	x      any // nil: free
	size   int64
	mark   uint32 // the last full collection that reached it
	listed bool   // in young
	always bool
}

// handleSpace is the table of what must stay in Go. Handles are released by a
// full collection that does not reach them.
type handleSpace struct {
	table []handle // entry 0 is never used
	free  []uint32
	young []uint32 // handles to trace in the next young collection: made or touched since the last
	every []uint32 // handles that are AlwaysTraced
}

const (
	handleBytes  = 64
	firstHandles = 16
)

func (s *handleSpace) init() { s.table = make([]handle, 1, firstHandles) }

func (s *handleSpace) live() int { return len(s.table) - 1 - len(s.free) }

func (s *handleSpace) at(id uint32) any { return s.table[id].x }

// NewHandle registers x, which is not nil, and returns its id. Store
// HandleValue(id) into an internal slot of an object before the next safepoint
// but one: a handle lives until a full collection does not reach it. If x holds
// Values it implements Tracer.
func (h *Heap) NewHandle(x any) uint32 {
	s := &h.handles
	var id uint32
	if n := len(s.free); n > 0 {
		id = s.free[n-1]
		s.free = s.free[:n-1]
	} else {
		id = uint32(len(s.table))
		s.table = append(s.table, handle{})
	}
	_, always := x.(AlwaysTraced)
	s.table[id] = handle{x: x, listed: true, always: always, mark: h.gc.epoch}
	if h.gc.cycle != nil {
		s.table[id].mark-- // the next young collection marks it, and it is traced
	}
	s.young = append(s.young, id)
	if always {
		s.every = append(s.every, id)
	}
	h.chargeGo(handleBytes)
	return id
}

// HandleAt returns what NewHandle registered, or nil when id is not in use.
func (h *Heap) HandleAt(id uint32) any {
	if uint(id) >= uint(len(h.handles.table)) {
		return nil
	}
	return h.handles.table[id].x
}

// ReplaceHandle makes x what a handle that is in use refers to. What is accounted to it stays.
func (h *Heap) ReplaceHandle(id uint32, x any) {
	e := &h.handles.table[id]
	e.x = x
	_, e.always = x.(AlwaysTraced)
	h.TouchHandle(id)
}

// TouchHandle is the write barrier of handles: it must be called after a Value
// was stored into the handle's object, unless that is AlwaysTraced.
func (h *Heap) TouchHandle(id uint32) {
	s := &h.handles
	if uint(id) < uint(len(s.table)) && !s.table[id].listed {
		s.table[id].listed = true
		s.young = append(s.young, id)
	}
}

// SetHandleSize accounts n bytes of Go memory to the handle, in place of what
// was accounted before.
func (h *Heap) SetHandleSize(id uint32, n int64) {
	if uint(id) >= uint(len(h.handles.table)) || h.handles.table[id].x == nil {
		return
	}
	e := &h.handles.table[id]
	d := n - e.size
	e.size = n
	h.chargeGo(d)
}

// sweep releases the handles that the full collection did not reach.
func (s *handleSpace) sweep(h *Heap) {
	for id := 1; id < len(s.table); id++ {
		e := &s.table[id]
		if e.x == nil || e.mark == h.gc.epoch {
			continue
		}
		if r, ok := e.x.(Released); ok {
			r.HandleReleased()
		}
		h.chargeGo(-handleBytes - e.size)
		*e = handle{}
		s.free = append(s.free, uint32(id))
	}
	kept := s.every[:0]
	for _, id := range s.every {
		if s.table[id].always {
			kept = append(kept, id)
		}
	}
	s.every = kept
}

// settle makes all handles old after a collection.
func (s *handleSpace) settle() {
	for _, id := range s.young {
		s.table[id].listed = false
	}
	s.young = s.young[:0]
}
