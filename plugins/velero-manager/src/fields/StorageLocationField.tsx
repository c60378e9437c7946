import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ClusterReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import { StateBadge } from '../components/StateBadge';
import type { Translate } from '../components/stateWord';
import { veleroManagerTranslationRef } from '../translation';
import { clusterHints } from './clusterHints';
import type { FieldHint } from './FieldHint';
import { FieldNotes } from './FieldNotes';
import { fieldText } from './fieldText';
import { formValues } from './formValues';
import type { PolicyFieldProps } from './policyFieldSchema';
import { restrictedHints } from './restrictedHints';
import { SuggestField } from './SuggestField';
import { useFormCluster } from './useFormCluster';
import { useFormEnvironment } from './useFormEnvironment';

type Location = ClusterReport['storageLocationReports'][number];

/**
 * The form field `VeleroManagerStorageLocation`: the storage locations of the
 * cluster that the form names, and whether each can be reached.
 *
 * @internal
 */
export function StorageLocationField(props: PolicyFieldProps) {
  const { formData = '', formContext, uiSchema, onChange } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const form = formValues(formContext);
  const cluster = useFormCluster(form.cluster);
  const environment = useFormEnvironment(form.environment);
  const text = fieldText(props);
  const locations =
    cluster.status === 'known' ? cluster.report.storageLocationReports : null;
  const hints = [
    ...(formData
      ? restrictedHints(environment, uiSchema['ui:options'], t)
      : []),
    ...clusterHints(cluster, t),
    ...(locations ? locationHints(formData, locations, t) : []),
  ];
  return (
    <>
      <SuggestField
        {...text}
        value={formData}
        suggestions={(locations ?? []).map(location => ({
          value: location.name,
          words: location.bucket,
          note: <LocationNote location={location} />,
        }))}
        required={props.required}
        disabled={props.disabled || props.readonly}
        isLoading={cluster.status === 'loading'}
        isWrong={props.rawErrors.length > 0}
        onChange={next => onChange(next || undefined)}
      />
      <FieldNotes {...text} hints={hints} />
    </>
  );
}

function LocationNote({ location }: { location: Location }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { isDefault, accessMode, provider, bucket, protection } = location;
  const words = [
    isDefault && t('field.location.isDefault'),
    accessMode === 'ReadOnly' && t('clusterPage.readOnly'),
    `${provider}: ${bucket}`,
  ];
  return (
    <>
      <span>{words.filter(Boolean).join(', ')}</span>
      <StateBadge kind="protection" state={protection.state} />
    </>
  );
}

function locationHints(
  name: string,
  locations: readonly Location[],
  t: Translate,
): FieldHint[] {
  if (locations.length === 0) {
    return [{ tone: 'warning', text: t('field.location.none') }];
  }
  const location = locations.find(each =>
    name ? each.name === name : each.isDefault,
  );
  if (!location) {
    return [
      {
        tone: 'warning',
        text: name
          ? t('field.location.missing', { name })
          : t('field.location.noDefault'),
      },
    ];
  }
  const { name: used, protection, accessMode } = location;
  const isReachable = protection.state === 'HEALTHY';
  const hints: FieldHint[] = [
    {
      tone: isReachable ? 'info' : 'warning',
      text: t('field.location.state', {
        name: used,
        message: protection.message,
      }),
    },
  ];
  if (!name) {
    hints.unshift({
      tone: 'info',
      text: t('field.location.default', { name: used }),
    });
  }
  if (accessMode === 'ReadOnly') {
    hints.push({
      tone: 'warning',
      text: t('field.location.readOnly', { name: used }),
    });
  }
  return hints;
}
