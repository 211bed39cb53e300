/* What follows shows how to
   import numbers, and to export them. */
const run = () => 45;
