//go:build !kilnopt

package native

const optimizing = false
