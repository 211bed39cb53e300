// Dates in UTC: construction, limits, formats.
const d = new Date(Date.UTC(2024, 1, 29, 12, 30, 45, 678));
print(d.toISOString() + " " + d.getTime() + " " + JSON.stringify(d));
// expect: 2024-02-29T12:30:45.678Z 1709209845678 "2024-02-29T12:30:45.678Z"
print([d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate(), d.getUTCDay(), d.getUTCHours(), d.getUTCMinutes(), d.getUTCSeconds(), d.getUTCMilliseconds()].join());
// expect: 2024,1,29,4,12,30,45,678
print([Date.parse("2024-02-29"), Date.parse("2024-02-29T00:00:00Z"), Date.parse("2024-02-29T00:00:00+02:00"), Date.parse("2024-02-29T24:00:00Z"), Date.parse("garbage")].join());
// expect: 1709164800000,1709164800000,1709157600000,1709251200000,NaN
print(new Date(8.64e15).toISOString() + " " + new Date(8.64e15 + 1).getTime() + " " + new Date(-62198755200000).toISOString());
// expect: +275760-09-13T00:00:00.000Z NaN -000001-01-01T00:00:00.000Z
try { new Date(NaN).toISOString(); } catch (e) { print(e.name + e.message); } // expect: RangeErrorInvalid time value
print(String(new Date(NaN)) + new Date(NaN).toJSON() + isNaN(new Date("x"))); // expect: Invalid Datenulltrue
print(Date.UTC(99, 0) + " " + Date.UTC(2024) + " " + Date.UTC() + " " + Date.UTC(2024, 12) + " " + Date.UTC(2024, 0, 0));
// expect: 915148800000 1704067200000 NaN 1735689600000 1703980800000
d.setUTCMonth(0, 31); print(d.toISOString()); d.setUTCMonth(1); print(d.toISOString()); d.setUTCDate(0); print(d.toISOString()); d.setUTCHours(25, 61, 61, 1001); print(d.toISOString());
// expect: 2024-01-31T12:30:45.678Z
// expect: 2024-03-02T12:30:45.678Z
// expect: 2024-02-29T12:30:45.678Z
// expect: 2024-03-01T02:02:02.001Z
print(new Date(0).valueOf() + " " + (new Date(5) - new Date(2)) + " " + typeof (new Date(0) + 1) + " " + (new Date(1) < new Date(2)) + " " + typeof Date() + " " + Date.length);
// expect: 0 3 string true string 7
print(new Date(2024, 0, 1, 0, 0, 0).getTime() === new Date("2024-01-01T00:00:00").getTime()); // expect: true
print(new Date(1e12).toUTCString() + " " + new Date(-1).toUTCString());
// expect: Sun, 09 Sep 2001 01:46:40 GMT Wed, 31 Dec 1969 23:59:59 GMT
print(new Date(new Date(42)).getTime() + " " + new Date("1970-01-01T00:00:00.5Z").getTime() + " " + new Date(undefined).getTime() + " " + new Date(null).getTime() + " " + new Date(1.9).getTime() + " " + new Date(true).getTime());
// expect: 42 500 NaN 0 1 1
print(new Date(0)[Symbol.toPrimitive]("number") + " " + Object.prototype.toString.call(new Date()) + " " + Object.keys(new Date()).length);
// expect: 0 [object Date] 0
print(new Date("+275760-09-13T00:00:00.000Z").getTime() + " " + new Date("-000001-01-01T00:00:00Z").getTime() + " " + Date.parse("Thu, 01 Jan 1970 00:00:00 GMT") + " " + Date.parse("1970"));
// expect: 8640000000000000 -62198755200000 0 0
