package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/kilnjs/kiln/internal/prof"
)

// engineProfile is a flag: what to profile of Kiln itself, and after a colon the file.
type engineProfile string

// start begins the profile. What it returns ends it; err is how the run ended, which
// goes before what goes wrong here.
func (p engineProfile) start() (stop func(err error) error, err error) {
	if p == "" {
		return func(err error) error { return err }, nil
	}
	mode, file, named := strings.Cut(string(p), ":")
	m, err := prof.ModeNamed(mode)
	if err != nil {
		return nil, usageError("--engine-profile: %v", err)
	}
	if !named {
		file = "kiln-" + mode + ".pprof"
		if mode == "trace" {
			file = "kiln-" + m.File
		}
	}
	end, err := prof.StartFile(mode, file, !named)
	if err != nil {
		return nil, usageError("--engine-profile: %v", err)
	}
	return func(err error) error {
		failed := end()
		switch {
		case failed == nil && !named:
			fmt.Fprintln(os.Stderr, "kiln: the profile of the engine is in", file)
		case failed != nil && err == nil:
			return failed
		case failed != nil:
			fmt.Fprintln(os.Stderr, "kiln:", failed)
		}
		return err
	}, nil
}
