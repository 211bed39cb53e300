package main

import (
	"context"
	"os/exec"
	"slices"
	"strings"
)

// elsewhere are the features that Node may lack or show otherwise.
var elsewhere = []string{
	"accessor keyword", "class decorator", "decorator", "detached buffer", "iterator helper", "stack overflow", "Intl", "Temporal",
	"private name of a returned object", // Node adds private names to objects that are not extensible
}

func comparable(features []string) bool {
	return !slices.ContainsFunc(elsewhere, func(f string) bool { return slices.Contains(features, f) })
}

// nodePrologue makes Node print as a runtime with $262 does.
const nodePrologue = `globalThis.terse = true; globalThis.print = s => { process.stdout.write(s + "\n"); };
process.on("uncaughtException", e => { print("uncaught " + (e instanceof Error ? e.name : "")); });
process.on("unhandledRejection", () => {});
`

// differsFromNode compares the interpreter with Node, which must be installed.
// Names of errors count, messages do not.
func (j *judge) differsFromNode(source string) *find {
	ours, err := j.worker.run(&job{Source: source, Mode: "interp", Timeout: j.timeout, Terse: true})
	if err != nil || ours.Limited || ours.Invalid || ours.Crash != "" || ours.Internal != "" || ours.Hang {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), 4*j.timeout)
	defer cancel()
	command := exec.CommandContext(ctx, "node", "--input-type=commonjs", "-")
	command.Stdin = strings.NewReader(nodePrologue + "(0, eval)(" + quote(source) + ");\n")
	theirs, err := command.Output()
	if err != nil || strings.Contains(ours.Output, "uncaught") {
		return nil
	}
	if string(theirs) == ours.Output {
		return nil
	}
	return &find{"node", []string{"interp", "node"}, firstDifference(ours.Output, string(theirs))}
}
