package interp

import (
	"fmt"

	"github.com/kilnjs/kiln/pkg/heap"
)

// Builds with heap.Checked look again at what the caches of this tier answer.

// failed panics when fault says that what was done with key is wrong.
func (x *frame) failed(what string, key heap.Value, fault string) {
	if fault != "" {
		panic(fmt.Sprintf("interp: %s of %s in %s: %s", what, x.rt.PlainKey(key), x.fn.Name, fault))
	}
}

// checkRead looks at a read of name on base through cache c, which gave v.
func (x *frame) checkRead(c *cache, name string, base, v heap.Value) {
	key := x.memberKey(c, name)
	x.failed("a read", key, x.rt.VerifyRead(base, key, v, false))
}

// checkGlobal looks at a read of the global name through cache c, or a store.
func (x *frame) checkGlobal(c *cache, name string, write bool) {
	key := x.memberKey(c, name)
	x.failed("a global", key, x.rt.VerifyGlobal(x.code.Realm, key, &c.ic.ICEntry, write))
}
