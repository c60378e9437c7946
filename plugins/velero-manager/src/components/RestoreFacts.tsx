import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EntityReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import { formatSpan } from '../time/formats';
import { useLanguage } from '../time/useLanguage';
import { veleroManagerTranslationRef } from '../translation';
import { CardSection } from './CardSection';
import { RelativeTime } from './RelativeTime';

/** Whether a restore was ever seen to work, and how long one would take. @internal */
export function RestoreFacts({ report }: { report: EntityReport }) {
  // What needs no backup needs no restore either.
  return report.coverage.needed > 0 ? (
    <>
      <Proof verified={report.verified} />
      <RecoveryTime time={report.rto} />
    </>
  ) : null;
}

function Proof({ verified }: { verified: EntityReport['verified'] }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { state, at } = verified;
  const isDated = at !== null && (state === 'VERIFIED' || state === 'STALE');
  return (
    <CardSection
      title={t('card.verified')}
      hint={t(`verifiedMeans.${state}`)}
      value={
        isDated
          ? t(`verified.${state}`, { ago: <RelativeTime at={at} /> })
          : t(`verified.${state === 'NEVER' ? 'NEVER' : 'UNKNOWN'}`)
      }
    />
  );
}

function RecoveryTime({ time }: { time: EntityReport['rto'] }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const language = useLanguage();
  const title = t('card.recoveryTime');
  if (!time) {
    return (
      <CardSection
        title={title}
        hint={t('recoveryTime.noneMeans')}
        value={t('recoveryTime.none')}
      />
    );
  }
  const { seconds, confidence } = time;
  return (
    <CardSection
      title={title}
      hint={t('recoveryTime.means', {
        samples: t(`confidenceMeans.${confidence}`),
      })}
      value={t('recoveryTime.text', {
        // An estimate that is cut short would promise too much.
        span: formatSpan(seconds, language, Math.ceil),
        confidence: t(`confidence.${confidence}`),
      })}
    />
  );
}
