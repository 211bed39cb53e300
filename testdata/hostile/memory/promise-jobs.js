// Each job makes two.
function job() { Promise.resolve().then(job); Promise.resolve().then(job) }
job()
