// Package streams is the Streams Standard (https://streams.spec.whatwg.org): ReadableStream,
// WritableStream, TransformStream, their controllers, readers and writers, and the queuing
// strategies, as one library. Functions bear the names of the abstract operations; one of the
// standard that begins with the name of a class is a method of its Go type
// (ReadableStreamDefaultControllerEnqueue is defaultController.enqueue).
//
// An object of a script is a host object, whose Go value is a struct that begins with a cell.
// These structs refer to each other by Go pointers and to everything else by Values.
//
// # Invariants
//
//   - Whoever stores a Value or a pointer to another struct into a struct calls its touch before
//     the next safepoint; TraceCells marks all of them, a struct by its object.
//   - Where the standard reacts to a promise, the function that goes on is registered once
//     (reactions.go) and gets the struct by its object, so that no closure holds a Value and a
//     checkpoint knows all there is.
//   - An operation that throws nothing in the standard returns an error that ends the script.
//   - Queues count as memory of the script before they grow.
//
// It may import object and what is below.
package streams
