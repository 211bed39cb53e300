// Hooks on stacks that make errors.
Error.prepareStackTrace = () => new Error().stack
Error.captureStackTrace?.({})
for (;;) { try { new Error().stack } catch (e) {} }
