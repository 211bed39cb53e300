// Package polls has loops of all kinds for the test of the check that finds
// those that do not poll.
package polls

import "github.com/kilnjs/kiln/pkg/object"

var table = []int{1, 2, 3}

func endless(next func() bool) {
	for next() { // bad
	}
}

func overSlice(list []int) (sum int) {
	for _, n := range list { // bad
		sum += n
	}
	return sum
}

func overCount(n int) (sum int) {
	for i := range n { // bad
		sum += i
	}
	for i := 0; i < n; i++ { // bad
		sum += i
	}
	return sum
}

func constant(array [9]int) (sum int) {
	for i := range 100 {
		sum += i
	}
	for i := 0; i < 64; i++ {
		sum += i
	}
	for _, n := range array {
		sum += n
	}
	for _, n := range table {
		sum += n
	}
	return sum
}

func polls(rt *object.Runtime, list []int) (err error) {
	for range list {
		if err = rt.Step(); err != nil {
			return err
		}
	}
	return nil
}

func surely(rt *object.Runtime, list []int) error {
	for range list {
		if err := always(rt); err != nil {
			return err
		}
	}
	return nil
}

func always(rt *object.Runtime) error { return rt.Step() }

func perhaps(rt *object.Runtime, list []int) error {
	for i := range list { // bad
		if err := sometimes(rt, i); err != nil {
			return err
		}
	}
	return nil
}

func sometimes(rt *object.Runtime, n int) error {
	if n < 10 {
		return nil
	}
	return rt.Step()
}

func before(rt *object.Runtime, list []int) (sum int) {
	rt.Work(len(list))
	for _, n := range list {
		sum += n
	}
	return sum
}

func after(rt *object.Runtime, list []int) (sum int, err error) {
	for _, n := range list {
		sum += n
	}
	return sum, rt.Steps(len(list))
}

func elsewhere(rt *object.Runtime, list []int) (sum int) {
	if len(list) == 1 {
		rt.Work(len(list))
	}
	for _, n := range list { // bad
		sum += n
	}
	return sum
}

func inner(rt *object.Runtime, list [][]int) (sum int) {
	for _, l := range list {
		rt.Work(1)
		for _, n := range l { // bad
			sum += n
		}
	}
	return sum
}
