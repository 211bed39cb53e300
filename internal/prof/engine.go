package prof

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/pkg/profile"
)

// Mode is a kind of engine profile.
type Mode struct {
	Name string
	File string // what the library calls it
	set  func(*profile.Profile)
}

// Modes are all there are.
var Modes = []Mode{
	{"allocs", "mem.pprof", profile.MemProfileAllocs},
	{"block", "block.pprof", profile.BlockProfile},
	{"cpu", "cpu.pprof", profile.CPUProfile},
	{"goroutine", "goroutine.pprof", profile.GoroutineProfile},
	{"heap", "mem.pprof", profile.MemProfileHeap},
	{"mutex", "mutex.pprof", profile.MutexProfile},
	{"trace", "trace.out", profile.TraceProfile},
}

// Names returns the names of the modes, separated by commas.
func Names() string {
	names := make([]string, len(Modes))
	for i, m := range Modes {
		names[i] = m.Name
	}
	return strings.Join(names, ", ")
}

// ModeNamed returns the mode of a name. It is an error if there is none.
func ModeNamed(name string) (*Mode, error) {
	for i := range Modes {
		if Modes[i].Name == name {
			return &Modes[i], nil
		}
	}
	return nil, fmt.Errorf("there is no profile called %q; there are %s", name, Names())
}

var (
	mu      sync.Mutex
	running bool
)

// Start begins an engine profile of the given mode and returns what ends it and
// writes it to the file of the mode in dir, which is made when it is not there. An unknown
// mode, a folder that cannot be made and a second profile at once are errors.
func Start(mode, dir string) (stop func(), err error) {
	m, err := ModeNamed(mode)
	if err != nil {
		return nil, err
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
	p := profile.Start(m.set, profile.ProfilePath(dir), profile.Quiet, profile.NoShutdownHook)
	return sync.OnceFunc(func() {
		p.Stop()
		mu.Lock()
		running = false
		mu.Unlock()
	}), nil
}

// StartFile is Start with a file of any name; with fresh it must not exist. Nothing is
// there under its name before the profile is complete.
func StartFile(mode, file string, fresh bool) (stop func() error, err error) {
	m, err := ModeNamed(mode)
	if err != nil {
		return nil, err
	}
	if fresh {
		if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s exists already: name another file", file)
		}
	}
	dir, err := os.MkdirTemp(filepath.Dir(file), ".kiln-profile-")
	if err != nil {
		return nil, err
	}
	end, err := Start(mode, dir)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return func() error {
		end()
		return errors.Join(os.Rename(filepath.Join(dir, m.File), file), os.RemoveAll(dir))
	}, nil
}
