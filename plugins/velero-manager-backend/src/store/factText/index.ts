export { readFactText, toFactText } from './factText';
