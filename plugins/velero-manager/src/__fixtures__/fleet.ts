import {
  protectionStates,
  syncStates,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type {
  ClusterListItem,
  EntityListItem,
  FleetSummary,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { contact, hoursBefore, protection, sync } from './reports';

/** A healthy cluster, or with what is given replaced. */
export function cluster(
  name: string,
  more: Partial<ClusterListItem> = {},
): ClusterListItem {
  return {
    name,
    title: name,
    environment: 'production',
    subject: `subject-${name}`,
    contact: contact(),
    protection: protection('HEALTHY'),
    sync: sync('SYNCED'),
    engines: ['velero'],
    schedules: 4,
    storageLocations: { total: 2, available: 2 },
    entities: 12,
    ...more,
  };
}

/** A healthy service, or with what is given replaced. */
export function service(
  name: string,
  more: Partial<EntityListItem> = {},
): EntityListItem {
  return {
    entityRef: `component:default/${name}`,
    title: name,
    owner: 'group:default/team-a',
    clusters: ['prod-1'],
    environments: ['production'],
    protection: protection('HEALTHY'),
    sync: sync('SYNCED'),
    lastGoodAt: hoursBefore(new Date('2026-11-21T09:00:00Z'), 3),
    ...more,
  };
}

/** A fleet of many clusters in every state, the worst first. */
export function fleet(count: number): ClusterListItem[] {
  const environments = ['production', 'staging', 'development', null];
  const worst = Array.from({ length: count }, (_, index) => {
    const state =
      protectionStates[index % 5 === 0 ? Math.floor(index / 5) % 8 : 6];
    const isUnknown = state === 'UNKNOWN';
    const item = cluster(`cluster-${String(index + 1).padStart(4, '0')}`, {
      environment: environments[index % environments.length],
      protection: protection(state, {
        lastKnown: isUnknown
          ? { state: 'HEALTHY', message: 'All was good.' }
          : null,
      }),
      sync: index % 3 === 0 ? null : sync(syncStates[index % 7]),
    });
    return isUnknown
      ? {
          ...item,
          contact: contact({ state: 'silent', message: 'connection refused' }),
          schedules: null,
          storageLocations: null,
        }
      : item;
  });
  return worst.sort(
    (a, b) =>
      protectionStates.indexOf(a.protection.state) -
      protectionStates.indexOf(b.protection.state),
  );
}

function counts<S extends string>(
  states: readonly S[],
  given: Partial<Record<S, number>>,
): Record<S, number> {
  return Object.fromEntries(
    states.map(state => [state, given[state] ?? 0]),
  ) as Record<S, number>;
}

/** The numbers of a fleet of forty, three of them silent. */
export function fleetSummary(more: Partial<FleetSummary> = {}): FleetSummary {
  return {
    asOf: '2026-11-21T09:00:00.000Z',
    clusters: {
      total: 40,
      byState: counts(protectionStates, {
        CRITICAL: 2,
        UNPROTECTED: 1,
        UNKNOWN: 3,
        HEALTHY: 34,
      }),
      bySync: counts(syncStates, { DRIFTED: 4, SYNCED: 36 }),
      environments: ['production', 'staging'],
      unreachable: ['prod-7', 'prod-8', 'edge-1'].map(name => ({
        name,
        lastContactAt: '2026-11-21T08:46:00.000Z',
        message: 'connection refused',
      })),
      unreachableTotal: 3,
    },
    entities: {
      total: 310,
      byState: counts(protectionStates, { CRITICAL: 5, HEALTHY: 305 }),
      bySync: counts(syncStates, { SYNCED: 310 }),
      objective: { met: 296, of: 300 },
    },
    notes: [],
    ...more,
  };
}
