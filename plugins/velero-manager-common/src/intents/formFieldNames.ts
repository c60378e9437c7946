/**
 * What templates call the form fields of the frontend plugin, under `ui:field`.
 *
 * @public
 */
export const formFieldNames = {
  cluster: 'VeleroManagerCluster',
  clusters: 'VeleroManagerClusters',
  cron: 'VeleroManagerCron',
  database: 'VeleroManagerDatabase',
  environment: 'VeleroManagerEnvironment',
  namespaces: 'VeleroManagerNamespaces',
  retention: 'VeleroManagerRetention',
  schedule: 'VeleroManagerSchedule',
  storageLocation: 'VeleroManagerStorageLocation',
} as const;
