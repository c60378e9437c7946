export { scaleKinds } from './scaleKinds';
