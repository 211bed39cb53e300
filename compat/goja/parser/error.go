package parser

import (
	"fmt"
	"sort"

	"github.com/dop251/goja/file"
)

// Error is one error of a text.
type Error struct {
	Position file.Position
	Message  string
}

// Error is the message with where.
func (self Error) Error() string {
	name := self.Position.Filename
	if name == "" {
		name = "(anonymous)"
	}
	return fmt.Sprintf("%s: Line %d:%d %s", name, self.Position.Line, self.Position.Column, self.Message)
}

// ErrorList is the errors of a text.
type ErrorList []*Error

// Add appends an error.
func (self *ErrorList) Add(position file.Position, msg string) {
	*self = append(*self, &Error{position, msg})
}

// Reset empties the list.
func (self *ErrorList) Reset() { *self = (*self)[:0] }

// Len implements sort.Interface.
func (self ErrorList) Len() int { return len(self) }

// Swap implements sort.Interface.
func (self ErrorList) Swap(i, j int) { self[i], self[j] = self[j], self[i] }

// Less implements sort.Interface: by file, then place.
func (self ErrorList) Less(i, j int) bool {
	x, y := &self[i].Position, &self[j].Position
	switch {
	case x.Filename != y.Filename:
		return x.Filename < y.Filename
	case x.Line != y.Line:
		return x.Line < y.Line
	}
	return x.Column < y.Column
}

// Sort orders the list.
func (self ErrorList) Sort() { sort.Sort(self) }

// Error is the first error, and how many more there are.
func (self ErrorList) Error() string {
	switch len(self) {
	case 0:
		return "no errors"
	case 1:
		return self[0].Error()
	}
	return fmt.Sprintf("%s (and %d more errors)", self[0].Error(), len(self)-1)
}

// Err returns the list, or nil if it is empty.
func (self ErrorList) Err() error {
	if len(self) == 0 {
		return nil
	}
	return self
}
