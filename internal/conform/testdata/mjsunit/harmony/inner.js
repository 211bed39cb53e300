var inner = 3;
