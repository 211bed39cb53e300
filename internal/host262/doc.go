// Package host262 is the host that the tests of test262 run in: print and $262 with
// realms, agents and what else only a host can do, on a runtime of package kiln. No
// program that embeds Kiln has any of it.
//
// It may import kiln and what is below.
package host262
