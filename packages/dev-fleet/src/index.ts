export * from './apiserver';
export { GitHost } from './githost';
export * from './scale';
