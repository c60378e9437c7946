import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { ReactNode } from 'react';
import { Hint } from './Hint';

const useStyles = makeStyles(theme => ({
  section: { marginTop: theme.spacing(1.5) },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    columnGap: theme.spacing(1),
  },
  wide: { marginTop: theme.spacing(0.5) },
}));

/** The properties of {@link CardSection}. @internal */
export interface CardSectionProps {
  title: string;
  /** What the value means, on hover and focus of the title. */
  hint?: string;
  /** Stands beside the title. */
  value?: ReactNode;
  /** Stands below, over the whole width. */
  children?: ReactNode;
}

/** One fact of a card: its name, its value and what proves it. @internal */
export function CardSection(props: CardSectionProps) {
  const { title, hint, value, children } = props;
  const classes = useStyles();
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.line}>
        <Typography variant="body2" color="textSecondary" component="h4">
          {hint ? <Hint text={hint}>{title}</Hint> : title}
        </Typography>
        {value && (
          <Typography variant="body2" component="div">
            {value}
          </Typography>
        )}
      </div>
      {children && <div className={classes.wide}>{children}</div>}
    </section>
  );
}
