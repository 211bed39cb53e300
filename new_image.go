package kiln

import (
	"errors"
	"slices"
	"sync"

	"github.com/kilnjs/kiln/pkg/heap"
)

// A process that makes many runtimes makes them of images of fresh ones, one for each set of
// libraries, in half of the time.
const (
	firstImaged = 4 // as many runtimes with the same libraries are made before there is an image
	maxFresh    = 4 // sets of libraries that are remembered
)

// freshImages are the images of runtimes in which nothing has run.
type freshImages struct {
	mu    sync.Mutex
	sets  [maxFresh]freshImage
	taken int // sets that were begun
}

type freshImage struct {
	libraries []*Library
	made      int
	image     *Image // nil until it is wanted, or if there can be none
}

var fresh freshImages

// of returns the image for runtimes with the options, nil if they are made without one.
func (f *freshImages) of(o Options) *Image {
	if o.ShapeIDs != 0 {
		return nil // which counts from the first shape
	}
	libraries := o.libraries()
	f.mu.Lock()
	defer f.mu.Unlock()
	i := slices.IndexFunc(f.sets[:], func(s freshImage) bool { return s.made > 0 && slices.Equal(s.libraries, libraries) })
	if i < 0 {
		i = f.taken % maxFresh
		f.taken++
		f.sets[i] = freshImage{libraries: libraries}
	}
	s := &f.sets[i]
	if s.made++; s.made == firstImaged {
		if rt, err := newAlone(Options{Libraries: o.Libraries, Without: o.Without}); err == nil {
			s.image, _ = rt.Image()
		}
	}
	return s.image
}

// New makes a runtime. It fails when libraries of the options do not fit together, or the
// stream is that of another runtime.
func New(o Options) (*Runtime, error) {
	if img := fresh.of(o); img != nil {
		rt, err := img.New(o)
		if limit := (*heap.LimitError)(nil); !errors.As(err, &limit) {
			return rt, err
		}
	}
	return newAlone(o)
}
