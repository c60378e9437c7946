export * from './apiserver';
