package bytecode

import (
	"github.com/kilnjs/kiln/pkg/bytecode/internal/optable"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Notes are what a Function has learned, over the way back to a checkpoint: see
// object.Learner.
type Notes struct {
	feeds  []uint32 // what is no more than bits
	caches []cacheNotes
}

// cacheNotes are the notes of an inline cache or a site.
type cacheNotes struct {
	pc   int32
	key  heap.Value // of a site, a cell of the checkpoint
	what *object.CacheNotes
}

// Notes notes what fn has learned.
func (fn *Function) Notes(l *object.Learner) *Notes {
	n := &Notes{feeds: make([]uint32, len(fn.feeds))}
	for at, in := range fn.proto.Code {
		pc := int32(at)
		row := &opRows[in.Op]
		switch {
		case keepsSite(in.Op):
			if fn.feeds[pc] == 0 {
				continue
			}
			s := &fn.sites[fn.feeds[pc]/siteBytes]
			if what := l.Notes(&s.IC); what != nil && l.Has(s.key) {
				n.caches = append(n.caches, cacheNotes{pc, s.key, what})
			}
		case row.A == optable.Frame, row.A == optable.FrameNew, in.Op == OpSuperCall:
			// The code that was called last, which only people ask for.
		default:
			n.feeds[pc] = fn.feeds[pc]
			if i, ok := cacheIndex(in); ok {
				if what := l.Notes(&fn.ics[i]); what != nil {
					n.caches = append(n.caches, cacheNotes{pc: pc, what: what})
				}
			}
		}
	}
	return n
}

// keepsSite tells that the feedback word of an instruction says where its site is.
func keepsSite(op Op) bool {
	return int(op) < len(hasSite) && hasSite[op] || op == OpInstanceOf || op == OpSuperAll
}

// cacheIndex returns which inline cache an instruction has.
func cacheIndex(in Instr) (int, bool) {
	switch row := &opRows[in.Op]; {
	case row.C == optable.Cache:
		return int(in.C), true
	case row.B == optable.Cache32:
		return int(in.Wide()), true
	}
	return 0, false
}

// accesses say what the instructions with an inline cache or a site do with it.
var accesses = [numOps]object.Access{
	OpGetProp: object.Reads, OpGetLength: object.Reads, OpGetMethod: object.Reads, OpSetProp: object.Stores, OpDefName: object.Defines,
	OpGetSuper: object.Reads, OpGetPrivate: object.FindsPrivate, OpSetPrivate: object.FindsPrivate, OpAddPrivate: object.Defines,
	OpPrivateIn: object.AsksPrivate, OpSuperBase: object.TakesProto, OpSuperCtor: object.TakesProto, OpSuperAll: object.TakesProto,
	OpInstanceOf: object.AsksInstanceOf,
}

// Teach makes fn know what the notes say.
func (fn *Function) Teach(l *object.Learner, n *Notes) {
	copy(fn.feeds, n.feeds)
	clear(fn.ics)
	fn.dropSites()
	for _, c := range n.caches {
		in := fn.proto.Code[c.pc]
		if i, ok := cacheIndex(in); ok {
			switch does := accesses[in.Op]; {
			case does != object.NoAccess:
				l.Fill(&fn.ics[i], c.what, does, fn.realm, fn.key(i))
			case in.Op == OpGetGlobal, in.Op == OpSetGlobal:
				l.FillGlobal(&fn.ics[i], fn.realm, fn.key(i), in.Op == OpSetGlobal)
			}
			continue
		}
		l.Fill(&fn.siteFor(c.pc, c.key).IC, c.what, accesses[in.Op], fn.realm, c.key)
	}
}
