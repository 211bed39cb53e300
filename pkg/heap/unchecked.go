//go:build !kilncheck && !kilnstress

package heap

// Checked is true in builds with the tag kilncheck (which kilnstress implies).
const Checked = false
