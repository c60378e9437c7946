import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type {
  ApiProtection,
  ApiUnit,
  Remedy,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerTranslationRef } from '../translation';
import { ExplainButton } from './ExplainButton';
import { isWell } from './isWell';
import { remedyWords } from './remedyWords';
import { StateBadge } from './StateBadge';
import { stateWord } from './stateWord';
import { toDoFor } from './toDoFor';
import { UnitMeta } from './UnitMeta';
import type { Places } from './UnitMeta';

/** The properties of {@link UnitItem}. @internal */
export interface UnitItemProps {
  unit: ApiUnit;
  /** Which parts of its address tell it from others. */
  places: Places;
  /** The verdict on the whole, which need not be said again. */
  whole: ApiProtection;
  /** The address of the form of a remedy; `null` where there is none. */
  formOf(remedy: Remedy): string | null;
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
export function UnitItem({ unit, places, whole, formOf }: UnitItemProps) {
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
      <UnitRemedy unit={unit} places={places} formOf={formOf} />
    </li>
  );
}

/** The form that mends it, else in words what does. */
function UnitRemedy({
  unit,
  places,
  formOf,
}: Pick<UnitItemProps, 'unit' | 'places' | 'formOf'>) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { protection, remedy } = unit;
  const form = remedy && formOf(remedy);
  if (remedy && form) {
    return (
      <Typography variant="body2" component="div">
        <Link to={form}>
          {remedyWords(remedy, { isOneOfMany: places.cluster, t })}
        </Link>
      </Typography>
    );
  }
  const words = toDoFor(protection.reason, unit.dataPathRule);
  return words && !isWell(protection.state) ? (
    <Typography variant="caption" component="div">
      {t('unit.toDo', { remedy: words })}
    </Typography>
  ) : null;
}
