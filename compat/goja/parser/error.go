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
func (e Error) Error() string {
	name := e.Position.Filename
	if name == "" {
		name = "(anonymous)"
	}
	return fmt.Sprintf("%s: Line %d:%d %s", name, e.Position.Line, e.Position.Column, e.Message)
}

// ErrorList is the errors of a text.
type ErrorList []*Error

// Add appends an error.
func (list *ErrorList) Add(position file.Position, msg string) {
	*list = append(*list, &Error{position, msg})
}

// Reset empties the list.
func (list *ErrorList) Reset() { *list = (*list)[:0] }

// Len implements sort.Interface.
func (list ErrorList) Len() int { return len(list) }

// Swap implements sort.Interface.
func (list ErrorList) Swap(i, j int) { list[i], list[j] = list[j], list[i] }

// Less implements sort.Interface: by file, then place.
func (list ErrorList) Less(i, j int) bool {
	x, y := &list[i].Position, &list[j].Position
	switch {
	case x.Filename != y.Filename:
		return x.Filename < y.Filename
	case x.Line != y.Line:
		return x.Line < y.Line
	}
	return x.Column < y.Column
}

// Sort orders the list.
func (list ErrorList) Sort() { sort.Sort(list) }

// Error is the first error, and how many more there are.
func (list ErrorList) Error() string {
	switch len(list) {
	case 0:
		return "no errors"
	case 1:
		return list[0].Error()
	}
	return fmt.Sprintf("%s (and %d more errors)", list[0].Error(), len(list)-1)
}

// Err returns the list, or nil if it is empty.
func (list ErrorList) Err() error {
	if len(list) == 0 {
		return nil
	}
	return list
}
