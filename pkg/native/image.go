package native

import "github.com/kilnjs/kiln/pkg/object"

// ImageOf implements object.Imageable: machine code is of one runtime, and no part of an image.
func (e *engine) ImageOf(*object.Imaging) (object.Mould, error) { return nil, nil }
