import { makeStyles } from '@material-ui/core/styles';
import type { AutocompleteRenderGroupParams } from '@material-ui/lab/Autocomplete';

const useStyles = makeStyles(theme => ({
  title: {
    ...theme.typography.caption,
    fontWeight: 600,
    padding: theme.spacing(1, 2, 0.5),
    color: theme.palette.text.secondary,
  },
  options: { padding: 0, listStyle: 'none' },
}));

/**
 * Options under a heading. What the library draws by itself is no group to
 * screen readers, and a list within a list box.
 *
 * @internal
 */
export function OptionGroup({
  group,
  children,
}: Pick<AutocompleteRenderGroupParams, 'group' | 'children'>) {
  const classes = useStyles();
  return (
    <li role="presentation">
      <div className={classes.title} aria-hidden>
        {group}
      </div>
      <ul role="group" aria-label={group} className={classes.options}>
        {children}
      </ul>
    </li>
  );
}
