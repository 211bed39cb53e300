//go:build !linux

package script

import (
	"errors"
	"time"
)

func threadTime() (func() time.Duration, error) {
	return nil, errors.New("this system has no clock of processor time for a thread; there is --clock=wall")
}
