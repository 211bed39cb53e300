//go:build race

package kiln

// raceDetector says that memory has a shadow several times its size.
const raceDetector = true
