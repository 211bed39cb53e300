// Case and padding of short texts beyond ASCII.
const texts = ["\u6f22\u5b57 and more", "stra\u00dfe", "\u00e9t\u00e9", "\u00ff", "\u00b5m", "\u0130i", "\u039f\u03a3", "\u03a3\u0391", "\ud801\udc28x", "\u0149", "\u0416\u0436 z", "\ud800a", "\u01c5"];
let upper, lower, padded;
for (let i = 0; i < 8; i++) {
  upper = texts.map((t) => t.toUpperCase()).join("|");
  lower = texts.map((t) => t.toLowerCase()).join("|");
  padded = texts.map((t) => t.padStart(14, "ab-").padEnd(16)).join("|");
}
print(upper === "\u6f22\u5b57 AND MORE|STRASSE|\u00c9T\u00c9|\u0178|\u039cM|\u0130I|\u039f\u03a3|\u03a3\u0391|\ud801\udc00X|\u02bcN|\u0416\u0416 Z|\ud800A|\u01c4"); // expect: true
print(lower === "\u6f22\u5b57 and more|stra\u00dfe|\u00e9t\u00e9|\u00ff|\u00b5m|i\u0307i|\u03bf\u03c2|\u03c3\u03b1|\ud801\udc28x|\u0149|\u0436\u0436 z|\ud800a|\u01c6"); // expect: true
print(padded.length + " " + padded.slice(0, 31)); // expect: 220 ab-漢字 and more  |ab-ab-abstraße
