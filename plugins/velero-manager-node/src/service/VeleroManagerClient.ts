import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import {
  type Change,
  type ChangeList,
  changeListSchema,
  type ChangeQueryInput,
  type ChangeRequest,
  type ChangeResult,
  changeResultSchema,
  changeSchema,
  type ClusterList,
  clusterListSchema,
  type ClusterQueryInput,
  type ClusterReport,
  clusterReportSchema,
  type EntityList,
  entityListSchema,
  type EntityQueryInput,
  type EntityReport,
  entityReportSchema,
  type FleetSummary,
  fleetSummarySchema,
  type PlanPreview,
  planPreviewSchema,
  type PlanRequest,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type {
  VeleroManagerService,
  VeleroManagerServiceRequestOptions,
} from './VeleroManagerService';

const PLUGIN_ID = 'velero-manager';

/** What reads an answer: a zod schema of the common package. */
interface AnswerSchema<T> {
  safeParse(
    value: unknown,
  ):
    | { success: true; data: T }
    | { success: false; error: { issues: AnswerIssue[] } };
}

interface AnswerIssue {
  path: PropertyKey[];
  message: string;
}

/**
 * Asks the backend over HTTP, wherever it runs, on behalf of the caller.
 *
 * @internal
 */
export class VeleroManagerClient implements VeleroManagerService {
  readonly #discovery: DiscoveryService;
  readonly #auth: AuthService;

  private constructor(discovery: DiscoveryService, auth: AuthService) {
    this.#discovery = discovery;
    this.#auth = auth;
  }

  static create(options: {
    discovery: DiscoveryService;
    auth: AuthService;
  }): VeleroManagerClient {
    return new VeleroManagerClient(options.discovery, options.auth);
  }

  async getEntityReport(
    entityRef: string,
    options: VeleroManagerServiceRequestOptions,
  ): Promise<EntityReport> {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    const path = pathOf('entities', kind, namespace, name, 'report');
    return this.#get(path, entityReportSchema, options);
  }

  async listEntities(
    query: EntityQueryInput,
    options: VeleroManagerServiceRequestOptions,
  ): Promise<EntityList> {
    const path = pathOf('entities') + searchOf(query);
    return this.#get(path, entityListSchema, options);
  }

  async listClusters(
    query: ClusterQueryInput,
    options: VeleroManagerServiceRequestOptions,
  ): Promise<ClusterList> {
    const path = pathOf('clusters') + searchOf(query);
    return this.#get(path, clusterListSchema, options);
  }

  async getClusterReport(
    cluster: string,
    options: VeleroManagerServiceRequestOptions,
  ): Promise<ClusterReport> {
    return this.#get(pathOf('clusters', cluster), clusterReportSchema, options);
  }

  async getFleetSummary(
    options: VeleroManagerServiceRequestOptions,
  ): Promise<FleetSummary> {
    return this.#get(pathOf('fleet', 'summary'), fleetSummarySchema, options);
  }

  async createPlan(
    request: PlanRequest,
    options: VeleroManagerServiceRequestOptions,
  ): Promise<PlanPreview> {
    const body = request;
    return this.#ask(pathOf('plans'), planPreviewSchema, { ...options, body });
  }

  async proposeChange(
    request: ChangeRequest,
    options: VeleroManagerServiceRequestOptions,
  ): Promise<ChangeResult> {
    const path = pathOf('changes');
    const body = request;
    return this.#ask(path, changeResultSchema, { ...options, body });
  }

  async listChanges(
    query: ChangeQueryInput,
    options: VeleroManagerServiceRequestOptions,
  ): Promise<ChangeList> {
    const path = pathOf('changes') + searchOf(query);
    return this.#get(path, changeListSchema, options);
  }

  async getChange(
    id: string,
    options: VeleroManagerServiceRequestOptions,
  ): Promise<Change> {
    return this.#get(pathOf('changes', id), changeSchema, options);
  }

  #get<T>(
    path: string,
    schema: AnswerSchema<T>,
    options: VeleroManagerServiceRequestOptions,
  ): Promise<T> {
    return this.#ask(path, schema, options);
  }

  /** Sends a body where there is one, and else only asks. */
  async #ask<T>(
    path: string,
    schema: AnswerSchema<T>,
    options: VeleroManagerServiceRequestOptions & { body?: object },
  ): Promise<T> {
    const { body } = options;
    const [baseUrl, token] = await Promise.all([
      this.#discovery.getBaseUrl(PLUGIN_ID),
      this.#token(options.credentials),
    ]);
    const response = await fetch(`${baseUrl}${path}`, {
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const answer = schema.safeParse(await response.json());
    if (!answer.success) {
      const [issue] = answer.error.issues;
      throw new Error(
        `Velero Manager answered '${path}' in a form that this version does not know, at '${issue.path.join(
          '.',
        )}': ${issue.message}`,
      );
    }
    return answer.data;
  }

  async #token(credentials: BackstageCredentials): Promise<string> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: PLUGIN_ID,
    });
    return token;
  }
}

function pathOf(...parts: string[]): string {
  return `/v1/${parts.map(encodeURIComponent).join('/')}`;
}

function searchOf(
  query: EntityQueryInput | ClusterQueryInput | ChangeQueryInput,
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) {
      if (one !== undefined && one !== '') {
        search.append(name, String(one));
      }
    }
  }
  return search.size > 0 ? `?${search}` : '';
}
