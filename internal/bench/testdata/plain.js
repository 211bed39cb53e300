"use strict";
let sum = 0;
const add = (x) => { sum += x; };
for (let i = 0; i < 10; i++) add(i);
sum;
