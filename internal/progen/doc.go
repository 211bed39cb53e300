// Package progen writes random ECMAScript programs that compare tiers: each
// ends after a bounded number of steps, prints what it computed, and says the
// same in every tier.
//
// A program leans on what tiers do differently: small functions called often,
// loops, numbers at the borders of int32 and double, arrays that get holes and
// change their element kind, objects that change shape and prototype, accessors,
// exceptions through loops and calls, closures, destructuring, iteration. The
// same seed gives the same program for ever, so a seed is a test case. Time, random
// numbers, stack traces and anything else that may differ between runs do not occur.
//
// The package imports nothing but the standard library.
package progen
