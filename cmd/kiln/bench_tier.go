package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"time"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/web"
)

// tierTarget is Kiln in one of its tiers.
type tierTarget string

func (t tierTarget) name() string { return string(t) }

// warmups is how often a program runs before it is measured.
const warmups = 2

func (t tierTarget) prepare(p program) (sampler, error) {
	tier, err := kiln.ParseTier(string(t))
	if err != nil {
		return nil, err
	}
	rt, err := kiln.New(kiln.Options{Tier: tier, MaxHeap: 2 << 30, StackSize: commandStack, Stdout: io.Discard, Stderr: os.Stderr, Libraries: web.All()})
	if err != nil {
		return nil, err
	}
	if _, err := rt.RunString(p.name+".js", p.source); err != nil {
		return nil, err
	}
	call, err := kiln.Compile("call.js", fmt.Sprintf("run(%d)", p.n), kiln.Script)
	if err != nil {
		return nil, err
	}
	s := &tierSampler{rt, call}
	for range warmups {
		if _, _, err := s.sample(); err != nil {
			return nil, err
		}
	}
	return s, nil
}

type tierSampler struct {
	rt   *kiln.Runtime
	call *kiln.Program
}

// sample starts with Go's garbage collected, so that no target pays for another's.
func (s *tierSampler) sample() (string, float64, error) {
	runtime.GC()
	start := time.Now()
	v, err := s.rt.Run(s.call)
	elapsed := time.Since(start)
	if err != nil {
		return "", 0, err
	}
	return v.String(), float64(elapsed.Nanoseconds()) / 1e6, nil
}

func (s *tierSampler) close() { s.rt = nil }
