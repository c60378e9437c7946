/**
 * For other backend packages: reads reports of Velero Manager, proposes changes
 * through it, and adds clusters to it.
 *
 * @packageDocumentation
 */
export * from './extensions';
export * from './service';
