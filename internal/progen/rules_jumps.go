package progen

// jumps are statements about loops, labels, switch and finally.
var jumps = []rule{
	{2, "label", roomy, "$1: for (let $2 = 0; $2 < 8 && --fuel > 0; $2++) {$<l$#1$:2i\nfor (let $3 = 0; $3 < 6 && --fuel > 0; $3++) {$<l$:3i\n$b if ($c) $[continue $1¦break $1¦break¦continue];\n$?[$b]$>}\n$B;$>\n}"},
	{1, "label", 0, "$1: { $<.if ($c) break $1; $b $?[if ($c) break $1; $B;] $>}"},
	{1, "label", inLabel, "if ($c) $[break¦continue] $l;"},
	{2, "switch", 0, "switch ($[$i & 3¦$e¦$s¦typeof $e¦$n]) {\ncase $[0¦\"a\"¦\"number\"¦$e]: $<.$b$>$?[break;]\ncase $[1¦\"\"¦\"string\"¦(gi++, $i)]: $<.$b$>break;\n$?[default: $<.$b$>$?[break;]]\n$?[case $[2¦$x¦undefined¦NaN]: $<.$b$>]\n}"},
	{1, "switch", roomy, "for (let $1 = 0; $1 < 20 && --fuel > 0; $1++) {$<l$:1i\nswitch ($1 % $[3¦5¦9]) { case 0: $B; $[break¦continue]; case 1: case 2: $B; $?[break;] case 3: { let $2 = $1; $E = () => $2; } default: $B; case 7: $B; }\n$>}"},
	{1, "switch", 0, "switch ($s) { case \"a\": $B; break; case \"abc\": case \"x\": $B; case \"length\": $B; break; default: gi++; }"},
	{3, "finally jump", roomy, "for (let $1 = 0; $1 < 12 && --fuel > 0; $1++) {$<l$:1i\ntry { $b $?[if ($c) $[continue¦break]; ]$?[if ($1 > 8) throw $e;] } $?[catch ($2) { $:2elog($2); $?[continue;] }] finally { $<.$B; $?[if ($1 & 1) $[continue¦break];] $>}\n$B;\n$>}"},
	{2, "finally jump", 0, "function $1($<f$2) { $=2i$u try { if ($2 & 1) return $[$e¦$2++]; $?[throw $e; ]$b } finally { $<.$2++; $B; $?[if ($2 > 3) return $[\"f\"¦$e];] $>} return $2; $>}\nfor (let $3 = 0; $3 < 10; $3++) { try { $E = small($1($3)); } catch ($4) { log($4); } }"},
	{1, "finally jump", roomy, "$1: for (const $2 of $a) {$<l$#1$:2e\nif (--fuel < 0) break;\ntry { try { $b throw $e; } finally { if ($c) $[continue $1¦break $1]; } } catch { $B; } finally { gi++; }\n$>}"},
	{1, "finally jump", returns, "try { if ($c) return $e; $b } finally { $B; }"},
	{2, "exception through loops", roomy, "for (let $1 = 0; $1 < 14 && --fuel > 0; $1++) {$<l$:1i\ntry { $b null.x; } catch ($2) { gi++; $?[$b] }\n$>}"},
	{1, "exception through loops", 0, "try {\nfor (let $1 = 0; $1 < 30 && --fuel > 0; $1++) {$<l$:1i\n$b if ($1 === $[11¦19]) $[undefined.x¦$v.$k.$k.z¦(0, $v)()¦throw $e]; $B;\n$>}\n} catch ($2) { $:2elog($2); $B; }"},
	{3, "long loop", 0, "{\nlet $1 = $i, $2 = $n, $3 = $s, $4 = $e, $5 = $a, $6 = $o;$<.$=1i$=2n$=3s$=4e$=5a$=6o\nfor (let $7 = 0; $7 < $[60¦120¦250] && --fuel > -300; $7++) {$<l$:7i\n$B; $?[$1 = ($1 + $7) | 0; ]$?[$2 += $1; ]$b\nif ($7 === $[40¦55]) { $4 = $e; $?[$2 = \"str\"; ]$?[$1 = $[1.5¦2147483648¦undefined];] }\n$>}\nlog($1); log($2); log($4);\n$>}"},
	{2, "long loop", 0, "{\nlet $1 = 0, $2 = $n;$<.$=1e$=2n\n$8: for (let $3 = 0; $3 < 12; $3++) {$<l$#8$:3i\nfor (let $4 = 0; $4 < $[12¦20] && --fuel > -400; $4++) {$<l$:4i $1 += $[$4¦$3 * $4¦$2]; $?[if ($c) continue $8; ]$?[$2 = -$2; ]$B; checkpoint(); $>}\n$?[$b]$>}\nlog($1); log($2);\n$>}"},
	{1, "long loop", 0, "{\nconst $1 = [];\nfor (let $2 = 0; $2 < 40 && --fuel > -300; $2++) { const $3 = $2 * 2; let $4 = $e; $<l$:2i$:3i$=4e$1.push(() => [$2, $3, $4 = $2]); $?[if ($2 & 1) continue;] $B; $>}\nlog($1[30]?.()); log($1[9]?.());\n}"},
	{1, "comma", 0, "for (let $1 = 0, $2 = $i; $B, $1 < 9 && --fuel > 0; $1++, $2 -= $1) {$<l$:1i$=2i$B;$>}"},
}

// dynamics are statements about scopes that are known only at run time.
var dynamics = []rule{
	{3, "direct eval", 0, "$E = small(eval($($<q$e$>$)));"},
	{2, "direct eval", 0, "for (let $1 = 0; $1 < 10 && --fuel > 0; $1++) {$<l$:1i eval($($<q$b$>$)); $>}"},
	{1, "direct eval", sloppy, "eval($(var e$k = $i$)); $E = typeof ex === \"number\" ? ex : 0;"},
	{1, "direct eval", 0, "const $1 = eval($(($<k$p) => $e$>$));\nfor (let $2 = 0; $2 < 12; $2++) $E = small($1($2, $e));"},
	{1, "direct eval", sloppy, "function $1($<f$2) { $=2e$u eval($[\"var loc = $2\"¦\"$2 = 5\"¦\"function loc() { return 1; }\"]); const $3 = () => typeof loc === \"undefined\" ? $2 : loc; return $[$3()¦$2¦typeof loc¦typeof loc === \"function\" ? loc() : $e]; $>}\nfor (let $4 = 0; $4 < 12; $4++) { $E = small($1($4)); }"},
	{2, "indirect eval", 0, "$E = small((0, eval)($[\"gi + 1\"¦\"shared\"¦\"typeof gz\"¦\"gi++\"¦\"this.gx = gi\"¦\"var gv = 1; gv\"]));"},
	{1, "function constructor", 0, "const $1 = new Function(\"a\", \"b\", $[\"return a + b\"¦\"return gi++\"¦\"for (let i = 0; i < 9; i++) a += b; return a\"]);\nfor (let $2 = 0; $2 < 10; $2++) $E = small($1($2, $n));"},
	{3, "with", sloppy, "with ($[$o¦{ gi: 1, x: $e }¦$a¦0¦$s]) {$<w $b $B; $?[$E = x;] $>}"},
	{2, "with", sloppy, "function $1($<f$2 = 0, $3 = $e) { $=2e$=3e let $4 = $e;$=4e with ($[0¦$o¦{ $2: 3 }¦{ $4: $e }]) {$<w $b $?[($4.z); ]$?[$4 = $i; ]$?[const $5 = () => $4; $E = $5();] $>} pay(); return $[$4¦$2]; $>}\nfor (let $6 = 0; $6 < 14; $6++) { try { log($1($?[$6])); } catch ($7) { log($7); } }"},
	{2, "with", sloppy, "const $1 = { $k: $e, gi: $i, get gn() { $<dgs = \"got\"; return $n; $>}, set gn(v) { shared = small(v); }, [Symbol.unscopables]: { $k: $[true¦false] } };\nfor (let $2 = 0; $2 < 14 && --fuel > 0; $2++) {$<l$:2i with ($1) { $<w gi$[++¦ += $2¦ = $i]; $E = gn; $?[gn = $2; ]$B; $?[if ($2 === 8) delete $1.gi;] $>} $>}\nlog($1);"},
	{1, "with", sloppy, "with (new Proxy({}, { has(t, k) { return k === \"gi\" && gs.length % 2 === 1; }, get(t, k) { $<dreturn k === Symbol.unscopables ? undefined : $i; $>}, set(t, k, v) { gn = +typeof v.length; return true; } })) {$<w for (let $1 = 0; $1 < 9; $1++) { gi = gi + 1; gs += \"p\"; } $>}\ngs = small(gs);"},
}
