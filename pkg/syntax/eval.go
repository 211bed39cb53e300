package syntax

// EvalContext is where eval code is parsed; its zero value is that of an indirect eval.
type EvalContext struct {
	// Scope is EvalSite.Scope for a direct eval.
	Scope *Scope
	// Heritage, Strict and InParams are those of the EvalSite.
	Heritage *Heritage
	Strict   bool
	InParams bool
	Lazy     bool // see Options
	Poll     Poll
	Counts   *Counts // see Options
}

// evalState is what the parser keeps for eval code.
type evalState struct {
	scope *Scope // scope of the call; nil for an indirect eval
	// varScope is where var declarations of sloppy code go; nil for the global object.
	varScope *Scope
	vars     map[atom]int // index in EvalVars
}

// ParseEval parses the code of an eval (sec-performeval). Its completion value
// has a register. The error is an *Error.
func ParseEval(src *Source, ctx EvalContext) (*Program, error) {
	p := newParser(src, ctx.Poll)
	p.strict, p.heritage, p.counts = ctx.Strict, ctx.Heritage, ctx.Counts
	p.lazy = ctx.Lazy && ctx.Counts == nil && len(src.Text) >= lazyText
	return p.run(func() *Program {
		p.skipHashbang()
		p.eval = &evalState{scope: ctx.Scope, vars: map[atom]int{}}
		if ctx.Scope != nil {
			p.eval.varScope = evalVarScope(ctx)
		}
		info := p.openRoot(FuncEval, ScopeEval)
		p.completion()
		if s := ctx.Scope; s != nil {
			if s.EnvDepth > maxEnvDepth || s.Depth > maxEvalDepth {
				p.fail(0, tooDeep)
			}
			p.evalContext(s)
		}
		p.start()
		info.HasUseStrict = p.parseDirectives()
		info.Strict, p.scope.Strict = p.strict, p.strict
		info.Body = p.parseStatements(tEOF)
		return p.finish(info)
	})
}

const (
	// maxEnvDepth keeps Ref.Hops in range: one parse adds at most a few
	// environments per level of nesting.
	maxEnvDepth = 1 << 15
	// maxEvalDepth bounds the scopes around eval code, which each eval walks.
	maxEvalDepth = 1 << 16
)

// evalContext sets what the function around the scope s allows in eval code.
func (p *parser) evalContext(s *Scope) {
	f := s.Func
	p.root.Outer = f
	p.scope.Parent, p.scope.Depth = s, s.Depth+1
	p.module = false
	for f != nil && f.IsArrow() {
		p.worked(1)
		f = f.Outer
	}
	if f == nil || f.Kind == FuncScript || f.Kind == FuncModule {
		return
	}
	fn := p.fn
	fn.canNewT, fn.canSuper = true, f.HasHome()
	fn.canCall = f.Kind == FuncDerivedConstructor
	fn.noArgs = f.Kind == FuncClassFields || f.Kind == FuncClassStatic
	for ; fn.noArgs && s != nil && s != f.Scope; s = s.Parent {
		if s.Kind == ScopeStatic {
			fn.noArgs = false
		}
	}
}

// evalVarScope returns the scope of the vars of sloppy eval code, nil for the global object.
func evalVarScope(ctx EvalContext) *Scope {
	f := ctx.Scope.Func
	switch {
	case f.Kind == FuncScript:
		return nil
	case f.Kind == FuncEval:
		if !f.Strict {
			return f.EvalVarScope
		}
	case ctx.InParams && f.ParamVarsSlot >= 0:
		return f.Scope.Parent
	case f.BodyScope != nil:
		return f.BodyScope
	}
	return f.Scope
}

// isSloppyEval reports whether a var declared now is one of sloppy eval code.
func (p *parser) isSloppyEval() bool {
	return p.eval != nil && p.fn.top && !p.strict
}

// evalVarBytes is what an entry of evalState.vars takes of the map.
const evalVarBytes = 40

// addEvalVar adds a variable that eval code creates.
func (p *parser) addEvalVar(a atom, isFunc, annexB bool) {
	info := p.fn.info
	i, ok := p.eval.vars[a]
	if !ok {
		p.tables += evalVarBytes
		p.eval.vars[a] = len(info.EvalVars)
		info.EvalVars = add(p, info.EvalVars, EvalVar{p.atoms.entries[a].name, isFunc, annexB})
		return
	}
	v := &info.EvalVars[i]
	v.Func = v.Func || isFunc
	v.AnnexB = v.AnnexB && annexB
}

// evalHides reports whether a scope between eval code and the scope of its
// vars has a binding of the name a that a var must not have.
func (p *parser) evalHides(a atom) bool {
	name := p.atoms.entries[a].name
	for s := p.eval.scope; s != nil && s != p.eval.varScope; s = s.Parent {
		if s.Kind == ScopeScript {
			break
		}
		p.worked(1 + len(s.Bindings))
		for _, b := range s.Bindings {
			if b.Name == name && b.named() && b.Kind != BindSelf && !(b.Kind == BindCatch && b.simple) {
				return true
			}
		}
	}
	if v := p.eval.varScope; v != nil {
		if b := namedBinding(v, name); b != nil && b.Lexical() {
			return true
		}
	}
	return false
}

// named reports whether the program can refer to the binding by its name.
func (b *Binding) named() bool {
	switch b.Kind {
	case BindThis, BindNewTarget, BindCallee, BindFieldKey, BindPrivate:
		return false
	}
	return true
}

// namedBinding returns the binding of name in a closed scope, or nil.
func namedBinding(s *Scope, name string) *Binding {
	for _, b := range s.Bindings {
		if b.Name == name && b.named() {
			return b
		}
	}
	return nil
}

// EvalBarrier returns the place of the object that holds the variables of
// sloppy eval code, counted from the closure environment of the code. It
// reports false when they belong to the global object.
func (f *FuncInfo) EvalBarrier() (Barrier, bool) {
	v := f.EvalVarScope
	if v == nil {
		return Barrier{}, false
	}
	b := v.barrier()
	b.Hops = uint16(f.Scope.Parent.EnvDepth - v.Func.Scope.EnvDepth)
	return b, true
}

// FunctionKind is what the constructor of a dynamic function makes.
type FunctionKind uint8

// The kinds of dynamic functions.
const (
	DynamicNormal FunctionKind = iota
	DynamicGenerator
	DynamicAsync
	DynamicAsyncGenerator
)

var functionPrefix = [...]string{
	DynamicNormal: "function", DynamicGenerator: "function*",
	DynamicAsync: "async function", DynamicAsyncGenerator: "async function*",
}

// ParseFunction parses the text that the Function constructor and its kin put
// together from the text of parameters, joined by commas, and of a body
// (sec-createdynamicfunction). Program.Function is the function. The error is an
// *Error, or that of poll.
func ParseFunction(name string, kind FunctionKind, params, body string, poll Poll, counts *Counts) (*Program, error) {
	async := kind == DynamicAsync || kind == DynamicAsyncGenerator
	src := NewSource(name, functionPrefix[kind]+" anonymous("+params+"\n) {\n"+body+"\n}")
	prog, end, err := parseDynamicText(src, params, body, async, poll, counts)
	if err == nil {
		// Where the brackets are those that were put around the parts, each part is good by
		// itself: no token lies across its end, which is a new line.
		f := prog.Function
		open := len(functionPrefix[kind]) + len(" anonymous(")
		if end == Pos(open+len(params)+1) && f.BodyPos == end+2 && int(f.To) == len(src.Text) {
			return prog, nil
		}
	} else if _, isError := err.(*Error); !isError {
		return nil, err
	}
	// Otherwise the fault is that of the first part that is not good, or of all together.
	generator := kind == DynamicGenerator || kind == DynamicAsyncGenerator
	for i, part := range [...]string{params + "\n", "\n" + body + "\n"} {
		p := newParser(NewSource(name, part), poll)
		p.tables += int64(len(params) + len(body))
		_, err := p.run(func() *Program {
			p.openRoot(FuncScript, ScopeScript)
			p.openFunction(FuncNormal, 0, p.mark())
			p.setAsync(async, generator)
			p.start()
			if i == 0 {
				p.parseParamList(tEOF)
			} else {
				p.openBody()
				p.parseBodyStatements(tEOF, false, 0, 0)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return prog, err
}

// parseDynamicText parses the text that ParseFunction has put together. paramsEnd is where the
// parenthesis after the parameters stands.
func parseDynamicText(src *Source, params, body string, async bool, poll Poll, counts *Counts) (prog *Program, paramsEnd Pos, err error) {
	p := newParser(src, poll)
	p.counts = counts
	p.tables += int64(len(params) + len(body))
	prog, err = p.run(func() *Program {
		info := p.openRoot(FuncScript, ScopeScript)
		p.start()
		if async {
			p.next()
		}
		var x *FunctionLit
		x, paramsEnd = p.parseDynamicFunction(async)
		if p.tok.kind != tEOF {
			p.unexpected()
		}
		info.Body = []Stmt{&ExprStmt{Span{0, x.Func.To}, x}}
		prog := p.finish(info)
		prog.Function = x.Func
		return prog
	})
	return prog, paramsEnd, err
}

// parseDynamicFunction parses the source text that ParseFunction has made. The
// name in it is no binding. paramsEnd is where the parenthesis after the parameters stands.
func (p *parser) parseDynamicFunction(async bool) (f *FunctionLit, paramsEnd Pos) {
	m := p.mark()
	p.next()
	generator := p.eat(tStar)
	info := p.openFunction(FuncNormal, 0, m)
	p.setAsync(async, generator)
	info.IsExpression = true
	info.Name = p.tok.str
	p.next()
	p.parseParams()
	paramsEnd = p.prevEnd - 1
	p.parseBody(0, 0)
	return p.functionLit(info), paramsEnd
}
