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

// LeaveAddress implements lower.Backend.
func (Backend) LeaveAddress() uintptr { return leaveAddress() }

// FaultAddress implements lower.Backend.
func (Backend) FaultAddress() uintptr { return faultAddress() }
