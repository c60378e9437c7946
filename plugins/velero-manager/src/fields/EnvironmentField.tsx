import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Environment,
  EnvironmentList,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Translate } from '../components/stateWord';
import { veleroManagerTranslationRef } from '../translation';
import type { FieldHint } from './FieldHint';
import { FieldNotes } from './FieldNotes';
import { fieldText } from './fieldText';
import { noListHint } from './noListHint';
import { SuggestField } from './SuggestField';
import type { TextFieldProps } from './textFieldSchema';
import { useEnvironments } from './useEnvironments';

/**
 * The form field `VeleroManagerEnvironment`: the environments of the config
 * repositories, each with how many have to approve.
 *
 * @internal
 */
export function EnvironmentField(props: TextFieldProps) {
  const { formData = '', onChange } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { value: list, error, loading } = useEnvironments();
  const items = list?.items ?? [];
  const repositories = new Set(items.map(({ repository }) => repository));
  const text = fieldText(props);
  return (
    <>
      <SuggestField
        {...text}
        value={formData}
        suggestions={uniqueByName(items).map(item => ({
          value: item.name,
          words: item.repository,
          note: (
            <span>
              {repositories.size > 1 && `${item.repository}, `}
              {approvalsOf(item, t)}
            </span>
          ),
        }))}
        required={props.required}
        disabled={props.disabled || props.readonly}
        takesFocus={props.autofocus}
        isLoading={loading && !list}
        isWrong={props.rawErrors.length > 0}
        onChange={next => onChange(next || undefined)}
      />
      <FieldNotes
        {...text}
        hints={[
          ...(list ? listHints(formData, list, t) : []),
          ...(error && !list ? [noListHint('environments', error, t)] : []),
        ]}
      />
    </>
  );
}

function approvalsOf({ approvals }: Environment, t: Translate): string {
  return approvals === 0
    ? t('field.environment.noApproval')
    : t('field.environment.approvals', { count: approvals });
}

/** Two repositories may share an environment, each with clusters of its own. */
function uniqueByName(items: readonly Environment[]): Environment[] {
  return [...new Map(items.map(item => [item.name, item])).values()];
}

function listHints(
  name: string,
  { items, notes }: EnvironmentList,
  t: Translate,
): FieldHint[] {
  const chosen = items.find(item => item.name === name);
  const own: FieldHint[] = chosen
    ? [{ tone: 'info', text: approvalsOf(chosen, t) }]
    : [];
  const isUnknown = name !== '' && !chosen && notes.length === 0;
  return [
    ...own,
    ...(isUnknown
      ? [
          {
            tone: 'warning' as const,
            text: t('field.environment.missing', { name }),
          },
        ]
      : []),
    ...notes.map(note => ({ tone: 'warning' as const, text: note })),
  ];
}
