// Flags: --allow-natives-syntax
%NoSuchThing();
