package progen

var arrays = []rule{
	{4, "", 0, "[$e, $e, $e]"},
	{2, "", 0, "[$i, $i$?[, $i]]"},
	{2, "", 0, "[$n, $n, $n]"},
	{2, "hole", 0, "[$e, , $e$?[, , $x]]"},
	{1, "spread", 0, "[...$a, $e]"},
	{1, "spread", 0, "[...$s$?[, ...$a]].slice(0, 20)"},
	{1, "spread", 0, "[...new Set($a)]"},
	{2, "", 0, "$a.$[slice($[1¦-2¦$i])¦concat($a).slice(0, 12)¦map($1 => $<k$:1e$e$>)¦filter($1 => $<k$:1e$c$>)¦flat()¦toReversed()¦toSorted()¦with(0, $e)¦slice().reverse()]"},
	{1, "", 0, "$[Array($i & 7)¦new Array($i & 15)¦Array.of($e, $e)¦Array.from($a, $1 => $<k$:1e$e$>)¦Array.from({ length: $i & 7 }, (_, $1) => $<k$:1i$e$>)]"},
	{1, "", 0, "Object.$[keys¦values¦entries]($o).slice(0, 9)"},
	{1, "", 0, "$s.split($[\"\"¦$q]).slice(0, 12)"},
	{1, "collection", 0, "[...new Map([[$e, $e], [$e, $e]])]"},
	{1, "generator", 0, "[...(function* () { $<gyield $e; $?[if ($c) return 1; ]yield $e; $>})()]"},
}

// arrayUses are statements about arrays, typed arrays and strings.
var arrayUses = []rule{
	{2, "hole", 0, "const $1 = [1, 2, , 4, , ];$=1a\nfor (let $2 = 0; $2 < 14 && --fuel > 0; $2++) { $E = $1[$2 % 7]; $?[$1[$2 & 7] = $e; ]$?[delete $1[$2 & 3]; ]$?[log($1.$[indexOf(undefined)¦includes(undefined)¦join()¦lastIndexOf(4)]);] }\nlog($1);"},
	{1, "hole", 0, "const $1 = Array($[6¦40]);$=1a\n$?[Array.prototype[2] = \"proto\";]\nfor (let $2 = 0; $2 < 12; $2++) { $1[$2 ^ $[0¦3]] = $2 & 1 ? $e : $2; $E = $1[$2 + 1]; }\n$1.forEach(($3, $4) => { gi += $4; });\nlog($1.reduce(($5, $6) => small($5 + $6), 0));\ndelete Array.prototype[2];"},
	{2, "element kind", 0, "const $1 = [];$:1a\nfor (let $2 = 0; $2 < 24 && --fuel > 0; $2++) {\n$1[$[$2¦$1.length¦$2 * 2 & 31]] = $[$2¦$2 + 0.5¦-0¦NaN¦$i];\nif ($2 === $[9¦15]) $1[$2 & 3] = $[$e¦\"s\"¦1.5¦undefined¦2147483648];\n$N = $1[$2 >> 1];\n}\nlog($1);"},
	{1, "sparse array", 0, "const $1 = [1, 2]; $1[$[2000¦70000¦4294967294]] = $e;\nfor (let $2 = 0; $2 < 10; $2++) { $1[$2 * $[1¦50]] = $2; $E = $1[$[$2¦2000¦4294967294¦-1]]; $?[$1.length = $[3¦4294967295¦90000];] }\nlog($1.length); log(Object.keys($1).slice(0, 14).join());"},
	{1, "array length", 0, "const $1 = [1, 2, 3, 4, 5, 6];$=1a\nfor (let $2 = 0; $2 < $1.length && --fuel > 0; $2++) { $?[if ($2 === 3) $1.length = $[2¦4¦9]; ]$1[$2] = $1[$2 + 1]; $?[$1.$[pop()¦shift()¦push($2)].x; ]if ($1.length > 40) break; }\nlog($1);"},
	{1, "array length", 0, "const $1 = [1, 2, 3];\nObject.defineProperty($1, \"length\", { writable: false });\nfor (let $2 = 0; $2 < 8; $2++) { try { $[$1[$2] = 1¦$1.push($2)¦$1.pop()¦$1.length = 0¦$1.x = $2]; } catch ($3) { gs = $3.name; } }\nlog($1);"},
	{2, "arguments of array callbacks", 0, "$E = $a.$[map¦filter¦flatMap¦some¦every¦findLast¦forEach]($[($<k$1, $2) => { $:1e$:2i$u $b return $e; $>}¦function ($<f$1, $2, $3) { $:1e$:2i$u return $?[$3 !== $a && ]$e; $>}]);"},
	{2, "mutating callback", 0, "const $1 = [5, 3, 8, 1, 9];\ntry {\nlog($1.$[map¦filter¦forEach¦some¦reduce¦flatMap¦findLastIndex]((($2, $3) => {$<k$:2e$:3e if (--fuel < 0) return 0; if ($1.length < 30) $[$1.push($2)¦$1.pop()¦$1.length = 2¦$1[$3] = $e¦$1[$3 + 1] = \"m\"¦$1.unshift(0)¦delete $1[4]¦$1.reverse()]; return $[$e¦$2]; $>})));\n} catch ($4) { log($4); }\nlog($1);"},
	{1, "mutating callback", 0, "const $1 = [5, 3, 8, 1, 9, 2.5, \"7\"];\ntry { $1.sort(($2, $3) => {$<k$:2e$:3e if (--fuel < 0) return 0; $?[$1.length = $[3¦9]; ]$?[$1[0] = $e; ]$?[if ($c) throw $e; ]return $2 - $3; $>}); } catch ($4) { log($4); }\nlog($1);"},
	{1, "mutating callback", 0, "const $1 = new $[Map([[1, 2], [3, 4], [5, 6]])¦Set([1, 3, 5])];\nfor (const $2 of $1) { if (--fuel < 0) break; log($2); $?[$1.delete($[3¦1]); ]if ($1.size < 6) $1.$[add¦set]?.($1.size * 2, $e); $?[if ($1.size > 4) $1.clear();] }\n$1.forEach(($3, $4) => { $<k$:3e$:4e$1.delete($4); $E = $3; $>}); log($1.size);"},
	{1, "mutating callback", 0, "const $1 = [1, 2, 3];\nfor (const $2 of $1) { if (--fuel < 0 || $1.length > 20) break; $[$1.push($2)¦$1.shift()¦$1.length = 0¦$1[1] = $e]; $I = $1.length; }\nlog($1.length);"},
	{1, "mutating callback", 0, "log(\"a1b2\".replace(/\\d/g, $1 => { $<k$:1s$u gi++; $?[$B; ]return $e; $>}));\nlog(JSON.stringify({ x: 1, y: [2, 3] }, ($2, $3) => { $<k$:2s$:3e gi++; return $[$3¦typeof $3 === \"number\" ? $n : $3]; $>}));"},
	{1, "callback exception", 0, "for (let $1 = 0; $1 < 10; $1++) {\ntry { $E = [1, 2, 3].$[map¦filter¦some¦sort¦reduce¦flatMap](($2, $3) => { $<k$:2e if ($1 === $[7¦3] && $2 > 1) throw $[$e¦new RangeError(\"cb\")]; return $2; $>}); } catch ($4) { log($4); }\n}"},
	{1, "callback exception", 0, "const $1 = { $[valueOf¦toString¦get x]() { if (gi++ % 5 === 0) throw new TypeError(\"v\"); return 3; } };\nfor (let $2 = 0; $2 < 12; $2++) { try { $E = small($[$1 + $2¦$1 * 2¦$'$${$1}$'¦$1.x¦$1 < $2¦-$1]); } catch ($3) { log($3); } finally { $I++; } }"},
	{2, "typed array", 0, "const $1 = new $[Int8¦Uint8¦Uint8Clamped¦Int16¦Uint16¦Int32¦Uint32¦Float32¦Float64]Array($[8¦[1, 2.5, -3, 300, NaN]]);\nfor (let $2 = 0; $2 < 16 && --fuel > 0; $2++) {\n$<l$:2i$1[$2 & $[7¦15]] = $[$n¦$i¦$1[$2 >> 1] + 1¦$e]; $N = $1[$2]; $?[$1[$2 - 1] += $n; ]$?[$1[$K] = 1;]\n$>}\nlog($1);"},
	{1, "typed array", 0, "const $1 = new Big$[Int¦Uint]64Array(4);\nfor (let $2 = 0; $2 < 8; $2++) { $1[$2 & 3] $[= BigInt($2)¦+= 1n¦= $g]; $G = $1[0] ?? 0n; }\nlog($1);"},
	{1, "typed array", 0, "const $1 = new DataView(new ArrayBuffer(16$?[, { maxByteLength: 32 }]));\nfor (let $2 = 0; $2 < 12; $2++) { try { $1.set$[Int8¦Uint16¦Int32¦Float32¦Float64]($[$2¦$i & 7], $n$?[, true]); $N = $1.get$[Uint8¦Int16¦Uint32¦Float64]($2 & 7); } catch ($3) { gs = $3.name; } }"},
	{2, "detached buffer", 0, "const $1 = new ArrayBuffer(64), $2 = new $[Int32¦Float64¦Uint8]Array($1);$:2a\nfor (let $3 = 0; $3 < 16 && --fuel > 0; $3++) {\n$2[$3 & 7] = $[$3¦$n]; $N = +$2[$3 & 3]; $I = $2.length;\nif ($3 === $[8¦12]) $1.transfer($[¦16]);\n$?[try { $[$2.fill($e)¦$2.set([1])¦$2.map($4 => $4)¦$2.sort()¦$2.subarray(1)¦[...$2]]; } catch ($5) { gs = $5.name; }]\n}\nlog($2.length); log($2.byteOffset);"},
	{1, "detached buffer", 0, "const $1 = new Int32Array(8), $2 = { valueOf() { $1.buffer.transfer(); return 2; } };\ntry { $[$1[1] = $2¦$1.fill($2)¦$1.set([$2, 1])¦$1.copyWithin($2, 1)¦$1.at($2)¦$1.slice($2)¦$1.with(0, $2)¦$1.subarray($2)¦Atomics.add($1, 0, $2)]; } catch ($3) { log($3); }\nlog($1.length);"},
	{2, "resizable buffer", 0, "const $1 = new ArrayBuffer(32, { maxByteLength: 128 }), $2 = new $[Int32¦Float64¦Uint8]Array($1$?[, 8]);$:2a\nfor (let $3 = 0; $3 < 18 && --fuel > 0; $3++) {\nif ($3 % 5 === 4) $1.resize($[8¦16¦64¦128¦0¦40]);\n$2[$3 & 7] = $[$3¦$n]; $E = $2[$3 & 15]; $I = $2.length; $?[$E = $3 in $2; ]$?[for (const $4 of $2) gi++;]\n}\nlog($2.length); log($2.byteLength);"},
	{1, "resizable buffer", 0, "const $1 = new ArrayBuffer(16, { maxByteLength: 64 }), $2 = new Uint8Array($1);\nfor (let $3 = 0; $3 < 6; $3++) { try { $2.$[map¦forEach¦filter¦sort¦findLast¦reduce](($4, $5) => { $<k$:4i$1.resize($[8¦32¦0¦64]); return $i; $>}, 1); } catch ($6) { log($6); } $1.resize(16); }"},
	{3, "string read", 0, "let $1 = $[$s¦\"x\".repeat(40) + $s¦(gs + \"0123456789abcdef\").slice(3)¦\"\\u20ac\" + $s + \"end\"], $2 = 0;\nfor (let $3 = 0; $3 < $1.length && $3 < 40 && --fuel > 0; $3++) {\n" +
		"$[if ($1.charAt($3) === \"x\") $2++;¦$2 = ($2 * 31 + $1.charCodeAt($3)) | 0;¦if ($1[$3] > \"a\") $2 += $3;¦$2 += $1.codePointAt($3);¦if ($1.charAt($3) !== \"x\") break;]\n$?[if ($3 === 7) $1 $[+= $q¦= $1.slice(1)¦= $s];]\n}\nlog($2);"},
	{2, "rope", 0, "let $1 = \"\";\nfor (let $2 = 0; $2 < 30 && --fuel > 0; $2++) { $1 $[+= $[$2¦$q¦$s]¦= $q + $1]; $?[if ($2 % 7 === 3) $I = $1.charCodeAt($2); ]if ($1.length > 200) $1 = $1.slice($[100¦150]); }$=1s\nlog($1.length); log($1 === $1 + \"\"); log($1.indexOf($q));"},
	{1, "slice", 0, "const $1 = \"abc\\u0101\".repeat(12)$?[ + $s];\nfor (let $2 = 0; $2 < 16; $2++) { const $3 = $1.slice($2, $2 + $[3¦20¦30]); $E = $3 $[< $s¦=== $1.substr($2, 20)¦+ $3]; $I = $3.charCodeAt(2); $?[log(({ [$3]: 1 })[$1.slice($2, $2 + 20)]);] }"},
	{1, "two-byte string", 0, "const $1 = [\"a\", \"\\u00ff\", \"\\u0100\", \"\\ud83d\", \"\\ude00\", \"\\ud83d\\ude00\"];\nlet $2 = \"\";\nfor (let $3 = 0; $3 < 18; $3++) { $2 += $1[($3 * $[5¦7]) % 6]; $I = $2.length; $?[log([...$2].length); ]$?[log($2.isWellFormed());] }\nlog($2); log($2.split(\"\").reverse().join(\"\") < $2);"},
	{1, "collection", 0, "const $1 = new $[Map¦Map¦WeakMap];\nfor (let $2 = 0; $2 < 14 && --fuel > 0; $2++) { try { $1.set($[$2 & 3¦$e¦$o¦-0¦NaN¦$s], $2); $E = $1.get($[$2 & 3¦0¦NaN¦$o]); $?[$1.delete($2 & 1);] } catch ($3) { gs = $3.name; } }\nlog($1.size);"},
	{1, "primitive in array", 0, "for (const $1 of [1, \"s\", true, null, undefined, 1.5, 2n, y0, $e]) { try { log($[typeof $1¦$1.x¦$1?.length¦$1 + 1¦$1 == 1¦$1?.toString().length¦!$1]); } catch ($2) { log($2); } }"},
}
