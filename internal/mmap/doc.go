// Package mmap gets memory that Go does not manage: pages for machine code, which are written first and made executable
// afterwards (never both at once), and machine stacks with an inaccessible page below them.
//
// OnFault lets code in such pages that faults go on elsewhere, so that a defect of generated code does not end the process.
// It puts a handler before Go's for the signals that an instruction can cause; what did not happen in code pages goes to
// Go's handler as if there were no other.
//
// It imports nothing of Kiln. Where the system has no executable memory to give, Supported is false or NewCode returns
// an error, and the caller goes on without machine code.
package mmap
