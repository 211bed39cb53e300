// META: title=all is well
// META: global=window,worker,shadowrealm
// META: script=/common/twice.js
// META: variant=?one
// META: variant=?two

test(() => assert_equals(twice(2), 4), "scripts");
test(() => assert_equals(GLOBAL.isWindow(), false), "GLOBAL");
test(() => assert_equals(["?one", "?two"].includes(location.search), true), "variant");
promise_test(async () => assert_equals((await (await fetch("data.json")).json())[1], 2), "fetch");
