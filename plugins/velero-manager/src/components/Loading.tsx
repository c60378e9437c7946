import { Skeleton } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  lines: { display: 'grid', gap: theme.spacing(1.5) },
}));

/** The properties of {@link Loading}. @internal */
export interface LoadingProps {
  /** What is waited for, for those who do not see the grey lines. */
  label: string;
  /** Heights of the grey shapes, in pixels, as the content will stand. */
  shape: number[];
}

/** Grey shapes where the content will be, so that nothing jumps. @internal */
export function Loading({ label, shape }: LoadingProps) {
  const classes = useStyles();
  return (
    <div role="status" aria-label={label} className={classes.lines}>
      {shape.map((height, index) => (
        <Skeleton key={index} width="100%" height={height} />
      ))}
    </div>
  );
}
