import { makeStyles } from '@material-ui/core/styles';

/** Parts of a page below each other. @internal */
export const usePageStyles = makeStyles(theme => ({
  parts: { display: 'grid', gap: theme.spacing(2), minWidth: 0 },
}));
