package progen

// members are places that may be read and written.
var members = []rule{
	{5, "", 0, "$o.$k"},
	{2, "", 0, "$a[$i & 7]"},
	{1, "", 0, "$o[$K]"},
	{1, "", 0, "$[typed¦doubles¦bytes][$i & 7]"},
	{1, "", 0, "$v.$k"},
	{1, "super member", inSuper, "super.$k"},
}

var keys = []rule{
	{4, "", 0, `"$k"`},
	{2, "", 0, "($i & 7)"},
	{1, "", 0, "$[0¦1¦2]"},
	{1, "", 0, `("k" + ($i & 7))`},
	{1, "symbol", 0, "y0"},
	{1, "", 0, `(shared, "$k")`},
	{1, "computed key with effects", 0, `({ toString() { $<f$u$> gi++; return "$k"; } })`},
}

// effects are expressions that change something.
var effects = []rule{
	{6, "", 0, "$E = small($e)"},
	{4, "", 0, "$I = $i"},
	{4, "", 0, "$N = $n"},
	{2, "", 0, "$S = small($s)"},
	{1, "bigint", 0, "$G = $g"},
	{1, "", 0, "$O = $o"},
	{1, "", 0, "$A = $a"},
	{3, "update", 0, "$[$I¦$N]$[++¦--]"},
	{1, "update", 0, "$E$[++¦--]"},
	{2, "", 0, "$I $[+=¦-=¦|=¦&=¦^=¦<<=¦>>=] $i"},
	{2, "", 0, "$N $[+=¦-=¦*=¦/=¦%=] $n"},
	{1, "", 0, "$E $[+=¦-=¦*=¦|=¦>>>=] $[$n¦$i]"},
	{1, "logical value", 0, "$E $[??=¦||=¦&&=] small($e)"},
	{2, "", 0, "$[typed¦doubles¦bytes][$i & 7] = $[$n¦$i]"},
	{2, "", 0, "$a.length < 50 && $a.$[push($e)¦unshift($e)¦splice(1, 1, $e, $e)]"},
	{1, "", 0, "$a.$[pop()¦shift()¦reverse()¦sort()¦fill($e, 1, 3)¦copyWithin(0, 1)]"},
	{1, "", 0, "$a.length = $i & 7"},
	{1, "hole", 0, "$[delete $a[$i & 7]¦$a[$i & 15] = $e]"},
	{1, "delete", 0, "delete $o.$k"},
	{1, "", 0, "log($e)"},
	{1, "", 0, "$f"},
	{1, "", 0, "checkpoint()"},
	{1, "accessor", 0, `Object.defineProperty($o, "$k", { get() { $<m$u return $e; $>}, $?[set($1) { $<m$:1e$u shared = small($e); $>}, ]configurable: true })`},
	{1, "property attributes", 0, `Reflect.defineProperty($o, "$k", { value: $e, writable: $c, enumerable: $[true¦false], configurable: true })`},
	{1, "frozen", 0, "Object.$[freeze¦seal¦preventExtensions]({ x: $e, y: $e }).$k = $e"},
	{1, "prototype change", 0, "Reflect.setPrototypeOf($O, $[o0¦$C.prototype¦null¦Array.prototype])"},
	{1, "super member", inSuper, "super.$k = small($e)"},
}

// declarations declare one variable of a kind.
var declarations = []rule{
	{4, "", 0, "$[let¦var¦let] $1 = $i;$=1i"},
	{4, "", 0, "$[let¦var¦let] $1 = $n;$=1n"},
	{2, "", 0, "$[let¦var] $1 = $s;$=1s"},
	{3, "", 0, "$[let¦var] $1 = $o;$=1o"},
	{3, "", 0, "$[let¦var] $1 = $a;$=1a"},
	{2, "", 0, "$[let¦var¦const] $1 = $e;$:1e"},
	{2, "", 0, "let $1 = small($e);$=1e"},
	{1, "bigint", 0, "let $1 = $g;$=1g"},
	{1, "symbol", 0, "const $1 = $y;$:1y"},
	{1, "closure", 0, "const $1 = ($<k$p) => { $u $?[$b] return $e; $>}; $E = small($1($e, $e));"},
	{1, "unassigned variable", 0, "let $1; $?[if ($c) ]$1 = small($e);$=1e"},
}

// plain are the statements that every program is made of.
var plain = []rule{
	{12, "", 0, "$B;"},
	{3, "", 0, "if ($c) {\n$b} $?[else {\n$b}]"},
	{1, "", 0, "if ($[$e¦$c]) { $B; } else if ($c) { $B; }"},
	{2, "", roomy, "for (let $1 = $[0¦0¦-3¦1]; $1 < $[5¦20¦60] && --fuel > 0; $1$[++¦++¦ += 2¦ += 0.5]) {\n$<l$:1i$b$>}"},
	{1, "", roomy, "for (let $1 = $[9¦30]; $1$[--¦-- > 0] && --fuel > 0;) {\n$<l$:1i$b$>}"},
	{2, "", roomy, "var $1 = 0;\nwhile ($1 < $[7¦25] && --fuel > 0) {\n$1++;\n$<l$:1i$b$>}"},
	{1, "", roomy, "let $1 = 0;\ndo {\n$<l$:1i$b$>} while (++$1 < $[5¦18] && --fuel > 0);"},
	{2, "", roomy, "for (const $1 of $a) {\n$<lif (--fuel < 0) break;\n$:1e$b$>}"},
	{1, "for-in", roomy, "for (const $1 in $[$o¦$a¦$s]) {\n$<lif (--fuel < 0) break;\n$:1s$b$>}"},
	{1, "for-in", roomy, `for (const $1 in $o) {$<l$:1s if (--fuel < 0) break; $[delete $o[$1]¦$o.$k = 1¦log($1)]; $>}`},
	{2, "", 0, "log($e);"},
	{1, "", 0, "checkpoint();"},
	{1, "garbage collection", 0, "if (--fuel % $[3¦7] === 0) collect();"},
	{1, "", returns, "if ($c) return $e;"},
	{1, "", inLoop, "if ($c) $[break¦continue];"},
	{1, "", 0, `if ($c) throw $[new Error("t")¦new RangeError($q)¦$e];`},
	{3, "", 0, "try {\n$b$?[ throw $e;]\n} catch ($1) {\n$:1e log($1);\n$b}"},
	{1, "", 0, "$[typed¦doubles][$i & 7] $[=¦+=] $n;"},
}
