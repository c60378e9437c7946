import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import IconButton from '@material-ui/core/IconButton';
import Typography from '@material-ui/core/Typography';
import ChevronLeftIcon from '@material-ui/icons/ChevronLeft';
import ChevronRightIcon from '@material-ui/icons/ChevronRight';
import FirstPageIcon from '@material-ui/icons/FirstPage';
import { veleroManagerTranslationRef } from '../translation';

/** The properties of {@link CursorPages}. @internal */
export interface CursorPagesProps {
  /** Zero for the first page. */
  page: number;
  pageSize: number;
  /** How many rows the page has. */
  count: number;
  totalItems: number;
  /** `null` on the last page. */
  nextCursor: string | null;
  onNext(cursor: string): void;
  onPrevious(): void;
  onFirst(): void;
}

const useStyles = makeStyles(theme => ({
  pages: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'flex-end',
    padding: theme.spacing(0.5, 1),
  },
}));

/** Where one is in a long list, and the ways from there. @internal */
export function CursorPages(props: CursorPagesProps) {
  const { page, pageSize, count, nextCursor } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const from = page * pageSize + 1;
  return (
    <nav className={classes.pages} aria-label={t('table.pages')}>
      <Typography variant="body2" role="status">
        {t('table.range', {
          from: String(from),
          to: String(from + count - 1),
          total: String(props.totalItems),
        })}
      </Typography>
      <IconButton
        aria-label={t('table.first')}
        disabled={page === 0}
        onClick={props.onFirst}
      >
        <FirstPageIcon />
      </IconButton>
      <IconButton
        aria-label={t('table.previous')}
        disabled={page === 0}
        onClick={props.onPrevious}
      >
        <ChevronLeftIcon />
      </IconButton>
      <IconButton
        aria-label={t('table.next')}
        disabled={nextCursor === null}
        onClick={() => nextCursor !== null && props.onNext(nextCursor)}
      >
        <ChevronRightIcon />
      </IconButton>
    </nav>
  );
}
