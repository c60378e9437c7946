export { veleroManagerTranslationRef } from './veleroManagerTranslationRef';
