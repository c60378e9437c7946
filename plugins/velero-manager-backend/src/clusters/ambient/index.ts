export { AmbientTokens } from './AmbientTokens';
