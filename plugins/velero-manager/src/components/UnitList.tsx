import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import type {
  ApiUnit,
  EntityReport,
  Remedy,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { useRef, useState } from 'react';
import { veleroManagerTranslationRef } from '../translation';
import { isWell } from './isWell';
import { unitFixes } from './unitFixes';
import { UnitItem } from './UnitItem';
import type { Places } from './UnitMeta';
import { worstFirst } from './worstFirst';

/** The properties of {@link UnitList}. @internal */
export interface UnitListProps {
  report: EntityReport;
  /** The address of the form of a remedy; `null` where there is none. */
  formOf(remedy: Remedy): string | null;
}

const noForm = () => null;

/** So many at first; longer lists are shortened. */
const MOST_UNITS = 5;

const useStyles = makeStyles(theme => ({
  section: { marginTop: theme.spacing(0.5) },
  toggle: {
    width: '100%',
    minHeight: 28,
    justifyContent: 'space-between',
    color: theme.palette.text.secondary,
    borderRadius: theme.shape.borderRadius,
    '&:focus-visible': { outline: '2px solid var(--bui-fg-primary)' },
  },
  icon: { transition: 'transform 150ms' },
  open: { transform: 'rotate(180deg)' },
  list: { margin: 0, padding: 0, listStyle: 'none' },
  more: { textTransform: 'none' },
}));

/**
 * Every protection unit, the worst first. Collapsed while all is well, or while
 * the one unit there is says no more than the verdict on the whole.
 *
 * @internal
 */
export function UnitList({ report, formOf }: UnitListProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const [isOpen, toggle] = useOpen(report);
  const [isLong, setIsLong] = useState(false);
  const units = worstFirst(report.units);
  const shown = isLong ? units : units.slice(0, MOST_UNITS);
  // Of a single one the card offers the form by itself.
  const fixes = unitFixes(shown, units.length > 1 ? formOf : noForm);
  const places = placesOf(units);
  if (units.length === 0) return null;
  const title = t('units.title', { amount: String(units.length) });
  return (
    <section aria-label={title} className={classes.section}>
      <Typography variant="body2" component="h4">
        <ButtonBase
          className={classes.toggle}
          disableRipple
          aria-expanded={isOpen}
          onClick={toggle}
        >
          {title}
          <ExpandMoreIcon
            fontSize="small"
            aria-hidden
            className={`${classes.icon} ${isOpen ? classes.open : ''}`}
          />
        </ButtonBase>
      </Typography>
      {isOpen && (
        <ul className={classes.list}>
          {shown.map((unit, index) => (
            <UnitItem
              key={unit.id}
              unit={unit}
              places={places}
              whole={report.protection}
              fix={fixes[index]}
            />
          ))}
        </ul>
      )}
      {isOpen && units.length > MOST_UNITS && (
        <Button
          size="small"
          className={classes.more}
          onClick={() => setIsLong(!isLong)}
        >
          {isLong
            ? t('units.showFewer')
            : t('units.showAll', { count: units.length })}
        </Button>
      )}
    </section>
  );
}

/**
 * Whether the list is open. It opens by itself when something goes wrong, and
 * closes only when the reader closes it: what is read stays where it is.
 */
function useOpen(report: EntityReport): [boolean, () => void] {
  const [chosen, setChosen] = useState<boolean>();
  const hasOpened = useRef(false);
  hasOpened.current ||= report.units.some(
    unit => !isWell(unit.protection.state) && !isWhole(unit, report),
  );
  const isOpen = chosen ?? hasOpened.current;
  return [isOpen, () => setChosen(!isOpen)];
}

/** A single unit has the verdict of the whole, which stands above. */
function isWhole(unit: ApiUnit, report: EntityReport): boolean {
  return (
    report.units.length === 1 &&
    unit.protection.message === report.protection.message
  );
}

function placesOf(units: readonly ApiUnit[]): Places {
  const isMany = (key: 'cluster' | 'namespace') =>
    new Set(units.map(unit => unit[key])).size > 1;
  return { cluster: isMany('cluster'), namespace: isMany('namespace') };
}
