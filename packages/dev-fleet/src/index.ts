export * from './apiserver';
export * from './scale';
