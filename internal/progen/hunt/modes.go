package main

import "github.com/kilnjs/kiln"

// mode is one way to run a program.
type mode struct {
	name       string
	tier       kiln.Tier
	thresholds kiln.Thresholds
}

// modes are compared with each other; the first is the reference.
var modes = []mode{
	{name: "interp", tier: kiln.Interp},
	{name: "bytecode", tier: kiln.Bytecode},
	{name: "native", tier: kiln.Native},
	{name: "auto-low", tier: kiln.Auto, thresholds: kiln.Thresholds{T1Calls: 2, T1Turns: 5, T2Calls: 4, T2Turns: 10}},
	{name: "auto-hot", tier: kiln.Auto, thresholds: kiln.Thresholds{T1Calls: 1, T1Turns: 2, T2Calls: 1, T2Turns: 2}},
	{name: "auto", tier: kiln.Auto},
}

func modeNamed(name string) mode {
	for _, m := range modes {
		if m.name == name {
			return m
		}
	}
	panic("hunt: no mode " + name)
}
