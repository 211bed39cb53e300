package wpt

import (
	_ "embed" // scope.js
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/kilnjs/kiln"
)

//go:embed scope.js
var scopeSource string

// Status is how a test ended, as the harness numbers it.
type Status int

// The ways in which a subtest ends.
const (
	Pass Status = iota
	Fail
	Timeout
	NotRun
	Precondition // what the test wants is optional, and not there
)

var statusNames = [...]string{"pass", "fail", "timeout", "not run", "precondition failed"}

// String names the status.
func (s Status) String() string { return statusNames[s] }

// Subtest is one result of a test.
type Subtest struct {
	Name    string
	Status  Status
	Message string
}

// HarnessSubtest is the name of the subtest that stands for what went wrong outside of all others.
const HarnessSubtest = "(harness)"

// fuel ends a test that does not end by itself.
const fuel = 2_000_000_000

const doneSource = `add_completion_callback((tests, status) => host.done(JSON.stringify({
	tests: tests.map(t => ({ name: t.name, status: t.status, message: t.message || "" })),
	status: status.status, message: status.message || "" })))`

// Run runs a test in a runtime of its own, made with o, whose libraries have those of package
// web. Time is virtual, so that no test waits. The error says why there are no results.
func (s *Suite) Run(t *Test, o kiln.Options) ([]Subtest, error) {
	o.Clock = kiln.NewVirtualClock(time.Time{})
	o.ClockResolution = time.Microsecond
	if o.Limits.Fuel == 0 {
		o.Limits.Fuel = fuel
	}
	rt, err := kiln.New(o)
	if err != nil {
		return nil, err
	}
	// A page takes time to load before its scripts run: no event is at time 0.
	if err := rt.Advance(time.Millisecond); err != nil {
		return nil, err
	}
	var report string
	host := map[string]any{
		"read": func(name string) (string, error) { data, err := s.ReadFile(name); return string(data), err },
		"done": func(text string) { report = text },
		"gc":   func() { rt.Object().Heap.Collect(true) },
	}
	if err := errors.Join(rt.Set("host", host), rt.Set("location", map[string]string{"pathname": "/" + t.Name, "search": t.Variant, "href": "http://web-platform.test/" + t.String()})); err != nil {
		return nil, err
	}
	tell, err := rt.RunString("scope.js", scopeSource)
	if err != nil {
		return nil, err
	}
	rt.OnUnhandledRejection(func(_, reason kiln.Value) error {
		_, err := rt.Call(tell, nil, "unhandledrejection", reason)
		return err
	})
	scripts := append([]string{"resources/testharness.js", "", "common/gc.js"}, append(t.Scripts, t.Name)...)
	for _, name := range scripts {
		source := []byte(doneSource)
		if name != "" {
			if source, err = s.ReadFile(name); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
		}
		if _, err := rt.RunString("/"+name, string(source)); err != nil {
			if err = uncaught(rt, tell, err); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	if err := loop(rt, tell); err != nil {
		return nil, err
	}
	for report == "" { // timers that keep no loop waiting
		wait, ok := rt.NextTimer()
		if !ok {
			break
		}
		if err := uncaught(rt, tell, rt.Advance(wait)); err != nil {
			return nil, err
		}
	}
	if report == "" { // a test waits for what never comes
		if _, err := rt.RunString("timeout.js", "self.timeout()"); err != nil {
			return nil, err
		}
		if err := loop(rt, tell); err != nil {
			return nil, err
		}
	}
	return results(report)
}

// loop runs the event loop to its end, past uncaught errors.
func loop(rt *kiln.Runtime, tell kiln.Value) error {
	for {
		err := rt.RunLoop()
		if err == nil {
			return nil
		}
		if err := uncaught(rt, tell, err); err != nil {
			return err
		}
	}
}

// uncaught tells the test of an error that a script has thrown; it returns any other.
func uncaught(rt *kiln.Runtime, tell kiln.Value, err error) error {
	if err == nil {
		return nil
	}
	var thrown *kiln.Exception
	if !errors.As(err, &thrown) {
		return err
	}
	heard, failed := rt.Call(tell, nil, "error", thrown.Value)
	if failed != nil {
		return failed
	}
	if !heard.Bool() {
		return err
	}
	return nil
}

func results(report string) ([]Subtest, error) {
	if report == "" {
		return nil, errors.New("the harness has reported nothing")
	}
	var r struct {
		Tests   []Subtest
		Status  int
		Message string
	}
	if err := json.Unmarshal([]byte(report), &r); err != nil {
		return nil, err
	}
	if r.Status != 0 {
		r.Tests = append(r.Tests, Subtest{HarnessSubtest, Fail, r.Message})
	}
	return r.Tests, nil
}
