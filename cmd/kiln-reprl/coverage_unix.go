//go:build unix

package main

import (
	"os"
	"path/filepath"
	"syscall"
)

// openCoverage opens the shared memory that the fuzzer has made. Where POSIX
// shared memory is not a file, it has to be a path.
func openCoverage(id string) (coverage, error) {
	name := id
	if !filepath.IsAbs(id) || filepath.Dir(id) == "/" {
		name = filepath.Join("/dev/shm", id)
	}
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	memory, err := syscall.Mmap(int(f.Fd()), 0, bitmapSize, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_SHARED)
	if err != nil {
		return nil, err
	}
	return newBitmap(memory), nil
}
