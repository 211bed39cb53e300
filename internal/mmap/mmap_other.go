//go:build !(linux || darwin || freebsd || netbsd || openbsd)

package mmap

import "errors"

// Supported tells whether this platform can map pages and change their protection.
const Supported = false

var errUnsupported = errors.New("this platform gives no executable memory")

// Region is a run of pages outside Go's heap; always empty here.
type Region struct{}

// NewCode reports that the platform has no executable memory.
func NewCode([]byte) (Region, error) { return Region{}, errUnsupported }

// NewData reports that the platform has no pages to give.
func NewData(int) (Region, error) { return Region{}, errUnsupported }

// NewStack reports that the platform has no machine stacks.
func NewStack(int) (Region, error) { return Region{}, errUnsupported }

// Bytes is nil.
func (Region) Bytes() []byte { return nil }

// Base is 0.
func (Region) Base() uintptr { return 0 }

// Size is 0.
func (Region) Size() int { return 0 }

// Release does nothing.
func (*Region) Release() {}
