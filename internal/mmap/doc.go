// Package mmap gets memory that Go does not manage: pages for machine code, which are written first and made executable
// afterwards (never both at once), and machine stacks with an inaccessible page below them.
//
// It imports nothing of Kiln. Where the system has no executable memory to give, Supported is false or Seal returns an
// error, and the caller goes on without machine code.
package mmap
