package native

// Exit counts how often machine code went to Go for one reason at one kind of
// instruction.
type Exit struct {
	Why string // what Go was asked for
	Op  string // the instruction of the bytecode
	N   uint64
	// The function where it happened most often.
	Function string
	Line     int
}
