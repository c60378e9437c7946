import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { veleroManagerTranslationRef } from '../translation';

const useStyles = makeStyles(theme => ({
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    marginTop: theme.spacing(1),
  },
}));

/** The properties of {@link SelectManyButtons}. @internal */
export interface SelectManyButtonsProps {
  chosen: readonly string[];
  /** What one press takes. */
  onboarded: readonly string[];
  /** Whether there are others, which it leaves. */
  hasOthers: boolean;
  /** Where somebody typed, they are those that it matches. */
  typed: string;
  onSelect(names: readonly string[]): void;
  onClear(): void;
}

/** Takes all clusters that were onboarded at once, or none. @internal */
export function SelectManyButtons(props: SelectManyButtonsProps) {
  const { chosen, onboarded, hasOthers, onSelect, onClear } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const typed = props.typed.trim();
  const count = onboarded.length;
  const labelOf = () => {
    if (typed) {
      return hasOthers
        ? t('field.clusters.matchingOnboarded', { count, text: typed })
        : t('field.clusters.matching', { count, text: typed });
    }
    return hasOthers
      ? t('field.clusters.allOnboarded', { count })
      : t('field.clusters.all', { count });
  };
  return (
    <div className={classes.buttons}>
      <Button
        size="small"
        variant="outlined"
        disabled={onboarded.every(name => chosen.includes(name))}
        // Before the text is left, which would make it a name.
        onMouseDown={event => event.preventDefault()}
        onClick={() => onSelect(onboarded)}
      >
        {labelOf()}
      </Button>
      {chosen.length > 0 && (
        <Button size="small" onClick={onClear}>
          {t('field.clusters.none')}
        </Button>
      )}
    </div>
  );
}
