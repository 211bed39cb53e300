package web

import "github.com/kilnjs/kiln/pkg/object"

// All returns every library of this package, for programs that run scripts of their own.
func All() []*object.Library {
	return []*object.Library{Console(), Events(), Microtasks(), Performance(), Timers()}
}
