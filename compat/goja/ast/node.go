// Package ast has the trees of scripts: what others that work with such trees call for, by
// the same names. Kiln itself works with the trees of its package syntax.
package ast

import "github.com/dop251/goja/file"

// Node is a part of a script.
type Node interface {
	Idx0() file.Idx // where it begins
	Idx1() file.Idx // behind its end
}

// PropertyKind says what a property of an object or class is.
type PropertyKind string

// The kinds of properties.
const (
	PropertyKindValue  PropertyKind = "value"
	PropertyKindGet    PropertyKind = "get"
	PropertyKindSet    PropertyKind = "set"
	PropertyKindMethod PropertyKind = "method"
)

// Expression is an expression.
type Expression interface {
	Node

	expressionNode()
}

// Statement is a statement.
type Statement interface {
	Node

	statementNode()
}

// BindingTarget is what a declaration gives a value: a name or a pattern.
type BindingTarget interface {
	Expression

	bindingTargetNode()
}

// Pattern is a destructuring pattern.
type Pattern interface {
	BindingTarget

	patternNode()
}

// Property is a property of an object literal or pattern.
type Property interface {
	Expression

	propertyNode()
}

// ClassElement is a member of a class.
type ClassElement interface {
	Node

	classElementNode()
}

// ConciseBody is the body of an arrow function.
type ConciseBody interface {
	Node

	conciseBodyNode()
}

// ForLoopInitializer is what begins the head of a for.
type ForLoopInitializer interface {
	Node

	forLoopInitializerNode()
}

// ForInto is the target of for-in and for-of.
type ForInto interface {
	Node

	forIntoNode()
}
