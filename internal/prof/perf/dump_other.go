//go:build !linux

package perf

import (
	"errors"
	"os"
)

func machine() uint32 { return 0 }

func monotonic() (func() uint64, error) { return nil, errors.New("perf is a tool of Linux") }

func thread() uint32 { return 0 }

func mapMarker(*os.File) (unmap func(), err error) { return func() {}, nil }
