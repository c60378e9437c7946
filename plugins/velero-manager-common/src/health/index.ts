export * from './states';
export * from './verdict';
