package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/prof/export"
	"github.com/kilnjs/kiln/internal/prof/script"
)

// heapProfileSuffix is that of file names which mean a profile of allocations.
const heapProfileSuffix = ".heapprofile"

// allocRecording is a profile of allocations that is being made: it attends the run.
type allocRecording struct {
	file     string // "": standard output
	format   *export.AllocFormat
	interval int64

	sampler *script.AllocSampler
	release func()
	failure error
}

// newAllocRecording finds the format of a profile; name is empty when that of the file says it.
func newAllocRecording(file, name string, interval byteSize) (*allocRecording, error) {
	format, err := export.AllocByName(name, file)
	if err != nil {
		return nil, usageError("%v", err)
	}
	return &allocRecording{file: file, format: format, interval: int64(interval)}, nil
}

func (a *allocRecording) prepare(*kiln.Options) {}

func (a *allocRecording) begin(rt *kiln.Runtime) {
	a.sampler, a.failure = script.StartAllocations(rt.Object(), a.interval)
	a.release = interruptible(rt)
}

func (a *allocRecording) end(rt *kiln.Runtime, _ error) {
	a.release()
	if a.failure != nil {
		return
	}
	if rt.Object().Dead() != nil {
		a.failure = fmt.Errorf("nothing is known about a heap that went far beyond its limit")
		return
	}
	allocations := a.sampler.Stop()
	write := func(w io.Writer) error { return a.format.Write(w, allocations) }
	if a.file == "" {
		a.failure = write(os.Stdout)
	} else {
		a.failure = writeFile(a.file, write)
	}
}

// allocations is kiln prof --alloc, and kiln run --prof with a name that means it.
func (r *runCommand) allocations(a *allocRecording) error {
	r.attend = a
	err := r.run()
	switch {
	case err == nil:
		return a.failure
	case a.failure != nil:
		fmt.Fprintln(os.Stderr, "kiln:", a.failure)
	}
	return err
}

// meansAllocations reports whether the name of a file says that it is for a profile of allocations.
func meansAllocations(file string) bool { return strings.HasSuffix(file, heapProfileSuffix) }
