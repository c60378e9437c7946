import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import type { ReactNode } from 'react';
import { veleroManagerTranslationRef } from '../translation';

/** The properties of {@link FilterBar}. @internal */
export interface FilterBarProps {
  children: ReactNode;
  /** Left out when no filter is set. */
  onClear?(): void;
}

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    padding: theme.spacing(1.5),
  },
}));

/** The filters of a list, side by side or below each other. @internal */
export function FilterBar({ children, onClear }: FilterBarProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  return (
    <Paper
      variant="outlined"
      role="search"
      aria-label={t('filter.label')}
      className={classes.bar}
    >
      {children}
      {onClear && (
        <Button variant="outlined" onClick={onClear}>
          {t('filter.clear')}
        </Button>
      )}
    </Paper>
  );
}
