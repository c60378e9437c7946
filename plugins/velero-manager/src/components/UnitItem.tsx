import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { findReason } from '@velero-manager/backstage-plugin-velero-manager-common';
import type {
  ApiUnit,
  Remedy,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerTranslationRef } from '../translation';
import { ExplainButton } from './ExplainButton';
import { isWell } from './isWell';
import { remedyWords } from './remedyWords';
import { StateBadge } from './StateBadge';
import { stateWord } from './stateWord';
import { UnitMeta } from './UnitMeta';
import type { Places } from './UnitMeta';

/** The properties of {@link UnitItem}. @internal */
export interface UnitItemProps {
  unit: ApiUnit;
  /** Which parts of its address tell it from others. */
  places: Places;
  /** The sentence is said already where the list stands. */
  isSaid: boolean;
  /** The address of the form of a remedy; `null` where there is none. */
  formOf(remedy: Remedy): string | null;
}

const useStyles = makeStyles(theme => ({
  item: {
    padding: theme.spacing(1, 0),
    overflowWrap: 'anywhere',
    '& + &': { borderTop: '1px solid var(--bui-border-2)' },
  },
  head: { display: 'flex', alignItems: 'flex-start', gap: theme.spacing(1) },
  title: { flex: 1, minWidth: 0, fontWeight: 600, lineHeight: '24px' },
}));

/** One protection unit: its state, what it is, why, and the way to fix it. @internal */
export function UnitItem({ unit, places, isSaid, formOf }: UnitItemProps) {
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
          dataPathMessage={unit.dataPathMessage}
        />
      </div>
      <UnitMeta unit={unit} places={places} />
      {!isSaid && (
        <Typography
          variant={isWell(state) ? 'caption' : 'body2'}
          color={isWell(state) ? 'textSecondary' : 'textPrimary'}
          component="div"
        >
          {message}
        </Typography>
      )}
      {!isSaid && lastKnown && (
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
  const words = findReason(protection.reason)?.remedy;
  return words && !isWell(protection.state) ? (
    <Typography variant="caption" component="div">
      {t('unit.toDo', { remedy: words })}
    </Typography>
  ) : null;
}
