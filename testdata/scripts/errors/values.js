// Messages of conversions, numbers, strings, patterns, dates and JSON.
const said = (f) => {
  try { return "no error: " + String(f()); } catch (e) { return e.name + ": " + e.message.replaceAll("\n", "|"); }
};
const t = (f) => {
  const first = said(f);
  for (let i = 0; i < 8; i++) if (said(f) !== first) print("changed to " + said(f));
  print(first);
};
t(() => 1n+1); // expect: TypeError: Cannot mix BigInt and other types, use explicit conversions
t(() => 1n<<1); // expect: TypeError: Cannot mix BigInt and other types, use explicit conversions
t(() => 1n>>>1n); // expect: TypeError: BigInts have no unsigned right shift, use >> instead
t(() => 1n%0n); // expect: RangeError: Division by zero
t(() => 1n**-1n); // expect: RangeError: Exponent must be non-negative
t(() => +1n); // expect: TypeError: Cannot convert a BigInt value to a number
t(() => Number(Symbol())); // expect: TypeError: Cannot convert a Symbol value to a number
t(() => Math.abs(1n)); // expect: TypeError: Cannot convert a BigInt value to a number
t(() => BigInt(undefined)); // expect: TypeError: Cannot convert undefined to a BigInt
t(() => BigInt(null)); // expect: TypeError: Cannot convert null to a BigInt
t(() => BigInt({})); // expect: SyntaxError: Cannot convert [object Object] to a BigInt
t(() => BigInt(Symbol())); // expect: TypeError: Cannot convert Symbol() to a BigInt
t(() => BigInt("1.5")); // expect: SyntaxError: Cannot convert 1.5 to a BigInt
t(() => BigInt(NaN)); // expect: RangeError: The number NaN cannot be converted to a BigInt because it is not an integer
t(() => BigInt.asIntN(-1,1n)); // expect: RangeError: Invalid number of bits: -1
t(() => BigInt.asIntN(1,1)); // expect: TypeError: Cannot convert 1 to a BigInt
t(() => BigInt.prototype.toString.call(1)); // expect: TypeError: Method BigInt.prototype.toString called on incompatible receiver 1
t(() => (1n).toString(1)); // expect: RangeError: toString() radix argument must be between 2 and 36
t(() => 1n/0n); // expect: RangeError: Division by zero
t(() => Symbol()+1); // expect: TypeError: Cannot convert a Symbol value to a number
t(() => Symbol()+""); // expect: TypeError: Cannot convert a Symbol value to a string
t(() => "" + Symbol("a")); // expect: TypeError: Cannot convert a Symbol value to a string
t(() => Symbol("a") < 1); // expect: TypeError: Cannot convert a Symbol value to a number
t(() => -Symbol("a")); // expect: TypeError: Cannot convert a Symbol value to a number
t(() => new Symbol); // expect: TypeError: Symbol is not a constructor
t(() => Symbol.keyFor(1)); // expect: TypeError: 1 is not a symbol
t(() => Symbol.prototype.toString.call(1)); // expect: TypeError: Method Symbol.prototype.toString called on incompatible receiver 1
t(() => Symbol.prototype.description); // expect: TypeError: Method get Symbol.prototype.description called on incompatible receiver #<Symbol>
t(() => Symbol.for(Symbol())); // expect: TypeError: Cannot convert a Symbol value to a string
t(() => [Symbol()].join()); // expect: TypeError: Cannot convert a Symbol value to a string
t(() => String(Object.create(null))); // expect: TypeError: Cannot convert object to primitive value
t(() => Number(Object.create(null))); // expect: TypeError: Cannot convert object to primitive value
t(() => ({toString:1,valueOf:2})+""); // expect: TypeError: Cannot convert object to primitive value
t(() => ({[Symbol.toPrimitive]:5})+""); // expect: TypeError: '5' returned for property 'Symbol(Symbol.toPrimitive)' of object '#<Object>' is not a function
t(() => ({[Symbol.toPrimitive](){return {}}})+""); // expect: TypeError: Cannot convert object to primitive value
t(() => Symbol.prototype[Symbol.toPrimitive].call(5)); // expect: TypeError: Method Symbol.prototype [ @@toPrimitive ] called on incompatible receiver 5
t(() => Date.prototype[Symbol.toPrimitive].call(5)); // expect: TypeError: Method Date.prototype[Symbol.toPrimitive] called on incompatible receiver 5
t(() => Date.prototype[Symbol.toPrimitive].call({},5)); // expect: TypeError: Invalid hint: 5
t(() => new Date(NaN).toISOString()); // expect: RangeError: Invalid time value
t(() => Date.prototype.getTime.call({})); // expect: TypeError: this is not a Date object.
t(() => new Date(Symbol())); // expect: TypeError: Cannot convert a Symbol value to a number
t(() => new Date(1n)); // expect: TypeError: Cannot convert a BigInt value to a number
t(() => (1).toFixed(101)); // expect: RangeError: toFixed() digits argument must be between 0 and 100
t(() => (1).toFixed(-1)); // expect: RangeError: toFixed() digits argument must be between 0 and 100
t(() => (1).toPrecision(0)); // expect: RangeError: toPrecision() argument must be between 1 and 100
t(() => (1).toPrecision(101)); // expect: RangeError: toPrecision() argument must be between 1 and 100
t(() => (1).toExponential(-1)); // expect: RangeError: toExponential() argument must be between 0 and 100
t(() => (1).toString(1)); // expect: RangeError: toString() radix argument must be between 2 and 36
t(() => (1).toString(37)); // expect: RangeError: toString() radix argument must be between 2 and 36
t(() => Number.prototype.toString.call("a")); // expect: TypeError: Method Number.prototype.toString called on incompatible receiver "a"
t(() => Number.prototype.toFixed.call("a")); // expect: TypeError: Method Number.prototype.toFixed called on incompatible receiver "a"
t(() => Number.prototype.valueOf.call("a")); // expect: TypeError: Method Number.prototype.valueOf called on incompatible receiver "a"
t(() => Boolean.prototype.valueOf.call("a")); // expect: TypeError: Method Boolean.prototype.valueOf called on incompatible receiver "a"
t(() => String.prototype.valueOf.call(1)); // expect: TypeError: Method String.prototype.valueOf called on incompatible receiver 1
t(() => String.prototype.trim.call(null)); // expect: TypeError: String.prototype.trim called on null or undefined
t(() => String.prototype.at.call(undefined)); // expect: TypeError: String.prototype.at called on null or undefined
t(() => "a".normalize("x")); // expect: RangeError: The normalization form should be one of NFC, NFD, NFKC, NFKD.
t(() => "a".repeat(-1)); // expect: RangeError: Invalid count value: -1
t(() => "a".repeat(Infinity)); // expect: RangeError: Invalid count value: Infinity
t(() => "a".startsWith(/a/)); // expect: TypeError: First argument to String.prototype.startsWith must not be a regular expression
t(() => "a".includes(/a/)); // expect: TypeError: First argument to String.prototype.includes must not be a regular expression
t(() => "a".endsWith(/a/)); // expect: TypeError: First argument to String.prototype.endsWith must not be a regular expression
t(() => "a".matchAll(/a/)); // expect: TypeError: String.prototype.matchAll called with a non-global RegExp argument
t(() => "a".replaceAll(/a/,"")); // expect: TypeError: String.prototype.replaceAll called with a non-global RegExp argument
t(() => "a".localeCompare(Symbol())); // expect: TypeError: Cannot convert a Symbol value to a string
t(() => String.fromCodePoint(-1)); // expect: RangeError: Invalid code point -1
t(() => String.fromCodePoint(1.5)); // expect: RangeError: Invalid code point 1.5
t(() => String.fromCodePoint("x")); // expect: RangeError: Invalid code point "x"
t(() => String.raw()); // expect: TypeError: Cannot convert undefined or null to object
t(() => String.raw({})); // expect: TypeError: Cannot convert undefined or null to object
t(() => "a".match({[Symbol.match]:5})); // expect: TypeError: '5' returned for property 'Symbol(Symbol.match)' of object '#<Object>' is not a function
t(() => "a".replace({[Symbol.replace]:5})); // expect: TypeError: '5' returned for property 'Symbol(Symbol.replace)' of object '#<Object>' is not a function
t(() => "a".split({[Symbol.split]:5})); // expect: TypeError: '5' returned for property 'Symbol(Symbol.split)' of object '#<Object>' is not a function
t(() => new RegExp("(")); // expect: SyntaxError: Invalid regular expression: /(/: Unterminated group
t(() => new RegExp("[")); // expect: SyntaxError: Invalid regular expression: /[/: Unterminated character class
t(() => new RegExp("a**")); // expect: SyntaxError: Invalid regular expression: /a**/: Nothing to repeat
t(() => new RegExp("*")); // expect: SyntaxError: Invalid regular expression: /*/: Nothing to repeat
t(() => new RegExp("\\")); // expect: SyntaxError: Invalid regular expression: /\/: \ at end of pattern
t(() => new RegExp("a{2,1}")); // expect: SyntaxError: Invalid regular expression: /a{2,1}/: numbers out of order in {} quantifier
t(() => new RegExp("[b-a]")); // expect: SyntaxError: Invalid regular expression: /[b-a]/: Range out of order in character class
t(() => new RegExp("(?<a>x)(?<a>y)")); // expect: SyntaxError: Invalid regular expression: /(?<a>x)(?<a>y)/: Duplicate capture group name
t(() => new RegExp("\\k<b>(?<a>x)")); // expect: SyntaxError: Invalid regular expression: /\k<b>(?<a>x)/: Invalid named capture referenced
t(() => new RegExp("(?<a")); // expect: SyntaxError: Invalid regular expression: /(?<a/: Invalid capture group name
t(() => new RegExp("\\u{110000}","u")); // expect: SyntaxError: Invalid regular expression: /\u{110000}/u: Invalid Unicode escape
t(() => new RegExp("\\p{Foo}","u")); // expect: SyntaxError: Invalid regular expression: /\p{Foo}/u: Invalid property name
t(() => new RegExp("{1}","u")); // expect: SyntaxError: Invalid regular expression: /{1}/u: Nothing to repeat
t(() => new RegExp("]","u")); // expect: SyntaxError: Invalid regular expression: /]/u: Lone quantifier brackets
t(() => new RegExp("\\-","u")); // expect: SyntaxError: Invalid regular expression: /\-/u: Invalid escape
t(() => new RegExp("(?:a","")); // expect: SyntaxError: Invalid regular expression: /(?:a/: Unterminated group
t(() => new RegExp(")","")); // expect: SyntaxError: Invalid regular expression: /)/: Unmatched ')'
t(() => new RegExp("(?a)","")); // expect: SyntaxError: Invalid regular expression: /(?a)/: Invalid group
t(() => new RegExp("a","gg")); // expect: SyntaxError: Invalid flags supplied to RegExp constructor 'gg'
t(() => new RegExp("a","uv")); // expect: SyntaxError: Invalid flags supplied to RegExp constructor 'uv'
t(() => new RegExp("a","q")); // expect: SyntaxError: Invalid flags supplied to RegExp constructor 'q'
t(() => new RegExp("\\2(a)","u")); // expect: SyntaxError: Invalid regular expression: /\2(a)/u: Invalid escape
t(() => new RegExp("[\\d-z]","u")); // expect: SyntaxError: Invalid regular expression: /[\d-z]/u: Invalid character class
t(() => RegExp.prototype.exec.call({})); // expect: TypeError: Method RegExp.prototype.exec called on incompatible receiver #<Object>
t(() => RegExp.prototype.test.call(5)); // expect: TypeError: Method RegExp.prototype.test called on incompatible receiver 5
t(() => RegExp.prototype.toString.call(5)); // expect: TypeError: Method RegExp.prototype.toString called on incompatible receiver 5
t(() => RegExp.prototype.flags.length+Object.getOwnPropertyDescriptor(RegExp.prototype,"flags").get.call(5)); // expect: TypeError: Method RegExp.prototype.flags called on incompatible receiver 5
t(() => Object.getOwnPropertyDescriptor(RegExp.prototype,"global").get.call({})); // expect: TypeError: Method RegExp.prototype.global called on incompatible receiver #<Object>
t(() => { const r=/a/; r.exec=() => 5; r.test("") }); // expect: TypeError: 5 is not an object or null
t(() => RegExp.prototype.compile.call({})); // expect: TypeError: Method RegExp.prototype.compile called on incompatible receiver #<Object>
t(() => JSON.parse("")); // expect: SyntaxError: Unexpected end of JSON input
t(() => JSON.parse("{")); // expect: SyntaxError: Expected property name or '}' in JSON at position 1
t(() => JSON.parse("{a}")); // expect: SyntaxError: Expected property name or '}' in JSON at position 1
t(() => JSON.parse('{"a":1,}')); // expect: SyntaxError: Expected double-quoted property name in JSON at position 7
t(() => JSON.parse('[1,]')); // expect: SyntaxError: Unexpected token ']', "[1,]" is not valid JSON
t(() => JSON.parse('[1 2]')); // expect: SyntaxError: Expected ',' or ']' after array element in JSON at position 3
t(() => JSON.parse('nul')); // expect: SyntaxError: Unexpected end of JSON input
t(() => JSON.parse('undefined')); // expect: SyntaxError: Unexpected token 'u', "undefined" is not valid JSON
t(() => JSON.parse(undefined)); // expect: SyntaxError: Unexpected token 'u', "undefined" is not valid JSON
t(() => JSON.parse({})); // expect: SyntaxError: Unexpected token 'o', "[object Obj"... is not valid JSON
t(() => JSON.parse('"abc')); // expect: SyntaxError: Unterminated string in JSON at position 4
t(() => JSON.parse('"a\nc"')); // expect: SyntaxError: Bad control character in string literal in JSON at position 2
t(() => JSON.parse('"\\x"')); // expect: SyntaxError: Bad escaped character in JSON at position 2
t(() => JSON.parse('"\\u12"')); // expect: SyntaxError: Bad Unicode escape in JSON at position 5
t(() => JSON.parse('01')); // expect: SyntaxError: Unexpected number in JSON at position 1
t(() => JSON.parse('1.')); // expect: SyntaxError: Unterminated fractional number in JSON at position 2
t(() => JSON.parse('1e')); // expect: SyntaxError: Exponent part is missing a number in JSON at position 2
t(() => JSON.parse('-')); // expect: SyntaxError: No number after minus sign in JSON at position 1
t(() => JSON.parse('{"a" 1}')); // expect: SyntaxError: Expected ':' after property name in JSON at position 5
t(() => JSON.parse('{"a":}')); // expect: SyntaxError: Unexpected token '}', "{"a":}" is not valid JSON
t(() => JSON.parse('{"a":1 "b":2}')); // expect: SyntaxError: Expected ',' or '}' after property value in JSON at position 7
t(() => JSON.parse('1 2')); // expect: SyntaxError: Unexpected non-whitespace character after JSON at position 2
t(() => JSON.parse("'a'")); // expect: SyntaxError: Unexpected token ''', "'a'" is not valid JSON
t(() => JSON.parse(Symbol())); // expect: TypeError: Cannot convert a Symbol value to a string
t(() => JSON.parse('{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa": xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}')); // expect: SyntaxError: Unexpected token 'x', ..."aaaaaaa": xaaaaaaaaa"... is not valid JSON
t(() => JSON.stringify(1n)); // expect: TypeError: Do not know how to serialize a BigInt
t(() => JSON.stringify({a:1n})); // expect: TypeError: Do not know how to serialize a BigInt
t(() => { const a={}; a.a=a; JSON.stringify(a) }); // expect: TypeError: Converting circular structure to JSON|    --> starting at object with constructor 'Object'|    --- property 'a' closes the circle
t(() => { const a={b:{}}; a.b.c=a; JSON.stringify(a) }); // expect: TypeError: Converting circular structure to JSON|    --> starting at object with constructor 'Object'|    |     property 'b' -> object with constructor 'Object'|    --- property 'c' closes the circle
t(() => { const a=[]; a[0]=a; JSON.stringify(a) }); // expect: TypeError: Converting circular structure to JSON|    --> starting at object with constructor 'Array'|    --- index 0 closes the circle
t(() => { const a={b:[{}]}; a.b[0].c=a; JSON.stringify(a) }); // expect: TypeError: Converting circular structure to JSON|    --> starting at object with constructor 'Object'|    |     property 'b' -> object with constructor 'Array'|    |     index 0 -> object with constructor 'Object'|    --- property 'c' closes the circle
t(() => { class Foo {} const a=new Foo; a.x={y:{z:a}}; JSON.stringify(a) }); // expect: TypeError: Converting circular structure to JSON|    --> starting at object with constructor 'Foo'|    |     property 'x' -> object with constructor 'Object'|    |     property 'y' -> object with constructor 'Object'|    --- property 'z' closes the circle
t(() => JSON.rawJSON("{}")); // expect: SyntaxError: Invalid value for JSON.rawJSON
