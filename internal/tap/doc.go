// Package tap has a timer interrupt a thread that runs scripts, and notes at that very
// instruction which frames are on the call stack: in its registers, where a tier keeps
// there what it runs, and otherwise in memory. The thread itself reads the notes later, at
// a place that suits it.
//
// A note is made by a signal handler, between two instructions of anything: it calls
// nothing, allocates nothing, follows no cell, and believes a frame only when its link
// leads downwards within the part of the stack that is valid.
//
// The package may import pkg/stack, for the layout of frames, and what is below. On systems
// other than Linux on amd64 there is no such timer, nor with Go's race detector, which
// calls into its library even where assembly calls a function.
package tap
