// Package bench measures programs: in the tiers of Kiln and in other engines, each
// repetition in a fresh process, with many iterations inside.
//
// The way of a measurement: [Load] makes a [Program] of a file, whatever protocol it
// follows (cmd/kiln/bench/README.md has all on one page). A [Session]
// runs all programs in all engines, round by round, so that what disturbs the machine
// disturbs all of them. A [Tier] is a process of this executable which answers with
// [Worker]; a [Command] is any other command line, which runs the program with driver.js
// behind it. What they tell becomes a [Report], which writers show.
//
// What a process of Kiln did meanwhile comes from pkg/watch, each event with the
// iteration that it fell into. Statistics are those of internal/stats.
package bench
