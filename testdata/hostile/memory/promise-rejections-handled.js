// Rejections that get a handler at once, in one job.
for (;;) Promise.reject(1).catch(() => {})
