import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { ClusterReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import { StateBadge } from '../components/StateBadge';
import type { Translate } from '../components/stateWord';
import { veleroManagerTranslationRef } from '../translation';
import { clusterHints } from './clusterHints';
import type { FieldHint } from './FieldHint';
import { FieldNotes } from './FieldNotes';
import { fieldText } from './fieldText';
import { formValues } from './formValues';
import type { ScheduleFieldProps } from './scheduleSchema';
import { SuggestField } from './SuggestField';
import { useFormCluster } from './useFormCluster';

type Schedule = ClusterReport['scheduleReports'][number];

const useStyles = makeStyles(theme => ({
  cron: { fontFamily: 'monospace', color: theme.palette.text.secondary },
}));

/**
 * The form field `VeleroManagerSchedule`: the schedules of the cluster that the
 * form names, each with when it runs and its state.
 *
 * @internal
 */
export function ScheduleField(props: ScheduleFieldProps) {
  const { formData = '', formContext, uiSchema, onChange } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const cluster = useFormCluster(formValues(formContext).cluster);
  const text = fieldText(props);
  const schedules =
    cluster.status === 'known' ? cluster.report.scheduleReports : null;
  const mayBeNew = uiSchema['ui:options']?.mayBeNew === true;
  return (
    <>
      <SuggestField
        {...text}
        value={formData}
        suggestions={(schedules ?? []).map(schedule => ({
          value: schedule.name,
          note: <ScheduleNote schedule={schedule} />,
        }))}
        required={props.required}
        disabled={props.disabled || props.readonly}
        isLoading={cluster.status === 'loading'}
        isWrong={props.rawErrors.length > 0}
        onChange={next => onChange(next || undefined)}
      />
      <FieldNotes
        {...text}
        hints={[
          ...(mayBeNew && !formData ? [] : clusterHints(cluster, t)),
          ...(schedules
            ? scheduleHints({ name: formData, mayBeNew, schedules }, t)
            : []),
        ]}
      />
    </>
  );
}

function ScheduleNote({ schedule }: { schedule: Schedule }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  return (
    <>
      <span className={classes.cron}>{schedule.cron}</span>
      {schedule.paused && <span>{t('field.schedule.isPaused')}</span>}
      <StateBadge kind="protection" state={schedule.protection.state} />
    </>
  );
}

function scheduleHints(
  asked: { name: string; mayBeNew: boolean; schedules: readonly Schedule[] },
  t: Translate,
): FieldHint[] {
  const { name, mayBeNew, schedules } = asked;
  if (schedules.length === 0 && !mayBeNew) {
    return [{ tone: 'warning', text: t('field.schedule.none') }];
  }
  if (!name) return [];
  const schedule = schedules.find(each => each.name === name);
  if (!schedule) {
    return [{ tone: 'warning', text: t('field.schedule.missing', { name }) }];
  }
  const { cron, paused, protection } = schedule;
  return [
    {
      tone: 'info',
      text: t(paused ? 'field.schedule.paused' : 'field.schedule.runs', {
        ...{ name, cron, message: protection.message },
      }),
    },
  ];
}
