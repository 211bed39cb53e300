package bytecode

import (
	"fmt"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Builds with heap.Checked look again at what the loop answers from caches and by
// its guarded fast paths.

// failed panics when fault says that the instruction ip was wrong about key.
func (m *machine) failed(fn *Function, ip *Instr, key heap.Value, fault string) {
	if fault != "" {
		panic(fmt.Sprintf("bytecode: %s at %d of %s, key %s: %s", ip.Op, pcOf(fn, ip), fn.proto.Func.Name, m.rt.PlainKey(key), fault))
	}
}

// checkRead looks at v as the value of key of base, or with getter as its getter.
func (m *machine) checkRead(fn *Function, ip *Instr, base, key, v heap.Value, getter bool) {
	m.failed(fn, ip, key, m.rt.VerifyRead(base, key, v, getter))
}

// checkWrite looks at a store of key of the object o as entry e says, unless its
// epoch has ended, so that it will not be followed.
func (m *machine) checkWrite(fn *Function, ip *Instr, o, key heap.Value, e *object.ICEntry) {
	if e.Kind < object.ICProto || e.Epoch == m.heap.ProtoEpoch {
		m.failed(fn, ip, key, m.rt.VerifyWrite(o.Object(), key, e))
	}
}

// checkDefine looks at the addition of a property or a private field to o.
func (m *machine) checkDefine(fn *Function, ip *Instr, o heap.Value, e *object.ICEntry) {
	key, attrs := heap.Value(0), heap.DefaultAttrs
	if ip.Op == OpDefName {
		key = fn.key(int(ip.C))
	} else {
		key, attrs = siteAt(fn, ip).key, heap.Writable
	}
	m.failed(fn, ip, key, m.rt.VerifyDefine(o.Object(), key, e, attrs))
}

// checkPrivate looks at the place that the site of ip knows by entry e of a private element of o.
func (m *machine) checkPrivate(fn *Function, ip *Instr, o heap.Value, e *object.ICEntry, write bool) {
	key := siteAt(fn, ip).key
	m.failed(fn, ip, key, m.rt.VerifyPrivate(o.Object(), key, e, write))
}

// checkPrototype looks at proto as the prototype of o.
func (m *machine) checkPrototype(fn *Function, ip *Instr, o, proto heap.Value) {
	m.failed(fn, ip, heap.Undefined, m.rt.VerifyPrototype(o.Object(), proto))
}

// checkGlobal looks at the place that the cache of ip knows of a global name.
func (m *machine) checkGlobal(fn *Function, ip *Instr, write bool) {
	k := int(ip.Wide())
	m.failed(fn, ip, fn.key(k), m.rt.VerifyGlobal(fn.realm, fn.key(k), &fn.ics[k].ICEntry, write))
}

// checkElement looks at v as element i of o.
func (m *machine) checkElement(fn *Function, ip *Instr, o, i, v heap.Value) {
	m.failed(fn, ip, i, m.rt.VerifyElement(o.Object(), uint32(i), v))
}

// checkStoreElement looks at a store of element i of o, which exists.
func (m *machine) checkStoreElement(fn *Function, ip *Instr, o, i heap.Value) {
	m.failed(fn, ip, i, m.rt.VerifyStoreElement(o.Object(), uint32(i)))
}
