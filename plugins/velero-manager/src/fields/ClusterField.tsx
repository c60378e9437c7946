import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ClusterListItem } from '@velero-manager/backstage-plugin-velero-manager-common';
import { StateBadge } from '../components/StateBadge';
import type { Translate } from '../components/stateWord';
import { useClusterMap } from '../hooks/useClusterMap';
import { veleroManagerTranslationRef } from '../translation';
import type { FieldHint } from './FieldHint';
import type { ClusterFieldProps } from './clusterSchema';
import { FieldNotes } from './FieldNotes';
import { fieldText } from './fieldText';
import { formValues } from './formValues';
import { noListHint } from './noListHint';
import { onboardedIn } from './onboardedIn';
import { SuggestField } from './SuggestField';
import { useEnvironments } from './useEnvironments';

/**
 * The form field `VeleroManagerCluster`: clusters by environment, each with its
 * state, and whether it is onboarded. A name that is not among them may be typed
 * as well. Where the form onboards it, those that are yet to be are offered.
 *
 * @internal
 */
export function ClusterField(props: ClusterFieldProps) {
  const { formData = '', formContext, onChange, uiSchema } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { value: clusters, error, loading } = useClusterMap({});
  const { value: environments } = useEnvironments();
  const { environment } = formValues(formContext);
  const isNew = uiSchema['ui:options']?.isNew ?? false;
  const inGit = onboardedIn(environment, environments);
  const text = fieldText(props);
  const items = clusters?.items ?? [];
  const chosen = items.find(({ name }) => name === formData);
  const hints = [
    ...(chosen
      ? chosenHints(chosen, environment, t)
      : otherHints({ name: formData, isNew, error, clusters }, t)),
    ...onboardedHints({ name: formData, chosen, environment, isNew, inGit }, t),
  ];
  return (
    <>
      <SuggestField
        {...text}
        value={formData}
        suggestions={suggestionsOf(
          isNew ? items.filter(({ name }) => !inGit?.has(name)) : items,
          environment,
          t,
        )}
        required={props.required}
        disabled={props.disabled || props.readonly}
        takesFocus={props.autofocus}
        isLoading={loading && !clusters}
        isWrong={props.rawErrors.length > 0}
        onChange={next => onChange(next || undefined)}
      />
      <FieldNotes {...text} hints={hints} />
    </>
  );
}

/** By environment, that of the form first and none last; in order of names. */
function suggestionsOf(
  clusters: readonly ClusterListItem[],
  environment: string | undefined,
  t: Translate,
) {
  const rank = (item: ClusterListItem) => {
    if (item.environment === null) return 2;
    return item.environment === environment ? 0 : 1;
  };
  return [...clusters]
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        (a.environment ?? '').localeCompare(b.environment ?? '') ||
        a.name.localeCompare(b.name),
    )
    .map(item => ({
      value: item.name,
      words: item.title,
      group: item.environment ?? t('field.cluster.noEnvironment'),
      note: (
        <>
          {item.title !== item.name && <span>{item.title}</span>}
          <StateBadge kind="protection" state={item.protection.state} />
        </>
      ),
    }));
}

function chosenHints(
  cluster: ClusterListItem,
  asked: string | undefined,
  t: Translate,
): FieldHint[] {
  const { name, title, environment, protection } = cluster;
  const isWell = ['HEALTHY', 'EXEMPT'].includes(protection.state);
  const state = t(`protection.${protection.state}`);
  const hints: FieldHint[] = [
    {
      tone: isWell ? 'info' : 'warning',
      text: t('field.cluster.state', {
        title: `${title === name ? name : `${title} (${name})`}, ${state}`,
        message: protection.message,
      }),
    },
  ];
  if (asked && environment && environment !== asked) {
    hints.push({
      tone: 'warning',
      text: t('field.cluster.environment', { name, of: environment, asked }),
    });
  }
  return hints;
}

function otherHints(
  known: {
    name: string;
    isNew: boolean;
    error: Error | undefined;
    clusters: { items: unknown[]; totalItems: number } | undefined;
  },
  t: Translate,
): FieldHint[] {
  const { name, isNew, error, clusters } = known;
  if (error && !clusters) {
    return [noListHint('clusters', error, t)];
  }
  const isWhole = clusters && clusters.items.length >= clusters.totalItems;
  return name && isWhole && !isNew
    ? [{ tone: 'warning', text: t('field.cluster.missing', { name }) }]
    : [];
}

/**
 * What the config repository says against a name. It tells of clusters that the
 * user may see: of another it is not known that it is not onboarded.
 */
function onboardedHints(
  asked: {
    name: string;
    chosen: ClusterListItem | undefined;
    environment: string | undefined;
    isNew: boolean;
    inGit: ReadonlySet<string> | null;
  },
  t: Translate,
): FieldHint[] {
  const { name, chosen, environment, isNew, inGit } = asked;
  if (inGit === null) return [];
  const isIn = inGit.has(name);
  if (isNew && isIn) {
    return [{ tone: 'warning', text: t('field.cluster.onboarded', { name }) }];
  }
  return !isNew && !isIn && chosen?.environment === environment
    ? [{ tone: 'warning', text: t('field.cluster.notOnboarded', { name }) }]
    : [];
}
