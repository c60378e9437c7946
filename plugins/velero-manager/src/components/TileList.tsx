import { makeStyles } from '@material-ui/core/styles';
import Paper from '@material-ui/core/Paper';
import Popper from '@material-ui/core/Popper';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';

/** The properties of {@link TileList}. @internal */
export interface TileListProps<T> {
  items: readonly T[];
  /** What the whole list says, for those who do not see it. */
  label: string;
  keyOf(item: T): string;
  /** What one tile says, for those who do not see it. */
  wordsOf(item: T): string;
  /** The tile as a picture. */
  renderTile(item: T): ReactNode;
  /** What hover and focus show. */
  renderNote(item: T): ReactNode;
  onChoose?(item: T): void;
  className?: string;
  itemClassNameOf?(item: T): string;
}

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0, display: 'flex' },
  tile: {
    display: 'block',
    width: '100%',
    font: 'inherit',
    color: 'inherit',
    textAlign: 'inherit',
    padding: 0,
    margin: 0,
    border: 0,
    background: 'none',
    cursor: 'default',
    '&:focus-visible': {
      outline: '2px solid var(--bui-fg-primary)',
      outlineOffset: 1,
    },
  },
  chosen: { cursor: 'pointer' },
  note: {
    padding: theme.spacing(1, 1.5),
    maxWidth: 320,
    overflowWrap: 'anywhere',
    ...theme.typography.body2,
  },
  popper: { zIndex: theme.zIndex.tooltip },
}));

type Step = (at: number, count: number) => number;

const STEPS = new Map<string, Step>([
  ['ArrowRight', at => at + 1],
  ['ArrowDown', at => at + 1],
  ['ArrowLeft', at => at - 1],
  ['ArrowUp', at => at - 1],
  ['Home', () => 0],
  ['End', (_, count) => count - 1],
]);

/** How long the pointer may take from a tile to its note. */
const LEAVE_MS = 100;

interface TilesProps {
  tiles: TileListProps<unknown>;
  note: Note;
}

/**
 * Drawn again when its parent gives new properties, not when another tile is
 * pointed at: React hands the same properties object to a component that draws
 * itself again.
 */
const Tiles = memo(({ tiles, note }: TilesProps) => {
  const { items, onChoose } = tiles;
  const classes = useStyles();
  const list = useRef<HTMLUListElement>(null);
  const [active, setActive] = useState<number>();
  const last = items.length - 1;
  const stop = Math.min(active ?? last, last);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      note.close();
    }
    const next = STEPS.get(event.key)?.(stop, items.length);
    const button =
      next !== undefined && list.current?.children[next]?.firstElementChild;
    if (button instanceof HTMLElement) {
      event.preventDefault();
      button.focus();
    }
  };
  return (
    // The keys move the focus between the buttons inside.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ul
      ref={list}
      className={`${classes.list} ${tiles.className ?? ''}`}
      aria-label={tiles.label}
      onKeyDown={onKeyDown}
      onMouseLeave={note.leave}
      onBlur={note.close}
    >
      {items.map((item, index) => (
        <li key={tiles.keyOf(item)} className={tiles.itemClassNameOf?.(item)}>
          <button
            type="button"
            className={`${classes.tile} ${onChoose ? classes.chosen : ''}`}
            tabIndex={index === stop ? 0 : -1}
            aria-label={tiles.wordsOf(item)}
            onMouseEnter={event => note.open(index, event.currentTarget)}
            onFocus={event => {
              setActive(index);
              note.open(index, event.currentTarget);
            }}
            onClick={onChoose && (() => onChoose(item))}
          >
            {tiles.renderTile(item)}
          </button>
        </li>
      ))}
    </ul>
  );
});

interface Note {
  open(index: number, tile: HTMLElement): void;
  close(): void;
  /** Closes soon, unless the pointer comes to the note meanwhile. */
  leave(): void;
  stay(): void;
}

function useNote() {
  const [shown, setShown] = useState<{ index: number; tile: HTMLElement }>();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const note = useMemo<Note>(() => {
    const stay = () => clearTimeout(timer.current);
    const close = () => {
      stay();
      setShown(undefined);
    };
    return {
      stay,
      close,
      open: (index, tile) => {
        stay();
        setShown({ index, tile });
      },
      leave: () => {
        stay();
        timer.current = setTimeout(close, LEAVE_MS);
      },
    };
  }, []);
  useEffect(() => note.stay, [note]);
  return { shown, note };
}

/**
 * Many small tiles that tell more when pointed at. One stop of the tab key,
 * then arrow keys; one note for all, so that a thousand tiles stay cheap.
 *
 * @internal
 */
export function TileList<T>(props: TileListProps<T>) {
  const classes = useStyles();
  const { shown, note } = useNote();
  const noted = shown && props.items[shown.index];
  return (
    <>
      <Tiles tiles={props as TileListProps<unknown>} note={note} />
      <Popper
        open={Boolean(noted)}
        anchorEl={shown?.tile}
        placement="top"
        className={classes.popper}
        aria-hidden
      >
        <Paper
          elevation={4}
          className={classes.note}
          onMouseEnter={note.stay}
          onMouseLeave={note.leave}
        >
          {noted && props.renderNote(noted)}
        </Paper>
      </Popper>
    </>
  );
}
