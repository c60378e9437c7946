import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ClusterListItem } from '@velero-manager/backstage-plugin-velero-manager-common';
import { StateBadge } from '../components/StateBadge';
import type { Translate } from '../components/stateWord';
import { useClusterMap } from '../hooks/useClusterMap';
import { veleroManagerTranslationRef } from '../translation';
import type { FieldHint } from './FieldHint';
import { FieldNotes } from './FieldNotes';
import { fieldText } from './fieldText';
import { formValues } from './formValues';
import { noListHint } from './noListHint';
import { SuggestField } from './SuggestField';
import type { TextFieldProps } from './textFieldSchema';

/**
 * The form field `VeleroManagerCluster`: clusters by environment, each with its
 * state. A name that is not among them may be typed as well.
 *
 * @internal
 */
export function ClusterField(props: TextFieldProps) {
  const { formData = '', formContext, onChange } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { value: clusters, error, loading } = useClusterMap({});
  const { environment } = formValues(formContext);
  const text = fieldText(props);
  const chosen = clusters?.items.find(({ name }) => name === formData);
  const hints = chosen
    ? chosenHints(chosen, environment, t)
    : otherHints({ name: formData, error, clusters }, t);
  return (
    <>
      <SuggestField
        {...text}
        value={formData}
        suggestions={suggestionsOf(clusters?.items ?? [], environment, t)}
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
    error: Error | undefined;
    clusters: { items: unknown[]; totalItems: number } | undefined;
  },
  t: Translate,
): FieldHint[] {
  const { name, error, clusters } = known;
  if (error && !clusters) {
    return [noListHint('clusters', error, t)];
  }
  const isWhole = clusters && clusters.items.length >= clusters.totalItems;
  return name && isWhole
    ? [{ tone: 'warning', text: t('field.cluster.missing', { name }) }]
    : [];
}
