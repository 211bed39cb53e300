// |jit-test| error:too much recursion; skip-if: false
(function f() { f(); })();
