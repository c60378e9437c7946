import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { veleroManagerTranslationRef } from '../translation';
import { Explanation } from './Explanation';
import type { ExplanationProps } from './Explanation';
import { InfoButton } from './InfoButton';
import { stateWord } from './stateWord';

/** The properties of {@link ExplainButton}. @internal */
export type ExplainButtonProps = ExplanationProps & {
  /** What has the verdict, for those who do not see where the button stands. */
  what: string;
};

/** "What does this mean?" beside a verdict. @internal */
export function ExplainButton({ what, ...verdict }: ExplainButtonProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const state = stateWord(verdict.kind, verdict.state, t);
  return (
    <InfoButton what={t('explain.stateOf', { what, state })}>
      <Explanation {...verdict} />
    </InfoButton>
  );
}
