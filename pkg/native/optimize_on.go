//go:build kilnopt

package native

// optimizing makes machine code of graphs (package opt) where a unit has one.
const optimizing = true
