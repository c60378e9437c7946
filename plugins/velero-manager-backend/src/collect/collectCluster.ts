import { setMaxListeners } from 'node:events';
import { LoggerService } from '@backstage/backend-plugin-api';
import { KindDefinition } from '@velero-manager/backstage-plugin-velero-manager-common';
import { AmbientTokens, ClusterDefinition } from '../clusters';
import {
  CircuitBreaker,
  Clock,
  ClusterClient,
  createKindReader,
  DiscoveredKind,
  FleetLists,
  ListStreaming,
  rememberAnswers,
} from '../kubernetes';
import { FactRow, FactStore } from '../store/types';
import { ClusterSurvey } from './ClusterSurvey';
import { HealthBoard } from './CollectorHealthBoard';
import { ContactRecorder } from './ContactRecorder';
import { FirstReadings } from './FirstReadings';
import { followVersion } from './followVersion';
import {
  discoverPatiently,
  FoundKind,
  isResumed,
  kindOf,
  kindPathOf,
  noteFound,
} from './foundKinds';
import { KindCollector } from './KindCollector';
import { KindCollectorOptions } from './KindCollectorOptions';
import { MissingKinds } from './MissingKinds';
import { NamedCollector } from './NamedCollector';
import { PollingCollector } from './PollingCollector';
import { readClusterId } from './readClusterId';
import { toFactRow } from './ReadObject';
import { Resumption } from './Resumption';
import { tellCollection } from './tellCollection';
import { VeleroNamespaceCollector } from './VeleroNamespaceCollector';

/** Real API servers send a bookmark about once a minute. */
const LONGEST_SILENCE_MS = 90_000;

/**
 * Kinds that wait for their CRD look for it every minute, all together. Most
 * wait for a group that is missing, which one answer says for all. A kind that
 * an existing group lacks comes with an upgrade, and is found a little later:
 * to ask each group every minute is much of what a fleet at rest costs.
 */
const GROUPS_FRESH_MS = 30_000;
const GROUP_FRESH_MS = 5 * 60_000;

const freshForMs = (path: string) =>
  path === '/apis' ? GROUPS_FRESH_MS : GROUP_FRESH_MS;

/** What collecting a cluster needs. @internal */
export interface CollectClusterOptions {
  definition: ClusterDefinition;
  store: Pick<
    FactStore,
    | 'apply'
    | 'setKindStatus'
    | 'setKindsFound'
    | 'recordContact'
    | 'recordContactFailure'
    | 'recordCollection'
    | 'recordKubernetesVersion'
    | 'positions'
    | 'readFacts'
  >;
  clock: Clock;
  logger: LoggerService;
  /** Where collectors put up how they do. */
  board: HealthBoard;
  /** Bounds the lists of the fleet. */
  fleetLists: FleetLists;
  /** Whose turn it is to be read for the first time. */
  firstReadings: FirstReadings;
  /** After this long without contact a cluster counts as silent. */
  silentAfterMs: number;
  /** Tokens for clusters of a cloud. */
  ambient: AmbientTokens;
}

/**
 * Follows every kind of one cluster until the signal aborts. Whatever goes
 * wrong stays within this cluster.
 *
 * @internal
 */
export async function collectCluster(
  options: CollectClusterOptions,
  signal: AbortSignal,
): Promise<void> {
  const { definition, store, clock, board, silentAfterMs } = options;
  setMaxListeners(0, signal); // each kind ends with the cluster
  const cluster = definition.name;
  const logger = options.logger.child({ cluster });
  const client = ClusterClient.create(definition, {
    ambient: options.ambient,
    breaker: CircuitBreaker.create({ clock }),
    fleetLists: options.fleetLists,
  });
  const health = board.follow(cluster, {
    breaker: () => client.breakerState,
  });
  const contact = ContactRecorder.create({
    cluster,
    store,
    clock,
    logger,
    skewMs: () => client.skewMs,
    silentAfterMs,
  });
  const discovery = rememberAnswers(client, { clock, forMs: freshForMs });
  const shared = {
    ...{ cluster, client, discovery },
    missing: MissingKinds.create({
      ...{ discovery, clock },
      staleAfterMs: silentAfterMs,
    }),
    streaming: ListStreaming.create(),
    survey: ClusterSurvey.create(definition.veleroNamespaces),
    store,
    contact,
    health,
    clock,
    staleAfterMs: silentAfterMs,
    silenceMs: Math.min(LONGEST_SILENCE_MS, silentAfterMs),
  };
  try {
    const telling = tellCollection({ ...shared, board, logger }, signal);
    const found = await discoverPatiently({ ...shared, signal });
    const awaited = await noteFound({ ...shared, found, logger });
    const resumption = await resume({ ...shared, found, signal });
    const { firstReadings } = options;
    await Promise.all([
      telling,
      followVersion({ ...shared, logger, signal }),
      collectKinds(
        { ...shared, logger, resumption },
        { found, awaited, firstReadings, signal },
      ),
    ]);
  } finally {
    health.end();
    await client.close();
  }
}

/**
 * Finds out from where this collector may go on, and tells the survey what is
 * stored of the kinds that will not be listed.
 */
async function resume(options: {
  cluster: string;
  client: Pick<ClusterClient, 'getJson'>;
  found: FoundKind[];
  store: Pick<FactStore, 'positions' | 'readFacts'>;
  survey: ClusterSurvey;
  signal: AbortSignal;
}): Promise<Resumption> {
  const { cluster, client, found, store, survey, signal } = options;
  const clusterId = await readClusterId(client, { signal });
  const resumption = await Resumption.load({ cluster, clusterId, store });
  for (const one of found) {
    if (isResumed(resumption, one)) {
      const { kind } = one;
      const rows = ClusterSurvey.concerns(kind)
        ? await readRows(store, { cluster, kind })
        : [];
      survey.observe(kind, { type: 'replaced', rows, malformed: 0 });
    }
  }
  return resumption;
}

async function readRows(
  store: Pick<FactStore, 'readFacts'>,
  { cluster, kind }: { cluster: string; kind: KindDefinition },
): Promise<FactRow[]> {
  const facts = await store.readFacts({ cluster, kind: kind.kind });
  return facts.map(fact => toFactRow(kind, fact, ''));
}

/** Follows all kinds of the cluster, once it may be read where it never was. */
async function collectKinds(
  options: Omit<KindCollectorOptions, 'kind'>,
  kinds: {
    found: FoundKind[];
    awaited: FoundKind[];
    firstReadings: FirstReadings;
    signal: AbortSignal;
  },
): Promise<void> {
  const { logger, resumption } = options;
  const { found, awaited, firstReadings, signal } = kinds;
  const reading = await firstReadings.begin(
    awaited.filter(one => !isResumed(resumption, one)).map(kindOf),
    signal,
  );
  try {
    await Promise.all(
      found.map(({ kind, discovered }) =>
        collectKind(
          {
            ...{ ...options, kind },
            logger: logger.child({ kind: kind.kind }),
            onKnown: () => reading.known(kind.kind),
          },
          { discovered, signal },
        ),
      ),
    );
  } finally {
    reading.end();
  }
}

/** Follows one kind in the way that its definition asks for. */
function collectKind(
  options: KindCollectorOptions,
  { discovered, signal }: { discovered: DiscoveredKind; signal: AbortSignal },
): Promise<void> {
  const { kind, client, streaming } = options;
  const path = kindPathOf(kind, discovered);
  if (kind.reach === 'named') {
    return NamedCollector.create(options).run(path, signal);
  }
  if (kind.reach === 'velero-namespaces') {
    return VeleroNamespaceCollector.create(options).run(path, signal);
  }
  if (kind.follow === 'poll') {
    return PollingCollector.create(options).run(path, signal);
  }
  return KindCollector.create(options).run(
    discovered.outcome === 'absent'
      ? null
      : createKindReader(client, path, { streaming }),
    signal,
  );
}
