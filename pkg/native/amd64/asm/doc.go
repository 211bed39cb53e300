// Package asm assembles machine code for x86-64: one method per instruction form that the code generator uses, labels
// with 32-bit displacements, and nothing else. It knows neither Values nor frames and imports nothing of Kiln.
//
// Invariant: a method appends exactly one instruction; displacement and immediate sizes are chosen by the value alone, so
// that the same calls give the same bytes.
package asm
