package streams

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// byteTeeSource is the source of a branch of a stream of bytes.
type byteTeeSource struct{ teeSource }

func (s *byteTeeSource) pull(readableController) (*heap.Object, error) {
	return resolved(s.t.rt), s.t.pullBytes(s.branch)
}

// byteStreamTee is ReadableByteStreamTee.
func byteStreamTee(s *readableStream) (one, other *readableStream, err error) {
	t, err := newTee(s)
	if err != nil {
		return nil, nil, err
	}
	for i := range t.branches {
		if t.branches[i], err = createReadableByteStream(s.rt, &byteTeeSource{teeSource{t, i}}); err != nil {
			return nil, nil, err
		}
	}
	t.touch()
	t.forwardReaderError()
	return t.branches[0], t.branches[1], nil
}

// controller is that of a branch.
func (t *tee) controller(branch int) *byteController {
	return t.branches[branch].controller.(*byteController)
}

// forwardReaderError makes an error of the stream one of the branches, as long as the reader is
// this one. Data(1) of its step is the reader.
func (t *tee) forwardReaderError() {
	t.rt.PerformPromiseThen(t.reader.base().closedPromise.Object(), heap.Undefined,
		function(t.rt, byteTeeFailedStep, t.object, t.reader.owner().object), nil)
}

var byteTeeFailedStep = &step{Length: 1, Fn: func(c *object.Call) (heap.Value, error) {
	t := structOf[tee](c.RT, c.Data(0))
	if t.reader.owner().object != c.Data(1) {
		return heap.Undefined, nil
	}
	return heap.Undefined, t.onSourceClosed(c.Arg(0), true)
}}

// pullBytes is the pull algorithm of a branch.
func (t *tee) pullBytes(branch int) error {
	if t.reading {
		t.readAgain[branch] = true
		return nil
	}
	t.reading = true
	t.keep()
	request := t.controller(branch).byobRequest()
	if request == nil {
		return t.pullWithDefaultReader()
	}
	view, err := bufferView(t.rt, request.view)
	if err != nil {
		return err
	}
	return t.pullWithBYOBReader(view, branch)
}

func (t *tee) pullWithDefaultReader() error {
	r, ok := t.reader.(*defaultReader)
	if !ok {
		if err := t.reader.base().release(); err != nil {
			return err
		}
		var err error
		if r, err = acquireDefaultReader(t.stream); err != nil {
			return err
		}
		t.reader = r
		t.touch()
		t.forwardReaderError()
	}
	return r.read(&byteTeeRequest{t, noBranch})
}

func (t *tee) pullWithBYOBReader(view object.BufferView, branch int) error {
	r, ok := t.reader.(*byobReader)
	if !ok {
		if err := t.reader.base().release(); err != nil {
			return err
		}
		var err error
		if r, err = acquireBYOBReader(t.stream); err != nil {
			return err
		}
		t.reader = r
		t.touch()
		t.forwardReaderError()
	}
	return r.read(view, 1, &byteTeeRequest{t, branch})
}

// byteTeeRequest is a request for both branches: branch is the one whose view is read into.
type byteTeeRequest struct {
	t      *tee
	branch int
}

// noBranch is the branch of a read request.
const noBranch = -1

func (r *byteTeeRequest) root() heap.Value { return r.t.object }

func (r *byteTeeRequest) chunk(v heap.Value) error {
	microtask(r.t.rt, byteTeeChunkStep, r.t.object, v, heap.Int(int32(r.branch)))
	return nil
}

var byteTeeChunkStep = &step{Fn: func(c *object.Call) (heap.Value, error) {
	t := structOf[tee](c.RT, c.Data(0))
	t.readAgain = [2]bool{}
	var err error
	ok := true
	if branch := int(c.Data(2).AsInt()); branch == noBranch {
		ok, err = t.distributeBytes(c.Data(1))
	} else {
		ok, err = t.distributeInto(c.Data(1), branch)
	}
	if err != nil || !ok {
		return heap.Undefined, err
	}
	t.reading = false
	switch {
	case t.readAgain[0]:
		err = t.pullBytes(0)
	case t.readAgain[1]:
		err = t.pullBytes(1)
	}
	return heap.Undefined, err
}}

// copyOf clones a chunk; ok is false if that has failed, which ends both branches.
func (t *tee) copyOf(chunk heap.Value) (clone heap.Value, ok bool, err error) {
	view, err := bufferView(t.rt, chunk)
	if err == nil {
		clone, err = cloneAsUint8Array(t.rt, view)
	}
	if err == nil {
		return clone, true, nil
	}
	e, err := caught(err)
	if err != nil {
		return heap.Undefined, false, err
	}
	for i := range t.branches {
		if err := t.controller(i).error(e); err != nil {
			return heap.Undefined, false, err
		}
	}
	p, err := t.stream.cancel(e)
	if err == nil {
		err = resolve(t.rt, t.cancelPromise, p.Value())
	}
	return heap.Undefined, false, err
}

// distributeBytes gives a chunk to the branches.
func (t *tee) distributeBytes(chunk heap.Value) (ok bool, err error) {
	chunks := [2]heap.Value{chunk, chunk}
	if !t.canceled[0] && !t.canceled[1] {
		if chunks[1], ok, err = t.copyOf(chunk); !ok || err != nil {
			return false, err
		}
	}
	for i := range t.branches {
		if !t.canceled[i] {
			if err := t.controller(i).enqueue(chunks[i]); err != nil {
				return false, err
			}
		}
	}
	return true, nil
}

// distributeInto gives a branch the view of its own that was read into, and the other a copy.
func (t *tee) distributeInto(chunk heap.Value, branch int) (ok bool, err error) {
	own, other := t.controller(branch), t.controller(1-branch)
	ownCanceled, otherCanceled := t.canceled[branch], t.canceled[1-branch]
	clone := heap.Undefined
	if !otherCanceled {
		if clone, ok, err = t.copyOf(chunk); !ok || err != nil {
			return false, err
		}
	}
	if !ownCanceled {
		if err := own.respondWith(chunk); err != nil {
			return false, err
		}
	}
	if !otherCanceled {
		if err := other.enqueue(clone); err != nil {
			return false, err
		}
	}
	return true, nil
}

// respondWith is respondWithNewView for a view as scripts see it.
func (c *byteController) respondWith(chunk heap.Value) error {
	view, err := bufferView(c.rt, chunk)
	if err != nil {
		return err
	}
	return c.respondWithNewView(view)
}

func (r *byteTeeRequest) close(v heap.Value) error {
	t := r.t
	t.reading = false
	order := [2]int{0, 1}
	if r.branch == 1 {
		order = [2]int{1, 0}
	}
	for _, i := range order {
		if !t.canceled[i] {
			if err := t.controller(i).close(); err != nil {
				return err
			}
		}
	}
	if r.branch == noBranch || !v.IsUndefined() {
		for _, i := range order {
			c := t.controller(i)
			var err error
			switch {
			case i == r.branch:
				if !t.canceled[i] {
					err = c.respondWith(v)
				}
			case len(c.pendingPullIntos) > 0 && (r.branch == noBranch || !t.canceled[i]):
				err = c.respond(0)
			}
			if err != nil {
				return err
			}
		}
	}
	t.ended()
	return nil
}

func (r *byteTeeRequest) fail(heap.Value) error {
	r.t.reading = false
	return nil
}
