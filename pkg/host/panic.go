package host

import (
	"fmt"
	"runtime/debug"

	"github.com/kilnjs/kiln/pkg/heap"
)

// Panic is a panic in code of the embedder that a script has called. No script can catch it.
type Panic struct {
	// Value is what the code panicked with.
	Value any
	// Stack is the stack of the goroutine there.
	Stack []byte
}

// Error describes the panic in one line.
func (p *Panic) Error() string { return fmt.Sprintf("a Go function panicked: %v", p.Value) }

// Unwrap returns the value, if it is an error.
func (p *Panic) Unwrap() error {
	err, _ := p.Value.(error)
	return err
}

// scriptError is what a Go function made from one of a script panics with when that throws
// and its type has no error to return.
type scriptError struct{ err error }

// Error describes what was thrown.
func (e *scriptError) Error() string { return e.err.Error() }

// Unwrap returns it.
func (e *scriptError) Unwrap() error { return e.err }

// Rethrown is what a script threw, if a function has panicked with p because ExportTo made it from
// one of that script and it has no other way to tell; else nil.
func Rethrown(p any) error {
	if e, ok := p.(*scriptError); ok {
		return e.err
	}
	return nil
}

// protect turns a panic in code of the embedder into *err. It is deferred around nothing else.
func (b *Bridge) protect(err *error) {
	if p := recover(); p != nil {
		*err = b.panicked(p)
	}
}

func (b *Bridge) panicked(p any) error {
	switch p := p.(type) {
	case *heap.LimitError:
		panic(p) // the heap was left in the middle of something
	case *scriptError:
		return b.Throw(p.err)
	}
	if f := b.rules.Panicked; f != nil {
		if err := f(b, p); err != nil {
			return err
		}
	}
	return &Panic{Value: p, Stack: debug.Stack()}
}
