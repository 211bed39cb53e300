// Package tap lets another thread take an amount from a word that it is counting down
// without locks: for a thread that reads, subtracts and writes again and again, what
// others write in between is lost. A signal makes the thread do the subtraction itself,
// between two of its instructions.
//
// It imports nothing of the project. On systems other than Linux on amd64 there is none.
package tap

// Amount is what a tap takes from a word, and Taken what a word is below afterwards: no
// count that begins between zero and -Taken gets there by itself. A word that is below
// Taken already stays as it is.
const (
	Amount = int64(1) << 40
	Taken  = -Amount / 2
)
