import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Chip from '@material-ui/core/Chip';
import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { useState } from 'react';
import type { Translate } from '../components/stateWord';
import { veleroManagerTranslationRef } from '../translation';
import { clusterHints } from './clusterHints';
import type { FieldHint } from './FieldHint';
import { FieldNotes } from './FieldNotes';
import { fieldText } from './fieldText';
import { formValues } from './formValues';
import type { NamespacesFieldProps } from './namespacesSchema';
import { OptionGroup } from './OptionGroup';
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
  const cluster = useFormCluster(formValues(formContext).cluster);
  const chosen = Array.isArray(formData) ? formData : [];
  const text = fieldText(props);
  const isAllOffered = uiSchema['ui:options']?.all === true;
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
  const set = (next: readonly string[]) => {
    setTyped('');
    onChange([...new Set(next.flatMap(wordsOf))]);
  };
  return (
    <>
      <Autocomplete
        id={text.id}
        aria-label={text.title}
        multiple
        freeSolo
        filterSelectedOptions
        disableCloseOnSelect
        forcePopupIcon={options.length > 0}
        disabled={props.disabled || props.readonly}
        options={options}
        groupBy={names.length > 0 ? groupOf : undefined}
        renderGroup={({ key, ...group }) => (
          <OptionGroup key={key} {...group} />
        )}
        value={chosen}
        inputValue={typed}
        onChange={(_, next) => set(next)}
        onInputChange={(_, next, reason) => {
          if (reason !== 'reset') setTyped(next);
        }}
        onBlur={() => typed.trim() && set([...chosen, typed])}
        renderOption={name =>
          name === ALL ? `* · ${t('field.namespaces.all')}` : name
        }
        renderTags={(tags, tagProps) =>
          tags.map((name, index) => {
            // Its key is handed over among the others, which React warns of.
            const { key: _, ...chip }: { key?: number } = tagProps({ index });
            return <Chip key={name} size="small" label={name} {...chip} />;
          })
        }
        renderInput={params => (
          <TextField
            {...params}
            label={text.title}
            required={props.required && chosen.length === 0}
            placeholder={t('field.namespaces.add')}
            error={props.rawErrors.length > 0}
            margin="dense"
            InputLabelProps={{
              ...params.InputLabelProps,
              shrink: true,
              required: props.required,
            }}
            inputProps={{
              ...params.inputProps,
              'aria-describedby': `${text.id}-notes`,
            }}
          />
        )}
      />
      <FieldNotes
        {...text}
        hints={[
          ...problemsOf(props, t),
          ...(isAllOffered ? clusterHints(cluster, t) : []),
          ...missingHints(chosen, cluster, t),
          ...(isAllOffered ? uncoveredHints(uncovered.size, t) : []),
        ]}
      />
    </>
  );
}

/** Lists are pasted with commas and spaces between names. */
function wordsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
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

/** What the schema refuses of single names: no template shows that of a list. */
function problemsOf(
  { errorSchema, formData }: NamespacesFieldProps,
  t: Translate,
): FieldHint[] {
  return Object.entries(errorSchema ?? {}).flatMap(([index, errors]) => {
    const name = formData?.[Number(index)];
    const problems: string[] = Object(errors).__errors ?? [];
    return name === undefined
      ? []
      : problems.map(problem => ({
          tone: 'error' as const,
          text: t('field.namespaces.problem', { name, problem }),
        }));
  });
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
            names: missing.map(name => `“${name}”`).join(', '),
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
