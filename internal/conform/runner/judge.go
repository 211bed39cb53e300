package runner

import (
	"fmt"
	"strings"

	"github.com/kilnjs/kiln/internal/conform/suite"
)

// Status is the verdict on one scenario.
type Status string

// The verdicts. Everything but Pass is a failure.
const (
	Pass    Status = "pass"
	Fail    Status = "fail"
	Timeout Status = "timeout"
	Memory  Status = "memory"
	Crash   Status = "crash"
	Hang    Status = "hang"
)

// Statuses lists all verdicts in the order in which tables show them.
var Statuses = []Status{Pass, Fail, Timeout, Memory, Crash, Hang}

const (
	asyncComplete = "Test262:AsyncTestComplete"
	asyncFailure  = "Test262:AsyncTestFailure:"
)

// Judge compares an outcome with what the test's metadata demands and returns
// the verdict, with a reason when it is not Pass.
func Judge(meta *suite.Meta, o *Outcome) (Status, string) {
	switch {
	case o.Broken != "":
		return Crash, o.Broken
	case o.Limit == LimitTime:
		return Timeout, "time limit"
	case o.Limit == LimitMemory:
		return Memory, "memory limit"
	case o.Phase == PhaseHarness:
		return Fail, "in the harness: " + o.Message
	case meta.Negative != nil:
		return judgeNegative(meta.Negative, o)
	case o.Phase != PhaseNone:
		return Fail, fmt.Sprintf("%s: %s", o.Phase, o.Message)
	}
	if reason := judgePrinted(meta.Flags.Has(suite.Async), o.Printed); reason != "" {
		return Fail, reason
	}
	if o.Pending {
		return Fail, "the evaluation of the module never settled"
	}
	return Pass, ""
}

func judgeNegative(want *suite.Negative, o *Outcome) (Status, string) {
	if want.Phase == suite.AnyPhase && o.Phase != PhaseNone && strings.Contains(o.ErrorType+": "+o.Message, want.Type) {
		return Pass, ""
	}
	if o.Phase == PhaseNone {
		return Fail, fmt.Sprintf("expected %s (%s), but nothing was thrown", want.Type, want.Phase)
	}
	if o.Phase != PhaseUnknown && o.Phase.String() != want.Phase || o.ErrorType != want.Type {
		return Fail, fmt.Sprintf("expected %s (%s), got %s (%s): %s", want.Type, want.Phase, o.ErrorType, o.Phase, o.Message)
	}
	return Pass, ""
}

// judgePrinted looks at what the test printed: a failure counts whenever it
// was printed, in a synchronous test too; an asynchronous test must have
// reported completion.
func judgePrinted(async bool, printed []string) string {
	complete := false
	for _, line := range printed {
		if rest, ok := strings.CutPrefix(line, asyncFailure); ok {
			return "async: " + strings.TrimSpace(rest)
		}
		complete = complete || line == asyncComplete
	}
	if async && !complete {
		return "async: the test ended without calling $DONE"
	}
	return ""
}
