export { freeze } from './freeze';
export { readFactText, toFactText } from './factText';
