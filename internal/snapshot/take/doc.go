// Package take makes snapshots of the heap of a runtime: it gives names to what
// heap.Heap.Walk finds.
package take
