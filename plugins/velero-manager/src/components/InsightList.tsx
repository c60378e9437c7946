import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import ReportProblemOutlinedIcon from '@material-ui/icons/ReportProblemOutlined';
import { insights as explained } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { EntityReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerTranslationRef } from '../translation';
import { InfoButton } from './InfoButton';
import { toneColours } from './tones';

type Insight = EntityReport['insights'][number];

/** More are for the tab of the entity. */
const MOST_INSIGHTS = 3;

/** What matters most first. */
const ORDER: readonly Insight['code'][] = [
  'applied_but_refused',
  'differs_from_git',
  'not_in_git',
];

const useStyles = makeStyles(theme => ({
  list: { margin: theme.spacing(0.5, 0, 0), padding: 0, listStyle: 'none' },
  item: {
    display: 'flex',
    gap: theme.spacing(1),
    overflowWrap: 'anywhere',
    minWidth: 0,
  },
  message: { flex: 1, minWidth: 0 },
  icon: { color: toneColours.warning.ink, marginTop: 2 },
}));

/** What Git and the cluster say together, under the verdict on sync. @internal */
export function InsightList({ insights }: { insights: readonly Insight[] }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  if (insights.length === 0) return null;
  const rank = ({ code }: Insight) => ORDER.indexOf(code);
  const shown = [...insights]
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, MOST_INSIGHTS);
  const more = insights.length - shown.length;
  return (
    <ul className={classes.list} aria-label={t('insights.title')}>
      {shown.map(({ code, message, syncObject, object }) => (
        <Typography
          key={[code, syncObject, ...Object.values(object)].join(' ')}
          variant="body2"
          component="li"
          className={classes.item}
        >
          <ReportProblemOutlinedIcon
            fontSize="inherit"
            className={classes.icon}
            aria-hidden
          />
          <span className={classes.message}>{message}</span>
          <InfoButton what={message}>
            <Typography variant="body2" gutterBottom>
              {explained[code].means}
            </Typography>
            <Typography variant="body2">{explained[code].remedy}</Typography>
          </InfoButton>
        </Typography>
      ))}
      {more > 0 && (
        <Typography variant="caption" component="li">
          {t('insights.more', { count: more })}
        </Typography>
      )}
    </ul>
  );
}
