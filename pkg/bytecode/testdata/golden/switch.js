function f(x) { switch (x) { case 0: return "a"; case 1: case 2: return "b"; case 4: break; default: return "c"; } return "d"; }
