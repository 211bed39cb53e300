package lower

// Backend is the code generator of one machine: all that the engine asks of it, but for
// the entry, which is called too often to be found at run time.
type Backend interface {
	// Registers is how many machine registers the pins of a loop may take.
	Registers() Registers
	// ReturnStub is the code that returns to Go, by ExitDone, what an activation has
	// returned.
	ReturnStub() ([]byte, error)
	// Generate makes the machine code of a unit that has its pins. Nothing comes of it
	// when the script is to end meanwhile.
	Generate(m *Machine, c *Code) (Text, error)
	// CallBytes is how many bytes at the beginning of what is called put the return
	// address on the machine stack: Go, which has put one there itself, enters behind them.
	CallBytes() uintptr
	// LeaveAddress is where machine code jumps to come back to Go.
	LeaveAddress() uintptr
	// FaultAddress is where machine code goes on after a fault.
	FaultAddress() uintptr
}
