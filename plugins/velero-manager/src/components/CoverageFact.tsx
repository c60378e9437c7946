import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { protectionStates } from '@velero-manager/backstage-plugin-velero-manager-common';
import type {
  ApiUnit,
  EntityReport,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerTranslationRef } from '../translation';
import { CardSection } from './CardSection';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyle: 'none', overflowWrap: 'anywhere' },
});

const MOST_UNITS = 3;

/** "7 of 8", and what is wrong with the eighth. @internal */
export function CoverageFact({ report }: { report: EntityReport }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const { needed, atLeast } = report.coverage;
  const counts = {
    protected: String(report.coverage.protected),
    needed: String(needed),
  };
  const open = openUnits(report);
  if (needed === 0) {
    return (
      <CardSection title={t('card.covered')} value={t('coverage.nothing')} />
    );
  }
  return (
    <CardSection
      title={t('card.covered')}
      value={
        atLeast ? t('coverage.atLeast', counts) : t('coverage.some', counts)
      }
    >
      {open.length > 0 && (
        <ul className={classes.list}>
          {open.slice(0, MOST_UNITS).map(unit => (
            <Typography key={unit.id} variant="caption" component="li">
              {t('coverage.unit', {
                name: `${unit.namespace}/${unit.name}`,
                message: unit.protection.message,
              })}
            </Typography>
          ))}
          {open.length > MOST_UNITS && (
            <Typography variant="caption" component="li">
              {t('coverage.more', { count: open.length - MOST_UNITS })}
            </Typography>
          )}
        </ul>
      )}
    </CardSection>
  );
}

/**
 * The units that are not as they should be, the worst first, but for those of
 * which the verdict on the whole says all there is to say.
 */
function openUnits({ units, protection: whole }: EntityReport): ApiUnit[] {
  const rank = (unit: ApiUnit) =>
    protectionStates.indexOf(unit.protection.state);
  return units
    .filter(
      ({ protection: { state, message } }) =>
        !['HEALTHY', 'EXEMPT'].includes(state) && message !== whole.message,
    )
    .sort((a, b) => rank(a) - rank(b));
}
