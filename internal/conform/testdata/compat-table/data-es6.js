var common = require('./data-common');
var results = require('./build-utils/nothing');

exports.name = 'ES6';
exports.tests = [
{
  name: 'arrow <code>functions</code>',
  subtests: [
    { name: '0 / 1 parameters', exec: function () {/*
      return (() => 5)() === 5 && (x => x + 1)(1) === 2;
    */}, res: { babel6: common.babel.fallthrough } },
    { name: 'wrong', exec: function () {/*
      return (() => 5)() === 6;
    */} },
  ],
},
{
  name: 'has a body',
  exec: function () { return typeof Symbol.iterator === 'symbol'; },
},
{
  name: 'of two',
  exec: [{ script: function () {/* return true; */} }, { script: function () {/* return __createIterableObject([1, 2]) [Symbol.iterator]().next().value === 1; */} }],
},
{
  name: 'later',
  exec: function () {/*
    Promise.resolve().then(function () { asyncTestPassed(); });
  */},
},
{
  name: 'never',
  exec: function () {/*
    if (false) asyncTestPassed();
  */},
},
{
  name: 'early error',
  exec: function () {/* return }; */},
},
];
