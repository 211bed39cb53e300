// instanceof asks what is bound, through any number of bound functions, without recursion.
// stress: skip, makes 50,000 functions
class Seven { static [Symbol.hasInstance](x) { return x === 7 } }
const B = Seven.bind(), C = B.bind()
console.log(7 instanceof C, 8 instanceof C) // expect: true false
function F() {}
let G = F
for (let i = 0; i < 50000; i++) G = G.bind()
console.log(new F() instanceof G, {} instanceof G, 1 instanceof G) // expect: true false false
