// Package ast has the trees of scripts.
package ast

import "github.com/dop251/goja/file"

// Program is a script.
type Program struct {
	File *file.File
}
