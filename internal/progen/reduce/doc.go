// Package reduce makes a program smaller while something stays true of it.
//
// It tries one edit after the other, the largest first: leaving out runs of
// statements, class elements, arguments and properties, putting the inside of a
// statement or an expression in its place, and writing plain values for
// expressions. An edit stays when the text still parses and the caller still finds
// what it looks for. Rounds follow until one changes nothing.
//
// The package may import pkg/syntax and internal/progen/parts.
package reduce
