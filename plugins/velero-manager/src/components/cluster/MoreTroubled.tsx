import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { veleroManagerTranslationRef } from '../../translation';

/** The properties of {@link MoreTroubled}. @internal */
export interface MoreTroubledProps {
  /** How many are in trouble. */
  troubled: number;
  /** Those of them that are listed. */
  items: readonly unknown[];
}

/** That not all of those in trouble are listed. @internal */
export function MoreTroubled({ troubled, items }: MoreTroubledProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const more = troubled - items.length;
  return more > 0 ? (
    <Typography variant="caption">
      {t('insights.more', { count: more })}
    </Typography>
  ) : null;
}
