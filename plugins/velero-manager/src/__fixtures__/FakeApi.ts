import { ResponseError } from '@backstage/errors';
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
import type { VeleroManagerApi, VeleroManagerRequestOptions } from '../api';
import { change, planPreview } from './changes';
import { clusterReport } from './clusterReport';
import { cluster, fleetSummary, service } from './fleet';

type Answer<T> = T | Error;

/** Answers what a test put into it, and remembers what it was asked. */
export class FakeApi implements VeleroManagerApi {
  report: Answer<EntityReport> = new Error('No report was given');
  summary: Answer<FleetSummary> = fleetSummary();
  clusters: Answer<ClusterList> = {
    items: [cluster('prod-1')],
    totalItems: 1,
    nextCursor: null,
  };
  entities: Answer<EntityList> = {
    items: [service('shop')],
    totalItems: 1,
    nextCursor: null,
  };
  change: Answer<Change> = change();
  plan: Answer<PlanPreview> = planPreview();
  cluster: Answer<ClusterReport> = clusterReport();
  environments: Answer<EnvironmentList> = { items: [], notes: [] };
  environmentRequests = 0;
  readonly changeRequests: string[] = [];
  readonly planRequests: [PlanRequest, AbortSignal][] = [];
  readonly reportRequests: AbortSignal[] = [];
  readonly clusterRequests: string[] = [];
  readonly clusterQueries: ClusterQueryInput[] = [];
  readonly entityQueries: EntityQueryInput[] = [];

  async getEntityReport(
    _entityRef: string,
    options?: VeleroManagerRequestOptions,
  ): Promise<EntityReport> {
    this.reportRequests.push(options?.signal ?? new AbortController().signal);
    return valueOf(this.report);
  }

  async listEntities(query: EntityQueryInput): Promise<EntityList> {
    this.entityQueries.push(query);
    return valueOf(this.entities);
  }

  async listClusters(query: ClusterQueryInput): Promise<ClusterList> {
    this.clusterQueries.push(query);
    return valueOf(this.clusters);
  }

  async getClusterReport(name: string): Promise<ClusterReport> {
    this.clusterRequests.push(name);
    return valueOf(this.cluster);
  }

  async listEnvironments(): Promise<EnvironmentList> {
    this.environmentRequests += 1;
    return valueOf(this.environments);
  }

  async getChange(id: string): Promise<Change> {
    this.changeRequests.push(id);
    return valueOf(this.change);
  }

  async createPlan(
    request: PlanRequest,
    options?: VeleroManagerRequestOptions,
  ): Promise<PlanPreview> {
    const signal = options?.signal ?? new AbortController().signal;
    this.planRequests.push([request, signal]);
    return valueOf(this.plan);
  }

  async getFleetSummary(): Promise<FleetSummary> {
    return valueOf(this.summary);
  }
}

function valueOf<T>(answer: Answer<T>): T {
  if (answer instanceof Error) {
    throw answer;
  }
  return answer;
}

/** What the client throws when the backend refuses. */
export async function refusal(
  status: number,
  message = 'refused',
): Promise<Error> {
  return ResponseError.fromResponse(errorResponse(status, message));
}

/** An error as Backstage backends write it. */
export function errorResponse(status: number, message: string): Response {
  return new Response(
    JSON.stringify({
      error: { name: 'Error', message },
      response: { statusCode: status },
    }),
    { status, headers: { 'content-type': 'application/json' } },
  );
}
