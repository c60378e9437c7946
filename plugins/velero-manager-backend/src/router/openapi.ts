import {
  backupListSchema,
  changeListSchema,
  changeRequestSchema,
  changeResultSchema,
  clusterListSchema,
  clusterQuerySchema,
  clusterReadPermission,
  clusterReportSchema,
  entityListSchema,
  entityQuerySchema,
  entityReadPermission,
  entityReportSchema,
  environmentListSchema,
  fleetSummarySchema,
  historyQuerySchema,
  planPreviewSchema,
  planRequestSchema,
  restoreListSchema,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import {
  clusterParameter,
  entityParameters,
  pagingParameters,
  toParameters,
} from './openapiParameters';
import { changePaths } from './openapiChanges';
import { toComponents } from './openapiComponents';
import { planned, reads, refTo } from './openapiOperations';
import type { OpenApiDocument } from './openapiTypes';

const entityPaths = {
  '/v1/entities': {
    get: reads({
      operationId: 'ListEntities',
      summary: 'Catalog entities that claim a namespace, worst first',
      description:
        'Holds, counts and filters only what the caller may see in the catalog and may read here. Values of one parameter are alternatives, parameters narrow.',
      permission: entityReadPermission,
      parameters: toParameters(entityQuerySchema),
      answer: 'EntityList',
    }),
  },
  '/v1/entities/{kind}/{namespace}/{name}/report': {
    get: reads({
      operationId: 'GetEntityReport',
      summary: 'All that the entity card shows, in one answer',
      description:
        'An entity that the caller may not see in the catalog answers like one that does not exist.',
      permission: entityReadPermission,
      parameters: entityParameters,
      answer: 'EntityReport',
    }),
  },
};

const clusterPaths = {
  '/v1/clusters': {
    get: reads({
      operationId: 'ListClusters',
      summary: 'Clusters, worst first',
      description:
        'Holds, counts and filters only the clusters that the caller may read.',
      permission: clusterReadPermission,
      parameters: toParameters(clusterQuerySchema),
      answer: 'ClusterList',
    }),
  },
  '/v1/clusters/{cluster}': {
    get: reads({
      operationId: 'GetClusterReport',
      summary: 'All that is known of one cluster',
      permission: clusterReadPermission,
      parameters: [clusterParameter],
      answer: 'ClusterReport',
    }),
  },
  '/v1/clusters/{cluster}/schedules': {
    get: planned({
      operationId: 'ListClusterSchedules',
      summary: 'Schedules of one cluster',
      permission: clusterReadPermission,
      parameters: [clusterParameter, ...pagingParameters],
    }),
  },
  '/v1/clusters/{cluster}/namespaces': {
    get: planned({
      operationId: 'ListClusterNamespaces',
      summary: 'Namespaces of one cluster, with coverage',
      permission: clusterReadPermission,
      parameters: [clusterParameter, ...pagingParameters],
    }),
  },
  '/v1/clusters/{cluster}/storage-locations': {
    get: planned({
      operationId: 'ListClusterStorageLocations',
      summary: 'Storage locations of one cluster',
      permission: clusterReadPermission,
      parameters: [clusterParameter, ...pagingParameters],
    }),
  },
};

const fleetPaths = {
  '/v1/fleet/summary': {
    get: reads({
      operationId: 'GetFleetSummary',
      summary: 'The fleet in numbers',
      description:
        'A part that the caller may not see is null; 403 only where neither part may be seen.',
      permission: clusterReadPermission,
      answer: 'FleetSummary',
    }),
  },
  '/v1/backups': {
    get: reads({
      operationId: 'ListBackups',
      summary: 'Runs of all clusters, newest first',
      description:
        'From history: those whose objects are gone, too. Holds only clusters that the caller may read.',
      permission: clusterReadPermission,
      parameters: toParameters(historyQuerySchema),
      answer: 'BackupList',
    }),
  },
  '/v1/restores': {
    get: reads({
      operationId: 'ListRestores',
      summary: 'Restores of all clusters, newest first',
      description:
        'From history: those whose objects are gone, too. Holds only clusters that the caller may read.',
      permission: clusterReadPermission,
      parameters: toParameters(historyQuerySchema),
      answer: 'RestoreList',
    }),
  },
  '/v1/sync-objects': {
    get: planned({
      operationId: 'ListSyncObjects',
      summary: 'Argo CD Applications and Flux Kustomizations, worst first',
      permission: clusterReadPermission,
      parameters: pagingParameters,
    }),
  },
};

/** The errors of Backstage, by the name under which responses refer to them. */
const errors = {
  InputError: 'A parameter is malformed; the message names it',
  AuthenticationError: 'No valid token was given',
  NotAllowedError: 'The permission policy denies it',
  NotFoundError: 'It does not exist, or the caller may not see it',
  ConflictError: 'It cannot be done as things stand; the message says why',
  TooManyRequestsError: 'The caller has as much under way as one caller may',
  ServiceUnavailableError:
    'The Git host, or the portal, cannot answer at present; the message says when to try again, where that is known',
  NotImplementedError: 'Declared, but not served by this version',
};

/**
 * The API of the backend as an OpenAPI 3.1 document, made of the very schemas
 * that the common package parses answers with. `openapi.yaml` is written from
 * it, requests are validated against it and the planned routes come from it.
 *
 * @internal
 */
export function createOpenApiDocument(): OpenApiDocument {
  return {
    openapi: '3.1.0',
    info: {
      title: 'velero-manager',
      version: '1',
      description:
        'Whether services could be restored today, and whether what Git says is what runs. Times are RFC 3339 in UTC, durations are in seconds, what is unknown is null. Lists are paged by an opaque cursor.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    // Relative to where the backend serves the plugin, as requests are matched.
    servers: [{ url: '/' }],
    security: [{ JWT: [] }],
    paths: { ...entityPaths, ...clusterPaths, ...fleetPaths, ...changePaths },
    components: {
      securitySchemes: {
        JWT: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      },
      schemas: toComponents({
        entityListSchema,
        entityReportSchema,
        clusterListSchema,
        clusterReportSchema,
        fleetSummarySchema,
        backupListSchema,
        restoreListSchema,
        environmentListSchema,
        planRequestSchema,
        planPreviewSchema,
        changeRequestSchema,
        changeResultSchema,
        changeListSchema,
      }),
      responses: Object.fromEntries(
        Object.entries(errors).map(([name, description]) => [
          name,
          {
            description,
            content: { 'application/json': { schema: refTo('Error') } },
          },
        ]),
      ),
    },
  };
}
