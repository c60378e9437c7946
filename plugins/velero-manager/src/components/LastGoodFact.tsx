import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { EntityReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerTranslationRef } from '../translation';
import { CardSection } from './CardSection';
import { engineTitle } from './engineTitle';
import { Hint } from './Hint';
import { isExempt } from './isExempt';
import { ObjectiveBar } from './ObjectiveBar';
import { RelativeTime } from './RelativeTime';
import type { Translate } from './stateWord';

const useStyles = makeStyles({ backup: { overflowWrap: 'anywhere' } });

/** Of when what comes back is, against the objective. @internal */
export function LastGoodFact({ report }: { report: EntityReport }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const { lastGood, objective, protection } = report;
  return (
    <CardSection title={t('card.lastGood')} value={<Age report={report} />}>
      {objective && (
        <ObjectiveBar
          lastGoodAt={lastGood?.at ?? null}
          isLive={lastGood?.isLive}
          objective={objective}
          isUnknown={protection.state === 'UNKNOWN'}
        />
      )}
      {lastGood?.backup && (
        <Typography
          variant="caption"
          color="textSecondary"
          component="div"
          className={classes.backup}
        >
          {backupWords({ ...lastGood, backup: lastGood.backup }, t)}
        </Typography>
      )}
    </CardSection>
  );
}

function Age({ report }: { report: EntityReport }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { lastGood, units } = report;
  if (!lastGood && isExempt(report)) {
    return <>{t('card.notNeeded')}</>;
  }
  if (!lastGood) {
    const isOfSome = units.some(({ lastGoodAt }) => lastGoodAt !== null);
    return <>{t(isOfSome ? 'card.noWholeLastGood' : 'card.noLastGood')}</>;
  }
  return lastGood.isLive ? (
    <Hint text={t('card.liveMeans')}>{t('card.live')}</Hint>
  ) : (
    <RelativeTime at={lastGood.at} />
  );
}

function backupWords(
  lastGood: { backup: string; engine: string; isLive: boolean },
  t: Translate,
): string {
  const { backup, isLive } = lastGood;
  const engine = engineTitle(lastGood.engine, t);
  return isLive
    ? t('card.lastGoodLive', { backup, engine })
    : t('card.lastGoodBackup', { backup, engine });
}
