import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import ErrorOutlineIcon from '@material-ui/icons/ErrorOutline';
import InfoOutlinedIcon from '@material-ui/icons/InfoOutlined';
import ReportProblemOutlinedIcon from '@material-ui/icons/ReportProblemOutlined';
import type { ClusterReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerTranslationRef } from '../../translation';
import { toneColours } from '../tones';
import { ClusterSection } from './ClusterSection';

type Trap = ClusterReport['traps'][number];

const icons = {
  error: ErrorOutlineIcon,
  warning: ReportProblemOutlinedIcon,
  info: InfoOutlinedIcon,
};

const useStyles = makeStyles(theme => ({
  list: {
    margin: 0,
    padding: 0,
    listStyle: 'none',
    display: 'grid',
    gap: theme.spacing(1),
  },
  item: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    gap: theme.spacing(1),
    overflowWrap: 'anywhere',
  },
  icon: { marginTop: 2 },
  error: { color: toneColours.negative.ink },
  warning: { color: toneColours.warning.ink },
  info: { color: toneColours.unknown.ink },
}));

/** Settings that will hurt one day, the worst first, each with its fix. @internal */
export function ClusterTraps({ report }: { report: ClusterReport }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  if (report.traps.length === 0) return null;
  return (
    <ClusterSection
      title={t('clusterPage.traps', { amount: String(report.traps.length) })}
      detail={t('clusterPage.trapsDetail')}
    >
      <ul className={classes.list}>
        {report.traps.map(trap => (
          <li
            key={[trap.code, ...Object.values(trap.object), trap.message].join(
              ' ',
            )}
            className={classes.item}
          >
            <Severity severity={trap.severity} />
            <div>
              <Typography variant="body2">{trap.message}</Typography>
              <Typography variant="body2" color="textSecondary">
                {t('unit.toDo', { remedy: trap.fix })}
              </Typography>
              <Typography variant="caption" color="textSecondary">
                {placeOf(trap)}
              </Typography>
            </div>
          </li>
        ))}
      </ul>
    </ClusterSection>
  );
}

function Severity({ severity }: Pick<Trap, 'severity'>) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const Icon = icons[severity];
  return (
    <Icon
      fontSize="small"
      className={`${classes.icon} ${classes[severity]}`}
      titleAccess={t(`severity.${severity}`)}
    />
  );
}

function placeOf({ trap, object }: Trap): string {
  const { kind, namespace, name } = object;
  const place = `${kind} ${namespace ? `${namespace}/${name}` : name}`;
  return trap ? `${place} · ${trap}` : place;
}
