import { makeStyles } from '@material-ui/core/styles';
import LinearProgress from '@material-ui/core/LinearProgress';
import Paper from '@material-ui/core/Paper';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import type { ReactNode } from 'react';

/** One column of a {@link ListTable}. @internal */
export interface ListColumn<T> {
  title: string;
  cell(item: T): ReactNode;
  /** The column that names the row. */
  isHeading?: boolean;
}

/** The properties of {@link ListTable}. @internal */
export interface ListTableProps<T> {
  /** What the table holds and how it is sorted. */
  title: string;
  columns: ListColumn<T>[];
  items: readonly T[];
  keyOf(item: T): string;
  /** Rows of another query are shown until those of this one are there. */
  isRefreshing?: boolean;
  /** Stands under the rows. */
  footer?: ReactNode;
}

const useStyles = makeStyles(theme => {
  const narrow = theme.breakpoints.down('md');
  return {
    frame: { position: 'relative' },
    progress: { position: 'absolute', top: 0, left: 0, right: 0 },
    head: { '& th': { whiteSpace: 'nowrap' }, [narrow]: { display: 'none' } },
    row: {
      [narrow]: {
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fit, minmax(260px, 1fr))',
        padding: theme.spacing(1, 0),
        borderBottom: `1px solid ${theme.palette.divider}`,
      },
    },
    cell: {
      overflowWrap: 'break-word',
      wordBreak: 'normal',
      lineHeight: '20px',
      verticalAlign: 'top',
      padding: theme.spacing(1, 1.5),
      fontWeight: 'inherit',
      [narrow]: {
        display: 'flex',
        gap: theme.spacing(1.5),
        padding: theme.spacing(0.5, 1.5),
        lineHeight: '24px',
        border: 0,
      },
    },
    heading: { fontWeight: 600 },
    // On narrow screens each cell carries the title of its column.
    title: {
      display: 'none',
      [narrow]: {
        display: 'block',
        flex: '0 0 104px',
        fontWeight: 400,
        color: theme.palette.text.secondary,
      },
    },
    // Nothing fades while it refreshes: faint text would not be readable.
    value: { minWidth: 0, [narrow]: { overflowWrap: 'anywhere' } },
  };
});

/** A table that becomes a list of cards where it would not fit. @internal */
export function ListTable<T>(props: ListTableProps<T>) {
  const { columns, items } = props;
  const classes = useStyles();
  return (
    <TableContainer
      component={Paper}
      variant="outlined"
      className={classes.frame}
      aria-busy={props.isRefreshing}
    >
      {props.isRefreshing && (
        <LinearProgress className={classes.progress} aria-label={props.title} />
      )}
      {/* The roles are written out, since they would go with the display of a table. */}
      <Table size="small" role="table" aria-label={props.title}>
        <TableHead className={classes.head}>
          <TableRow>
            {columns.map(({ title }) => (
              <TableCell key={title} scope="col" className={classes.cell}>
                {title}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody role="rowgroup">
          {items.map(item => (
            <TableRow
              key={props.keyOf(item)}
              role="row"
              className={classes.row}
              hover
            >
              {columns.map(column => (
                <Cell key={column.title} column={column} item={item} />
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {props.footer}
    </TableContainer>
  );
}

function Cell<T>({ column, item }: { column: ListColumn<T>; item: T }) {
  const classes = useStyles();
  const { isHeading, title } = column;
  return (
    <TableCell
      component={isHeading ? 'th' : 'td'}
      scope={isHeading ? 'row' : undefined}
      role={isHeading ? 'rowheader' : 'cell'}
      className={`${classes.cell} ${isHeading ? classes.heading : ''}`}
    >
      <span className={classes.title}>{title}</span>
      <div className={classes.value}>{column.cell(item)}</div>
    </TableCell>
  );
}
