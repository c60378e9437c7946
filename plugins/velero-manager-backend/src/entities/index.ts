export { startEntitySync } from './startEntitySync';
