import { useTranslationRef } from '@backstage/frontend-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import Popover from '@material-ui/core/Popover';
import { makeStyles } from '@material-ui/core/styles';
import Tooltip from '@material-ui/core/Tooltip';
import InfoOutlinedIcon from '@material-ui/icons/InfoOutlined';
import { useState } from 'react';
import { veleroManagerTranslationRef } from '../translation';
import { Explanation } from './Explanation';
import type { ExplanationProps } from './Explanation';
import { stateWord } from './stateWord';

/** The properties of {@link ExplainButton}. @internal */
export type ExplainButtonProps = ExplanationProps & {
  /** What has the verdict, for those who do not see where the button stands. */
  what: string;
};

const useStyles = makeStyles(theme => ({
  // With its icon just large enough to be hit by a finger.
  button: { padding: 4, fontSize: '1rem' },
  paper: { maxWidth: 320, padding: theme.spacing(1.5, 2) },
}));

/** "What does this mean?" beside a verdict. @internal */
export function ExplainButton({ what, ...verdict }: ExplainButtonProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const title = t('explain.button');
  const label = t('explain.buttonOf', {
    what,
    state: stateWord(verdict.kind, verdict.state, t),
  });
  return (
    <>
      <Tooltip title={title}>
        <IconButton
          className={classes.button}
          aria-label={label}
          aria-haspopup="dialog"
          onClick={event => setAnchor(event.currentTarget)}
        >
          <InfoOutlinedIcon fontSize="inherit" aria-hidden />
        </IconButton>
      </Tooltip>
      <Popover
        open={Boolean(anchor)}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        PaperProps={{
          role: 'dialog',
          'aria-label': label,
          className: classes.paper,
        }}
      >
        <Explanation {...verdict} />
      </Popover>
    </>
  );
}
