package script

import "time"

// Clock says which time a profile measures.
type Clock string

// The clocks.
const (
	Wall Clock = "wall" // the time that passes
	CPU  Clock = "cpu"  // the processor time of the thread that runs the script
)

// reader returns what reads the clock.
func (c Clock) reader() (func() time.Duration, error) {
	if c == CPU {
		return threadTime()
	}
	begun := time.Now()
	return func() time.Duration { return time.Since(begun) }, nil
}
