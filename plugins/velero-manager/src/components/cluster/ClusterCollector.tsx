import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import type { ClusterReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import { useState } from 'react';
import { useLanguage } from '../../time/useLanguage';
import { veleroManagerTranslationRef } from '../../translation';
import { ListTable } from '../ListTable';
import type { ListColumn } from '../ListTable';
import { RelativeTime } from '../RelativeTime';
import { ClusterSection } from './ClusterSection';

type Kind = ClusterReport['collector'][number];

/** Kinds that are not read as they should be; what they mean for verdicts is said there. */
function isTroubled({ state, malformed }: Kind): boolean {
  return state === 'failed' || state === 'forbidden' || malformed > 0;
}

/** How faithfully the cluster is watched: trouble at once, all kinds on request. @internal */
export function ClusterCollector({ report }: { report: ClusterReport }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const columns = useColumns();
  const [isWhole, setIsWhole] = useState(false);
  const troubled = report.collector.filter(isTroubled);
  const shown = isWhole ? report.collector : troubled;
  const synced = report.collector.filter(({ state }) => state === 'synced');
  return (
    <ClusterSection
      title={t('clusterPage.collector')}
      detail={t('clusterPage.collectorDetail', {
        synced: String(synced.length),
        total: String(report.collector.length),
      })}
    >
      <Collection collection={report.collection} />
      {shown.length > 0 && (
        <ListTable
          title={t('clusterPage.collectorTable')}
          columns={columns}
          items={shown}
          keyOf={({ kind }) => kind}
        />
      )}
      {troubled.length === 0 && synced.length > 0 && !isWhole && (
        <Typography variant="body2">{t('clusterPage.noTrouble')}</Typography>
      )}
      <div>
        <Button size="small" onClick={() => setIsWhole(!isWhole)}>
          {isWhole
            ? t('units.showFewer')
            : t('units.showAll', { count: report.collector.length })}
        </Button>
      </div>
    </ClusterSection>
  );
}

/** Who follows the cluster, how that goes, and what stands in the way. */
function Collection({ collection }: Pick<ClusterReport, 'collection'>) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const language = useLanguage();
  const { followedBy, watchesOpen, lagSeconds, lastEventAt } = collection;
  const { breaker, denied } = collection;
  return (
    <div style={{ overflowWrap: 'anywhere' }}>
      <Typography variant="body2">
        {followedBy === null
          ? t('clusterPage.notFollowed')
          : t('clusterPage.followedBy', { replica: followedBy })}
        {watchesOpen !== null &&
          ` · ${t('clusterPage.watches', { count: watchesOpen })}`}
        {lagSeconds !== null &&
          ` · ${t('clusterPage.lag', {
            span: new Intl.NumberFormat(language, {
              style: 'unit',
              unit: 'second',
              maximumFractionDigits: 1,
            }).format(lagSeconds),
          })}`}
        {lastEventAt && (
          <>
            {' · '}
            {t('clusterPage.lastEvent', {
              ago: <RelativeTime at={lastEventAt} />,
            })}
          </>
        )}
      </Typography>
      {breaker && breaker.state !== 'closed' && (
        <Typography variant="body2">
          {t('clusterPage.breaker', {
            since: <RelativeTime at={breaker.since} />,
            reason: breaker.reason ?? t('contact.noMessage'),
          })}
        </Typography>
      )}
      {denied.length > 0 && (
        <Typography variant="body2">
          {t('clusterPage.denied', {
            what: denied
              .map(({ verb, resource }) => `${verb} ${resource}`)
              .join(', '),
          })}
        </Typography>
      )}
    </div>
  );
}

function useColumns(): ListColumn<Kind>[] {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  return [
    {
      title: t('clusterPage.kind'),
      isHeading: true,
      cell: ({ kind }) => kind,
    },
    {
      title: t('clusterPage.kindState'),
      cell: ({ state }) => t(`kindState.${state}`),
    },
    {
      title: t('clusterPage.objects'),
      cell: ({ objects, malformed }) =>
        malformed > 0
          ? t('clusterPage.malformed', {
              objects: String(objects),
              malformed: String(malformed),
            })
          : objects,
    },
    {
      title: t('clusterPage.syncedAt'),
      cell: ({ syncedAt }) => syncedAt && <RelativeTime at={syncedAt} />,
    },
    { title: t('table.reason'), cell: ({ message }) => message },
  ];
}
