import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useId } from 'react';
import type { ReactNode } from 'react';

/** The properties of {@link ClusterSection}. @internal */
export interface ClusterSectionProps {
  title: string;
  /** What the section holds, where its title does not say it. */
  detail?: string;
  /** What can be done about all of it. */
  actions?: ReactNode;
  children: ReactNode;
}

const useStyles = makeStyles(theme => ({
  section: { display: 'grid', gap: theme.spacing(1), minWidth: 0 },
}));

/** One part of the page of a cluster, under its heading. @internal */
export function ClusterSection(props: ClusterSectionProps) {
  const { title, detail, actions, children } = props;
  const classes = useStyles();
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div>
        <Typography id={id} variant="h6" component="h3">
          {title}
        </Typography>
        {detail && (
          <Typography variant="body2" color="textSecondary">
            {detail}
          </Typography>
        )}
        {actions}
      </div>
      {children}
    </section>
  );
}
