package syntax

import "reflect"

// slab hands out values of one type from chunks that grow, so that a tree
// costs few allocations and a tiny script little memory.
type slab[T any] struct {
	free  []T
	chunk []T   // the last one
	size  int   // of the last chunk
	bytes int64 // of all chunks
	spare []T   // a chunk that nothing is in
}

const (
	slabFirst      = 4
	slabFirstBytes = 256 // of the first chunk, unless one value is larger
	slabMax        = 256
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

// grow makes a chunk of twice the size of the last.
func (s *slab[T]) grow() {
	first := min(max(int(slabFirstBytes/sizeOf[T]()), 1), slabFirst)
	s.next(min(max(2*s.size, first), slabMax))
}

// next makes a chunk of n values.
func (s *slab[T]) next(n int) {
	if len(s.spare) >= n {
		s.chunk, s.spare = s.spare, nil
	} else {
		s.chunk = make([]T, n)
	}
	s.size = n
	s.free = s.chunk
	s.bytes += int64(len(s.chunk)) * sizeOf[T]()
}

// rewind gives back what was taken since to was a copy of s. Of the chunks that were made since one
// is kept for the next.
func (s *slab[T]) rewind(to *slab[T]) {
	if len(to.free) > 0 {
		used := to.free
		if len(s.free) > 0 && len(to.chunk) > 0 && &s.chunk[0] == &to.chunk[0] {
			used = to.free[:len(to.free)-len(s.free)]
		}
		clear(used)
	}
	spare := s.spare
	if len(s.chunk) > 0 && (len(to.chunk) == 0 || &s.chunk[0] != &to.chunk[0]) && len(s.chunk) >= len(spare) {
		clear(s.chunk[:len(s.chunk)-len(s.free)])
		spare = s.chunk
	}
	*s = *to
	s.spare = spare
}

// ownList returns a slice of its own with the values of src, nil if there are none.
func ownList[T any](p *parser, s *slab[T], src []T) []T {
	n := len(src)
	if n == 0 {
		return nil
	}
	if n > len(s.free) {
		if n > slabMax/4 {
			p.takes(int64(n) * sizeOf[T]())
			return append([]T(nil), src...)
		}
		s.next(max(n, min(2*s.size, slabMax)))
	}
	dst := s.free[:n:n]
	s.free = s.free[n:]
	copy(dst, src)
	return dst
}

// own returns a node of a kind that has no slab.
func own[T any](p *parser, node T) *T {
	p.a.other += sizeOf[T]()
	return &node
}

// add appends v to a list of the tree.
func add[T any](p *parser, list []T, v T) []T {
	if len(list) == cap(list) {
		list = grown(p, &p.a.other, list, 1)
	}
	return append(list, v)
}

// push pushes v on a stack of the parser.
func push[T any](p *parser, stack *[]T, v T) {
	if len(*stack) == cap(*stack) {
		*stack = grown(p, &p.tables, *stack, stackFirst)
	}
	*stack = append(*stack, v)
}

// stackFirst is how many elements a stack of the parser has room for at first.
const stackFirst = 8

// grown returns list with more room, for at least first elements. The bytes of it
// are counted in account; while it moves, old and new are there.
func grown[T any](p *parser, account *int64, list []T, first int) []T {
	had := cap(list)
	n := max(first, had+had/2, min(2*had, slabMax))
	*account += int64(n) * sizeOf[T]()
	p.takes(0)
	list = append(make([]T, 0, n), list...)
	*account -= int64(had) * sizeOf[T]()
	return list
}

// sizeOf returns the size of a T in bytes.
func sizeOf[T any]() int64 { return int64(reflect.TypeFor[T]().Size()) }

// arena has the slabs of the common nodes.
type arena struct {
	other int64 // bytes of what the tree has beside

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

// bytes returns the size of all that the tree consists of.
func (a *arena) bytes() int64 {
	return a.other + a.idents.bytes + a.this.bytes + a.numbers.bytes + a.strings.bytes + a.bools.bytes + a.nulls.bytes +
		a.unaries.bytes + a.binaries.bytes + a.logicals.bytes + a.assigns.bytes + a.conds.bytes + a.members.bytes +
		a.indexes.bytes + a.calls.bytes + a.news.bytes + a.arrays.bytes + a.objects.bytes + a.functions.bytes +
		a.infos.bytes + a.scopes.bytes + a.bindings.bytes + a.vars.bytes + a.exprStmts.bytes + a.blocks.bytes +
		a.ifs.bytes + a.returns.bytes + a.funcDecls.bytes + a.exprLists.bytes + a.stmtLists.bytes + a.propLists.bytes +
		a.declLists.bytes + a.paramLists.bytes + a.bindingLists.bytes
}

// useList is the list of all uses in the order of the text, in chunks.
type useList struct {
	chunks [][]*Use
	n      uint32
}

const (
	useChunk = 1 << 12
	useFirst = 64 // room of the first chunk, which grows
)

func (l *useList) push(u *Use) {
	last := int(l.n / useChunk)
	if last == len(l.chunks) {
		size := useChunk
		if l.n == 0 {
			size = useFirst
		}
		l.chunks = append(l.chunks, make([]*Use, 0, size))
	}
	l.chunks[last] = append(l.chunks[last][:l.n%useChunk], u)
	l.n++
}

// bytes returns the size of the list.
func (l *useList) bytes() int64 { return int64(len(l.chunks)) * useChunk * 8 }

func (l *useList) at(i uint32) *Use {
	return l.chunks[i/useChunk][i%useChunk]
}
