// References back keep the matcher from forgetting.
const r = /^(?:(a+)(?=\1)|a)*b/
for (;;) r.exec('a'.repeat(30000))
