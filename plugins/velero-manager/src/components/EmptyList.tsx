import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

/** The properties of {@link EmptyList}. @internal */
export interface EmptyListProps {
  title: string;
  /** The next step, in words. */
  detail: string;
  action?: ReactNode;
}

const useStyles = makeStyles(theme => ({
  empty: {
    padding: theme.spacing(4, 2),
    textAlign: 'center',
    display: 'grid',
    gap: theme.spacing(1),
    justifyItems: 'center',
  },
}));

/** Why a list has no rows, and what to do: an empty table would look healthy. @internal */
export function EmptyList({ title, detail, action }: EmptyListProps) {
  const classes = useStyles();
  return (
    <div role="status" className={classes.empty}>
      <Typography variant="h6" component="p">
        {title}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {detail}
      </Typography>
      {action}
    </div>
  );
}
