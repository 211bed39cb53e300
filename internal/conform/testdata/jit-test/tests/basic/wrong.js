assertEq("a", 'b"c');
