import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { StateBadge } from '../components/StateBadge';
import { veleroManagerTranslationRef } from '../translation';
import { clusterHints } from './clusterHints';
import { databaseHints, databaseNamespaceHints } from './databaseHints';
import type { Database } from './databaseHints';
import type { DatabaseFieldProps } from './databaseSchema';
import { FieldNotes } from './FieldNotes';
import { fieldText } from './fieldText';
import { formValues } from './formValues';
import { SuggestField } from './SuggestField';
import type { Suggestion } from './SuggestField';
import { useFormCluster } from './useFormCluster';

/**
 * The form field `VeleroManagerDatabase`: the PostgreSQL clusters of the form's
 * namespace, each with its state; or the namespaces of the form's cluster that
 * have one.
 *
 * @internal
 */
export function DatabaseField(props: DatabaseFieldProps) {
  const { formData = '', formContext, uiSchema, onChange } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { cluster: asked, namespace } = formValues(formContext);
  const cluster = useFormCluster(asked);
  const isNamespace = uiSchema['ui:options']?.part === 'namespace';
  const text = fieldText(props);
  const databases =
    cluster.status === 'known' ? cluster.report.databaseReports : null;
  const hints = isNamespace
    ? [
        ...clusterHints(cluster, t),
        ...(databases ? databaseNamespaceHints(formData, databases, t) : []),
      ]
    : databaseHints({ name: formData, namespace }, databases ?? [], t);
  return (
    <>
      <SuggestField
        {...text}
        value={formData}
        suggestions={
          isNamespace
            ? namespacesOf(databases ?? [])
            : namesIn(namespace, databases ?? [])
        }
        required={props.required}
        disabled={props.disabled || props.readonly}
        takesFocus={props.autofocus}
        isLoading={cluster.status === 'loading'}
        isWrong={props.rawErrors.length > 0}
        onChange={next => onChange(next || undefined)}
      />
      <FieldNotes {...text} hints={hints} />
    </>
  );
}

function namespacesOf(databases: readonly Database[]): Suggestion[] {
  const names = [...new Set(databases.map(({ namespace }) => namespace))];
  return names.sort().map(value => {
    const there = databases.filter(({ namespace }) => namespace === value);
    const words = there.map(({ name }) => name).join(', ');
    return { value, words, note: <span>{words}</span> };
  });
}

function namesIn(
  namespace: string | undefined,
  databases: readonly Database[],
): Suggestion[] {
  return databases
    .filter(each => each.namespace === namespace)
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(({ name, protection }) => ({
      value: name,
      note: <StateBadge kind="protection" state={protection.state} />,
    }));
}
