package syntax

// Of functions inside a function that is parsed without keeping its tree, an outline is kept: what the
// parse of the code around them needs. When the tree of the outer one is made, the text of those inside is
// passed over, so that however deep functions nest, each text is parsed once for the early errors and once
// when it is called.

// outline is what is kept of a function that is inside one whose tree is not there. Those of the functions
// inside it come next in the list, which is in the order of the text.
type outline struct {
	params Pos    // where the parentheses of the parameters stand; 0: its tree is made with that of the outer one
	inside uint32 // outlines of functions inside
	count  uint32 // functions inside
	to     Pos
	body   Pos
	free   []freeName

	numParams, length, numLoops, numSites, temps      uint32
	strict, simple, rest, paramExprs, useStrict       bool
	this, newTarget, super, arguments, yields, awaits bool
}

// freeName is a use that stands for all of a name that is free in a function.
type freeName struct {
	name string
	Span
	flags RefFlags
}

// outline keeps what is known of f, whose tree is going to be given back, and in which the names of free are
// free.
func (p *parser) outline(m *lazyMark, f *FuncInfo, free []Use, count uint32) {
	p.worked(len(free))
	o := &p.outlines[m.outline]
	*o = outline{
		params: m.params, inside: uint32(len(p.outlines) - m.outline - 1), count: count, to: f.To, body: f.BodyPos,
		numParams: f.NumParams, length: f.Length, numLoops: f.NumLoops, numSites: f.NumSites, temps: f.temps,
		strict: f.Strict, simple: f.SimpleParams, rest: f.HasRest, paramExprs: f.HasParamExprs, useStrict: f.HasUseStrict,
		this: f.UsesThis, newTarget: f.UsesNewTarget, super: f.UsesSuper, arguments: f.UsesArguments,
		yields: f.ContainsYield, awaits: f.ContainsAwait,
	}
	if len(free) > 0 {
		o.free = make([]freeName, len(free))
		for i := range free {
			u := &free[i]
			o.free[i] = freeName{p.atoms.entries[u.Index].name, u.Span, u.Flags}
		}
	}
	p.outlined += sizeOf[outline]() + int64(len(free))*sizeOf[freeName]()
}

// passOver passes over the text of the current function from its parameters on and ends it, if its outline
// is known. Else it returns false.
func (p *parser) passOver(f *FuncInfo, name atom) bool {
	for len(p.known) > 0 && p.known[0].params < p.tok.start {
		p.known = p.known[1:]
	}
	if len(p.known) == 0 || p.known[0].params != p.tok.start || !p.lazy {
		return false
	}
	o := &p.known[0]
	l := p.pend(f, name, o.params, p.strict)
	l.count, l.parsed = o.count, p.parsed
	l.outlines = p.known[1 : 1+o.inside : 1+o.inside]
	p.known = p.known[1+o.inside:]

	f.To, f.BodyPos, f.Scope.start = o.to, o.body, o.body
	f.NumParams, f.Length, f.NumLoops, f.NumSites, f.temps = o.numParams, o.length, o.numLoops, o.numSites, o.temps
	f.Strict, f.SimpleParams, f.HasRest, f.HasParamExprs, f.HasUseStrict = o.strict, o.simple, o.rest, o.paramExprs, o.useStrict
	f.UsesThis, f.UsesNewTarget, f.UsesSuper, f.UsesArguments = o.this, o.newTarget, o.super, o.arguments
	f.ContainsYield, f.ContainsAwait = o.yields, o.awaits
	f.Scope.Strict = o.strict

	p.uses.n = f.Scope.from
	list := make([]Use, len(o.free))
	p.tables += int64(len(list)) * sizeOf[Use]()
	for i := range list {
		n := &o.free[i]
		list[i].Span, list[i].Flags = n.Span, n.flags
		p.use(&list[i], p.atoms.intern(n.name))
	}
	p.worked(1 + len(list))
	p.closeScope(f.Scope.Parent, len(p.annexB))
	p.leaveFn()
	p.pos = int(o.to)
	p.next()
	return true
}
