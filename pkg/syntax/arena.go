package syntax

// slab hands out values of one type from chunks that grow, so that a tree
// costs few allocations and a tiny script little memory.
type slab[T any] struct {
	free []T
	size int
}

const (
	slabFirst = 4
	slabMax   = 256
)

// alloc returns a zero value.
func (s *slab[T]) alloc() *T {
	if len(s.free) == 0 {
		s.grow()
	}
	v := &s.free[0]
	s.free = s.free[1:]
	return v
}

func (s *slab[T]) grow() {
	s.size = min(max(2*s.size, slabFirst), slabMax)
	s.free = make([]T, s.size)
}

// copy returns a slice of its own with the values of src, nil if there are none.
func (s *slab[T]) copy(src []T) []T {
	n := len(src)
	if n == 0 {
		return nil
	}
	if n > len(s.free) {
		if n > slabMax/4 {
			return append([]T(nil), src...)
		}
		s.grow()
		if n > len(s.free) {
			s.free = make([]T, slabMax)
		}
	}
	dst := s.free[:n:n]
	s.free = s.free[n:]
	copy(dst, src)
	return dst
}

// arena has the slabs of the common nodes.
type arena struct {
	idents    slab[Ident]
	this      slab[ThisExpr]
	numbers   slab[NumberLit]
	strings   slab[StringLit]
	bools     slab[BoolLit]
	nulls     slab[NullLit]
	unaries   slab[UnaryExpr]
	binaries  slab[BinaryExpr]
	logicals  slab[LogicalExpr]
	assigns   slab[AssignExpr]
	conds     slab[CondExpr]
	members   slab[MemberExpr]
	indexes   slab[IndexExpr]
	calls     slab[CallExpr]
	news      slab[NewExpr]
	arrays    slab[ArrayLit]
	objects   slab[ObjectLit]
	functions slab[FunctionLit]
	infos     slab[FuncInfo]
	scopes    slab[Scope]
	bindings  slab[Binding]
	vars      slab[VarDecl]
	exprStmts slab[ExprStmt]
	blocks    slab[Block]
	ifs       slab[IfStmt]
	returns   slab[ReturnStmt]
	funcDecls slab[FunctionDecl]

	exprLists    slab[Expr]
	stmtLists    slab[Stmt]
	propLists    slab[Property]
	declLists    slab[Declarator]
	paramLists   slab[Param]
	bindingLists slab[*Binding]
}

// useList is the list of all uses in the order of the text, in chunks.
type useList struct {
	chunks [][]*Use
	n      uint32
}

const useChunk = 1 << 12

func (l *useList) push(u *Use) {
	if i := l.n & (useChunk - 1); i == 0 {
		size := useChunk
		if l.n == 0 {
			size = 64
		}
		l.chunks = append(l.chunks, make([]*Use, 0, size))
	}
	last := len(l.chunks) - 1
	l.chunks[last] = append(l.chunks[last], u)
	l.n++
}

func (l *useList) at(i uint32) *Use {
	return l.chunks[i/useChunk][i%useChunk]
}
