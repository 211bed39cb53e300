package progen

var objects = []rule{
	{4, "", 0, "({ x: $e, y: $e$?[, z: $e] })"},
	{2, "", 0, "({ $k: $e, $k: $e, [$K]: $e })"},
	{2, "accessor", 0, "({ x: $e, get $k() { $<d$u$?[gi++; ]return $e; $>}, set $k($<d$1) { $:1e$u shared = small($1); $>} })"},
	{1, "super member", 0, "({ __proto__: $o, $k($<d$p) { $u return super.$k; $>}, m($<d$1) { $:1e$u return super.m?.($1); $>} })"},
	{1, "conversion method", 0, "({ x: 1, $[valueOf¦toString¦[Symbol.toPrimitive]]() { $<d$u gi++; return $[$n¦$s¦$e]; $>} })"},
	{1, "spread", 0, "({ ...$[$o¦$a¦$s¦$v], $k: $e })"},
	{1, "literal with prototype", 0, "({ __proto__: $[$o¦null], x: $e })"},
	{1, "", 0, "Object.create($[$o¦$C.prototype¦null])"},
	{3, "class", 0, "new $C($e, $e)"},
	{1, "frozen", 0, "Object.$[freeze¦seal¦preventExtensions]({ x: $e, z: $e })"},
	{2, "dictionary object", 0, "dictionary($[5¦40¦70])"},
	{1, "boxed primitive", 0, "Object($[$n¦$s¦$c¦$g¦$y])"},
	{2, "proxy", 0, "new Proxy($o, {$?[ get($<d$1, $2, $3) { $:2e$u $?[gi++; ]return Reflect.get($1, $2, $3); $>},]$?[ set($<d$1, $2, $3, $4) { $:3e$u $?[gn = $n; ]return Reflect.set($1, $2, $3$?[, $4]); $>},]" +
		"$?[ has($<d$1, $2) { $u return $c || Reflect.has($1, $2); $>},]$?[ deleteProperty($<d$1, $2) { $u return Reflect.deleteProperty($1, $2); $>}] })"},
	{1, "collection", 0, "new $[Map¦Set]($[¦[]])"},
	{1, "function object", 0, "(function $1($<f$p) { $u return $e; $>})"},
	{1, "", 0, "($c ? $o : $o)"},
}

// objectUses are statements about objects.
var objectUses = []rule{
	{2, "accessor", 0, "const $1 = { n: 0, get x() { $<d$u this.n++; $?[$B; ]return $[this.n¦$e]; $>}, set x($<d$2) { $:2e$u this.n += 2; $?[$B;] $>} };$:1o\n" +
		"for (let $3 = 0; $3 < 15 && --fuel > 0; $3++) { $1.x$[ = $1.x¦++¦ += $3¦ ??= 1¦ = $3]; $?[if ($3 === 9) Object.defineProperty($1, \"x\", { value: $e, writable: $[true¦false], configurable: true });] }\nlog($1);"},
	{2, "dictionary object", 0, "const $1 = dictionary($[30¦70]);$:1o\nfor (let $2 = 0; $2 < 20 && --fuel > 0; $2++) { $1[\"k\" + $2] = $2; $?[delete $1[\"k\" + ($2 - 3)]; ]$?[$1.x = $2; ]$E = $1.$[x¦y¦k4¦k3]; $?[if ($2 === 12) delete $1.x;] }\nlog($1);"},
	{2, "shape change", 0, "for (let $1 = 0; $1 < 16 && --fuel > 0; $1++) {\nconst $2 = {};$<.$:1i\n$?[if ($1 & 1) $2.a = $1;]\n$2.x = $[$1¦$e]; $?[if ($1 % 3) delete $2.x;]\n$2.y = $2.x; $?[$2[$K] = $1;]\n$E = $2.$k;$>\n}"},
	{2, "prototype change", 0, "const $1 = { x: 1, m() { return 1; } }, $2 = Object.create($1);$:2o\nfor (let $3 = 0; $3 < 18 && --fuel > 0; $3++) {\nlog($2.$[x¦m?.()¦$k]);\n" +
		"if ($3 === 11) $[$1.x = $e¦delete $1.x¦Object.defineProperty($1, \"x\", { get() { return \"got\"; }, configurable: true })¦Object.setPrototypeOf($2, $o)¦$2.x = 5¦$1.__proto__ = { y: 3 }];\n}"},
	{1, "prototype change", 0, "const $1 = $C.prototype, $2 = Object.getOwnPropertyDescriptor($1, \"m\");\nfor (let $3 = 0; $3 < 14 && --fuel > 0; $3++) {\n$E = $o.m?.($3);\nif ($3 === 8) $[$1.m = () => \"changed\"¦delete $1.m¦$1.$k = 3];\n}\nif ($2) Object.defineProperty($1, \"m\", $2);"},
	{2, "primitive receiver", 0, "for (let $1 = 0; $1 < 16 && --fuel > 0; $1++) {\n$<l$:1iconst $2 = $[$1¦$1 + 0.5¦\"s\" + $1¦$1 > 7¦BigInt($1)¦$1 & 1 ? $1 : \"s\"];\n$E = $2.$[x¦y¦z¦twice¦k3¦length];\n" +
		"$?[if ($1 === 9) $[Number¦String¦Boolean¦BigInt¦Object].prototype.$[x¦y¦z¦twice¦k3] = $e;]\n$?[$2.$k = 1;]\n$>}"},
	{2, "proxy", 0, "const $1 = [], $2 = new Proxy($[$o¦{ x: 1 }¦function ($9) { return $9; }¦[1, 2]], new Proxy({}, { get(_, $3) { $<d$1.push($3); $?[if ($c) return undefined; ]$>return $[undefined¦Reflect[$3]]; } }));\n" +
		"for (let $4 = 0; $4 < 8 && --fuel > 0; $4++) {\ntry { $[$2.x = $4¦log($2.x)¦log($K in $2)¦delete $2.y¦log(Object.keys($2).length)¦$2($4)¦new $2($4)¦for (const $5 in $2) { }¦Object.setPrototypeOf($2, null)¦Object.preventExtensions($2)¦log({ ...$2 })]; } catch ($6) { log($6); }\n}\nlog($1.length); log($1.slice(0, 9).map(String));"},
	{1, "proxy", 0, "const $1 = Object.create(new Proxy($o, { get(t, k, r) { $<d$u return k === \"x\" ? $e : Reflect.get(t, k); $>}, set(t, k, v, r) { $<d$u gi++; return $[Reflect.set(t, k, v, r)¦true¦false]; $>}, has($<d$2, $3) { $u return $c; $>} }));$:1o\n" +
		"for (let $4 = 0; $4 < 12 && --fuel > 0; $4++) { $E = $1.$k; $1.$k = $4; log(\"$k\" in $1); }"},
	{1, "frozen", 0, "const $1 = $[Object.freeze([1, 2, 3])¦Object.seal([1, 2])¦Object.preventExtensions([1, , 3])¦Object.freeze({ x: 1, 0: 2 })];\nfor (let $2 = 0; $2 < 12; $2++) {\ntry { $[$1[$2] = 1¦$1[0] += 1¦$1.push(1)¦$1.length = 1¦delete $1[0]¦$1.x = $2¦$1.sort()¦$1.pop()]; } catch ($3) { gs = $3.name; }\n}\nlog($1);"},
	{1, "property attributes", 0, "const $1 = {};$:1o\nObject.defineProperty($1, \"x\", { value: 1, $?[writable: true, ]$?[enumerable: true, ]configurable: true });\nfor (let $2 = 0; $2 < 10; $2++) { try { $1.x = $2; $?[\"use strict\"; ]delete $1.y; } catch ($3) { log($3); } }\nlog(Object.getOwnPropertyDescriptor($1, \"x\").writable); log(JSON.stringify($1));"},
	{1, "global property", 0, "globalThis.$[gz¦gi¦shared] = $e;\nfor (let $1 = 0; $1 < 10; $1++) { $E = typeof gz === \"undefined\" ? 0 : gz; $?[if ($1 === 6) delete globalThis.gz;] }"},
	{1, "for-in", 0, "const $1 = Object.create({ p: 1, x: 2, $k: 3 }, { x: { value: 1, enumerable: $[true¦false] }, w: { value: 2, enumerable: true, configurable: true } });\nfor (let $2 = 0; $2 < 5; $2++) {\nlet $3 = \"\";\nfor (const $4 in $1) { $3 += $4; $?[if ($4 === \"w\") $[delete $1.w¦$1.added = 1¦$1.__proto__.q = 1];] }\nlog($3);\n}"},
	{2, "symbol", 0, "const $1 = { [y0]: $e, [Symbol.toStringTag]: $q, x: 1 };$:1o\nfor (let $2 = 0; $2 < 9; $2++) { $E = $1[y0]; $1[y0] = $2; $?[log(Object.prototype.toString.call($1));] }"},
	{1, "well-known symbol", 0, "const $1 = { [Symbol.toPrimitive]($<d$2) { $:2s$u gi++; return $[$2 === \"number\" ? $n : $s¦$e]; $>} };\nfor (let $3 = 0; $3 < 10; $3++) { try { log($[+$1¦$1 + 1¦$'$${$1}$'¦$1 < 3¦$1 * 2¦$1 == 1¦[1, 2][$1]]); } catch ($4) { log($4); } }"},
	{1, "well-known symbol", 0, "const $1 = { [Symbol.hasInstance]($<d$2) { $:2e$u return $[$c¦$2 > 3¦$e]; $>} };\nfor (let $3 = 0; $3 < 12; $3++) { $E = $[$3¦$o] instanceof $1; }"},
	{1, "well-known symbol", 0, "class $1 extends Array { static get [Symbol.species]() { gi++; return $[Array¦$1¦undefined¦null]; } }\nconst $2 = $1.of(1, 2, 3);\nfor (let $3 = 0; $3 < 6; $3++) { log($2.$[map($9 => $9 + 1)¦slice(1)¦filter($9 => $9 > 1)¦concat([4])¦splice(0, 1)] instanceof $1); }"},
	{1, "well-known symbol", 0, "const $1 = { length: 2, 0: \"p\", 1: $e, [Symbol.isConcatSpreadable]: $c };\nlog([1].concat($1, [2]));"},
	{1, "tagged template", 0, "const $1 = ($2, ...$3) => $2;\nlet $4; for (let $5 = 0; $5 < 8; $5++) { const $6 = $1$'a${$5}b\\n$'; if ($5 > 0) log($4 === $6); $4 = $6; }\nlog($4.raw); log(Object.isFrozen($4));"},
	{1, "tagged template", 0, "function $1($<f$2, $3) { $:3e$u gs = $2.raw[0]; return $?[this === undefined || ]$3; $>}\nfor (let $4 = 0; $4 < 9; $4++) { $E = small($[$1¦({ $1 }).$1]$'x\\u{41}${$e}y${$4}$'); }"},
	{1, "optional chain", 0, "for (let $1 = 0; $1 < 14; $1++) {\nconst $2 = $[$1 & 1 ? null : { x: { m(q) { return q; } } }¦$1 > 9 ? undefined : $o];\n$E = $2?.x?.$[m?.($1++)¦[$K]¦y.z¦m]; $?[log(delete $2?.x);]\n}"},
	{1, "boxed primitive", 0, "const $1 = Object($[$n¦$q¦$c]);$:1o\nfor (let $2 = 0; $2 < 9; $2++) { $1.$k = $2; $E = $1 + $1.$k; $E = $1[0]; }"},
	{1, "regular expression", 0, "const $1 = /$[a(b)?¦(\\d+)-(?<n>\\w)¦[^a]+$$¦.]/$[g¦y¦gu¦d¦];\nfor (let $2 = 0; $2 < 9; $2++) { const $3 = $1.exec($[\"abab-12-x\"¦$s¦gs]); log($3 && $3[1]); $E = $1.lastIndex; $?[if ($2 === 5) $1.lastIndex = $i;] }"},
}
