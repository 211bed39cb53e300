// Package conform runs conformance suites on Kiln and on other engines and shows what
// passes; kiln conform and the command in test262/ are its command lines.
//
// The way of a run: [Options] name a suite, which internal/conform/suite reads, and
// select scenarios of it. internal/conform/runner hands them to worker processes, which
// are this executable after [WorkerCommand], and judges outcomes. What they tell becomes
// a report.Run, which internal/conform/report keeps, compares and shows.
package conform
