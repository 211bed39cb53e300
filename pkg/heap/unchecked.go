//go:build !kilncheck && !kilnstress

package heap

// Checked is true in builds with the tag kilncheck (which kilnstress implies).
const Checked = false

// CheckCell does nothing in this build.
func CheckCell(Value) {}

func watchSlab(*slab) {}

func watchLarge(*largeCell) {}

func unwatchLarge(*largeCell) {}

func checkKind(Value, Kind, Kind) {}
