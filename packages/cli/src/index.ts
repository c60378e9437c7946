/**
 * The command line of Velero Manager.
 *
 * @packageDocumentation
 */
export { main } from './main';
export type { Streams } from './Streams';
export { readRepository } from './validate/readRepository';
export type { ReadRepository } from './validate/readRepository';
