package heap

// weakSpace is what the weak structures of a heap share.
type weakSpace struct {
	kept      keptList
	finalized []*Registry // those that have something ready since TakeFinalized
}

// keptList is what KeepDuringJob was given, each value once. A list beside the set has
// the order in which they came: a young collection needs only the new ones, and marking
// a list fetches cells ahead.
type keptList struct {
	set     map[Value]struct{}
	list    [][]Value // in pieces of keptPiece, so that it never is there twice while it grows
	settled int       // pieces that the last collection saw full: all in them is old
	last    Value     // the one that was kept last
}

const (
	keptBytes = 32 // what an entry of keptList takes
	keptLarge = 1 << 10
	keptPiece = partWords
)

func (s *weakSpace) bytes() int64 { return int64(len(s.kept.set)) * keptBytes }

func (s *weakSpace) trace(m *Marker) {
	s.kept.trace(m)
	for _, r := range s.finalized {
		m.Value(r.owner)
	}
}

func (k *keptList) trace(m *Marker) {
	from := 0
	if !m.full && m.visit == nil {
		from = k.settled
	}
	for _, piece := range k.list[from:] {
		if m.Lots(piece); !m.Breathe() {
			return
		}
	}
	if m.visit == nil {
		k.settled = max(len(k.list)-1, 0)
	}
}

// add keeps v.
func (k *keptList) add(v Value) {
	if k.set == nil {
		k.set = make(map[Value]struct{})
	}
	n := len(k.set)
	if k.set[v] = struct{}{}; len(k.set) == n {
		return
	}
	last := len(k.list) - 1
	if last < 0 || len(k.list[last]) == keptPiece {
		k.list = append(k.list, nil)
		last++
	}
	k.list[last] = append(k.list[last], v)
}

// clear lets all go.
func (k *keptList) clear() {
	if len(k.set) > keptLarge {
		*k = keptList{}
		return
	}
	clear(k.set)
	if len(k.list) > 0 {
		k.list = k.list[:1]
		k.list[0] = k.list[0][:0]
	}
	k.settled, k.last = 0, 0
}

// KeepDuringJob keeps v alive until ClearKept (sec-addtokeptobjects).
func (h *Heap) KeepDuringJob(v Value) {
	if k := &h.weak.kept; v >= minCell && v != k.last {
		k.add(v)
		k.last = v
	}
}

// ClearKept ends what KeepDuringJob began (sec-clear-kept-objects).
func (h *Heap) ClearKept() { h.weak.kept.clear() }

// TakeFinalized returns the owners of the registries some of whose targets
// were collected since the last call, rooted in the current scope.
func (h *Heap) TakeFinalized() []Value {
	var owners []Value
	for _, r := range h.weak.finalized {
		r.listed = false
		owners = append(owners, h.Keep(r.owner))
	}
	h.weak.finalized = nil
	return owners
}

// HasFinalized reports whether TakeFinalized would return something.
func (h *Heap) HasFinalized() bool { return len(h.weak.finalized) != 0 }

// alive reports, at the end of marking, whether v will survive.
func (h *Heap) alive(v Value) bool {
	return v < minCell || h.lives(v.cell().hdr)
}

// WeakTable is the table of a WeakMap or WeakSet: an ephemeron table, whose
// values live as long as their keys. Keys are objects or symbols. It is a handle.
type WeakTable struct {
	h       *Heap
	entries map[Value]Value
	young   []Value // keys put since the last collection, some more than once
	whole   bool    // more than there are entries: all count as young
	id      uint32
	size    int
	epoch   uint32 // the last collection that reached it
}

const (
	weakEntryBytes = 48  // what an entry takes, one of young included
	weakTableBytes = 320 // what an empty table takes, and its first entries
)

// NewWeakTable makes a table and its handle.
func (h *Heap) NewWeakTable() (*WeakTable, uint32) {
	t := &WeakTable{h: h, entries: map[Value]Value{}}
	t.id = h.NewHandle(t)
	h.SetHandleSize(t.id, weakTableBytes)
	return t, t.id
}

// TraceCells implements Tracer: the entries wait until it is known which keys live.
func (t *WeakTable) TraceCells(m *Marker) {
	if t.epoch != m.serial {
		t.epoch = m.serial
		m.tables = append(m.tables, t)
	}
}

// Get returns the value of key.
func (t *WeakTable) Get(key Value) (Value, bool) {
	v, ok := t.entries[key]
	if !ok {
		return Undefined, false
	}
	return t.h.Keep(v), true
}

// Has reports whether key is in the table.
func (t *WeakTable) Has(key Value) bool {
	_, ok := t.entries[key]
	return ok
}

// Put sets the value of key, an Object or a Symbol.
func (t *WeakTable) Put(key, v Value) {
	t.entries[key] = v
	switch {
	case t.whole:
	case len(t.young) > len(t.entries):
		t.whole, t.young = true, nil
	default:
		t.young = append(t.young, key)
	}
	t.h.TouchHandle(t.id)
	t.account()
}

// Delete removes key and reports whether it was there.
func (t *WeakTable) Delete(key Value) bool {
	if _, ok := t.entries[key]; !ok {
		return false
	}
	delete(t.entries, key)
	t.account()
	return true
}

// account tells the heap the size of the table, not at every entry.
func (t *WeakTable) account() {
	n := len(t.entries)
	if d := n - t.size; d > n/8+8 || -d > n/8+8 {
		t.size = n
		t.h.SetHandleSize(t.id, weakTableBytes+int64(n)*weakEntryBytes)
	}
}

// each calls f for the entries that the collection m must look at: all, or
// those put since the last one. It ends when f returns false.
func (t *WeakTable) each(m *Marker, f func(key, v Value) bool) {
	if m.full || t.whole {
		for k, v := range t.entries {
			if !f(k, v) {
				return
			}
		}
		return
	}
	for _, k := range t.young {
		if v, ok := t.entries[k]; ok && !f(k, v) {
			return
		}
	}
}

// sweep removes the entries with dead keys.
func (t *WeakTable) sweep(m *Marker) {
	t.each(m, func(k, _ Value) bool {
		if !m.h.alive(k) {
			delete(t.entries, k)
		}
		return true
	})
	t.young, t.whole = t.young[:0], false
	t.account()
}

// Registry is the list of a FinalizationRegistry: it holds its targets and
// unregister tokens weakly. It is a handle.
type Registry struct {
	h       *Heap
	owner   Value
	entries []registration
	ready   [][]Value // held values of collected targets, in pieces
	settled int       // entries below were there at the last collection
	listed  bool      // in weakSpace.finalized
	id      uint32
	epoch   uint32
}

type registration struct {
	target, held, token Value
}

const (
	registrationBytes = 24
	registryBytes     = 160
)

// NewRegistry makes a registry and its handle.
func (h *Heap) NewRegistry() (*Registry, uint32) {
	r := &Registry{h: h, owner: Undefined}
	r.id = h.NewHandle(r)
	r.account()
	return r, r.id
}

// SetOwner sets what Heap.TakeFinalized returns for this registry: the object
// that holds its handle.
func (r *Registry) SetOwner(owner Value) {
	r.owner = owner
	r.h.TouchHandle(r.id)
}

// Growth returns how many bytes the next Register takes in one piece.
func (r *Registry) Growth() int {
	if len(r.entries) < cap(r.entries) {
		return 0
	}
	return r.grown() * registrationBytes
}

// grown is how many targets there is room for when the list has grown.
func (r *Registry) grown() int { return len(r.entries) + max(len(r.entries)/2, firstRegistrations) }

// firstRegistrations is how many targets a registry has room for at first.
const firstRegistrations = 4

// Register adds a target with the value for the callback and a token, or Undefined.
// Heap.CheckAlloc should have found room for Growth before.
func (r *Registry) Register(target, held, token Value) {
	if len(r.entries) == cap(r.entries) {
		r.entries = append(make([]registration, 0, r.grown()), r.entries...)
	}
	r.entries = append(r.entries, registration{target, held, token})
	r.h.TouchHandle(r.id)
	r.account()
}

func (r *Registry) account() {
	ready := 0
	if n := len(r.ready); n > 0 {
		ready = (n-1)*readyChunk + cap(r.ready[n-1])
	}
	r.h.SetHandleSize(r.id, registryBytes+int64(cap(r.entries)*registrationBytes+ready*8))
}

// Unregister removes the entries with the token and reports whether there were any.
func (r *Registry) Unregister(token Value) bool {
	r.h.Work(2 * len(r.entries))
	kept := r.entries[:0]
	settled := r.settled
	for i, e := range r.entries {
		if e.token == token {
			if i < r.settled {
				settled--
			}
			continue
		}
		kept = append(kept, e)
	}
	found := len(kept) != len(r.entries)
	r.entries, r.settled = kept, settled
	return found
}

// NextFinalized removes and returns the held value of one collected target,
// rooted in the current scope.
func (r *Registry) NextFinalized() (held Value, ok bool) {
	if len(r.ready) == 0 {
		return Undefined, false
	}
	held = r.ready[0][0]
	if r.ready[0] = r.ready[0][1:]; len(r.ready[0]) == 0 {
		r.ready = r.ready[1:]
		r.account()
	}
	return r.h.Keep(held), true
}

// TraceCells implements Tracer.
func (r *Registry) TraceCells(m *Marker) {
	m.Value(r.owner)
	for i := range r.entries {
		if m.Value(r.entries[i].held); !m.Breathe() {
			return
		}
	}
	for _, piece := range r.ready {
		if m.Lots(piece); !m.Breathe() {
			return
		}
	}
	if r.epoch != m.serial {
		r.epoch = m.serial
		m.registries = append(m.registries, r)
	}
}

// sweep moves the entries with dead targets to ready.
func (r *Registry) sweep(m *Marker) {
	h := m.h
	from := 0
	if !m.full {
		from = r.settled
	}
	kept := r.entries[:from]
	died := false
	for _, e := range r.entries[from:] {
		if !h.alive(e.target) {
			died = true
			r.makeReady(e.held)
			continue
		}
		if !h.alive(e.token) {
			e.token = Empty
		}
		kept = append(kept, e)
	}
	if len(kept) < cap(kept)/4 {
		kept = append(make([]registration, 0, 2*len(kept)), kept...)
	}
	r.entries = kept
	r.settled = len(kept)
	if died && r.owner != Undefined && !r.listed {
		r.listed = true
		h.weak.finalized = append(h.weak.finalized, r)
	}
	r.account()
}

// readyChunk is how many held values a piece of Registry.ready has at most: a long list
// in one piece would be there twice while it grows, in the middle of a collection.
const readyChunk = 512

// makeReady adds the held value of a target that has died.
func (r *Registry) makeReady(held Value) {
	last := len(r.ready) - 1
	if last < 0 || len(r.ready[last]) >= readyChunk {
		r.ready = append(r.ready, nil)
		last++
	}
	r.ready[last] = append(r.ready[last], held)
}

// entryCost is what an entry that waits counts as among cells.
const entryCost = 4

// finishEphemerons marks the values of live keys until nothing changes. The
// values whose keys are not marked yet wait by the address of the key, and
// marking a key wakes them, so that long chains cost one look at each entry.
func (m *Marker) finishEphemerons() {
	for done := 0; done < len(m.tables) && !m.stopped; {
		for ; done < len(m.tables); done++ {
			m.tables[done].each(m, func(k, v Value) bool {
				switch {
				case v < minCell:
				case m.h.alive(k):
					m.Value(v)
					return m.Breathe()
				default:
					m.waiting.put(k.Addr(), v)
				}
				return !m.stop(entryCost)
			})
		}
		m.drain()
	}
	m.waiting, m.woken = waitingTable{}, nil
}

// waitingTable holds values by the address of a key, several for the same key too. It
// is memory beside the heap when there is least of it: hence the short links, and the
// pieces, which are never copied.
type waitingTable struct {
	heads []uint32 // a power of two of them: the first link of the keys that begin there
	nodes [][]waitingValue
	n     int // nodes
}

// waitingValue is a value that waits. A link is the number of a node and 1; 0 is none.
type waitingValue struct {
	key   uint64
	value Value
	next  uint32
}

// waitingPiece is how many nodes are in a piece of a waitingTable.
const waitingPiece = 512

// head returns where the links of the keys begin that are found where key is.
func (t *waitingTable) head(key uint64) *uint32 {
	return &t.heads[int(key*0x9e3779b97f4a7c15>>32)&(len(t.heads)-1)]
}

func (t *waitingTable) node(link uint32) *waitingValue {
	i := link - 1
	return &t.nodes[i/waitingPiece][i%waitingPiece]
}

// put adds a value.
func (t *waitingTable) put(key uint64, v Value) {
	if t.n == len(t.heads) {
		t.heads = make([]uint32, max(2*t.n, waitingPiece))
		for link := uint32(1); link <= uint32(t.n); link++ {
			t.link(link)
		}
	}
	if t.n%waitingPiece == 0 {
		t.nodes = append(t.nodes, make([]waitingValue, 0, waitingPiece))
	}
	last := &t.nodes[len(t.nodes)-1]
	*last = append(*last, waitingValue{key: key, value: v})
	t.n++
	t.link(uint32(t.n))
}

// link makes a node be found, unless its value was taken.
func (t *waitingTable) link(link uint32) {
	if n := t.node(link); n.value != 0 {
		head := t.head(n.key)
		n.next, *head = *head, link
	}
}

// take removes the values of key and appends them to list.
func (t *waitingTable) take(key uint64, list []Value) []Value {
	for at := t.head(key); *at != 0; {
		n := t.node(*at)
		if n.key != key {
			at = &n.next
			continue
		}
		list = append(list, n.value)
		n.value, *at = 0, n.next
	}
	return list
}

// weakList is a list of weak cells, in pieces: what grows in the middle of a collection
// should not be there twice.
type weakList [][]*WeakCell

// weakPiece is how many cells are in a piece of a weakList.
const weakPiece = 512

func (l *weakList) add(w *WeakCell) {
	last := len(*l) - 1
	if last < 0 || len((*l)[last]) == weakPiece {
		*l = append(*l, make([]*WeakCell, 0, weakPiece))
		last++
	}
	(*l)[last] = append((*l)[last], w)
}

// forget makes the list empty, keeps its first piece and returns how many bytes the
// others have.
func (l *weakList) forget() int64 {
	if len(*l) == 0 {
		return 0
	}
	first, others := (*l)[0], len(*l)-1
	clear(first)
	clear(*l)
	*l = append((*l)[:0], first[:0])
	return int64(others) * weakPiece * 8
}

// finishWeak clears what dead cells leave behind in weak structures.
func (m *Marker) finishWeak() {
	for _, piece := range m.weakCells {
		for _, w := range piece {
			if !m.h.alive(w.target) {
				w.target = Undefined
			}
		}
	}
	for _, t := range m.tables {
		t.sweep(m)
	}
	for _, r := range m.registries {
		r.sweep(m)
	}
	for _, w := range m.weakValues {
		w.sweep(m)
	}
}
