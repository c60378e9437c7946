import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { ClusterListItem } from '@velero-manager/backstage-plugin-velero-manager-common';
import { useState } from 'react';
import { StateBadge } from '../components/StateBadge';
import { useClusterMap } from '../hooks/useClusterMap';
import { veleroManagerTranslationRef } from '../translation';
import { ChipsField } from './ChipsField';
import { clustersHints } from './clustersHints';
import type { ClustersFieldProps } from './clustersSchema';
import { FieldNotes } from './FieldNotes';
import { fieldText } from './fieldText';
import { formValues } from './formValues';
import { listErrors } from './listErrors';

const useStyles = makeStyles(theme => ({
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    marginTop: theme.spacing(1),
  },
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
 * the form, one by one, all of them, or all that a text matches.
 *
 * @internal
 */
export function ClustersField(props: ClustersFieldProps) {
  const { formContext, onChange } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const [typed, setTyped] = useState('');
  const form = formValues(formContext);
  const { environment } = form;
  const answer = useClusterMap(
    environment ? { environment: [environment] } : {},
  );
  const chosen = Array.isArray(props.formData) ? props.formData : [];
  const known = new Map(answer.value?.items.map(item => [item.name, item]));
  // Those of a former environment are there until its own are.
  const offered = [...known.values()]
    .filter(item => item.environment === environment)
    .map(({ name }) => name)
    .filter(name => name !== form.cluster)
    .sort();
  const text = fieldText(props);
  const matching = offered.filter(name => matches(known.get(name), typed));
  const isFixed = props.disabled || props.readonly;
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
        options={offered}
        typed={typed}
        placeholder={t('field.clusters.add')}
        required={props.required}
        disabled={isFixed}
        isLoading={answer.loading && !answer.value}
        isWrong={props.rawErrors.length > 0}
        matches={(name, written) => matches(known.get(name), written)}
        renderOption={name => (
          <span className={classes.option}>
            <Choice name={name} item={known.get(name)} />
          </span>
        )}
        onType={setTyped}
        onChange={next => onChange(next.length > 0 ? next : undefined)}
      />
      {!isFixed && offered.length > 1 && (
        <div className={classes.buttons}>
          <Button
            size="small"
            variant="outlined"
            disabled={matching.every(name => chosen.includes(name))}
            // Before the text is left, which would make it a name.
            onMouseDown={event => event.preventDefault()}
            onClick={() => choose(matching)}
          >
            {typed.trim()
              ? t('field.clusters.matching', {
                  count: matching.length,
                  text: typed.trim(),
                })
              : t('field.clusters.all', { count: offered.length })}
          </Button>
          {chosen.length > 0 && (
            <Button size="small" onClick={() => onChange(undefined)}>
              {t('field.clusters.none')}
            </Button>
          )}
        </div>
      )}
      <FieldNotes
        {...text}
        hints={[
          ...listErrors(props, t),
          ...clustersHints(
            { ...form, chosen, most: props.schema.maxItems, answer, known },
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
