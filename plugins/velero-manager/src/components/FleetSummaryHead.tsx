import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import type { FleetSummary } from '@velero-manager/backstage-plugin-velero-manager-common';
import { useLanguage } from '../time/useLanguage';
import { veleroManagerTranslationRef } from '../translation';
import { toneColours } from './tones';
import type { Tone } from './tones';

/** The properties of {@link FleetSummaryHead}. @internal */
export interface FleetSummaryHeadProps {
  summary: FleetSummary;
  /** What is counted. */
  of: 'clusters' | 'services';
}

const useStyles = makeStyles(theme => ({
  numbers: {
    display: 'grid',
    gridTemplateColumns: 'repeat(6, 1fr)',
    [theme.breakpoints.down('md')]: { gridTemplateColumns: 'repeat(3, 1fr)' },
    [theme.breakpoints.down('xs')]: { gridTemplateColumns: 'repeat(2, 1fr)' },
    gap: theme.spacing(1.5),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  number: {
    height: '100%',
    padding: theme.spacing(1, 1.5),
    borderLeft: '4px solid',
  },
  value: { fontWeight: 600, lineHeight: 1.2 },
}));

interface FleetNumber {
  title: string;
  value: string | null;
  detail?: string;
  tone: Tone;
  to?: string;
}

/** Six numbers; one that the user may not see is a dash, never zero. @internal */
export function FleetSummaryHead(props: FleetSummaryHeadProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const numbers = useNumbers(props);
  const label =
    props.of === 'clusters'
      ? t('fleet.summaryClusters')
      : t('fleet.summaryServices');
  return (
    <ul className={classes.numbers} aria-label={label}>
      {numbers.map(number => (
        <li key={number.title}>
          <NumberTile number={number} />
        </li>
      ))}
    </ul>
  );
}

function NumberTile({ number }: { number: FleetNumber }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const { title, value, to } = number;
  return (
    <Paper
      variant="outlined"
      className={classes.number}
      style={{ borderLeftColor: edgeOf(number.tone) }}
    >
      <Typography variant="body2" color="textSecondary">
        {title}
      </Typography>
      <Typography variant="h5" component="p" className={classes.value}>
        {to && value ? (
          <Link
            to={to}
            aria-label={t('fleet.showState', { amount: value, state: title })}
          >
            {value}
          </Link>
        ) : (
          value ?? '–'
        )}
      </Typography>
      <Typography variant="caption" color="textSecondary">
        {value === null
          ? number.detail ?? t('fleet.noPermission')
          : number.detail}
      </Typography>
    </Paper>
  );
}

/** What is neither good nor bad draws no eyes. */
function edgeOf(tone: Tone): string {
  const { ink, border } = toneColours[tone];
  return tone === 'neutral' || tone === 'unknown' ? border : ink;
}

function useNumbers({ summary, of }: FleetSummaryHeadProps): FleetNumber[] {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const format = new Intl.NumberFormat(useLanguage()).format;
  const counts = of === 'clusters' ? summary.clusters : summary.entities;
  const number = (
    title: string,
    count: number | undefined,
    look: { tone: Tone; to?: string },
  ): FleetNumber => ({
    title,
    value: count === undefined ? null : format(count),
    tone: count ? look.tone : 'neutral',
    to: count ? look.to : undefined,
  });
  const all = of === 'services' ? '&owner=all' : '';
  const { byState, bySync } = counts ?? {};
  return [
    number(t(`fleet.${of}`), counts?.total, { tone: 'neutral' }),
    number(t('fleet.critical'), byState?.CRITICAL, {
      tone: 'negative',
      to: `?state=CRITICAL${all}`,
    }),
    number(t('fleet.unprotected'), byState?.UNPROTECTED, {
      tone: 'negative',
      to: `?state=UNPROTECTED${all}`,
    }),
    number(t('fleet.unknown'), byState?.UNKNOWN, {
      tone: 'unknown',
      to: `?state=UNKNOWN${all}`,
    }),
    number(t('fleet.drifted'), bySync?.DRIFTED, {
      tone: 'warning',
      to: of === 'services' ? `?sync=DRIFTED${all}` : undefined,
    }),
    useObjective(summary),
  ];
}

function useObjective(summary: FleetSummary): FleetNumber {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const language = useLanguage();
  const title = t('fleet.objective');
  const objective = summary.entities?.objective;
  if (!objective || objective.of === 0) {
    const detail = objective && t('fleet.noObjective');
    return { title, value: null, detail, tone: 'neutral' };
  }
  const { met, of } = objective;
  // Rounded down: 999 of 1000 is not 100 %.
  const share = Math.floor((met / of) * 1000) / 1000;
  return {
    title,
    value: new Intl.NumberFormat(language, {
      style: 'percent',
      maximumFractionDigits: 1,
    }).format(share),
    detail: t('fleet.objectiveOf', { met: String(met), of: String(of) }),
    tone: met === of ? 'positive' : 'warning',
  };
}
