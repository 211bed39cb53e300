// META: global=serviceworker
test(() => assert_equals(1, 2), "not here");
