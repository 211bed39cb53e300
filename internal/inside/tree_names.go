package inside

import (
	"maps"
	"slices"
	"unicode"

	"github.com/kilnjs/kiln/pkg/syntax"
)

// typeNames has for each type of node of pkg/syntax what ESTree calls it; those that
// ESTree does not have keep a name in its manner.
var typeNames = map[string]string{
	"Ident": "Identifier", "ThisExpr": "ThisExpression", "NewTarget": "MetaProperty", "ImportMeta": "ImportMeta",
	"NullLit": "NullLiteral", "BoolLit": "BooleanLiteral", "NumberLit": "NumericLiteral", "BigIntLit": "BigIntLiteral",
	"StringLit": "StringLiteral", "RegExpLit": "RegExpLiteral", "TemplateLit": "TemplateLiteral", "TaggedTemplate": "TaggedTemplateExpression",
	"UnaryExpr": "UnaryExpression", "TypeofExpr": "UnaryExpression", "DeleteExpr": "UnaryExpression", "UpdateExpr": "UpdateExpression",
	"BinaryExpr": "BinaryExpression", "LogicalExpr": "LogicalExpression", "PrivateIn": "PrivateInExpression",
	"AssignExpr": "AssignmentExpression", "CompoundAssign": "AssignmentExpression", "LogicalAssign": "AssignmentExpression",
	"CondExpr": "ConditionalExpression", "SequenceExpr": "SequenceExpression", "SpreadElement": "SpreadElement",
	"YieldExpr": "YieldExpression", "AwaitExpr": "AwaitExpression",
	"MemberExpr": "MemberExpression", "IndexExpr": "MemberExpression", "PrivateMember": "PrivateMemberExpression",
	"SuperMember": "SuperMemberExpression", "SuperIndex": "SuperMemberExpression", "OptionalChain": "ChainExpression",
	"CallExpr": "CallExpression", "NewExpr": "NewExpression", "SuperCall": "SuperCall", "ImportCall": "ImportExpression",
	"ArrayLit": "ArrayExpression", "ObjectLit": "ObjectExpression", "FunctionLit": "FunctionExpression", "ClassLit": "ClassExpression",
	"ArrayPattern": "ArrayPattern", "ObjectPattern": "ObjectPattern",
	"VarDecl": "VariableDeclaration", "FunctionDecl": "FunctionDeclaration", "ClassDecl": "ClassDeclaration", "ExprStmt": "ExpressionStatement",
	"Block": "BlockStatement", "EmptyStmt": "EmptyStatement", "DebuggerStmt": "DebuggerStatement", "IfStmt": "IfStatement",
	"ForStmt": "ForStatement", "ForInStmt": "ForInStatement", "ForOfStmt": "ForOfStatement", "WhileStmt": "WhileStatement",
	"DoWhileStmt": "DoWhileStatement", "ContinueStmt": "ContinueStatement", "BreakStmt": "BreakStatement", "ReturnStmt": "ReturnStatement",
	"WithStmt": "WithStatement", "SwitchStmt": "SwitchStatement", "LabeledStmt": "LabeledStatement", "ThrowStmt": "ThrowStatement",
	"TryStmt": "TryStatement", "FieldDef": "FieldDefinition", "StaticBlock": "StaticBlock",
	"ExtraInitializers": "ExtraInitializers",
	"ImportDecl":        "ImportDeclaration", "ExportNamed": "ExportNamedDeclaration", "ExportDecl": "ExportNamedDeclaration", "ExportDefault": "ExportDefaultDeclaration",
}

// fieldNames has the names of fields that are not the Go name with a small letter: of one
// type of node, or of all.
var fieldNames = map[string]string{
	"Op": "operator", "X": "argument", "Then": "consequent", "Else": "alternate", "Exprs": "expressions", "Elems": "elements",
	"Props": "properties", "Args": "arguments", "Decls": "declarations", "Heritage": "superClass", "Temp": "temporary", "Site": "site",
	"AssignExpr.Target": "left", "AssignExpr.Value": "right", "ExprStmt.X": "expression", "OptionalChain.X": "expression",
	"ForInStmt.X": "right", "ForInStmt.Decl": "left", "ForInStmt.Target": "left", "ForOfStmt.X": "right", "ForOfStmt.Decl": "left",
	"ForOfStmt.Target": "left", "SwitchStmt.X": "discriminant", "SwitchCase.Body": "consequent", "MemberExpr.Name": "property",
	"IndexExpr.Index": "property", "PrivateMember.Name": "property", "SuperMember.Name": "property", "SuperIndex.Index": "property",
	"ImportCall.Specifier": "source", "BigIntLit.Text": "bigint", "ExportDecl.Decl": "declaration", "ExportDefault.Decl": "declaration",
	"ExportDefault.X": "declaration", "ClassDecl.Name": "id", "PrivateIn.Name": "left", "FieldDef.Init": "value", "ClassLit.Members": "body",
	"ClassLit.FieldsInit": "fields", "ClassLit.StaticInit": "statics",
}

// leftOut has fields that say nothing of the tree, or what stands elsewhere in it.
var leftOut = map[string]bool{
	"Span": true, "Use": true, "Site": true, "HasSpread": true, "Strict": true, "PatternElem": true, "NameFromKey": true,
	"ContinueStmt.Target": true, "BreakStmt.Target": true, // a node around
	"BoolLit.Value": true, "FieldDef.Member": true, "ClassMember.Field": true,
	"EvalSite.Heritage": true, "ImportDecl.Request": true,
}

// omitEmpty has texts that are not there when they are empty.
var omitEmpty = map[string]bool{
	"ContinueStmt.Label": true, "BreakStmt.Label": true, "ClassLit.Name": true,
}

// memberTypes, and the other tables below, name the values of enumerations.
var memberTypes = [...]string{
	syntax.MemberMethod: "MethodDefinition", syntax.MemberGet: "MethodDefinition", syntax.MemberSet: "MethodDefinition",
	syntax.MemberField: "PropertyDefinition", syntax.MemberAccessor: "AccessorProperty", syntax.MemberStaticBlock: "StaticBlock",
}

var memberKinds = [...]string{
	syntax.MemberMethod: "method", syntax.MemberGet: "get", syntax.MemberSet: "set", syntax.MemberStaticBlock: "",
}

var varKinds = [...]string{
	syntax.VarVar: "var", syntax.VarLet: "let", syntax.VarConst: "const", syntax.VarUsing: "using", syntax.VarAwaitUsing: "await using",
}

var propKinds = [...]string{
	syntax.PropInit: "init", syntax.PropMethod: "method", syntax.PropGet: "get", syntax.PropSet: "set", syntax.PropProto: "proto",
}

var phases = [...]string{syntax.PhaseEvaluation: "evaluation", syntax.PhaseDefer: "defer", syntax.PhaseSource: "source"}

var bindingKinds = [...]string{
	syntax.BindVar: "var", syntax.BindParam: "parameter", syntax.BindFunction: "function", syntax.BindLet: "let", syntax.BindConst: "const",
	syntax.BindClass: "class", syntax.BindUsing: "using", syntax.BindCatch: "catch", syntax.BindClassInner: "class name",
	syntax.BindSelf: "own name", syntax.BindImport: "import", syntax.BindImportNS: "namespace", syntax.BindArguments: "arguments",
	syntax.BindThis: "this", syntax.BindNewTarget: "new.target", syntax.BindCallee: "callee", syntax.BindPrivate: "private",
	syntax.BindFieldKey: "field key",
}

func fieldName(owner, field string) string {
	if name, ok := fieldNames[owner+"."+field]; ok {
		return name
	}
	if name, ok := fieldNames[field]; ok {
		return name
	}
	letters := []rune(field)
	letters[0] = unicode.ToLower(letters[0])
	return string(letters)
}

// NamedNodes is the set of the types of nodes of pkg/syntax that have a name here.
func NamedNodes() map[string]bool {
	out := map[string]bool{}
	for name := range typeNames {
		out[name] = true
	}
	return out
}

// NodeTypes returns the types that nodes of a Tree may have.
func NodeTypes() []string {
	types := map[string]bool{"Program": true, "VariableDeclarator": true, "Property": true, "AssignmentPattern": true, "RestElement": true,
		"TemplateElement": true, "SwitchCase": true, "ArrowFunctionExpression": true, "FieldInitializer": true, "StaticInitializer": true}
	for _, t := range typeNames {
		types[t] = true
	}
	for _, t := range memberTypes {
		types[t] = true
	}
	return slices.Sorted(maps.Keys(types))
}
