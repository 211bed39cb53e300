// var is hoisted and undefined, functions are hoisted with their value.
print(typeof a + " " + typeof f + " " + typeof g); // expect: undefined function undefined
var a = 1;
function f() { return "first"; }
function f() { return "second"; }
var g = function () {};
print(f()); // expect: second
{
  function inner() { return "block"; }
}
print(inner()); // expect: block
(function () {
  print(typeof late); // expect: undefined
  if (false) {
    function late() {}
  }
  print(typeof late); // expect: undefined
})();
var f;
print(typeof f); // expect: function
for (var i = 0; i < 3; i++) {}
print(i); // expect: 3
(function (p) {
  var p;
  print(p); // expect: kept
  var arguments;
  print(arguments.length); // expect: 1
})("kept");
