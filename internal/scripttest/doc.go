// Package scripttest runs scripts for the tests of packages below the root: in each
// tier by itself.
//
// A script says in comments what it shall do: `// expect: TEXT` stands for one line
// that it prints, `// throws: ERROR` for the error that ends it.
//
// It may import interp, bytecode, builtin, web and what is below.
package scripttest
