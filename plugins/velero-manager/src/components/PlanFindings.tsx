import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import ErrorIcon from '@material-ui/icons/Error';
import InfoOutlinedIcon from '@material-ui/icons/InfoOutlined';
import ReportProblemIcon from '@material-ui/icons/ReportProblem';
import type { ApiFinding } from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerTranslationRef } from '../translation';
import { toneColours } from './tones';

type Severity = ApiFinding['severity'];

/** Errors first: they alone keep a change from being proposed. */
const SEVERITIES: Severity[] = ['error', 'warning', 'info'];

const looks = {
  error: { Icon: ErrorIcon, ink: toneColours.negative.ink },
  warning: { Icon: ReportProblemIcon, ink: toneColours.warning.ink },
  info: { Icon: InfoOutlinedIcon, ink: toneColours.neutral.ink },
};

const useStyles = makeStyles(theme => ({
  list: {
    margin: 0,
    padding: 0,
    listStyle: 'none',
    display: 'grid',
    gap: theme.spacing(1.5),
  },
  finding: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: theme.spacing(1),
    overflowWrap: 'anywhere',
  },
}));

/** What the checks found, errors first, each with its place and its fix. @internal */
export function PlanFindings({ findings }: { findings: ApiFinding[] }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  if (findings.length === 0) {
    return <Typography variant="body2">{t('plan.noFindings')}</Typography>;
  }
  const ordered = SEVERITIES.flatMap(severity =>
    findings.filter(finding => finding.severity === severity),
  );
  return (
    <ul className={classes.list}>
      {ordered.map((finding, index) => (
        <Finding key={index} finding={finding} />
      ))}
    </ul>
  );
}

function Finding({ finding }: { finding: ApiFinding }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const { severity, code, path, line, message, fix } = finding;
  const { Icon, ink } = looks[severity];
  return (
    <li className={classes.finding}>
      <Icon fontSize="small" style={{ color: ink }} aria-hidden />
      <div>
        <Typography variant="body2">
          <strong>{t(`plan.severity.${severity}`)}</strong> {message}
        </Typography>
        {fix && <Typography variant="body2">{fix}</Typography>}
        <Typography variant="caption" color="textSecondary" component="div">
          {line === null ? path : `${path}:${line}`} · {code}
        </Typography>
      </div>
    </li>
  );
}
