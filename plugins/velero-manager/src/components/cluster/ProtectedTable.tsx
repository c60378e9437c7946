import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { ApiProtection } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ReactNode } from 'react';
import { veleroManagerTranslationRef } from '../../translation';
import { ListTable } from '../ListTable';
import type { ListColumn } from '../ListTable';
import { StateBadge } from '../StateBadge';
import { worstFirst } from '../worstFirst';

/** The properties of {@link ProtectedTable}. @internal */
export interface ProtectedTableProps<T> {
  /** What the table holds. */
  title: string;
  items: readonly T[];
  keyOf(item: T): string;
  /** What an item is called, and where it is. */
  name: { title: string; of(item: T): string; placeOf(item: T): string };
  /** What can be done about it, under the reason. */
  actionOf?(item: T): ReactNode;
  /** What is known of an item beside its verdict. */
  columns: ListColumn<T>[];
}

/** Things with a verdict each, the worst first: state, name, reason, and what is known of them. @internal */
export function ProtectedTable<T extends { protection: ApiProtection }>(
  props: ProtectedTableProps<T>,
) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { name, actionOf } = props;
  const columns: ListColumn<T>[] = [
    {
      title: t('table.state'),
      cell: ({ protection }) => (
        <StateBadge kind="protection" state={protection.state} />
      ),
    },
    {
      title: name.title,
      isHeading: true,
      cell: item => (
        <>
          {name.of(item)}
          <Typography variant="caption" color="textSecondary" component="div">
            {name.placeOf(item)}
          </Typography>
        </>
      ),
    },
    {
      title: t('table.reason'),
      cell: item => (
        <>
          {item.protection.message}
          {actionOf?.(item)}
        </>
      ),
    },
    ...props.columns,
  ];
  return (
    <ListTable
      title={props.title}
      columns={columns}
      items={worstFirst(props.items)}
      keyOf={props.keyOf}
    />
  );
}
