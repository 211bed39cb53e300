package kiln

import (
	"github.com/kilnjs/kiln/pkg/native"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/tier"
)

// newTiers makes the tier manager and returns the hooks that choose how code runs.
func (rt *Runtime) newTiers() *object.TierHooks {
	o := &rt.options
	machine := &native.Engine{Eager: o.Tier == Native}
	rt.machine = machine
	rt.tiers = tier.New(tier.Config{
		Mode:    tier.Mode(o.Tier),
		T1Calls: o.Thresholds.T1Calls,
		T1Turns: o.Thresholds.T1Turns,
		T2Calls: o.Thresholds.T2Calls,
		T2Turns: o.Thresholds.T2Turns,
		Trace:   o.TraceTiers,
		Native:  machine,
	})
	machine.Events = rt.tiers
	return rt.tiers.Hooks()
}
