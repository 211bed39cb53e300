//go:build !(linux && (amd64 || arm64))

package mmap

// ContainsFaults is false: a fault in code pages ends the process here.
const ContainsFaults = false

// OnFault does nothing.
func OnFault(uintptr) error { return nil }
