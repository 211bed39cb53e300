package amd64

import "github.com/kilnjs/kiln/pkg/native/lower"

// Enter runs machine code from the address on top of the machine stack until it leaves.
//
//go:noescape
func Enter(ctx *lower.Context)

// context and faultExit are for entry_amd64.s, which knows names of this package only.
//
//lint:ignore U1000 entry_amd64.s reads it
type context lower.Context

//lint:ignore U1000 entry_amd64.s reads it
const faultExit = lower.FaultExit

func leaveAddress() uintptr

func faultAddress() uintptr

// CallBytes implements lower.Backend: calls put it there.
func (Entry) CallBytes() uintptr { return 0 }

// LeaveAddress implements lower.Backend.
func (Entry) LeaveAddress() uintptr { return leaveAddress() }

// FaultAddress implements lower.Backend.
func (Entry) FaultAddress() uintptr { return faultAddress() }
