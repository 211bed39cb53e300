// Package hostile runs programs that try to harm the process that runs them:
// they want memory without end, recurse in every way the language has, make one
// built-in function work for ever, or ask for sizes that do not exist.
//
// The corpus lies in testdata/hostile of the project: one small program a file, by
// folder what it aims at. Each program runs as a process of its own, the command
// kiln with --max-heap and --timeout. What it prints and how it ends does not matter, as
// long as
//
//   - the process is not killed: no signal, no panic of Go, no internal error;
//   - it ends in time: Grace after the time limit at the latest, counted without what
//     an empty program takes on the machine;
//   - its peak of resident memory stays below the limit of the heap plus MemorySlack.
//
// A program ends either by itself, by an exception, or by a limit. Its first
// argument (scriptArgs[0]) is the path of a named pipe that nobody writes to.
//
// An ordinary `go test ./internal/hostile` runs a few programs in tier auto. All of them, in
// all four tiers, with the table:
//
//	go test ./internal/hostile -v -timeout 30m -run TestCorpus -hostile=all
//
// -hostile takes all, sample, or a pattern of path.Match such as 'memory/*' or
// 'depth/proxy*'; -hostile.tiers names the tiers, -hostile.strict makes the
// test fail for what ends between Grace and FarOver as well, or takes between MemorySlack
// and FarSlack. A timing, and how much garbage Go has lying around, is worth
// something on a quiet machine only, so that it fails no test otherwise; the table shows it.
//
// The package imports nothing but the standard library.
package hostile
