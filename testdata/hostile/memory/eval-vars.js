// Every eval adds a variable to the scope of the function.
function f() { for (let i = 0; ; i++) eval('var v' + i + ' = [' + i + ']') }
f()
