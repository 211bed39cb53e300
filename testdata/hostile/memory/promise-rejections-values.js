// Rejections with large values.
for (;;) Promise.reject(new Array(1000).fill(0))
