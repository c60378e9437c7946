import type { ClusterListItem } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Translate } from '../components/stateWord';
import type { ClusterMapContent } from '../hooks/useClusterMap';
import type { Live } from '../hooks/useLive';
import type { FieldHint } from './FieldHint';
import { noListHint } from './noListHint';

/** What the portal knows of these is of former times, or nothing. */
const OUT_OF_SIGHT = ['silent', 'never', 'unwatched'];

/** Named in a sentence; of more there is a number. */
const NAMED = 5;

interface Asked {
  chosen: readonly string[];
  cluster?: string;
  environment?: string;
  /** How many may be chosen at most. */
  most?: number;
  answer: Live<ClusterMapContent>;
  known: ReadonlyMap<string, ClusterListItem>;
  /** Those that were not onboarded. */
  others: readonly string[];
}

/** What to know of the clusters that were chosen. @internal */
export function clustersHints(asked: Asked, t: Translate): FieldHint[] {
  const { environment, answer } = asked;
  if (!environment) {
    return [{ tone: 'info', text: t('field.clusters.noEnvironment') }];
  }
  const hints = limitHints(asked, t);
  if (!answer.value) {
    return answer.error
      ? [...hints, noListHint('clusters', answer.error, t)]
      : hints;
  }
  return [...hints, ...stateHints(asked, t)];
}

function limitHints(asked: Asked, t: Translate): FieldHint[] {
  const { chosen, cluster, most } = asked;
  const hints: FieldHint[] = [];
  if (cluster && chosen.includes(cluster)) {
    hints.push({
      tone: 'error',
      text: t('field.clusters.itself', { name: cluster }),
    });
  }
  if (most !== undefined && chosen.length > most) {
    hints.push({
      tone: 'error',
      text: t('field.clusters.tooMany', {
        chosen: String(chosen.length),
        most: String(most),
      }),
    });
  } else if (chosen.length > 0) {
    hints.push({
      tone: 'info',
      text: t('field.clusters.chosen', { count: chosen.length }),
    });
  }
  return hints;
}

function stateHints(asked: Asked, t: Translate): FieldHint[] {
  const { chosen, environment = '', answer, known, others } = asked;
  const items = chosen.flatMap(name => known.get(name) ?? []);
  const silent = items.filter(({ contact }) =>
    OUT_OF_SIGHT.includes(contact.state),
  );
  const unwell = items.filter(
    item =>
      !silent.includes(item) &&
      !['HEALTHY', 'EXEMPT'].includes(item.protection.state),
  );
  const states = [...new Set(unwell.map(({ protection }) => protection.state))];
  const isWhole =
    (answer.value?.items.length ?? 0) >= (answer.value?.totalItems ?? 0);
  const missing = isWhole
    ? chosen.filter(name => known.get(name)?.environment !== environment)
    : [];
  const notInGit = chosen.filter(name => others.includes(name));
  const warnings: { of: string[]; text: (names: string) => string }[] = [
    {
      of: missing,
      text: names => t('field.clusters.missing', { environment, names }),
    },
    {
      of: notInGit,
      text: names =>
        t('field.clusters.notOnboarded', { count: notInGit.length, names }),
    },
    {
      of: silent.map(({ name }) => name),
      text: names => t('field.clusters.silent', { names }),
    },
    ...states.map(state => ({
      of: unwell
        .filter(({ protection }) => protection.state === state)
        .map(({ name }) => name),
      text: (names: string) =>
        t('field.clusters.state', { state: t(`protection.${state}`), names }),
    })),
  ];
  return warnings
    .filter(({ of }) => of.length > 0)
    .map(({ of, text }) => ({ tone: 'warning', text: text(namesOf(of, t)) }));
}

function namesOf(names: readonly string[], t: Translate): string {
  const shown = names.slice(0, NAMED).map(name => t('field.quoted', { name }));
  const rest = names.length - shown.length;
  return rest > 0
    ? t('field.cron.more', { names: shown.join(', '), count: rest })
    : shown.join(', ');
}
