package progen

import "fmt"

// members of classes, other than the constructor and #p, which each class has.
var classMembers = []rule{
	{4, "class field", 0, "$k = (pay(), $<t$e$>);"},
	{1, "class field", 0, "$k;"},
	{1, "class field", 0, "[$K] = (pay(), $<t$e$>);"},
	{2, "accessor keyword", 0, "accessor $k = (pay(), $<t$e$>);"},
	{1, "accessor keyword", 0, "static accessor $k = $<t$x$>;"},
	{2, "static member", 0, "static $[$k¦s] = (pay(), $<t$e$>);"},
	{2, "static member", 0, "static $[s¦m]($<d$p) { $u return $e; $>}"},
	{1, "static member", 0, "static get $k() { $<d$u return $e; $>}"},
	{2, "static block", 0, "static { $<t$b$> }"},
	{1, "static block", 0, "static { this.$k = $<t$e$>; }"},
	{4, "private name", 0, "#$1 = (pay(), $<t$x$>); get $k() { $<d$u return this.#$1; $>} set $k($<d$2) { $:2e$u this.#$1 = small($2); $>}"},
	{2, "private name", 0, "#$1 = 0; m($<d$2) { $:2e$u return this.#$1$[++¦ += 1¦ = $i¦ ??= $n¦ ||= $i]; $>}"},
	{2, "private name", 0, "#$1; static s($<d$2) { $:2e$u return #$1 in Object($2)$?[ && $2.#$1]; $>}"},
	{2, "private method", 0, "#$1($<d$p) { $u$?[$b]return $e; $>} m($<d$2) { $:2e$u return this.#$1($2, $e); $>}"},
	{1, "private method", 0, "get #$1() { $<d$u gi++; return $e; $>} set #$1($<d$2) { $:2e gn = $n; $>} $k() { $<d$u return this.#$1++; $>}"},
	{1, "private method", 0, "static #$1($<d$2) { $:2e$u return $e; $>} static s($<d$3) { $:3e return this.#$1?.($3); $>}"},
	{6, "method", 0, "$[m¦m¦$k]($<d$p) { $u$?[$b]return $e; $>}"},
	{1, "method", 0, "[$K]($<d$p) { $u return $e; $>}"},
	{3, "accessor", 0, "get $k() { $<d$u$?[gi++; ]$?[$B; ]return $e; $>}"},
	{3, "accessor", 0, "set $k($<d$1) { $=1e$u$?[$B; ]shared = small($1); $>}"},
	{2, "accessor", 0, "get $k() { $<d$u return this.z; $>} set $k($<d$1) { $:1e$u this.z = small($1); $>}"},
	{3, "super member", 0, "m($<d$1) { $:1e$u return super.$[m?.($1)¦$k¦twice]; $>}"},
	{2, "super member", 0, "set $k($<d$1) { $:1e$u super.$k = small($1); $>}"},
	{1, "super member", 0, "get $k() { $<d$u return super.$k; $>}"},
	{1, "super member", 0, "m($<d$1) { $:1e$u const $2 = () => super.$k; return $2(); $>}"},
	{1, "iterator protocol", 0, "*[Symbol.iterator]() { $<g$u$b yield $e; yield this.x; $>}"},
	{1, "conversion method", 0, "[Symbol.toPrimitive]($<d$1) { $:1s$u return $[$n¦$s¦$1]; $>}"},
	{1, "conversion method", 0, "$[valueOf¦toString]() { $<d$u return $[$n¦$s]; $>}"},
	{1, "async", 0, "async $k($<a$p) { $u return $e; $>}"},
}

// constructors of base classes.
var constructors = []rule{
	{3, "class", 0, "constructor($<d$1, $2) { $=1e$=2e pay(); this.$k = $1; this.$k = $2;$?[ $b] $>}"},
	{1, "class", 0, "constructor($<d$1) { $=1n pay(); $?[if ($c) ]this.x = $1; this.y = $n; $?[this.z = $e; ]$?[if ($c) return $o;] $>}"},
	{1, "class", 0, "constructor($<d...$1) { $=1a pay(); this.a = $1.length; this.x = $1[0]; $>}"},
	{1, "new.target", 0, "constructor($<d$1) { $=1e pay(); this.x = new.target === undefined; this.y = $1; $>}"},
	{1, "class", 0, ""},
}

// derivedConstructors call super.
var derivedConstructors = []rule{
	{3, "super call", 0, "constructor($<d$1, $2) { $=1e$=2e pay(); super($1, $2); this.$k = $e;$?[ $b] $>}"},
	{2, "super call", 0, "constructor($<d...$1) { $=1a pay(); super(...$1); $?[this.x = $e; ]$>}"},
	{1, "super call", 0, "constructor($<d$1) { $=1e pay(); $?[$B; ]const $2 = () => super($1); $2(); this.$k ??= $e; $>}"},
	{1, "super call", 0, "constructor($<d$1) { $=1e pay(); if ($c) super($1); else super($e, $e); this.y = $1; $>}"},
	{1, "super call", 0, "constructor($<d$1) { $=1e pay(); try { this.x = 1; } catch { gi++; } super($1); $?[if ($c) return $[{}¦undefined¦new.target.prototype];] $>}"},
	{2, "derived constructor", 0, ""},
	{1, "super member", 0, "constructor($<d$1) { $=1e super($1); pay(); super.$k = $e; this.x = super.$k; $>}"},
}

// classBody writes the elements of a class.
func (g *generator) classBody(derived bool, depth int) {
	g.write("\n")
	g.used["class"] = true
	strict := g.strict
	g.strict = true
	defer func() { g.strict = strict }()
	if derived {
		g.used["derived constructor"] = true
		g.use(derivedConstructors, depth)
	} else {
		g.use(constructors, depth)
	}
	g.write("\n#p = 1;\n")
	for range 1 + g.random.IntN(5) {
		g.use(g.members(), depth)
		g.write("\n")
	}
}

// members are the rules of a member: some classes have decorated ones.
func (g *generator) members() []rule {
	if g.tuned["decorator"] > 0 && g.chance(25) {
		return decoratedMembers
	}
	return classMembers
}

// declareClass writes a class of the program.
func (g *generator) declareClass() {
	name := fmt.Sprintf("C%d", len(g.classes)-2)
	if g.tuned["class decorator"] > 0 && g.chance(30) {
		g.use(decoratedClasses, 1)
	}
	g.write("class " + name)
	derived := g.chance(60)
	if derived {
		g.write(" extends " + g.class())
	}
	g.write(" {")
	g.classBody(derived, 3)
	g.write("}\n")
	g.classes = append(g.classes, name)
}

// classUses are statements about classes.
var classUses = []rule{
	{2, "class", 0, "class $1 $[extends $C {$<.$Y$>}¦{$<.$Z$>}]\n$E = new $1($e, $e)$?[.$k];\n$?[$E = $1.s?.($e);]"},
	{1, "class", 0, "for (let $1 = 0; $1 < 6 && --fuel > 0; $1++) {\nclass $2 {$Z}\nconst $3 = new $2($1, $e); $3.$k = $3.$k; $E = small($3.m?.($1)); \n}"},
	{1, "derived constructor", 0, "const $1 = class extends $C { constructor($<d$2) { $:2e super($2, 1); pay(); this.w = $2; $>} };\nfor (let $3 = 0; $3 < 9; $3++) { $E = new $1($3).$[w¦x¦$k]; }"},
	{2, "class", 0, "const $1 = new $C($e, $e);$:1o\nfor (let $2 = 0; $2 < 12 && --fuel > 0; $2++) { $1.$k = $1.$k; $?[$E = $1.m?.($2); ]$1.x = $2; }\nlog($1);"},
	{1, "class", 0, "log(Reflect.construct($C, [$e, $e]$?[, $C]));"},
	{1, "private name", 0, "class $1 { #a = $x; static r($2) { return $2.#a; } static w($2) { $2.#a = $2.#a + 1; return $2; } static h($2) { return #a in $2; } }\n" +
		"for (let $3 = 0; $3 < 14; $3++) { try { log($1.r($1.w($3 === 11 ? $[{}¦$o¦1] : new $1))); } catch ($4) { log($4); } }\nlog($1.h($o));"},
	{1, "private name of a returned object", 0, "class $1 extends (function ($2) { return $2; }) { #b = 1; static g($2) { return $2.#b; } constructor($2) { super($2); } bump() { return ++this.#b; } }\n" +
		"try { const $3 = {}; new $1($3); log($1.g($3)); new $1($[$3¦Object.freeze({})]); log($1.g($3)); } catch ($4) { log($4); }"},
}
