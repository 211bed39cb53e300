//go:build kilncheck || kilnstress

package heap

// Checked is true in builds with the tag kilncheck (which kilnstress implies):
// every tier then does again by the plain operation what a cache or a guarded
// fast path has answered, and what a cell pointer points to is looked at before
// it is followed. A difference is a panic that names the place.
const Checked = true
