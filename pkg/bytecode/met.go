package bytecode

import (
	"github.com/kilnjs/kiln/pkg/bytecode/internal/optable"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Met is what an instruction has met, for people.
type Met struct {
	// Types are Seen bits of operands and results; none also while all were integers.
	Types uint32
	// Elements are the bits of what GetElem and SetElem have met beside dense elements.
	Elements uint32
	// Callee is the code that a call has reached last, nil when that is unknown.
	Callee *object.Code
	// Cache is the inline cache of an access to a member or a global name, nil without;
	// Key is its property key.
	Cache *object.IC
	Key   heap.Value
}

// elementBits are the feedback bits of GetElem and SetElem that are no types.
const elementBits = ^uint32(SeenName - 1)

// Met returns what the instruction at pc has met so far.
func (fn *Function) Met(pc int) (met Met) {
	in := fn.proto.Code[pc]
	row := &opRows[in.Op]
	switch {
	case in.Op == OpGetElem || in.Op == OpSetElem:
		met.Types, met.Elements = fn.feeds[pc]&^elementBits, fn.feeds[pc]&elementBits
	case row.Effects&optable.Feeds != 0 || in.Op == OpIterNext:
		met.Types = fn.feeds[pc] &^ elementBits // nor which kind of iterator
	case row.A == optable.Frame:
		if id := int(fn.feeds[pc]) - 1; id >= 0 && id < len(fn.m.rt.Codes) {
			met.Callee = fn.m.rt.Codes[id]
		}
	case int(in.Op) < len(hasSite) && hasSite[in.Op]:
		met.Cache, met.Key = fn.SiteAt(int32(pc))
	case row.C == optable.Cache:
		met.Cache, met.Key = fn.Cache(int(in.C))
	case row.B == optable.Cache32:
		met.Cache, met.Key = fn.Cache(int(in.Wide()))
	}
	return met
}

// CacheName returns the name for which the instruction at pc has an inline cache.
func (p *Proto) CacheName(pc int) (name string, ok bool) {
	in := p.Code[pc]
	switch row := &opRows[in.Op]; {
	case row.C == optable.Cache:
		return p.CacheNames[in.C], true
	case row.B == optable.Cache32:
		return p.CacheNames[in.Wide()], true
	}
	return "", false
}

// Loop returns the number of the loop whose header the instruction at pc is, -1 for none.
func (p *Proto) Loop(pc int) int {
	for id, at := range p.OSR {
		if at == int32(pc) {
			return id
		}
	}
	return -1
}
