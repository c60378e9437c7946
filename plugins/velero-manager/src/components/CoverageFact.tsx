import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { isCovered } from '@velero-manager/backstage-plugin-velero-manager-common';
import type {
  ApiUnit,
  EntityReport,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { formatSize } from '../size/formatSize';
import { useLanguage } from '../time/useLanguage';
import { veleroManagerTranslationRef } from '../translation';
import { CardSection } from './CardSection';
import { isExempt } from './isExempt';
import { stateWord } from './stateWord';
import type { Translate } from './stateWord';
import { worstFirst } from './worstFirst';

/** "7 of 8; volume “cache” has no data path". @internal */
export function CoverageFact({ report }: { report: EntityReport }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const language = useLanguage();
  const { volumes } = report.coverage;
  return (
    <CardSection
      title={t('card.covered')}
      value={coverageWords(report, { language, t })}
    >
      {volumes.protected < volumes.needed && (
        <Typography variant="caption" color="textSecondary" component="div">
          {t('coverage.volumes', {
            protected: String(volumes.protected),
            needed: String(volumes.needed),
            size: formatSize(volumes.protectedBytes, language),
            sizeNeeded: formatSize(volumes.neededBytes, language),
          })}
        </Typography>
      )}
    </CardSection>
  );
}

interface Wording {
  language: string;
  t: Translate;
}

function coverageWords(report: EntityReport, wording: Wording): string {
  const { t } = wording;
  const { needed, atLeast } = report.coverage;
  if (needed === 0) {
    return isExempt(report) ? t('coverage.exempt') : t('coverage.nothing');
  }
  const amounts = {
    protected: String(report.coverage.protected),
    needed: String(needed),
  };
  const counts = atLeast
    ? t('coverage.atLeast', amounts)
    : t('coverage.some', amounts);
  const [first, ...others] = worstFirst(report.units).filter(isOpen);
  // Of a single one the verdict above says what there is to say.
  if (!first || report.units.length === 1) return counts;
  const words = gapWords(first, wording);
  const gap = others.length
    ? t('coverage.more', { first: words, count: others.length })
    : words;
  return t('coverage.gap', { counts, gap });
}

/** Not covered although it has to be. */
function isOpen({ protection: { state }, lastGoodAt }: ApiUnit): boolean {
  return (
    state !== 'EXEMPT' &&
    !isCovered({ state, hasGoodCopy: lastGoodAt !== null })
  );
}

function gapWords(unit: ApiUnit, { language, t }: Wording): string {
  const name = t(`unitName.${unit.kind}`, { name: unit.name });
  return unit.dataPath === 'none'
    ? t('coverage.noDataPath', { unit: name })
    : t('coverage.unitState', {
        unit: name,
        state: stateWord(
          'protection',
          unit.protection.state,
          t,
        ).toLocaleLowerCase(language),
      });
}
