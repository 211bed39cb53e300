// Package scripttest runs scripts for tests: in each tier by itself, below the root
// package, and in the modes of the whole engine.
//
// A script says in comments what it shall do: `// expect: TEXT` stands for one line
// that it prints, `// throws: ERROR` for the error that ends it.
//
// It may import everything but commands.
package scripttest
