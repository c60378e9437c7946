import { useTranslationRef } from '@backstage/frontend-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import Popover from '@material-ui/core/Popover';
import { makeStyles } from '@material-ui/core/styles';
import Tooltip from '@material-ui/core/Tooltip';
import InfoOutlinedIcon from '@material-ui/icons/InfoOutlined';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { veleroManagerTranslationRef } from '../translation';

/** The properties of {@link InfoButton}. @internal */
export interface InfoButtonProps {
  /** What is explained, for those who do not see where the button stands. */
  what: string;
  children: ReactNode;
}

const useStyles = makeStyles(theme => ({
  // With its icon just large enough to be hit by a finger.
  button: { padding: 4, fontSize: '1rem', alignSelf: 'flex-start' },
  paper: { maxWidth: 320, padding: theme.spacing(1.5, 2) },
}));

/** "What does this mean?": opens the answer beside it. @internal */
export function InfoButton({ what, children }: InfoButtonProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const label = t('explain.buttonOf', { what });
  return (
    <>
      <Tooltip title={t('explain.button')}>
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
        {children}
      </Popover>
    </>
  );
}
