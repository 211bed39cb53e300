package progen

// decorations stand before elements of classes. The functions are those of the prologue.
var decorations = []rule{
	{3, "decorator", 0, "@tell "},
	{3, "decorator", 0, "@wrap "},
	{2, "decorator", 0, "@start "},
	{2, "decorator", 0, "@reach "},
	{2, "decorator", 0, "@mark "},
	{1, "decorator", 0, "@tell @wrap "},
	{1, "decorator", 0, "@((pay(), $e), wrap) "},
	{1, "decorator", 0, "@(($1, $2) => { $<k$:1e$:2o pay(); $B; $>}) "},
	{1, "decorator", 0, "@((wrap, start)) @start @reach "},
	{1, "decorator", inYield, "@(yield $e, start) "},
	{1, "decorator", inAwait, "@(await $e, wrap) "},
}

// decoratedMembers are members of classes that a decorator may stand before.
var decoratedMembers = []rule{
	{4, "decorator", 0, "$d$?[static ]$k = (pay(), $<t$e$>);"},
	{1, "decorator", 0, "$d$?[static ][$K] = (pay(), $<t$e$>);"},
	{3, "decorator", 0, "$d$?[static ]accessor $k = (pay(), $<t$e$>);"},
	{1, "decorator", 0, "$d$?[static ]accessor [$K] = $<t$x$>;"},
	{4, "decorator", 0, "$d$[m¦static s¦$k]($<d$p) { $u$?[$b]return $e; $>}"},
	{1, "decorator", 0, "$d$?[static ][$K]($<d$p) { $u return $e; $>}"},
	{1, "decorator", 0, "$d*[Symbol.iterator]() { $<g$u yield $e; yield this.x; $>}"},
	{1, "decorator", 0, "$d async $k($<a$p) { $u return $e; $>}"},
	{2, "decorator", 0, "$d$?[static ]get $k() { $<d$u$?[gi++; ]return $e; $>}"},
	{2, "decorator", 0, "$d$?[static ]set $k($<d$1) { $=1e$u shared = small($1); $>}"},
	{1, "decorator", 0, "$d m($<d$1) { $:1e$u return super.$[m?.($1)¦$k¦twice]; $>}"},
	{2, "decorator", 0, "$d#$1 = (pay(), $<t$x$>); $d get $k() { $<d$u return this.#$1; $>} set $k($<d$2) { $:2e$u this.#$1 = small($2); $>}"},
	{2, "decorator", 0, "$d accessor #$1 = $<t$x$>; m($<d$2) { $:2e$u return this.#$1$[++¦ += 1¦ = $i¦ ??= $n]; $>}"},
	{2, "decorator", 0, "$d#$1($<d$p) { $u return $e; $>} m($<d$2) { $:2e$u return this.#$1($2, $e); $>}"},
	{1, "decorator", 0, "$d static #$1($<d$2) { $:2e$u return $e; $>} static s($<d$3) { $:3e return this.#$1?.($3); $>}"},
	{1, "decorator", 0, "$d get #$1() { $<d$u gi++; return $e; $>} $d set #$1($<d$2) { $:2e gn = $n; $>} $k() { $<d$u return this.#$1++; $>}"},
}

// decoratedClasses stand before classes.
var decoratedClasses = []rule{
	{2, "class decorator", 0, "@tell "},
	{2, "class decorator", 0, "@wrap "},
	{2, "class decorator", 0, "@start "},
	{2, "class decorator", 0, "@mark "},
	{1, "class decorator", 0, "@wrap @start @((pay(), $e), wrap) "},
}

// decoratedUses are statements about decorated classes.
var decoratedUses = []rule{
	{2, "class decorator", 0, "$D class $1 $[extends $C {$<.$Y$>}¦{$<.$Z$>}]\n$E = new $1($e, $e)$?[.$k];\n$?[$E = $1.s?.($e);]$?[log($1[Symbol.metadata]);]"},
	{1, "class decorator", 0, "for (let $1 = 0; $1 < 6 && --fuel > 0; $1++) {\n$D class $2 {$Z}\nconst $3 = new $2($1, $e); $3.$k = $3.$k; $E = small($3.m?.($1)); \n}"},
	{1, "class decorator", 0, "const $1 = $D class {$<.$Z$>};\nlog(new $1($e).$k); log($1.name);"},
	{1, "class decorator", 0, "try { @(() => $e) class $1 {$<.$Z$>}\nlog(new $1($e)); } catch ($2) { log($2); }"},
	{2, "decorator", 0, "const $1 = class {\n$d$k = $x; $d accessor $k = $x; $d m($2) { return $2; }\n};\nfor (let $3 = 0; $3 < 12 && --fuel > 0; $3++) { $E = new $1($3).$k; $E = new $1().m($3); }"},
	{1, "decorator", 0, "try { $E = class { @(($1, $2) => $e) $[m() { $<d return $e; $>}¦$k = $x;¦accessor $k = $x;¦static get $k() { $<d return $x; $>}] }; $?[log(new ($v)().$k);] } catch ($3) { log($3); }"},
	{1, "decorator", 0, "log($C[Symbol.metadata]);"},
}
