//go:build kilnopt

package native

// GraphsAtOnce tells that machine code is of graphs at once, where a unit has one, whatever they gain: for tests.
const GraphsAtOnce = true
