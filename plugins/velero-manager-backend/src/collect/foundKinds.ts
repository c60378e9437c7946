import { LoggerService } from '@backstage/backend-plugin-api';
import {
  AnyKindDefinition,
  FactKind,
  KindDefinition,
  kindDefinitionList,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import {
  Clock,
  ClusterClient,
  DiscoveredKind,
  discoverKinds,
  isKubernetesRequestError,
  KindPath,
} from '../kubernetes';
import { FactStore } from '../store/types';
import { ClusterSurvey } from './ClusterSurvey';
import { ContactRecorder } from './ContactRecorder';
import { Resumption } from './Resumption';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** A kind that we know, and whether the cluster serves it. @internal */
export interface FoundKind {
  kind: AnyKindDefinition;
  discovered: DiscoveredKind;
}

/** Asks which kinds a cluster serves, until it answers. @internal */
export async function discoverPatiently(options: {
  discovery: Pick<ClusterClient, 'getJson'>;
  contact: ContactRecorder;
  clock: Clock;
  signal: AbortSignal;
}): Promise<FoundKind[]> {
  const { discovery, contact, clock, signal } = options;
  let pauseMs = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    try {
      const found = await discoverKinds(discovery, [...kindDefinitionList], {
        signal,
      });
      await contact.seen();
      return kindDefinitionList.map((kind, i) => ({
        kind,
        discovered: found[i],
      }));
    } catch (error) {
      if (signal.aborted) {
        break;
      }
      await contact.failed(
        isKubernetesRequestError(error)
          ? error.problem
          : (error as Error).message,
      );
      await clock
        .sleep(pauseMs * (0.5 + Math.random() / 2), signal)
        .catch(() => {});
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }
  return [];
}

/**
 * Tells the store and the survey of all kinds that are missing, and the store
 * which are about to be read.
 *
 * @returns those that are about to be read
 * @internal
 */
export async function noteFound(options: {
  cluster: string;
  found: FoundKind[];
  store: Pick<FactStore, 'setKindsFound'>;
  survey: ClusterSurvey;
  logger: LoggerService;
}): Promise<FoundKind[]> {
  const { cluster, store, survey, logger } = options;
  const found = options.found.filter(
    ({ kind: { reach = 'cluster' } }) => reach === 'cluster',
  );
  const isAbsent = ({ discovered }: FoundKind) =>
    discovered.outcome === 'absent';
  const absent = found.filter(isAbsent);
  // The others come when they come: they wait for what these say.
  const awaited = found.filter(
    one => !isAbsent(one) && one.kind.follow !== 'poll',
  );
  absent.forEach(({ kind }) => survey.observeAbsence(kind));
  await store
    .setKindsFound(cluster, {
      absent: absent.map(kindOf),
      pending: awaited.map(kindOf),
    })
    .catch(error =>
      logger.warn('Could not note which kinds there are', error as Error),
    );
  return awaited;
}

/** @internal */
export function kindOf({ kind }: FoundKind): FactKind {
  return kind.kind;
}

/** Whether a kind is followed from where somebody has read it before. @internal */
export function isResumed(
  resumption: Resumption,
  { kind, discovered }: FoundKind,
): boolean {
  const { version } = kindPathOf(kind, discovered);
  return resumption.startAt({ kind, version }) !== null;
}

/** Where discovery is forbidden, the list itself shall say what is missing. @internal */
export function kindPathOf(
  { group, versions, resource }: KindDefinition,
  discovered: DiscoveredKind,
): KindPath {
  return discovered.outcome === 'served'
    ? discovered.kind
    : { group, resource, version: versions[0] };
}
