// Nested arrays that share their elements: the text doubles at each level.
let a = ['abc', 'abc']
for (;;) { a = [a, a]; String(a).length }
