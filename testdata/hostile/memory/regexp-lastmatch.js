// The statics of RegExp keep the last subject.
for (let i = 0; ; i++) /(.)(.)/.exec(('subject' + i).repeat(10000)) && RegExp.leftContext
