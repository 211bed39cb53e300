// Package hook leads from package goja into package parser, past what that exports.
package hook

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
)

// Check parses the text of a file, gives the file its source map and makes no tree. The
// options are a []parser.Option. Package parser sets it.
var Check func(f *file.File, options any) error

// Tree makes the tree of a file again. Package parser sets it.
var Tree func(f *file.File) (*ast.Program, error)
