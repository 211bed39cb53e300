// Rejections that nobody handles.
for (;;) Promise.reject(new Error('unhandled'))
