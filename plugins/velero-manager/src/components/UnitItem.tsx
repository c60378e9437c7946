import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type {
  ApiProtection,
  ApiUnit,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerTranslationRef } from '../translation';
import { ExplainButton } from './ExplainButton';
import { isWell } from './isWell';
import { remedyWords } from './remedyWords';
import { StateBadge } from './StateBadge';
import { stateWord } from './stateWord';
import type { UnitFix } from './unitFixes';
import { UnitMeta } from './UnitMeta';
import type { Places } from './UnitMeta';

/** The properties of {@link UnitItem}. @internal */
export interface UnitItemProps {
  unit: ApiUnit;
  /** Which parts of its address tell it from others. */
  places: Places;
  /** The verdict on the whole, which need not be said again. */
  whole: ApiProtection;
  fix: UnitFix;
}

const useStyles = makeStyles(theme => ({
  item: {
    padding: theme.spacing(1, 0),
    overflowWrap: 'anywhere',
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
  },
  head: { display: 'flex', alignItems: 'flex-start', gap: theme.spacing(1) },
  title: { flex: 1, minWidth: 0, fontWeight: 600, lineHeight: '24px' },
}));

/** One protection unit: its state, what it is, why, and the way to fix it. @internal */
export function UnitItem(props: UnitItemProps) {
  const { unit, places, whole } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const { state, reason, message, lastKnown } = unit.protection;
  const title = t(`unitTitle.${unit.kind}`, { name: unit.name });
  return (
    <li className={classes.item} data-unit={unit.id}>
      <div className={classes.head}>
        <StateBadge kind="protection" state={state} />
        <Typography
          variant="body2"
          component="strong"
          className={classes.title}
        >
          {title}
        </Typography>
        <ExplainButton
          kind="protection"
          what={title}
          state={state}
          reason={reason}
          dataPath={{
            rule: unit.dataPathRule,
            message: unit.dataPathMessage,
          }}
        />
      </div>
      <UnitMeta unit={unit} places={places} />
      {message !== whole.message && (
        <Typography
          variant={isWell(state) ? 'caption' : 'body2'}
          color={isWell(state) ? 'textSecondary' : 'textPrimary'}
          component="div"
        >
          {message}
        </Typography>
      )}
      {lastKnown && lastKnown.message !== whole.lastKnown?.message && (
        <Typography variant="caption" color="textSecondary" component="div">
          {t('verdict.lastKnown', {
            state: stateWord('protection', lastKnown.state, t),
            message: lastKnown.message,
          })}
        </Typography>
      )}
      <Fix {...props} />
    </li>
  );
}

/** The form that mends it, else in words what does. */
function Fix({ unit, places, fix }: Omit<UnitItemProps, 'whole'>) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  if (unit.remedy && fix.form) {
    return (
      <Typography variant="body2" component="div">
        <Link to={fix.form}>
          {remedyWords(unit.remedy, { isOneOfMany: places.cluster, t })}
        </Link>
      </Typography>
    );
  }
  return fix.words ? (
    <Typography variant="caption" component="div">
      {t('unit.toDo', { remedy: fix.words })}
    </Typography>
  ) : null;
}
