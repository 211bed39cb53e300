// Package runner executes conformance scenarios in worker processes and judges
// their outcomes.
//
// The supervisor starts N workers, hands each a few scenarios at a time and
// reads one result line per scenario, in order. So the scenario that a dead or
// silent worker was busy with is always the first that it has not answered: it
// is recorded as CRASH or HANG, the worker is replaced, and the run goes on.
//
// A worker knows the engine only through Host, so the machinery is tested with
// a fake one. What a scenario should have done is decided in judge.go and
// nowhere else.
//
// The package imports internal/conform/suite and the standard library.
package runner
