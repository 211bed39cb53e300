const base = 40;
