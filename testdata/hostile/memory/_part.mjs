export const list = new Array(1000).fill('part')
