//go:build !amd64

package amd64

// LeaveAddress implements lower.Backend: the code runs on amd64 only.
func (Backend) LeaveAddress() uintptr { return 0 }

// FaultAddress implements lower.Backend.
func (Backend) FaultAddress() uintptr { return 0 }
