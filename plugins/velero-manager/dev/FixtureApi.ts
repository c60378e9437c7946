import { NotFoundError } from '@backstage/errors';
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
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { VeleroManagerApi } from '../src';
import { change, planPreview } from '../src/__fixtures__/changes';
import { environment as named } from '../src/__fixtures__/environments';
import { fleet, fleetSummary, service } from '../src/__fixtures__/fleet';
import { protection, sync } from '../src/__fixtures__/reports';
import { cardReports } from './cardReports';

/**
 * Answers from fixtures. `?fleet=1000|empty|failing` in the address of the page
 * chooses the fleet.
 */
export class FixtureApi implements VeleroManagerApi {
  readonly #fleet = new URLSearchParams(window.location.search).get('fleet');

  async getEntityReport(entityRef: string): Promise<EntityReport> {
    const found = cardReports(new Date()).find(
      ({ report }) => report.entityRef === entityRef,
    );
    if (!found) {
      throw new NotFoundError(`No entity "${entityRef}"`);
    }
    return found.report;
  }

  async listClusters(query: ClusterQueryInput): Promise<ClusterList> {
    this.#fail();
    const all = this.#fleet === 'empty' ? [] : fleet(this.#size());
    const items = all.filter(
      ({ name, environment, protection: { state } }) =>
        name.includes(query.text ?? '') &&
        (!query.environment?.length ||
          query.environment.includes(environment ?? '')) &&
        (!query.state?.length || query.state.includes(state)),
    );
    return page(items, query);
  }

  async listEnvironments(): Promise<EnvironmentList> {
    this.#fail();
    return {
      items: [named('production'), named('staging')],
      notes: [],
    };
  }

  async getChange(id: string): Promise<Change> {
    return change({ id });
  }

  async createPlan(): Promise<PlanPreview> {
    return planPreview();
  }

  async getClusterReport(cluster: string): Promise<ClusterReport> {
    throw new NotFoundError(`No cluster "${cluster}"`);
  }

  async listEntities(query: EntityQueryInput): Promise<EntityList> {
    this.#fail();
    const services = [
      service('checkout', { protection: protection('CRITICAL') }),
      service('carts', { protection: protection('UNPROTECTED'), sync: null }),
      service('search', {
        protection: protection('UNKNOWN'),
        sync: sync('UNKNOWN'),
        lastGoodAt: null,
      }),
      service('orders', { sync: sync('DRIFTED') }),
      service('mail'),
    ];
    return page(this.#fleet === 'empty' ? [] : services, query);
  }

  async getFleetSummary(): Promise<FleetSummary> {
    this.#fail();
    return this.#fleet === 'empty'
      ? fleetSummary({ clusters: null, entities: null })
      : fleetSummary();
  }

  #size(): number {
    return Number(this.#fleet ?? 40);
  }

  #fail(): void {
    if (this.#fleet === 'failing') {
      throw new Error('connect ECONNREFUSED: the backend does not answer');
    }
  }
}

function page<T>(
  items: T[],
  { cursor = '0', limit = 50 }: { cursor?: string; limit?: number },
) {
  const from = Number(cursor);
  const to = from + limit;
  return {
    items: items.slice(from, to),
    totalItems: items.length,
    nextCursor: to < items.length ? String(to) : null,
  };
}
