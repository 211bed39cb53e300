// Package arch holds the project to its own rules: which package may import
// which, who may use unsafe and assembly, that every package says what it is
// for, and that files stay readable.
//
// It is a test and nothing else. The rules are the tables in rules.go; changing
// one is a decision about the design and belongs in the same change as the
// reason for it. The test reads source files of every platform, so that a rule
// cannot be broken behind a build tag.
package arch
