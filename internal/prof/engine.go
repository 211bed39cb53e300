package prof

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/pkg/profile"
)

// modes are the kinds of engine profile, by name.
var modes = map[string]func(*profile.Profile){
	"cpu":       profile.CPUProfile,
	"heap":      profile.MemProfileHeap,
	"allocs":    profile.MemProfileAllocs,
	"block":     profile.BlockProfile,
	"mutex":     profile.MutexProfile,
	"goroutine": profile.GoroutineProfile,
	"trace":     profile.TraceProfile,
}

// Modes returns the names that Start accepts, sorted.
func Modes() []string { return slices.Sorted(maps.Keys(modes)) }

var (
	mu      sync.Mutex
	running bool
)

// Start begins an engine profile of the given mode and returns what ends it and
// writes it to a file in dir, which is made when it is not there: cpu.pprof,
// mem.pprof, block.pprof, mutex.pprof, goroutine.pprof or trace.out. An unknown
// mode, a folder that cannot be made and a second profile at once are errors.
func Start(mode, dir string) (stop func(), err error) {
	option, ok := modes[mode]
	if !ok {
		return nil, fmt.Errorf("there is no profile called %q; there are %s", mode, strings.Join(Modes(), ", "))
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	mu.Lock()
	defer mu.Unlock()
	if running {
		return nil, fmt.Errorf("a profile is being written already")
	}
	running = true
	p := profile.Start(option, profile.ProfilePath(dir), profile.Quiet, profile.NoShutdownHook)
	return sync.OnceFunc(func() {
		p.Stop()
		mu.Lock()
		running = false
		mu.Unlock()
	}), nil
}
