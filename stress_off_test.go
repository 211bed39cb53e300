//go:build !kilnstress

package kiln

// Stressed says that every heap collects at every safepoint.
const Stressed = false
