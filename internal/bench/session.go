package bench

import (
	"context"
	"fmt"
	"time"
)

// Session measures programs in engines.
type Session struct {
	Programs []*Program
	Engines  []Engine
	Rounds   int
	Plan     Plan
	// Begin is told before each process, First when a program has been run in all engines
	// for the first time. Both may be nil.
	Begin func(Progress)
	First func(results []*Result)
}

// Progress says how far a session is.
type Progress struct {
	Done, Total     int // processes
	Program, Engine string
	Elapsed, Left   time.Duration // Left is an estimate, 0 at the start
}

// Measure runs everything, round by round. The engine that begins changes from round to
// round, so that none always follows the same other. When ctx ends what is measured by
// then is the report. A program that fails in an engine is left out there from then on.
func (s *Session) Measure(ctx context.Context) *Report {
	report := NewReport(s.Rounds)
	cells := make([][]*Result, len(s.Programs))
	for i, p := range s.Programs {
		for _, e := range s.Engines {
			r := &Result{Program: p.Name, About: p.About, N: p.N, Engine: e.Name()}
			cells[i] = append(cells[i], r)
			report.Results = append(report.Results, r)
		}
	}
	clock := &clock{start: time.Now(), total: s.Rounds*len(report.Results) + s.profiles(), costs: map[*Result]time.Duration{}}
	for round := range s.Rounds {
		for i, p := range s.Programs {
			for k := range s.Engines {
				k = (k + round) % len(s.Engines)
				if ctx.Err() != nil {
					break
				}
				s.step(ctx, clock, p, s.Engines[k], cells[i][k])
			}
			if round == 0 && ctx.Err() == nil && s.First != nil {
				for _, r := range cells[i] {
					r.Summarize()
				}
				s.First(cells[i])
			}
		}
	}
	for i, p := range s.Programs {
		for k, e := range s.Engines {
			if profiled(e) && ctx.Err() == nil {
				s.profile(ctx, clock, p, e, cells[i][k])
			}
		}
	}
	report.Interrupted = ctx.Err() != nil
	for _, row := range cells {
		for _, r := range row {
			r.Summarize()
		}
		compareChecksums(row)
	}
	return report
}

// profiled reports whether an engine tells where its time goes.
func profiled(e Engine) bool {
	t, ok := e.(Tier)
	return ok && t.Tier == "auto"
}

// profiles is how many processes are for profiles.
func (s *Session) profiles() int {
	n := 0
	for _, e := range s.Engines {
		if profiled(e) {
			n += len(s.Programs)
		}
	}
	return n
}

// profile runs a program once more, with a profile: its time counts for nothing else.
func (s *Session) profile(ctx context.Context, clock *clock, p *Program, e Engine, r *Result) {
	s.begin(clock, p, e)
	start, plan := time.Now(), s.Plan
	plan.Profile = true
	if r.Error == "" {
		if run, err := e.Run(ctx, p, plan); err == nil {
			r.Shares = run.Shares
		} else if ctx.Err() == nil {
			r.Error = err.Error()
		}
	}
	clock.took(r, time.Since(start))
}

// begin tells how far the session is.
func (s *Session) begin(clock *clock, p *Program, e Engine) {
	if s.Begin != nil {
		progress := clock.progress()
		progress.Program, progress.Engine = p.Name, e.Name()
		s.Begin(progress)
	}
}

func (s *Session) step(ctx context.Context, clock *clock, p *Program, e Engine, r *Result) {
	s.begin(clock, p, e)
	start := time.Now()
	if r.Error == "" {
		run, err := e.Run(ctx, p, s.Plan)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			r.Error = err.Error()
		case p.Check != "" && run.Checksum != p.Check:
			r.Error = fmt.Sprintf("it returned %s instead of %s", run.Checksum, p.Check)
		case len(r.Runs) > 0 && run.Checksum != r.Checksum:
			r.Error = fmt.Sprintf("it returned %s after %s", run.Checksum, r.Checksum)
		default:
			r.Checksum = run.Checksum
			r.Runs = append(r.Runs, run)
		}
	}
	clock.took(r, time.Since(start))
}

// compareChecksums finds engines whose result is not that of the first that has one.
func compareChecksums(row []*Result) {
	var first *Result
	for _, r := range row {
		switch {
		case r.Error != "" || r.Checksum == "":
		case first == nil:
			first = r
		case r.Checksum != first.Checksum:
			r.Error = fmt.Sprintf("it returned %s, but %s returned %s", r.Checksum, first.Engine, first.Checksum)
		}
	}
}

// clock estimates: what a process took before it will take again, and one that has not
// run yet takes what the others do on average.
type clock struct {
	start       time.Time
	done, total int // processes
	costs       map[*Result]time.Duration
	sum         time.Duration
}

func (c *clock) took(r *Result, d time.Duration) {
	c.done++
	c.sum += d - c.costs[r]
	c.costs[r] = d
}

func (c *clock) progress() Progress {
	p := Progress{Done: c.done, Total: c.total, Elapsed: time.Since(c.start)}
	if len(c.costs) > 0 {
		one := float64(c.sum) / float64(len(c.costs)) // process
		p.Left = max(0, time.Duration(one*float64(c.total))-p.Elapsed)
	}
	return p
}
