package arm64

import "github.com/kilnjs/kiln/pkg/native/lower"

// Enter runs machine code from the address on top of the machine stack until it leaves.
//
//go:noescape
func Enter(ctx *lower.Context)

// context and faultExit are for entry_arm64.s, which knows names of this package only.
//
//lint:ignore U1000 entry_arm64.s reads it
type context lower.Context

//lint:ignore U1000 entry_arm64.s reads it
const faultExit = lower.FaultExit

func faultAddress() uintptr

// CallBytes implements lower.Backend: see macro.Assembler.Begin.
func (Entry) CallBytes() uintptr { return 4 }

// LeaveAddress implements lower.Backend: Enter puts it into the Context.
func (Entry) LeaveAddress() uintptr { return 0 }

// FaultAddress implements lower.Backend.
func (Entry) FaultAddress() uintptr { return faultAddress() }
