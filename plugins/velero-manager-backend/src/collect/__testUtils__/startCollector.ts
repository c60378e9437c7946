import { mockServices } from '@backstage/backend-test-utils';
import {
  FactKind,
  KindDefinition,
  kindDefinitions,
  KindStatus,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { CircuitBreaker, KindPath, ListStreaming } from '../../kubernetes';
import { FakeClock } from '../../kubernetes/__testUtils__/FakeClock';
import { FactDelta } from '../../store/types';
import { ClusterSurvey } from '../ClusterSurvey';
import { CollectorHealthBoard } from '../CollectorHealthBoard';
import { ContactRecorder } from '../ContactRecorder';
import { KindCollectorOptions } from '../KindCollectorOptions';
import { parseDelta } from '../parseDelta';
import { MissingKinds } from '../MissingKinds';
import { Resumption } from '../Resumption';
import { FakeCluster } from './FakeCluster';

interface Collector {
  run(path: KindPath, signal: AbortSignal): Promise<void>;
}

/** A collector of one kind at work on a fake cluster, and what it stored. */
export function startCollector(options: {
  kind: FactKind;
  create: (options: KindCollectorOptions) => Collector;
  cluster?: FakeCluster;
  veleroNamespaces?: string[];
}) {
  const clock = new FakeClock();
  const logger = mockServices.logger.mock();
  const cluster = options.cluster ?? new FakeCluster();
  const survey = ClusterSurvey.create(options.veleroNamespaces ?? null);
  const kind: KindDefinition = kindDefinitions[options.kind];
  /** Names by namespace, as the store would hold them. */
  const stored = new Map<string, string[]>();
  const statuses: Omit<KindStatus, 'malformed'>[] = [];
  const store = {
    apply: async (_: unknown, delta: FactDelta) => {
      applyTo(stored, delta);
      return { changed: 1 };
    },
    setKindStatus: async (
      _: unknown,
      status: Omit<KindStatus, 'malformed'>,
    ) => {
      statuses.push(status);
    },
    recordContact: async () => {},
    recordContactFailure: async () => {},
  };
  const contact = ContactRecorder.create({
    cluster: 'prod-1',
    store,
    clock,
    logger,
    skewMs: () => null,
    silentAfterMs: 300_000,
  });
  const resumption = Resumption.none();
  const health = CollectorHealthBoard.create({ clock }).follow('prod-1', {
    breaker: () => CircuitBreaker.create({ clock }).state,
  });
  const stopping = new AbortController();
  const done = options
    .create({
      ...{ cluster: 'prod-1', kind, client: cluster, discovery: cluster },
      ...{ survey, store, contact, clock, logger, resumption, health },
      missing: MissingKinds.create({
        ...{ discovery: cluster, clock },
        staleAfterMs: 300_000,
      }),
      streaming: ListStreaming.create(),
      staleAfterMs: 300_000,
      silenceMs: 90_000,
    })
    .run(
      {
        group: kind.group,
        version: kind.versions[0],
        resource: kind.resource,
      },
      stopping.signal,
    );
  return {
    ...{ clock, cluster, survey, stored, statuses, logger },
    /** Another collector of the cluster stores what it listed. */
    observe(other: FactKind, ...objects: object[]) {
      observe(survey, other, { type: 'replaced', objects });
    },
    /** Another collector stores what a watch told it. */
    observeChange(other: FactKind, object: object) {
      observe(survey, other, { type: 'upserted', object });
    },
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

/** Tells a survey of objects as the collector of their kind does. */
export function observe(
  survey: ClusterSurvey,
  of: FactKind,
  delta:
    | { type: 'replaced'; objects: object[] }
    | { type: 'upserted'; object: object }
    | { type: 'removed'; namespace: string; name: string },
): void {
  const kind: KindDefinition = kindDefinitions[of];
  const parsed = parseDelta(kind, { ...delta, resourceVersion: '1' });
  if (!parsed || parsed.malformed.length > 0) {
    throw new Error(`A bad ${of}: ${parsed?.malformed[0]}`);
  }
  survey.observe(kind, parsed.delta);
}

function applyTo(stored: Map<string, string[]>, delta: FactDelta): void {
  if (delta.type === 'confined') {
    [...stored.keys()]
      .filter(namespace => !delta.namespaces.includes(namespace))
      .forEach(namespace => stored.delete(namespace));
    return;
  }
  if (delta.type === 'removed') {
    for (const { namespace, name } of delta.keys) {
      const left = stored.get(namespace)?.filter(one => one !== name) ?? [];
      stored.set(namespace, left);
    }
    return;
  }
  if (delta.type === 'replaced') {
    if (delta.namespace === undefined) {
      stored.clear();
    } else {
      stored.set(delta.namespace, []);
    }
  }
  for (const { namespace, name } of delta.rows) {
    const known = stored.get(namespace) ?? [];
    stored.set(namespace, [...known.filter(one => one !== name), name]);
  }
}
