import { parseEntityRef } from '@backstage/catalog-model';
import { ForwardedError, ResponseError } from '@backstage/errors';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import {
  changeSchema,
  clusterListSchema,
  clusterReportSchema,
  entityListSchema,
  entityReportSchema,
  environmentListSchema,
  fleetSummarySchema,
  planPreviewSchema,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type {
  Change,
  ClusterList,
  ClusterQueryInput,
  ClusterReport,
  EntityList,
  EntityQueryInput,
  EntityReport,
  EnvironmentList,
  FleetSummary,
  PlanPreview,
  PlanRequest,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type {
  VeleroManagerApi,
  VeleroManagerRequestOptions,
} from './VeleroManagerApi';

/** The part of a schema that checks an answer. */
interface AnswerSchema<T> {
  safeParse(value: unknown):
    | { success: true; data: T }
    | {
        success: false;
        error: { issues: { path: PropertyKey[]; message: string }[] };
      };
}

/** Asks the backend over HTTP, found through discovery. @public */
export class VeleroManagerClient implements VeleroManagerApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  static create(options: {
    discoveryApi: DiscoveryApi;
    fetchApi: FetchApi;
  }): VeleroManagerClient {
    return new VeleroManagerClient(options.discoveryApi, options.fetchApi);
  }

  private constructor(discoveryApi: DiscoveryApi, fetchApi: FetchApi) {
    this.#discoveryApi = discoveryApi;
    this.#fetchApi = fetchApi;
  }

  async getEntityReport(
    entityRef: string,
    options?: VeleroManagerRequestOptions,
  ): Promise<EntityReport> {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    const path = pathOf('entities', kind, namespace, name, 'report');
    return this.#request(path, entityReportSchema, options);
  }

  async listEntities(
    query: EntityQueryInput,
    options?: VeleroManagerRequestOptions,
  ): Promise<EntityList> {
    const path = pathOf('entities') + searchOf(query);
    return this.#request(path, entityListSchema, options);
  }

  async listClusters(
    query: ClusterQueryInput,
    options?: VeleroManagerRequestOptions,
  ): Promise<ClusterList> {
    const path = pathOf('clusters') + searchOf(query);
    return this.#request(path, clusterListSchema, options);
  }

  async getClusterReport(
    cluster: string,
    options?: VeleroManagerRequestOptions,
  ): Promise<ClusterReport> {
    return this.#request(
      pathOf('clusters', cluster),
      clusterReportSchema,
      options,
    );
  }

  async getFleetSummary(
    options?: VeleroManagerRequestOptions,
  ): Promise<FleetSummary> {
    return this.#request(
      pathOf('fleet', 'summary'),
      fleetSummarySchema,
      options,
    );
  }

  async listEnvironments(
    options?: VeleroManagerRequestOptions,
  ): Promise<EnvironmentList> {
    return this.#request(
      pathOf('environments'),
      environmentListSchema,
      options,
    );
  }

  async getChange(
    id: string,
    options?: VeleroManagerRequestOptions,
  ): Promise<Change> {
    return this.#request(pathOf('changes', id), changeSchema, options);
  }

  async createPlan(
    request: PlanRequest,
    options?: VeleroManagerRequestOptions,
  ): Promise<PlanPreview> {
    const body = JSON.stringify(request);
    return this.#request(pathOf('plans'), planPreviewSchema, {
      ...options,
      body,
    });
  }

  /** Reads, or where there is a body posts it. */
  async #request<T>(
    path: string,
    schema: AnswerSchema<T>,
    options?: VeleroManagerRequestOptions & { body?: string },
  ): Promise<T> {
    const base = await this.#discoveryApi.getBaseUrl('velero-manager');
    const { signal, body } = options ?? {};
    const method = body === undefined ? 'GET' : 'POST';
    const response = await this.#fetchApi.fetch(`${base}${path}`, {
      method,
      signal,
      body,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const asked = `${method} ${path}`;
    const parsed = schema.safeParse(await readJson(response, asked));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new Error(
        `The answer to ${asked} is not what this version of the plugin understands, at "${issue.path
          .map(String)
          .join('.')}": ${
          issue.message
        }; are frontend and backend of one version?`,
      );
    }
    return parsed.data;
  }
}

async function readJson(response: Response, asked: string): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    throw new ForwardedError(`The answer to ${asked} is not JSON`, error);
  }
}

function pathOf(...segments: string[]): string {
  return ['/v1', ...segments.map(encodeURIComponent)].join('/');
}

/** Lists are written by repeating the parameter; what is empty is left out. */
function searchOf(query: EntityQueryInput | ClusterQueryInput): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) {
      if (one !== undefined && one !== '') {
        search.append(name, String(one));
      }
    }
  }
  const text = search.toString();
  return text && `?${text}`;
}
