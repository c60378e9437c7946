/**
 * What templates call the form fields of the frontend plugin, under `ui:field`.
 *
 * @public
 */
export const formFieldNames = {
  cluster: 'VeleroManagerCluster',
  cron: 'VeleroManagerCron',
  namespaces: 'VeleroManagerNamespaces',
  retention: 'VeleroManagerRetention',
  storageLocation: 'VeleroManagerStorageLocation',
} as const;
