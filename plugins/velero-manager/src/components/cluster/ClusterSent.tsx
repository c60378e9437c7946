import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { ClusterReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import { formatSize } from '../../size/formatSize';
import { useLanguage } from '../../time/useLanguage';
import { veleroManagerTranslationRef } from '../../translation';
import { ListTable } from '../ListTable';
import type { ListColumn } from '../ListTable';
import { ClusterSection } from './ClusterSection';
import { SentStrip } from './SentStrip';

type Sent = NonNullable<ClusterReport['scheduleReports'][number]['sent']>;

/** Something that was sent: whose it was, or where it went. */
interface SentItem extends Sent {
  key: string;
  name: string;
  detail: string;
}

/** What copies of volumes sent, by place and by schedule; nothing where nothing is known of it. @internal */
export function ClusterSent({ report }: { report: ClusterReport }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { asOf } = report;
  const schedules = schedulesOf(report).map(({ schedule, sent }) => ({
    ...sent,
    key: schedule.id,
    name: schedule.name,
    detail: t('clusterPage.in', { namespace: schedule.namespace }),
  }));
  const places = report.sent.map(({ path, storageLocation, ...sent }) => ({
    ...sent,
    key: `${path} ${storageLocation}`,
    name: storageLocation ?? t('clusterPage.placeUnknown'),
    detail: t(`clusterPage.sentBy.${path}`),
  }));
  return places.length > 0 ? (
    <ClusterSection
      title={t('clusterPage.sent')}
      detail={t('clusterPage.sentDetail')}
    >
      <SentTable
        title={t('clusterPage.sentPlaces')}
        what={t('clusterPage.place')}
        items={places}
        asOf={asOf}
      />
      {schedules.length > 0 && (
        <SentTable
          title={t('clusterPage.sentSchedules')}
          what={t('clusterPage.schedule')}
          items={schedules}
          asOf={asOf}
        />
      )}
    </ClusterSection>
  ) : null;
}

function schedulesOf({ scheduleReports }: ClusterReport) {
  return scheduleReports
    .flatMap(schedule =>
      schedule.sent ? [{ schedule, sent: schedule.sent }] : [],
    )
    .sort((a, b) => b.sent.bytes - a.sent.bytes);
}

function SentTable(props: {
  title: string;
  what: string;
  items: SentItem[];
  asOf: string;
}) {
  const { title, what, items, asOf } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const language = useLanguage();
  const columns: ListColumn<SentItem>[] = [
    {
      title: what,
      isHeading: true,
      cell: ({ name, detail }) => (
        <>
          {name}
          <Typography variant="caption" color="textSecondary" component="div">
            {detail}
          </Typography>
        </>
      ),
    },
    {
      title: t('clusterPage.sentIn30Days'),
      cell: ({ bytes, copies }) => (
        <>
          {formatSize(bytes, language)}
          <Typography variant="caption" color="textSecondary" component="div">
            {t('clusterPage.copies', { count: copies })}
          </Typography>
        </>
      ),
    },
    {
      title: t('clusterPage.byDay'),
      cell: ({ byDay }) => <SentStrip byDay={byDay} asOf={asOf} />,
    },
  ];
  return (
    <ListTable
      title={title}
      columns={columns}
      items={items}
      keyOf={({ key }) => key}
    />
  );
}
