// Package heap is the memory of a Kiln runtime: values, cells, strings, shapes,
// the allocator, the collector and the limits.
//
// # Layout of memory
//
// A Value is a NaN-boxed word without Go pointers (value.go). Cells start with
// a header word (header.go) and lie in blocks of one size class (2 KB the first
// few of a class, 16 KB the others) or, when large, alone (block.go, large.go); all of it is pointer-free Go memory that the Heap
// keeps alive. Cells never move. What must stay in Go is a handle (handle.go).
//
// # Invariants
//
//   - A word is a cell pointer exactly when it is at least MinCell.
//   - Every store of a Value into a cell is followed by the write barrier; the
//     Set functions of Heap do both. A store into a Go object that is a handle
//     is followed by TouchHandle.
//   - A collection happens in Collect, Safepoint and CheckAlloc (and in a
//     StringBuilder that grows, which calls CheckAlloc), nowhere else. In
//     particular no allocation collects: at the limit it is served all the same,
//     and the next safepoint settles the account.
//   - What must survive a safepoint is rooted: by the scope (every New function,
//     Keep), by a cell, or by a function given to AddRoots. Alloc functions do
//     not root their result.
//   - All words of a cell that the marker looks at are Values before the next
//     safepoint.
//   - Objects of one shape have the same class, prototype and layout. A tree
//     shape never changes; a dictionary shape belongs to one object.
//
// # Collections
//
// Mark and sweep, not moving, generational by sticky marks: the survivors of a
// collection keep their mark, and a young collection starts from the roots and
// the remembered set and stops at marked cells. A full collection swaps the
// meaning of the mark colours. Sweeping is lazy, block by block, when the
// allocator needs room.
//
// A full collection that growth makes due is done in steps of a few milliseconds, each after a
// young collection (cycle.go says why nothing is lost). One that is asked for, or that the limit
// forces, is done at once. The nursery is as large as makes at most 1.5 MB survive (4 MB of a small heap), and a large
// array that grows stays old, so that young collections are short, too.
//
// # Images
//
// An Image is what a heap holds with addresses that can be moved, and Stamp makes heaps of it
// (image.go): New does so with the image of a heap that has only names. The cells of an image lie
// without gaps, so that it takes no more than what is alive. Stamping copies them and adds to each
// cell pointer where its region begins now; the list of the pointers takes two bytes each. Rejected: a
// bit for each word (1.5 times the time), comparing each word with MinCell (6 times, and texts have
// such words), and mapping the image copy-on-write
// (every young page is written soon, and it is not portable).
//
// # Figures
//
// Measured on two cores of an EPYC with the benchmarks of this package: an
// object {x, y} allocated, filled and collected takes 14 ns; a million live
// objects of four properties in an array take 73 MB of resident memory; one
// character appended to a string takes 48 ns, whatever its length; a young
// collection after 20,000 objects takes 0.42 ms beside 1 MB of old objects and
// 0.52 ms beside 500 MB; a full collection takes 30 ns an object; with 500 MB of 8 million
// objects it is done in 23 steps of 4 ms on average, 95 ms together, and the young collections of a heap
// that grows to that take 0.26 ms on average instead of 6 with a nursery of 16 MB; a fresh heap
// takes 51 KB, 32 of them for its first cells, and 1.5 µs; one with lodash (3,800 cells in 225 KB,
// 670 shapes, 745 handles) is stamped in 17 µs, 6 of them for the shapes.
//
// It may import internal/num and the standard library. The build tag kilnstress puts every
// heap into stress mode: see Options.Stress.
package heap
