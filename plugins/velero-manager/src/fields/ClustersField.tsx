import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { ClusterListItem } from '@velero-manager/backstage-plugin-velero-manager-common';
import { useState } from 'react';
import { StateBadge } from '../components/StateBadge';
import { veleroManagerTranslationRef } from '../translation';
import { ChipsField } from './ChipsField';
import { clustersHints } from './clustersHints';
import type { ClustersFieldProps } from './clustersSchema';
import { FieldNotes } from './FieldNotes';
import { fieldText } from './fieldText';
import { formValues } from './formValues';
import { listErrors } from './listErrors';
import { SelectManyButtons } from './SelectManyButtons';
import { useOfferedClusters } from './useOfferedClusters';

const useStyles = makeStyles(theme => ({
  option: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    overflowWrap: 'anywhere',
  },
}));

/**
 * The form field `VeleroManagerClusters`: other clusters of the environment of
 * the form, one by one, or all that were onboarded, or those of them that a text
 * matches.
 *
 * @internal
 */
export function ClustersField(props: ClustersFieldProps) {
  const { formContext, onChange } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const [typed, setTyped] = useState('');
  const form = formValues(formContext);
  const { answer, known, onboarded, others } = useOfferedClusters(form);
  const chosen = Array.isArray(props.formData) ? props.formData : [];
  const text = fieldText(props);
  const isTyped = (name: string) => matches(known.get(name), typed);
  const isFixed = props.disabled || props.readonly;
  const groupOf = (name: string) =>
    t(`field.clusters.${others.includes(name) ? 'others' : 'onboarded'}`);
  const choose = (names: readonly string[]) => {
    setTyped('');
    const next = [...new Set([...chosen, ...names])];
    onChange(next.length > 0 ? next : undefined);
  };
  return (
    <>
      <ChipsField
        {...text}
        values={chosen}
        options={[...onboarded, ...others]}
        typed={typed}
        placeholder={t('field.clusters.add')}
        required={props.required}
        disabled={isFixed}
        isLoading={answer.loading && !answer.value}
        isWrong={props.rawErrors.length > 0}
        matches={(name, written) => matches(known.get(name), written)}
        groupOf={others.length > 0 ? groupOf : undefined}
        renderOption={name => (
          <span className={classes.option}>
            <Choice name={name} item={known.get(name)} />
          </span>
        )}
        onType={setTyped}
        onChange={next => onChange(next.length > 0 ? next : undefined)}
      />
      {!isFixed && onboarded.length + others.length > 1 && (
        <SelectManyButtons
          {...{ chosen, typed }}
          onboarded={onboarded.filter(isTyped)}
          hasOthers={others.some(isTyped)}
          onSelect={choose}
          onClear={() => onChange(undefined)}
        />
      )}
      <FieldNotes
        {...text}
        hints={[
          ...listErrors(props, t),
          ...clustersHints(
            {
              ...{ ...form, chosen, answer, known, others },
              most: props.schema.maxItems,
            },
            t,
          ),
        ]}
      />
    </>
  );
}

function Choice(props: { name: string; item: ClusterListItem | undefined }) {
  const { name, item } = props;
  return (
    <>
      <span>{name}</span>
      {item && item.title !== name && <span>{item.title}</span>}
      {item && <StateBadge kind="protection" state={item.protection.state} />}
    </>
  );
}

function matches(item: ClusterListItem | undefined, typed: string): boolean {
  const words = `${item?.name} ${item?.title}`.toLowerCase();
  return words.includes(typed.trim().toLowerCase());
}
