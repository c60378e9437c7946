export { startExemptions } from './startExemptions';
