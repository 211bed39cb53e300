// Package engine runs scenarios in any other JavaScript engine that has a command line, a
// process for each.
//
// What the process runs is driver.js, the same for all, with the scenario as JSON and what
// the engine is called by from a script: the files in hosts/, which are data. The first
// lines of such a file say for which commands it is, and with which flags they are started.
// The driver defines $262 and print, runs the harness and the test, and tells in a marked
// line how that ended.
package engine
