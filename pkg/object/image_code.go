package object

import (
	"fmt"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Most functions of a library are never called by those who use it, so a runtime that is made
// of an image has no code records at first: Runtime.Codes has unmade in their places, and
// CodeOf makes one when somebody asks for it. No tier takes unmade for code that it can run: it
// has no data of any tier. The Values that the records will have are kept by one cell.

// unmade is in Runtime.Codes for a code record that is not made. It never changes.
var unmade = &Code{Tier: TierHost, Kind: KindHost, Name: heap.Undefined}

// imagedCode is a code record of an image.
type imagedCode struct {
	id       uint32
	fn       *syntax.FuncInfo // nil for host functions
	instance int32            // of fn
	realm    uint16
	kind     CodeKind
	length   int

	host     HostFunc
	leaf     LeafFunc
	leafNew  LeafFunc
	shortcut Shortcut
	forwards bool
	species  bool
	body     *Body
	data     any
	row      *Row // of HostCode, else nil

	name            int32 // place in the cell of kept Values
	templates       []imagedTemplate
	newCap, newSeen uint8
}

// imagedTemplate is a template object: its site, and its place in the cell of kept Values.
type imagedTemplate struct {
	site  uint32
	place int32
}

// imagedInstance is an Instance of an image.
type imagedInstance struct {
	prog   *syntax.Program
	realm  uint16
	module int32    // -1 for nil
	parent int32    // -1 for nil
	handle uint32   // 0: none
	codes  []uint32 // handles by FuncInfo.ID, 0 for what was never made
}

// stamped is what a runtime has of the image that it was made of.
type stamped struct {
	image     *Image
	instances []*Instance
	kept      heap.Value // Elements
	making    heap.Value // the same of an image in the making, else 0
}

// trace marks what code records will need. All of the image lives as long as the runtime, which
// the codes of a program do together anyway.
func (s *stamped) trace(m *heap.Marker) {
	m.Value(s.kept)
	m.Value(s.making)
	for _, in := range s.instances {
		if in.handle != 0 {
			m.Value(heap.HandleValue(in.handle))
		}
	}
}

// makeCode makes the code record of handle id, which is unmade.
func (rt *Runtime) makeCode(id uint32) *Code {
	if code := rt.Codes[id]; code != unmade {
		return code
	}
	from := &rt.stamped.image.codes[rt.stamped.image.at[id]-1]
	kept := rt.stamped.kept.Elements().Values()
	code := &Code{
		ID: id, Realm: rt.Realms[from.realm], Kind: from.kind, Name: kept[from.name], Length: from.length,
		Func: from.fn, Host: from.host, Leaf: from.leaf, LeafNew: from.leafNew, Shortcut: from.shortcut, Forwards: from.forwards, species: from.species, Body: from.body, Data: from.data,
		declared: from.fn == nil, newCap: from.newCap, newSeen: from.newSeen,
	}
	rt.Codes[id] = code
	rt.Heap.ReplaceHandle(id, code)
	if from.templates != nil {
		code.templates = make(map[uint32]heap.Value, len(from.templates))
		for _, t := range from.templates {
			code.templates[t.site] = kept[t.place]
		}
	}
	if from.row != nil {
		code.Realm.keepHostCode(from.row, code)
	}
	if from.fn == nil {
		code.Tier, code.Entry = TierHost, hostEntry
		if code.Realm.shadow != nil {
			code.Account(codeBytes)
		}
		return code
	}
	in := rt.stamped.instances[from.instance]
	in.codes[from.fn.ID], code.Prog = code, in
	code.Account(codeBytes)
	rt.enterFirst(code)
	return code
}

// enterFirst chooses how a new record of a script's function is entered.
func (rt *Runtime) enterFirst(code *Code) {
	if code.Func.DefaultCtor && code.Kind == KindDerived {
		code.Tier, code.Entry = TierHost, defaultDerivedEntry
		return
	}
	rt.Tiers.Prepare(rt, code)
}

// makeCodes makes all code records that are unmade.
func (rt *Runtime) makeCodes() {
	for id, code := range rt.Codes {
		if code == unmade && rt.Heap.HandleAt(uint32(id)) == (any)(dormant{}) {
			rt.makeCode(uint32(id))
		}
	}
}

// keepCodes collects the Values of all code records.
func (m *Imaging) keepCodes() {
	keep := func(v heap.Value) int32 {
		m.kept = append(m.kept, v)
		return int32(len(m.kept) - 1)
	}
	names := map[heap.Value]int32{}
	for _, code := range m.rt.Codes {
		if code == nil || code == unmade {
			continue
		}
		at, known := names[code.Name]
		if !known {
			at = keep(code.Name)
			names[code.Name] = at
		}
		to := imagedCode{name: at}
		for site, object := range code.templates {
			to.templates = append(to.templates, imagedTemplate{site, keep(object)})
		}
		m.places[code] = to
	}
}

// code adds a code record to the image.
func (m *Imaging) code(code *Code) error {
	if code.Func == nil && !code.declared {
		return fmt.Errorf("%s is a function of Go", code.describe(m.rt))
	}
	to := m.places[code]
	to.id, to.realm, to.kind, to.length = code.ID, code.Realm.ID, code.Kind, code.Length
	to.fn, to.instance = code.Func, -1
	to.host, to.leaf, to.leafNew, to.shortcut, to.forwards, to.body, to.data = code.Host, code.Leaf, code.LeafNew, code.Shortcut, code.Forwards, code.Body, code.Data
	to.species, to.newCap, to.newSeen = code.species, code.newCap, code.newSeen
	if code.Func != nil {
		to.instance = m.instance(code.Prog)
		m.image.instances[to.instance].codes[code.Func.ID] = code.ID
	}
	for row, shared := range code.Realm.hostCodes {
		if shared == code {
			to.row = row
		}
	}
	m.image.codes = append(m.image.codes, to)
	m.image.at[code.ID] = int32(len(m.image.codes))
	m.image.table[code.ID] = unmade
	return nil
}

// describe names the function of a record for an error.
func (code *Code) describe(rt *Runtime) string {
	if code.Name.IsString() && code.Name.Str().Len() > 0 {
		return "the function " + code.Name.Str().Go(rt.Heap)
	}
	return "a function without name"
}

// instance returns the number of an Instance in the image.
func (m *Imaging) instance(in *Instance) int32 {
	if in == nil {
		return -1
	}
	if n, ok := m.instances[in]; ok {
		return n
	}
	n := int32(len(m.image.instances))
	m.instances[in] = n
	m.image.instances = append(m.image.instances, imagedInstance{})
	to := imagedInstance{
		prog: in.Prog, realm: in.Realm.ID, module: moduleNumber(in.Module), parent: m.instance(in.Parent),
		handle: in.handle, codes: make([]uint32, len(in.Prog.Funcs)),
	}
	m.image.instances[n] = to
	return n
}
