import { LoggerService } from '@backstage/backend-plugin-api';
import { kindDefinitionList } from '@velero-manager/backstage-plugin-velero-manager-common';
import { ClusterDefinition } from '../clusters';
import {
  Clock,
  ClusterClient,
  createKindReader,
  discoverKinds,
  isKubernetesRequestError,
  KindPath,
  WantedKind,
} from '../kubernetes';
import { FactStore } from '../store/types';
import { ContactRecorder } from './ContactRecorder';
import { KindCollector } from './KindCollector';

/** Real API servers send a bookmark about once a minute. */
const LONGEST_SILENCE_MS = 90_000;

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** What collecting a cluster needs. @internal */
export interface CollectClusterOptions {
  definition: ClusterDefinition;
  store: Pick<
    FactStore,
    'apply' | 'setKindStatus' | 'recordContact' | 'recordContactFailure'
  >;
  clock: Clock;
  logger: LoggerService;
  /** After this long without contact a cluster counts as silent. */
  silentAfterMs: number;
  /** Exec plug-ins that a kubeconfig may run. */
  allowExec: string[];
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
  const { definition, store, clock, silentAfterMs } = options;
  const logger = options.logger.child({ cluster: definition.name });
  const contact = ContactRecorder.create({
    cluster: definition.name,
    store,
    clock,
    logger,
  });
  const client = ClusterClient.create(definition, {
    allowExec: options.allowExec,
  });
  try {
    const found = await discoverPatiently({ client, contact, clock, signal });
    await Promise.all(
      found.map(({ wanted, ...discovered }) => {
        const kind = kindDefinitionList.find(
          each =>
            each.group === wanted.group && each.resource === wanted.resource,
        )!;
        const collector = KindCollector.create({
          cluster: definition.name,
          kind,
          client,
          store,
          contact,
          clock,
          logger: logger.child({ kind: kind.kind }),
          staleAfterMs: silentAfterMs,
          silenceMs: Math.min(LONGEST_SILENCE_MS, silentAfterMs),
        });
        const reader =
          discovered.outcome === 'absent'
            ? null
            : createKindReader(
                client,
                kindPathOf(
                  kind,
                  discovered.outcome === 'served' ? discovered : {},
                ),
              );
        return collector.run(reader, signal);
      }),
    );
  } finally {
    await client.close();
  }
}

/** Where discovery is forbidden, the list itself shall say what is missing. */
function kindPathOf(
  { group, versions, resource }: WantedKind,
  discovered: { kind?: KindPath },
): KindPath {
  return discovered.kind ?? { group, resource, version: versions[0] };
}

async function discoverPatiently(options: {
  client: ClusterClient;
  contact: ContactRecorder;
  clock: Clock;
  signal: AbortSignal;
}) {
  const { client, contact, clock, signal } = options;
  let pauseMs = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    try {
      const found = await discoverKinds(client, [...kindDefinitionList], {
        signal,
      });
      await contact.seen();
      return found;
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
