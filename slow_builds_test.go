package kiln

// Fewer is how many things a test does of n: all in builds as they are used, one in race with the
// race detector, one in stress where every safepoint collects; at least one. There each takes many
// times as long. What the test demands is the same.
func Fewer(n, race, stress int) int {
	switch {
	case Stressed:
		return max(n/stress, 1)
	case raceDetector:
		return max(n/race, 1)
	}
	return n
}
