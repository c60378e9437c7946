import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { ClusterReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import { formatSize } from '../../size/formatSize';
import { formatDay } from '../../time/formats';
import { useLanguage } from '../../time/useLanguage';
import { veleroManagerTranslationRef } from '../../translation';
import { TileList } from '../TileList';

const DAY_MS = 86_400_000;
const HEIGHT = 22;
/** A day on which little was sent is not one on which nothing was. */
const LOWEST = 2;

/** The properties of {@link SentStrip}. @internal */
export interface SentStripProps {
  /** Bytes of each day, oldest first. */
  byDay: ClusterReport['sent'][number]['byDay'];
  /** A moment of the last day. */
  asOf: string;
}

const useStyles = makeStyles({
  strip: { gap: 1, height: HEIGHT, minWidth: 140, maxWidth: 360 },
  day: { flex: '1 1 0', minWidth: 3 },
  frame: {
    display: 'flex',
    alignItems: 'flex-end',
    height: HEIGHT,
    borderBottom: '1px solid var(--bui-border-2)',
  },
  bar: { width: '100%', background: 'var(--bui-fg-secondary)' },
});

/** One bar a day, today last: how much was sent, against the day of most. @internal */
export function SentStrip({ byDay, asOf }: SentStripProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const language = useLanguage();
  const classes = useStyles();
  const most = Math.max(...byDay);
  const days = byDay.map((bytes, place) => {
    const day = Date.parse(asOf) - (byDay.length - 1 - place) * DAY_MS;
    return {
      bytes,
      day: formatDay(new Date(day), language, 'UTC'),
      height: bytes > 0 ? Math.max(LOWEST, (bytes / most) * (HEIGHT - 1)) : 0,
    };
  });
  const words = ({ bytes, day }: (typeof days)[number]) =>
    bytes > 0
      ? t('clusterPage.sentOn', { day, size: formatSize(bytes, language) })
      : t('clusterPage.nothingOn', { day });
  return (
    <TileList
      items={days}
      label={t('clusterPage.sentSummary', {
        count: byDay.length,
        most: formatSize(most, language),
      })}
      className={classes.strip}
      itemClassNameOf={() => classes.day}
      keyOf={({ day }) => day}
      wordsOf={words}
      renderTile={({ height }) => (
        <span className={classes.frame} aria-hidden>
          <span className={classes.bar} style={{ height }} />
        </span>
      )}
      renderNote={words}
    />
  );
}
