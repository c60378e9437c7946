import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

/** One of several things to choose any number of. @internal */
export interface ToggleCell {
  value: number;
  /** What a screen reader says. */
  label: string;
  content: ReactNode;
  isChosen: boolean;
  /** From 0 to 1: how deep it is tinted. */
  weight?: number;
}

/** The properties of {@link ToggleGrid}. @internal */
export interface ToggleGridProps {
  label: string;
  cells: readonly ToggleCell[];
  /** Of cells in a row, where there is room. */
  columns: number;
  /** Of cells in a row on a phone. */
  narrowColumns: number;
  isFixed?: boolean;
  onToggle(value: number): void;
}

const useStyles = makeStyles(theme => ({
  title: { ...theme.typography.caption, color: theme.palette.text.secondary },
  grid: {
    display: 'grid',
    gap: 4,
    maxWidth: 560,
    gridTemplateColumns: ({ columns }: ToggleGridProps) =>
      `repeat(${columns}, minmax(0, 1fr))`,
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: ({ narrowColumns }: ToggleGridProps) =>
        `repeat(${narrowColumns}, minmax(0, 1fr))`,
    },
  },
  cell: {
    ...theme.typography.body2,
    position: 'relative',
    minHeight: 36,
    padding: theme.spacing(0.25, 0),
    fontSize: '0.8125rem',
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    background: 'transparent',
    color: theme.palette.text.primary,
    cursor: 'pointer',
    '&:disabled': { cursor: 'default' },
    '&:hover:not(:disabled)': { borderColor: theme.palette.text.primary },
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 1,
    },
  },
  chosen: {
    fontWeight: 700,
    borderColor: theme.palette.primary.main,
    boxShadow: `inset 0 0 0 2px ${theme.palette.primary.main}`,
  },
}));

/** A grid of switches, each a button that says whether it is pressed. @internal */
export function ToggleGrid(props: ToggleGridProps) {
  const classes = useStyles(props);
  return (
    <div>
      <div className={classes.title} aria-hidden>
        {props.label}
      </div>
      <div role="group" aria-label={props.label} className={classes.grid}>
        {props.cells.map(({ value, label, content, isChosen, weight = 0 }) => (
          <button
            key={value}
            type="button"
            aria-label={label}
            aria-pressed={isChosen}
            disabled={props.isFixed}
            className={`${classes.cell} ${isChosen ? classes.chosen : ''}`}
            style={
              weight > 0
                ? {
                    background: `color-mix(in srgb, var(--bui-fg-primary) ${Math.round(
                      4 + weight * 18,
                    )}%, transparent)`,
                  }
                : undefined
            }
            onClick={() => props.onToggle(value)}
          >
            {content}
          </button>
        ))}
      </div>
    </div>
  );
}
