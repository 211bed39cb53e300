// Package report keeps and shows the results of a conformance run: the list of
// known failures, JSON files, the comparison of two runs, tables per folder and
// feature, and the progress line.
//
// The list of known failures is data. An entry names single scenarios, so that
// a group with one reason cannot hide a scenario that has begun to pass: an
// entry that passes fails the run, as an unlisted failure does.
//
// The package imports internal/conform/suite and internal/conform/runner and no engine.
package report
