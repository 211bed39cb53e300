test(() => assert_equals(1, 1), "one");
test(() => assert_equals(1, 2), "two");
