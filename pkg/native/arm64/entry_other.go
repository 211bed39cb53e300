//go:build !arm64

package arm64

// CallBytes implements lower.Backend.
func (Entry) CallBytes() uintptr { return 4 }

// LeaveAddress implements lower.Backend: the code runs on arm64 only.
func (Entry) LeaveAddress() uintptr { return 0 }

// FaultAddress implements lower.Backend.
func (Entry) FaultAddress() uintptr { return 0 }
