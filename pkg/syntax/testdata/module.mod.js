import first, { second as two } from './a.js';
import * as all from './b.js' with { type: 'js' };
export { two as deux, all };
export const answer = first(two, all);
let local = 1, captured = 2;
export default function () { return captured + import.meta.url; }
await import('./c.js');
