import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  browserZone,
  formatExact,
  zonesToShow,
  zoneTitle,
} from '../../time/formats';
import { useLanguage } from '../../time/useLanguage';
import { veleroManagerTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  scroll: { overflowX: 'auto', maxWidth: '100%' },
  table: {
    ...theme.typography.body2,
    borderCollapse: 'collapse',
    '& caption': {
      ...theme.typography.caption,
      textAlign: 'left',
      color: theme.palette.text.secondary,
    },
    '& th': { textAlign: 'left', fontWeight: 600 },
    '& th, & td': {
      padding: theme.spacing(0.25, 2, 0.25, 0),
      whiteSpace: 'nowrap',
    },
  },
}));

/** The next runs, in UTC, in the zone of the text and in that of the browser. @internal */
export function NextRuns(props: {
  runs: readonly Date[];
  zone: string | null;
}) {
  const { runs, zone } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const language = useLanguage();
  const classes = useStyles();
  if (runs.length === 0) return null;
  const zones = zonesToShow(runs[0], [zone, browserZone()]);
  return (
    <div
      className={classes.scroll}
      // Wide on a phone: it must be reachable with the keyboard too.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={t('field.cron.nextRuns')}
    >
      <table className={classes.table}>
        <caption>{t('field.cron.nextRuns')}</caption>
        <thead>
          <tr>
            {zones.map(each => (
              <th key={each} scope="col">
                {zoneTitle(each)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {runs.map(run => (
            <tr key={run.getTime()}>
              {zones.map(each => (
                <td key={each}>
                  <time dateTime={run.toISOString()}>
                    {formatExact(run, language, each)}
                  </time>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
