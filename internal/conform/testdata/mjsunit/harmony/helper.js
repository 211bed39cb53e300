function helped() { return 3; }
