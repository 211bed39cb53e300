// Package modes lists the ways to run a program that must not differ.
//
// It may import kiln.
package modes

import "github.com/kilnjs/kiln"

// Mode is a way to run programs.
type Mode struct {
	Name       string
	Tier       kiln.Tier
	Thresholds kiln.Thresholds
}

// All are the ways to run every program, the tiers alone first. With low thresholds
// code changes tier early and often.
var All = []Mode{
	{Name: "interp", Tier: kiln.Interp},
	{Name: "bytecode", Tier: kiln.Bytecode},
	{Name: "native", Tier: kiln.Native},
	{Name: "auto", Tier: kiln.Auto},
	{Name: "auto-low", Tier: kiln.Auto, Thresholds: kiln.Thresholds{T1Calls: 2, T1Turns: 5, T2Calls: 4, T2Turns: 10}},
}
