// Flags: --allow-natives-syntax
// Files: test/mjsunit/harmony/helper.js
assertEquals(3, helped());
d8.file.execute('test/mjsunit/harmony/more.js');
assertEquals(4, more);
const realm = Realm.create();
assertEquals(5, Realm.eval(realm, "2 + 3"));
