import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type {
  EntityReport,
  Remedy,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerTranslationRef } from '../translation';
import { cardRemedies, furtherSchedule } from './cardRemedies';
import { CardSection } from './CardSection';
import { FormLink } from './FormLink';
import { remedyWords } from './remedyWords';

/** The properties of {@link CardActions}. @internal */
export interface CardActionsProps {
  report: EntityReport;
  /** The permission that is missing to propose; undefined until it is known. */
  missing: string | null | undefined;
  /** The address of the form of an intent, or `null`. */
  formOf(asked: Remedy): string | null;
}

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
    justifyItems: 'start',
    gap: theme.spacing(0.5),
    overflowWrap: 'anywhere',
  },
}));

/** The way to fix it, with the reason; and a further schedule at any time. @internal */
export function CardActions({ report, missing, formOf }: CardActionsProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const remedies = cardRemedies(report);
  const adding = remedies.filter(r => r.remedy.action === 'add_schedule');
  // A schedule is on offer already, or nothing would run it yet.
  const isOpen = remedies.every(
    ({ remedy: { action } }) =>
      action !== 'add_schedule' && action !== 'onboard_cluster',
  );
  const further = isOpen ? furtherSchedule(report) : null;
  const furtherForm = further && formOf(further);
  const isUnderWay = report.changes.some(change => !isOver(change));
  if (missing === undefined) return null;
  return (
    <>
      {remedies.length > 0 && (
        <CardSection title={t('card.fix')}>
          <ul className={classes.list}>
            {remedies.map(({ remedy, reason }, index) => (
              <li key={JSON.stringify(remedy)} className={classes.item}>
                {reason && <Typography variant="caption">{reason}</Typography>}
                <Fix
                  form={missing === null ? formOf(remedy) : null}
                  words={remedyWords(remedy, {
                    isOneOfMany: adding.length > 1,
                    t,
                  })}
                  isPrimary={index === 0 && !isUnderWay}
                />
              </li>
            ))}
          </ul>
          {isUnderWay && (
            <Typography variant="caption" color="textSecondary">
              {t('remedy.underWay')}
            </Typography>
          )}
          {missing !== null && (
            <Typography variant="caption" color="textSecondary">
              {t('remedy.missing', { permission: missing })}
            </Typography>
          )}
        </CardSection>
      )}
      {missing === null && furtherForm && (
        <CardSection
          title={t('remedy.further')}
          value={
            <FormLink to={furtherForm}>{t('remedy.add_schedule')}</FormLink>
          }
        />
      )}
    </>
  );
}

function isOver({ state, goal }: EntityReport['changes'][number]): boolean {
  return state === goal || state === 'closed';
}

function Fix(props: {
  form: string | null;
  words: string;
  isPrimary: boolean;
}) {
  const { form, words, isPrimary } = props;
  return form ? (
    <FormLink to={form} isPrimary={isPrimary}>
      {words}
    </FormLink>
  ) : (
    <Typography variant="body2">{words}</Typography>
  );
}
