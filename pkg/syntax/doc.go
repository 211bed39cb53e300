// Package syntax is the front end of Kiln: scanner, syntax tree, parser, early
// errors and scope analysis for ECMAScript 2026 with Annex B and the proposals
// that test262 covers.
//
// The way of a text through the package:
//
//	Source ──scanner──▶ tokens ──parser──▶ tree + scopes + uses ──resolver──▶ Program
//
// The parser reads the text once, builds nodes from slabs, declares names and
// records every use of a name. The resolver then walks the scopes (not the
// tree), binds each use to its declaration, decides for each binding whether
// it lives in a register or in a heap environment, and writes the answer into
// the use (see Ref). Both are linear in the length of the text.
//
// Invariants:
//
//   - A Program is immutable once a parse function has returned it and may be
//     shared by goroutines and runtimes, but for two things of each function that are
//     written once, under a lock: the numbering of its sites by tier 0 (Sites.Once), and
//     its tree, where that was put off until the first call (Options.Lazy,
//     FuncInfo.Complete). It holds no runtime value.
//   - Names and strings are WTF-8: UTF-8 in which a lone surrogate is encoded
//     like any other code point of three bytes. A surrogate pair is always
//     encoded as one code point of four bytes.
//   - The height of a tree is at most MaxHeight and the depth of brackets,
//     blocks and functions at most MaxNesting, so a recursive walk is safe.
//   - Parsing never panics on any input; every failure is an *Error.
//
// The file scope.go documents what the tiers share: registers, environment
// slots, order of environments and statement temporaries.
//
// The package may import internal/ucd and internal/num only. Early errors of
// patterns come from CheckPattern, which the embedding package connects to
// pkg/regexp.
package syntax
