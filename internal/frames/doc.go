// Package frames describes the frames of a running script in a form that all
// tiers produce alike, so that what they keep of a frame can be compared, not
// only what they print.
//
// A frame of tier 1 or 2 is described by its instruction and by the registers
// that are live there, since machine code leaves all others as they are. Of a
// frame of tier 0, which has no instructions, the parameters and locals are
// described: they are the same registers in all tiers.
//
// Values are described by what they are made of and never by where they lie.
// Describing them changes nothing, except that a text may become flat where the
// caller asks for texts. Package frames imports bytecode and what is below.
package frames
