import { ClusterFacts, KindStatus } from '../facts';
import { FactKind, kindDefinitions } from '../kinds';
import {
  describeCause,
  describeInstant,
  quoteName,
  quoteNames,
} from '../words';
import { SILENT_AFTER_MS } from './contactState';
import { Finding } from './Finding';
import { Horizon } from './Horizon';
import { ReasonCode } from './reasons';

/**
 * Says why nothing may be concluded from the kinds of a cluster, or `null` when
 * all of them are read in full.
 *
 * @remarks
 * Order: forbidden, absent, not read yet, failing. A kind whose watch broke
 * counts as read for five more minutes, as a cluster out of contact does.
 *
 * @internal
 */
export function kindGate(
  cluster: ClusterFacts,
  kinds: readonly FactKind[],
  horizon: Horizon,
): Finding<'UNKNOWN'> | null {
  const where = `in cluster ${quoteName(cluster.name)}`;
  const inState = (...states: (KindStatus['state'] | undefined)[]) =>
    kinds.filter(kind => states.includes(cluster.kinds[kind]?.state));
  const forbidden = inState('forbidden');
  if (forbidden.length) {
    return unknown(
      'forbidden',
      `The portal may not list or watch ${quoteNames(
        forbidden.map(kind => kindDefinitions[kind].resource),
      )} ${where}${messageOf(cluster, forbidden[0])}.`,
    );
  }
  const [absent] = inState('absent');
  if (absent) {
    const { engine } = kindDefinitions[absent];
    return engine === 'velero'
      ? unknown('velero_absent', `Velero is not installed ${where}.`)
      : unknown(
          'kind_absent',
          `There are no ${quoteName(
            kindDefinitions[absent].resource,
          )} ${where}.`,
        );
  }
  const pending = inState('pending', undefined);
  if (pending.length) {
    return unknown(
      'not_read_yet',
      `${plural(pending)} ${where} have not been read yet.`,
    );
  }
  const failed = inState('failed').filter(kind =>
    hasGoneStale(cluster.kinds[kind], horizon),
  );
  if (!failed.length) return null;
  const since = cluster.kinds[failed[0]]?.syncedAt;
  return unknown(
    since ? 'read_failed' : 'not_read_yet',
    `${plural(failed)} ${where} cannot be read${
      since ? ` since ${describeInstant(since)}` : ''
    }${messageOf(cluster, failed[0])}.`,
  );
}

function unknown(reason: ReasonCode, message: string): Finding<'UNKNOWN'> {
  return { state: 'UNKNOWN', reason, message };
}

function plural(kinds: readonly FactKind[]): string {
  const resources = kinds.map(kind => kindDefinitions[kind].resource);
  return `The objects ${quoteNames(resources)}`;
}

function messageOf(cluster: ClusterFacts, kind: FactKind): string {
  const message = cluster.kinds[kind]?.message;
  return message ? `: ${describeCause(message)}` : '';
}

function hasGoneStale(
  status: KindStatus | undefined,
  horizon: Horizon,
): boolean {
  if (!status?.syncedAt) return true;
  return horizon.isReached(
    new Date(Date.parse(status.syncedAt) + SILENT_AFTER_MS),
  );
}
