const r = /a/g
r.exec = () => ['']
'aaaa'.replace(r, '')
