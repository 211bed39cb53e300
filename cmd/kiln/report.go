package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/kilnjs/kiln"
)

// mainSyntaxError marks a syntax error of the file that was to run, which has
// an exit status of its own; one that eval or import meets is an ordinary
// error of the script.
type mainSyntaxError struct{ *kiln.SyntaxError }

func mainSyntax(err error) error {
	var syntax *kiln.SyntaxError
	if errors.As(err, &syntax) {
		return mainSyntaxError{syntax}
	}
	return err
}

// report prints how a run ended and gives it its exit status.
func report(out io.Writer, err error) error {
	var (
		syntax    mainSyntaxError
		plain     *kiln.SyntaxError
		module    *kiln.ModuleError
		limit     *kiln.LimitError
		exception *kiln.Exception
	)
	switch {
	case err == nil:
		return nil
	case errors.As(err, &syntax):
		fmt.Fprintln(out, syntax.Detail())
		return &exitError{status: exitSyntax}
	case errors.As(err, &module):
		fmt.Fprintf(out, "kiln: %v\n", module)
		return &exitError{status: exitModule}
	case errors.As(err, &plain):
		fmt.Fprintln(out, plain.Detail())
		return &exitError{status: exitSyntax}
	case errors.As(err, &limit):
		fmt.Fprintf(out, "kiln: %v\n", limit)
		return &exitError{status: limitStatus(limit)}
	case errors.As(err, &exception):
		fmt.Fprintln(out, strings.TrimRight(exception.Report(kiln.InspectOptions{Colors: colored(out)}), "\n"))
		return &exitError{status: exitRuntime}
	}
	if errors.Is(err, kiln.ErrModulePending) {
		return &exitError{exitRuntime, err.Error()}
	}
	return err
}

func limitStatus(limit *kiln.LimitError) int {
	switch limit.Kind {
	case kiln.LimitTime:
		return exitTime
	case kiln.LimitMemory:
		return exitMemory
	}
	return exitRuntime
}
