package syntax

import (
	"hash/maphash"
	"sync"
)

// The predefined atoms. Reserved words come first, in the order of the token
// kinds from tBreak on, so that a keyword's kind is found by addition.
const (
	_ atom = iota
	atomBreak
	atomCase
	atomCatch
	atomClass
	atomConst
	atomContinue
	atomDebugger
	atomDefault
	atomDelete
	atomDo
	atomElse
	atomExport
	atomExtends
	atomFalse
	atomFinally
	atomFor
	atomFunction
	atomIf
	atomImport
	atomIn
	atomInstanceof
	atomNew
	atomNull
	atomReturn
	atomSuper
	atomSwitch
	atomThis
	atomThrow
	atomTrue
	atomTry
	atomTypeof
	atomVar
	atomVoid
	atomWhile
	atomWith
	atomEnum
	atomImplements
	atomInterface
	atomPackage
	atomPrivate
	atomProtected
	atomPublic
	atomLet
	atomStatic
	atomYield
	atomAwait
	atomAsync
	atomUsing
	atomEval
	atomArguments
	atomOf
	atomGet
	atomSet
	atomAccessor
	atomAs
	atomFrom
	atomMeta
	atomTarget
	atomDefer
	atomSource
	atomConstructor
	atomPrototype
	atomProto
	atomPrivateConstructor
	atomUseStrict
	atomDefaultExport
	// The atoms of hidden uses; their texts cannot be identifiers.
	atomNewTarget
	atomCallee
	atomDirectEval
	atomFieldKey
	atomArgumentsObject
	atomEnd
)

const (
	lastReserved        = atomEnum
	firstStrictReserved = atomImplements
	lastStrictReserved  = atomYield
	// lastContextual is the last atom that may need a look beyond "an identifier".
	lastContextual = atomArguments
)

var atomText = [atomEnd]string{
	atomBreak: "break", atomCase: "case", atomCatch: "catch", atomClass: "class", atomConst: "const",
	atomContinue: "continue", atomDebugger: "debugger", atomDefault: "default", atomDelete: "delete",
	atomDo: "do", atomElse: "else", atomExport: "export", atomExtends: "extends", atomFalse: "false",
	atomFinally: "finally", atomFor: "for", atomFunction: "function", atomIf: "if", atomImport: "import",
	atomIn: "in", atomInstanceof: "instanceof", atomNew: "new", atomNull: "null", atomReturn: "return",
	atomSuper: "super", atomSwitch: "switch", atomThis: "this", atomThrow: "throw", atomTrue: "true",
	atomTry: "try", atomTypeof: "typeof", atomVar: "var", atomVoid: "void", atomWhile: "while",
	atomWith: "with", atomEnum: "enum", atomImplements: "implements", atomInterface: "interface",
	atomPackage: "package", atomPrivate: "private", atomProtected: "protected", atomPublic: "public",
	atomLet: "let", atomStatic: "static", atomYield: "yield", atomAwait: "await", atomAsync: "async",
	atomUsing: "using", atomEval: "eval", atomArguments: "arguments", atomOf: "of", atomGet: "get",
	atomSet: "set", atomAccessor: "accessor", atomAs: "as", atomFrom: "from", atomMeta: "meta",
	atomTarget: "target", atomDefer: "defer", atomSource: "source", atomConstructor: "constructor",
	atomPrototype: "prototype", atomProto: "__proto__", atomPrivateConstructor: "#constructor",
	atomUseStrict: "use strict", atomDefaultExport: "*default*", atomNewTarget: "new.target",
	atomCallee: "<callee>", atomDirectEval: "<eval>", atomFieldKey: "<key>",
	atomArgumentsObject: "<arguments>",
}

// atomEntry is an interned name.
type atomEntry struct {
	name string
	hash uint32
	// label is the index in fnState.labels of the label of this name, +1; it
	// counts only if that label has this name.
	label uint32
	// probe is the number of the last function in which the name was found to be free, and
	// free its place in parser.free.
	probe, free uint32
	// top is the innermost binding of the name in the scopes that are open,
	// while parsing and again while resolving.
	top *Binding
}

// atomTable interns names by open addressing. The hash is seeded per process,
// so a hostile text cannot aim at one chain.
type atomTable struct {
	entries []atomEntry
	slots   []atom // power of two, at most half full
}

var (
	atomSeed  = maphash.MakeSeed()
	baseAtoms = func() (t atomTable) {
		t.entries = make([]atomEntry, 1, atomEnd)
		t.slots = make([]atom, 256)
		for _, name := range atomText[1:] {
			t.intern(name)
		}
		return t
	}()
)

// spareAtoms are tables of small texts that were parsed, as newAtomTable makes them: most of what
// the parse of a short text takes.
var spareAtoms sync.Pool

const (
	spareText  = 4 << 10 // length of a text that is small
	spareNames = 96      // how many names of its own it has room for
)

func newAtomTable(sizeHint int) atomTable {
	room := min(64+sizeHint/128, 1<<14)
	if sizeHint <= spareText {
		if t, ok := spareAtoms.Get().(*atomTable); ok {
			return *t
		}
		room = spareNames
	}
	t := atomTable{entries: make([]atomEntry, len(baseAtoms.entries), len(baseAtoms.entries)+room)}
	copy(t.entries, baseAtoms.entries)
	t.slots = make([]atom, len(baseAtoms.slots))
	copy(t.slots, baseAtoms.slots)
	return t
}

// release gives the table to a later parse. It keeps nothing of the text alive.
func (t *atomTable) release() {
	if cap(t.entries) != len(baseAtoms.entries)+spareNames || len(t.slots) != len(baseAtoms.slots) {
		return
	}
	clear(t.entries[len(baseAtoms.entries):])
	spare := &atomTable{t.entries[:len(baseAtoms.entries)], t.slots}
	copy(spare.entries, baseAtoms.entries)
	copy(spare.slots, baseAtoms.slots)
	*t = atomTable{}
	spareAtoms.Put(spare)
}

// intern returns the atom of name.
func (t *atomTable) intern(name string) atom {
	h := uint32(maphash.String(atomSeed, name))
	mask := uint32(len(t.slots) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		a := t.slots[i]
		if a == 0 {
			t.slots[i] = atom(len(t.entries))
			t.entries = append(t.entries, atomEntry{name: name, hash: h})
			if 2*len(t.entries) > len(t.slots) {
				t.grow()
			}
			return atom(len(t.entries) - 1)
		}
		if e := &t.entries[a]; e.hash == h && e.name == name {
			return a
		}
	}
}

// bytes returns the size of the table.
func (t *atomTable) bytes() int64 {
	return int64(cap(t.entries))*sizeOf[atomEntry]() + int64(len(t.slots))*sizeOf[atom]()
}

func (t *atomTable) grow() {
	t.slots = make([]atom, 4*len(t.slots))
	mask := uint32(len(t.slots) - 1)
	for a := 1; a < len(t.entries); a++ {
		i := t.entries[a].hash & mask
		for t.slots[i] != 0 {
			i = (i + 1) & mask
		}
		t.slots[i] = atom(a)
	}
}
