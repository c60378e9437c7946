import {
  buildContactNotice,
  buildNotice,
  type Notice,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { OutboxItem } from '../store';

/** More clusters than these that were lost, or are back, at once are one notice. */
const MOST_CLUSTERS_APART = 5;

/** What is told to whom, and of which items. @internal */
export interface Delivery {
  items: OutboxItem[];
  /** Entity ref of who is told; `null`: there is nobody to tell. */
  recipient: string | null;
  notice: Notice;
}

/**
 * Makes notices of items of which people are to be told: one each, but one for
 * many clusters of which contact was lost, or is back, at once.
 *
 * @param clusters - entity ref of who is told of clusters
 * @internal
 */
export function toDeliveries(
  items: OutboxItem[],
  clusters: string | null,
): Delivery[] {
  const together = ['silent', 'connected']
    .map(state => items.filter(item => isContact(item, state)))
    .filter(({ length }) => length > MOST_CLUSTERS_APART);
  const apart = items.filter(
    item => !together.some(group => group.includes(item)),
  );
  return [
    ...together.map(group => ({
      items: group,
      recipient: clusters,
      notice: buildContactNotice({
        state: group[0].transition.to,
        titles: group.map(({ title }) => title),
      }),
    })),
    ...apart.map(item => ({
      items: [item],
      recipient: item.type === 'cluster' ? clusters : item.owner,
      notice: noticeOf(item),
    })),
  ];
}

function isContact({ aspect, transition }: OutboxItem, state: string): boolean {
  return aspect === 'contact' && transition.to === state;
}

function noticeOf(item: OutboxItem): Notice {
  const { to: state, message } = item.transition;
  return buildNotice({ ...item, state, message });
}
