package progen

import "slices"

// expressions are the rules for expressions by their kind.
var expressions map[byte][]rule

func init() {
	expressions = map[byte][]rule{
		'n': numbers, 'i': slices.Concat(integers, localeIntegers), 's': slices.Concat(texts, localeTexts), 'g': bigints,
		'o': objects, 'a': slices.Concat(arrays, localeArrays), 'c': conditions, 'y': symbols, 'e': anything,
	}
}

var integers = []rule{
	{6, "", 0, "($i $[+¦-] $i | 0)"},
	{4, "", 0, "($i $[&¦|¦^] $i)"},
	{3, "", 0, "($i $[<<¦>>] $i)"},
	{2, "", 0, "($n | 0)"},
	{2, "", 0, "(~$n)"},
	{2, "", 0, "Math.imul($i, $i)"},
	{1, "", 0, "Math.clz32($n)"},
	{2, "", 0, "($i $[%¦*] $i | 0)"},
	{2, "", 0, "$[typed¦bytes][$i & 7]"},
	{2, "string read", 0, "$s.$[length¦indexOf($q)¦charCodeAt($i & 15)¦codePointAt(0)¦lastIndexOf($q)]"},
	{2, "", 0, "$a.length"},
	{2, "conditional", 0, "($c ? $i : $i)"},
	{2, "update", 0, "($I$[++¦--])"},
	{2, "update", 0, "($[++¦--]$I)"},
	{2, "assignment as value", 0, "($I = $i)"},
	{2, "int32 edge", 0, "($i $[+¦-¦*] $[1¦2147483647¦-2147483648¦65537] $[¦| 0])"},
	{2, "int32 edge", 0, "(-$i)"},
	{1, "int32 edge", 0, "Math.abs($i)"},
}

var numbers = []rule{
	{8, "", 0, "($n $[+¦+¦-¦-¦*¦/¦%] $n)"},
	{4, "", 0, "($i $[+¦-¦*¦/¦%¦>>>] $i)"},
	{3, "", 0, "$i"},
	{2, "", 0, "Math.$[floor¦ceil¦round¦trunc¦abs¦sqrt¦sign¦fround]($n)"},
	{2, "", 0, "Math.$[min¦max]($n, $n$?[, $n])"},
	{1, "", 0, "Math.$[atan2¦hypot]($n, $n)"},
	{2, "", 0, "doubles[$i & 7]"},
	{2, "conditional", 0, "($c ? $n : $[$n¦$i])"},
	{2, "update", 0, "($[$N++¦--$N¦++$N])"},
	{2, "assignment as value", 0, "($N $[=¦+=¦-=¦*=] $n)"},
	{1, "", 0, "($i ** $[2¦0.5¦-1¦3])"},
	{1, "", 0, "Number($[$s¦$e¦$g])"},
	{1, "", 0, "(+$[$s¦$c¦$n])"},
	{1, "", 0, "(-$n)"},
	{1, "", 0, "parse$[Int¦Float]($s)"},
	{2, "negative zero", 0, "$[(-0)¦(0 * -$i)¦(-$i % $i)¦Math.round(-0.2)¦(-0 + -0)¦Math.min(0, -0)¦(0 / -3)]"},
	{1, "negative zero", 0, "(1 / ($i * $i))"},
	{1, "not a number", 0, "$[(0 / 0)¦(Infinity - Infinity)¦Math.sqrt(-1)¦(NaN * $n)¦Math.max(NaN, $n)¦(undefined + 1)]"},
	{1, "double edge", 0, "(9007199254740991 $[+¦-] $i)"},
	{1, "double edge", 0, "($n * $[1e308¦5e-324¦4294967296¦0.1])"},
	{3, "logical value", 0, "($c && $n)"},
	{2, "logical value", 0, "($c || $i)"},
	{2, "comma", 0, "($B, $n)"},
}

var texts = []rule{
	{4, "rope", 0, "($s + $s)"},
	{2, "rope", 0, "($s + $n)"},
	{1, "rope", 0, `($s.repeat($[2¦9¦40]) + $s)`},
	{2, "slice", 0, "$s.$[slice¦substring]($i & 7$?[, $i & 63])"},
	{2, "slice", 0, `(gs + "0123456789abcdef0123456789").slice($i & 15, $i & 31)`},
	{2, "two-byte string", 0, `($s + $["\u20ac"¦"\ud83d\ude00"¦"\uffff"¦"\u0100".slice(0)¦String.fromCharCode($i & 0xffff)])`},
	{2, "template", 0, "$'t${$e}$?[${$s}]$'"},
	{2, "", 0, "String($[$n¦$i¦$e])"},
	{1, "", 0, "(typeof $e)"},
	{1, "", 0, "$s.$[toUpperCase()¦trim()¦at(-1)¦charAt($i & 7)¦concat($s, $n)¦padStart(12, $q)]"},
	{1, "", 0, "$s[$i & 7]"},
	{1, "regular expression", 0, `$s.replace(/$[[a-c]¦\d+¦.$$]/$[g¦], $[$q¦$1 => $1 + 1])`},
	{1, "regular expression", 0, `String($s.match(/$[(a)(b)?¦\w+¦(?<n>.)]/$[g¦u¦y¦]))`},
	{1, "", 0, "$a.join($[$q¦])"},
	{1, "", 0, "JSON.stringify($o)"},
	{1, "conditional", 0, "($c ? $s : $s)"},
	{1, "", 0, "($n).toString($[¦2¦16¦36])"},
}

var bigints = []rule{
	{6, "bigint", 0, "BigInt.asIntN(90, $g $[+¦-¦*] $g)"},
	{2, "bigint", 0, "($g $[&¦|¦^] $g)"},
	{1, "bigint", 0, "($g $[/¦%] ($g | 1n))"},
	{1, "bigint", 0, "($g $[<<¦>>] $[1n¦31n¦63n¦-3n])"},
	{1, "bigint", 0, "BigInt.$[asIntN¦asUintN]($[8¦32¦64¦65], $g)"},
	{1, "bigint", 0, "BigInt($i)"},
	{1, "bigint", 0, "(-$g)"},
	{1, "bigint", 0, "($G$[++¦--])"},
}

var conditions = []rule{
	{5, "", 0, "($n $[<¦>¦<=¦>=¦===¦!==¦==¦!=] $n)"},
	{5, "", 0, "($i $[<¦>¦<=¦>=¦===¦!==¦==¦!=] $i)"},
	{2, "", 0, "($s $[<¦>=¦===¦!==¦==] $s)"},
	{2, "", 0, "($e $[===¦!==¦==¦!=¦<] $e)"},
	{1, "bigint", 0, "($g $[<¦>¦<=¦>=¦===¦==] $[$g¦$n¦$i])"},
	{2, "", 0, "(!$[$c¦$e])"},
	{1, "", 0, `(typeof $e === "$[number¦string¦object¦undefined¦function]")`},
	{1, "", 0, "($o instanceof $[$C¦Array¦Object])"},
	{1, "", 0, "($K in $o)"},
	{1, "", 0, "$[Array.isArray($e)¦Number.isInteger($n)¦isNaN($n)¦Object.is($n, $n)]"},
	{1, "", 0, `Object.hasOwn($o, "$k")`},
	{5, "logical value", 0, "($c $[&&¦||] $c)"},
	{2, "logical value", 0, "(($n == $x && $n <= $n) && $[true¦false¦1¦0])"},
	{2, "logical value", 0, "($c $[&&¦||¦??] $[true¦false¦0¦1¦\"\"¦null¦undefined¦NaN])"},
	{1, "logical value", 0, "(!!($c $[&&¦||] $c))"},
}

var symbols = []rule{
	{3, "symbol", 0, "$[y0¦Symbol.iterator¦Symbol.toPrimitive¦Symbol.toStringTag]"},
	{1, "symbol", 0, `Symbol($[¦"d"])`},
	{1, "symbol", 0, `Symbol.for("$k")`},
}

var anything = []rule{
	{6, "", 0, "$n"},
	{6, "", 0, "$i"},
	{4, "", 0, "$s"},
	{2, "", 0, "$c"},
	{2, "", 0, "$o"},
	{2, "", 0, "$a"},
	{1, "bigint", 0, "$g"},
	{1, "symbol", 0, "$y"},
	{4, "", 0, "$f"},
	{4, "", 0, "($e $[+¦-¦*¦|¦&¦<<¦>>>¦%] $e)"},
	{3, "logical value", 0, "($c $[&&¦||] $e)"},
	{3, "logical value", 0, "($e $[&&¦||¦??] $[$e¦$c¦$x])"},
	{2, "logical value", 0, "(($c && $c) $[||¦??¦&&] $[$x¦null¦true¦$q])"},
	{2, "conditional", 0, "($c ? $e : $e)"},
	{2, "assignment as value", 0, "($E = small($e))"},
	{1, "assignment as value", 0, "($v $[??=¦||=¦&&=] small($e))"},
	{2, "comma", 0, "($B, $e)"},
	{5, "property read", 0, "$o.$k"},
	{2, "property read", 0, "$o[$K]"},
	{2, "element read", 0, "$a[$i & 7]"},
	{1, "element read", 0, "$a[$[$n¦$K¦-1¦$i]]"},
	{2, "element read", 0, "$a.$[at($i)¦pop()¦shift()]"},
	{3, "method call", 0, "$o.m?.($e)"},
	{1, "method call", 0, "new $C($e, $e).m($e)"},
	{2, "optional chain", 0, "$v?.$k"},
	{1, "optional chain", 0, "$v?.[$K]?.$k"},
	{1, "optional chain", 0, "$v?.m?.($e)"},
	{1, "optional chain", 0, "$o.$k?.$k?.($e)"},
	{2, "primitive receiver", 0, "$[($x)¦$q¦($c)¦$y¦($n)¦$s¦($g)].$[x¦y¦z¦twice¦k3]"},
	{1, "primitive receiver", 0, "$[($x)¦$q¦($c)¦($n)¦$s][$[\"x\"¦\"length\"¦0¦$K]]"},
	{1, "primitive receiver", 0, "($[$n¦$s¦$c]).m?.($e)"},
	{1, "primitive receiver", 0, `($n).$[toFixed($i & 7)¦valueOf()¦toString()¦hasOwnProperty("x")]`},
	{1, "closure", 0, "(($<k$p) => $?[(shared = small($e), 1), ]$e$>)($e, $e)"},
	{1, "closure", 0, "(function $1($<f$p) { $u $?[$1.$k = $i;] $?[if ($c) return $e;] return $e; $>})($e, $e)"},
	{1, "spread", 0, "Math.max(...$a)"},
	{1, "spread", 0, "$C.s?.(...$a, $e)"},
	{1, "callback", 0, "$a.$[map¦filter¦some¦findIndex¦flatMap¦every¦find]($1 => $<k$:1e--fuel < 0 ? 0 : $e$>)"},
	{1, "callback", 0, "$a.reduce(($1, $2) => $<k$=1e$:2e--fuel < 0 ? 0 : $e$>, $e)"},
	{1, "unary", 0, "($[-¦+¦~¦!¦typeof ¦void ]$v)"},
	{1, "delete", 0, "(delete $o.$k)"},
	{1, "generator", inYield, "(yield $e)"},
	{1, "generator", inYield, "(yield* [$e, $e])"},
	{2, "async", inAwait, "(await $e)"},
	{1, "super member", inSuper, "super.$[x¦twice¦m($e)¦y]"},
	{1, "super member", inSuper, "super[$K]"},
	{1, "super member", inSuper, "(super.$k = small($e))"},
}
