//go:build !amd64

package amd64

// CallBytes implements lower.Backend.
func (Entry) CallBytes() uintptr { return 0 }

// LeaveAddress implements lower.Backend: the code runs on amd64 only.
func (Entry) LeaveAddress() uintptr { return 0 }

// FaultAddress implements lower.Backend.
func (Entry) FaultAddress() uintptr { return 0 }
