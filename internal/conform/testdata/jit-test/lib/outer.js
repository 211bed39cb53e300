load(libdir + "inner.js");
loaded++;
