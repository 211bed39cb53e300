package builtin

import (
	"errors"
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// ImageOf implements object.Imageable.
func (s *runtimeState) ImageOf(*object.Imaging) (object.Mould, error) {
	if len(s.waits) > 0 {
		return nil, errors.New("Atomics.waitAsync waits")
	}
	return nil, nil
}

// ImageOf implements object.Imageable. The memory of a SharedArrayBuffer would be that of all
// runtimes of the image, and so would be what the embedder has given.
func (b *buffer) ImageOf(*object.Imaging) (object.Mould, error) {
	switch {
	case b.shared != nil:
		return nil, errors.New("there is a SharedArrayBuffer")
	case b.given:
		return nil, errors.New("an ArrayBuffer shows memory of Go")
	}
	saved := *b
	saved.own, saved.window = nil, heap.Window{}
	saved.bytes = copyBytes(b.bytes)
	return func(*object.Stamping) any {
		n := new(buffer)
		*n = saved
		n.bytes = copyBytes(saved.bytes)
		n.expose()
		return n
	}, nil
}

// copyBytes copies a slice with what it has room for.
func copyBytes(b []byte) []byte {
	if b == nil {
		return nil
	}
	return slices.Clone(b[:cap(b)])[:len(b):cap(b)]
}

// ImageOf implements object.Imageable.
func (p *compiledRegExp) ImageOf(*object.Imaging) (object.Mould, error) {
	program, key, id, listed := p.program, p.key, p.id, p.state.programs[p.key] == p
	return func(s *object.Stamping) any {
		n := &compiledRegExp{program: program, state: regexps(s.Runtime()), key: key, id: id}
		if listed {
			n.state.programs[key] = n
		}
		return n
	}, nil
}

// imagedRegExp is a realmRegExp of an image: Values are refs.
type imagedRegExp struct {
	realmRegExp
	made          bool
	shape, result uint32
	proto, ctor   heap.Value
}

// ImageOf implements object.Imageable: what a realm remembers of its RegExp is from before any
// script could change it.
func (s *regexpState) ImageOf(m *object.Imaging) (object.Mould, error) {
	realms := make([]imagedRegExp, len(s.realms))
	for i, r := range s.realms {
		if r == nil {
			continue
		}
		to := imagedRegExp{realmRegExp: *r, made: true, shape: r.shape.ID(), result: r.result.ID()}
		to.proto, to.ctor = m.Value(r.proto.Value()), m.Value(r.ctor.Value())
		to.protoWatch, to.ctorOne = watchedRefs(r.protoWatch, m.Value), watchedRefs(r.ctorOne, m.Value)
		to.legacy.subject, to.legacy.input = m.Value(r.legacy.subject), m.Value(r.legacy.input)
		to.realmRegExp.shape, to.realmRegExp.result, to.realmRegExp.proto, to.realmRegExp.ctor = nil, nil, nil, nil
		realms[i] = to
	}
	return func(s *object.Stamping) any {
		n := regexps(s.Runtime())
		n.realms = make([]*realmRegExp, len(realms))
		for i := range realms {
			from := &realms[i]
			if !from.made {
				continue
			}
			r := new(realmRegExp)
			*r = from.realmRegExp
			r.shape, r.result = s.Shape(from.shape), s.Shape(from.result)
			r.proto, r.ctor = s.Object(from.proto), s.Object(from.ctor)
			r.protoWatch, r.ctorOne = watchedRefs(from.protoWatch, s.Value), watchedRefs(from.ctorOne, s.Value)
			r.legacy.subject, r.legacy.input = s.Value(from.legacy.subject), s.Value(from.legacy.input)
			n.realms[i] = r
		}
		return n
	}, nil
}

// watchedRefs copies slots with what translate makes of their Values.
func watchedRefs(slots []watchedSlot, translate func(heap.Value) heap.Value) []watchedSlot {
	out := slices.Clone(slots)
	for i := range out {
		out[i].value = translate(out[i].value)
	}
	return out
}
