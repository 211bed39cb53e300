var more = 4;
