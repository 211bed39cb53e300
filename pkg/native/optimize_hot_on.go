//go:build kilnhot

package native

// GraphsWhenHot has runtimes make graphs of what stays hot in the baseline's code.
const GraphsWhenHot = true
