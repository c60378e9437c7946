export type { RouterOptions } from './createRouter';
export { createRouter } from './createRouter';
