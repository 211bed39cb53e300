//go:build kilnstress

package kiln_test

// stressed says that every heap collects at every safepoint.
const stressed = true
