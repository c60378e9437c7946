/**
 * Backup and sync health in the developer portal: a card on catalog pages and
 * a page for the fleet. The default export is the plugin for the new frontend
 * system; `./legacy` holds the one for the old.
 *
 * @packageDocumentation
 */
export { veleroManagerPlugin as default } from './plugin';
export * from './api';
export {
  useClusterList,
  useEntityList,
  useEntityReport,
  useFleetSummary,
} from './hooks';
export type { Live } from './hooks';
