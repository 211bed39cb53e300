package main

import (
	"slices"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/modes"
)

// compared are the modes that are compared with each other; the first is the reference.
var compared = slices.Concat(modes.All, []modes.Mode{
	{Name: "auto-hot", Tier: kiln.Auto, Thresholds: kiln.Thresholds{T1Calls: 1, T1Turns: 2, T2Calls: 1, T2Turns: 2}},
})

func modeNamed(name string) modes.Mode {
	for _, m := range compared {
		if m.Name == name {
			return m
		}
	}
	panic("hunt: no mode " + name)
}
