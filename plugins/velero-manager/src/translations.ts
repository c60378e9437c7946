/**
 * The texts of the plugin, to be translated or replaced by a portal.
 *
 * @packageDocumentation
 */
export { veleroManagerTranslationRef } from './translation';
