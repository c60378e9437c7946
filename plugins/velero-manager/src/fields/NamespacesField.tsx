import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import type { Translate } from '../components/stateWord';
import { veleroManagerTranslationRef } from '../translation';
import { ChipsField } from './ChipsField';
import { clusterHints } from './clusterHints';
import type { FieldHint } from './FieldHint';
import { FieldNotes } from './FieldNotes';
import { fieldText } from './fieldText';
import { formValues } from './formValues';
import { listErrors } from './listErrors';
import type { NamespacesFieldProps } from './namespacesSchema';
import { useFormCluster } from './useFormCluster';
import type { FormCluster } from './useFormCluster';

/** What Velero reads as all namespaces. */
const ALL = '*';

/**
 * The form field `VeleroManagerNamespaces`: the namespaces of the cluster that
 * the form names, those in no backup first. Others, and patterns, may be typed.
 *
 * @internal
 */
export function NamespacesField(props: NamespacesFieldProps) {
  const { formData, formContext, uiSchema, onChange } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const [typed, setTyped] = useState('');
  const { all: isAllOffered, isNew } = uiSchema['ui:options'] ?? {};
  const cluster = useFormCluster(
    isNew ? undefined : formValues(formContext).cluster,
  );
  const chosen = Array.isArray(formData) ? formData : [];
  const text = fieldText(props);
  const uncovered = new Set(uncoveredOf(cluster));
  const groupOf = (name: string) => {
    if (name === ALL) return t('field.namespaces.every');
    return t(
      `field.namespaces.${uncovered.has(name) ? 'uncovered' : 'covered'}`,
    );
  };
  const names = namesOf(cluster);
  const options = [
    ...(isAllOffered ? [ALL] : []),
    ...names.filter(name => uncovered.has(name)),
    ...names.filter(name => !uncovered.has(name)),
  ];
  return (
    <>
      <ChipsField
        {...text}
        values={chosen}
        options={options}
        typed={typed}
        placeholder={t('field.namespaces.add')}
        required={props.required}
        disabled={props.disabled || props.readonly}
        isWrong={props.rawErrors.length > 0}
        groupOf={names.length > 0 ? groupOf : undefined}
        renderOption={name =>
          name === ALL ? `* · ${t('field.namespaces.all')}` : name
        }
        onType={setTyped}
        onChange={onChange}
      />
      <FieldNotes
        {...text}
        hints={[
          ...listErrors(props, t),
          ...(isAllOffered ? clusterHints(cluster, t) : []),
          ...missingHints(chosen, cluster, t),
          ...(isAllOffered ? uncoveredHints(uncovered.size, t) : []),
        ]}
      />
    </>
  );
}

function namesOf(cluster: FormCluster): readonly string[] {
  return cluster.status === 'known'
    ? cluster.report.coverage.namespaces.names
    : [];
}

function uncoveredOf(cluster: FormCluster): readonly string[] {
  return cluster.status === 'known'
    ? cluster.report.coverage.namespaces.uncovered
    : [];
}

function missingHints(
  chosen: readonly string[],
  cluster: FormCluster,
  t: Translate,
): FieldHint[] {
  if (cluster.status !== 'known') return [];
  const { names, total } = cluster.report.coverage.namespaces;
  const isWhole = names.length >= total && total > 0;
  const missing = chosen.filter(
    name => !/[*?]/.test(name) && !names.includes(name),
  );
  return isWhole && missing.length > 0
    ? [
        {
          tone: 'warning',
          text: t('field.namespaces.missing', {
            names: missing.map(name => t('field.quoted', { name })).join(', '),
          }),
        },
      ]
    : [];
}

function uncoveredHints(count: number, t: Translate): FieldHint[] {
  return count > 0
    ? [{ tone: 'info', text: t('field.namespaces.uncoveredOf', { count }) }]
    : [];
}
