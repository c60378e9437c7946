import { makeStyles } from '@material-ui/core/styles';
import Tooltip from '@material-ui/core/Tooltip';
import type { ReactNode } from 'react';

/** The properties of {@link Hint}. @internal */
export interface HintProps {
  /** What hover and focus show. */
  text: string;
  children: ReactNode;
}

const useStyles = makeStyles({
  word: {
    textDecoration: 'underline dotted',
    textUnderlineOffset: 3,
    cursor: 'help',
  },
});

/** Words that say more about themselves on hover and on focus. @internal */
export function Hint({ text, children }: HintProps) {
  const classes = useStyles();
  return (
    <Tooltip title={text} interactive>
      {/* What it says must be reachable with the keyboard too. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <span tabIndex={0} className={classes.word}>
        {children}
      </span>
    </Tooltip>
  );
}
