//go:build reprlcover

package main

import (
	"unsafe"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/watch"
)

// The linker puts these around the counters that the compiler makes with
// -d=libfuzzer. It knows them by the names that Go's own fuzzing has for them.
//
//go:linkname countersBegin internal/fuzz._counters
//go:linkname countersEnd internal/fuzz._ecounters
var countersBegin, countersEnd [0]byte

// counters are the edges of Kiln's Go code, one byte each.
type counters struct{}

func (counters) bytes() []byte {
	begin := unsafe.Pointer(&countersBegin)
	return unsafe.Slice((*byte)(begin), uintptr(unsafe.Pointer(&countersEnd))-uintptr(begin))
}

func (c counters) edges() int { return len(c.bytes()) }
func (c counters) reset()     { clear(c.bytes()) }

func (c counters) visit(_ *kiln.Runtime, _ *watch.Totals, edge func(int)) {
	for i, n := range c.bytes() {
		if n != 0 {
			edge(i)
		}
	}
}

// Instrumented code calls these at comparisons; they would help a fuzzer of
// bytes, which REPRL does not feed.
//
//go:linkname traceCmp1 runtime.libfuzzerTraceCmp1
//go:linkname traceCmp2 runtime.libfuzzerTraceCmp2
//go:linkname traceCmp4 runtime.libfuzzerTraceCmp4
//go:linkname traceCmp8 runtime.libfuzzerTraceCmp8
//go:linkname traceConstCmp1 runtime.libfuzzerTraceConstCmp1
//go:linkname traceConstCmp2 runtime.libfuzzerTraceConstCmp2
//go:linkname traceConstCmp4 runtime.libfuzzerTraceConstCmp4
//go:linkname traceConstCmp8 runtime.libfuzzerTraceConstCmp8
//go:linkname hookStrCmp runtime.libfuzzerHookStrCmp
//go:linkname hookEqualFold runtime.libfuzzerHookEqualFold

func traceCmp1(uint8, uint8, uint)             {}
func traceCmp2(uint16, uint16, uint)           {}
func traceCmp4(uint32, uint32, uint)           {}
func traceCmp8(uint64, uint64, uint)           {}
func traceConstCmp1(uint8, uint8, uint)        {}
func traceConstCmp2(uint16, uint16, uint)      {}
func traceConstCmp4(uint32, uint32, uint)      {}
func traceConstCmp8(uint64, uint64, uint)      {}
func hookStrCmp(string, string, bool, uint)    {}
func hookEqualFold(string, string, bool, uint) {}
