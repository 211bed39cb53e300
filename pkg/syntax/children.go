package syntax

// Children calls visit for each direct child of n in the order of evaluation
// as far as the text shows it. Functions are leaves, except that the heritage,
// decorators and computed keys of a class belong to the code around it.
func Children(n Node, visit func(Node)) {
	c := childVisitor{visit}
	switch n := n.(type) {
	case Stmt:
		c.stmt(n)
	case Pattern:
		c.pattern(n)
	case Expr:
		c.expr(n)
	}
}

type childVisitor struct{ visit func(Node) }

func (c childVisitor) e(x Expr) {
	if x != nil {
		c.visit(x)
	}
}

func (c childVisitor) p(x Pattern) {
	if x != nil {
		c.visit(x)
	}
}

func (c childVisitor) s(x Stmt) {
	if x != nil {
		c.visit(x)
	}
}

func (c childVisitor) list(list []Expr) {
	for _, x := range list {
		c.e(x)
	}
}

func (c childVisitor) stmts(list []Stmt) {
	for _, x := range list {
		c.s(x)
	}
}

// pattern visits the children of what can be a target.
func (c childVisitor) pattern(n Pattern) {
	switch n := n.(type) {
	case *MemberExpr:
		c.e(n.Object)
	case *IndexExpr:
		c.e(n.Object)
		c.e(n.Index)
	case *PrivateMember:
		c.e(n.Object)
	case *SuperIndex:
		c.e(n.Index)
	case *CallExpr:
		c.e(n.Callee)
		c.list(n.Args)
	case *ArrayPattern:
		for _, e := range n.Elems {
			c.p(e.Target)
			c.e(e.Default)
		}
		c.p(n.Rest)
	case *ObjectPattern:
		for i := range n.Props {
			e := &n.Props[i]
			c.e(e.Key.Expr)
			c.p(e.Target)
			c.e(e.Default)
		}
		c.p(n.Rest)
	}
}

// expr visits the children of an expression that cannot be a target.
func (c childVisitor) expr(n Expr) {
	switch n := n.(type) {
	case *TemplateLit:
		c.list(n.Exprs)
	case *TaggedTemplate:
		c.e(n.Tag)
		c.list(n.Quasi.Exprs)
	case *UnaryExpr:
		c.e(n.X)
	case *TypeofExpr:
		c.e(n.X)
	case *DeleteExpr:
		c.e(n.X)
	case *UpdateExpr:
		c.p(n.X)
	case *BinaryExpr:
		c.e(n.Left)
		c.e(n.Right)
	case *LogicalExpr:
		c.e(n.Left)
		c.e(n.Right)
	case *PrivateIn:
		c.e(n.Right)
	case *AssignExpr:
		c.p(n.Target)
		c.e(n.Value)
	case *CompoundAssign:
		c.p(n.Target)
		c.e(n.Value)
	case *LogicalAssign:
		c.p(n.Target)
		c.e(n.Value)
	case *CondExpr:
		c.e(n.Test)
		c.e(n.Then)
		c.e(n.Else)
	case *SequenceExpr:
		c.list(n.Exprs)
	case *SpreadElement:
		c.e(n.X)
	case *YieldExpr:
		c.e(n.X)
	case *AwaitExpr:
		c.e(n.X)
	case *OptionalChain:
		c.e(n.X)
	case *NewExpr:
		c.e(n.Callee)
		c.list(n.Args)
	case *SuperCall:
		c.list(n.Args)
	case *ImportCall:
		c.e(n.Specifier)
		c.e(n.Options)
	case *ArrayLit:
		c.list(n.Elems)
	case *ObjectLit:
		for i := range n.Props {
			c.e(n.Props[i].Key.Expr)
			c.e(n.Props[i].Value)
		}
	case *ClassLit:
		c.class(n)
	}
}

func (c childVisitor) class(n *ClassLit) {
	c.list(n.Decorators)
	c.e(n.Heritage)
	for _, m := range n.Members {
		c.list(m.Decorators)
		c.e(m.Key.Expr)
	}
}

// stmt visits the children of a statement.
func (c childVisitor) stmt(n Stmt) {
	switch n := n.(type) {
	case *VarDecl:
		for _, d := range n.Decls {
			c.p(d.Target)
			c.e(d.Init)
		}
	case *ClassDecl:
		c.visit(n.Class)
	case *ExprStmt:
		c.e(n.X)
	case *Block:
		c.stmts(n.Body)
	case *IfStmt:
		c.e(n.Test)
		c.s(n.Then)
		c.s(n.Else)
	case *ReturnStmt:
		c.e(n.X)
	case *WithStmt:
		c.e(n.Object)
		c.s(n.Body)
	case *SwitchStmt:
		c.e(n.X)
		for i := range n.Cases {
			c.e(n.Cases[i].Test)
			c.stmts(n.Cases[i].Body)
		}
	case *LabeledStmt:
		c.s(n.Body)
	case *ThrowStmt:
		c.e(n.X)
	case *TryStmt:
		c.try(n)
	case *FieldDef:
		c.e(n.Init)
	case *StaticBlock:
		c.stmts(n.Body)
	case *ExportDecl:
		c.s(n.Decl)
	case *ExportDefault:
		c.s(n.Decl)
		c.e(n.X)
	default:
		c.loop(n)
	}
}

func (c childVisitor) try(n *TryStmt) {
	c.visit(n.Block)
	c.p(n.Param)
	if n.Handler != nil {
		c.visit(n.Handler)
	}
	if n.Finalizer != nil {
		c.visit(n.Finalizer)
	}
}

func (c childVisitor) loop(n Stmt) {
	switch n := n.(type) {
	case *ForStmt:
		c.s(n.Init)
		c.e(n.Test)
		c.e(n.Update)
		c.s(n.Body)
	case *ForInStmt:
		if n.Decl != nil {
			c.s(n.Decl)
		} else {
			c.p(n.Target)
		}
		c.e(n.X)
		c.s(n.Body)
	case *ForOfStmt:
		if n.Decl != nil {
			c.s(n.Decl)
		} else {
			c.p(n.Target)
		}
		c.e(n.X)
		c.s(n.Body)
	case *WhileStmt:
		c.e(n.Test)
		c.s(n.Body)
	case *DoWhileStmt:
		c.s(n.Body)
		c.e(n.Test)
	}
}
