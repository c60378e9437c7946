import { describeCause, quoteNames } from '../words';
import { NOTICE_TOPIC, type Notice } from './buildNotice';
import { noticeRule } from './noticeTable';

/**
 * Puts into words that contact with many clusters was lost, or is back, at
 * once: most likely nothing is wrong with the clusters.
 *
 * @param options.titles - of the clusters
 * @public
 */
export function buildContactNotice(options: {
  state: string;
  titles: string[];
}): Notice {
  const { state, titles } = options;
  const { severity, title } = noticeRule('contact', state);
  return {
    title: title(`${titles.length} clusters`),
    description: `${quoteNames(titles.map(describeCause))}.`,
    link: '/velero-manager/clusters',
    severity,
    topic: NOTICE_TOPIC,
    scope: 'clusters:contact',
  };
}
