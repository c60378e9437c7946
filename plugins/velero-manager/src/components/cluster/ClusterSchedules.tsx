import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { ClusterReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import { useLanguage } from '../../time/useLanguage';
import type { FormOf } from '../../templates';
import { veleroManagerTranslationRef } from '../../translation';
import type { ListColumn } from '../ListTable';
import { NextRun } from '../NextRun';
import { RelativeTime } from '../RelativeTime';
import { RunStrip } from '../RunStrip';
import { isCounted, SuccessText } from '../SuccessText';
import type { SuccessTextProps } from '../SuccessText';
import { ClusterSection } from './ClusterSection';
import { FormLinks } from './FormLinks';
import type { OfferedForm } from './FormLinks';
import { kindStanding } from './kindStanding';
import { placeOf } from './placeOf';
import { ProtectedTable } from './ProtectedTable';
import { RemedyLink } from './RemedyLink';
import { unbroken } from './unbroken';

type Schedule = ClusterReport['scheduleReports'][number];

/** The properties of {@link ClusterSchedules}. @internal */
export interface ClusterSchedulesProps {
  report: ClusterReport;
  formOf?: FormOf;
}

const useStyles = makeStyles({ strip: { minWidth: 140 } });

/** The schedules of a cluster with what became of their last slots. @internal */
export function ClusterSchedules({ report, formOf }: ClusterSchedulesProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const columns = useColumns(report.asOf);
  return (
    <ClusterSection
      title={t('table.schedules')}
      actions={
        <FormLinks
          forms={[{ intent: 'alert-rules:save', values: placeOf(report) }]}
          formOf={formOf}
        />
      }
    >
      {report.scheduleReports.length > 0 ? (
        <ProtectedTable
          title={t('clusterPage.schedulesTable')}
          items={report.scheduleReports}
          keyOf={({ id }) => id}
          name={{
            title: t('clusterPage.schedule'),
            of: ({ name }) => name,
            placeOf: ({ namespace, cron }) =>
              t('clusterPage.scheduleText', {
                namespace,
                cron: unbroken(cron),
              }),
          }}
          actionOf={schedule => (
            <>
              <RemedyLink remedy={schedule.remedy} formOf={formOf} />
              <FormLinks forms={formsOf(report, schedule)} formOf={formOf} />
            </>
          )}
          columns={columns}
        />
      ) : (
        <Typography variant="body2">
          {t(`clusterPage.schedules.${kindStanding(report, 'Schedule')}`)}
        </Typography>
      )}
    </ClusterSection>
  );
}

/** What can be done with a schedule at any time; to resume it is a remedy. */
function formsOf(
  report: ClusterReport,
  { name, paused }: Schedule,
): OfferedForm[] {
  const values = { ...placeOf(report), existing: name };
  return [
    ...(paused
      ? []
      : [
          {
            ...{ intent: 'schedule:pause' as const, about: name },
            values: { ...values, paused: true },
          },
        ]),
    { intent: 'schedule:delete', values, about: name },
  ];
}

function useColumns(asOf: string): ListColumn<Schedule>[] {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  return [
    {
      title: t('card.runs'),
      cell: ({ runs }) =>
        runs.length > 0 ? (
          <div className={classes.strip}>
            <RunStrip runs={runs} />
          </div>
        ) : (
          t('card.noRuns')
        ),
    },
    {
      title: t('clusterPage.success'),
      cell: ({ success }) => <Success success={success} asOf={asOf} />,
    },
    {
      title: t('card.lastGood'),
      cell: ({ lastGoodAt }) =>
        lastGoodAt ? <RelativeTime at={lastGoodAt} /> : t('card.noLastGood'),
    },
    {
      title: t('card.nextRun'),
      cell: ({ nextRuns, zone }) =>
        nextRuns.length > 0 ? (
          <NextRun at={nextRuns[0]} zone={zone} />
        ) : (
          t('card.noNextRun')
        ),
    },
  ];
}

/** Of the runs that ended, how many were good; what was missed stands beside it. */
function Success({ success, asOf }: SuccessTextProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const language = useLanguage();
  const { rate } = success.last30Days;
  const share =
    rate === null
      ? t('clusterPage.tooFewRuns')
      : new Intl.NumberFormat(language, {
          style: 'percent',
          maximumFractionDigits: 1,
          // 9,999 of 10,000 must not read as all.
        }).format(Math.floor(rate * 1000) / 1000);
  return (
    <>
      {share}
      {isCounted(success) && (
        <Typography variant="caption" color="textSecondary" component="div">
          <SuccessText success={success} asOf={asOf} />
        </Typography>
      )}
    </>
  );
}
