//go:build !unix

package main

import "errors"

func openCoverage(string) (coverage, error) {
	return nil, errors.New("coverage needs POSIX shared memory")
}
