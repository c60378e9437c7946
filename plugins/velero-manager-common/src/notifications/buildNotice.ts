import { parseEntityRef } from '@backstage/catalog-model';
import { describeCause, quoteName } from '../words';
import {
  type NoticeAspect,
  noticeRule,
  type NoticeSeverity,
} from './noticeTable';

/**
 * The topic of all notices, which people can switch off in the settings of
 * their notifications.
 *
 * @public
 */
export const NOTICE_TOPIC = 'Backup & sync';

/** What people are told, as Backstage's notifications take it. @public */
export interface Notice {
  /** One sentence without a full stop. */
  title: string;
  description: string;
  /** A page of the portal. */
  link: string;
  severity: NoticeSeverity;
  topic: string;
  /** A later notice of the same scope takes the place of this one. */
  scope: string;
}

/** What a notice is made of. @public */
export interface NoticeSource {
  type: 'entity' | 'cluster';
  /** Entity ref or name of the cluster. */
  ref: string;
  title: string;
  /** Opaque id of the subject. */
  subjectId: string;
  aspect: NoticeAspect;
  state: string;
  /** One sentence on why it is in this state. */
  message: string;
}

/** Puts how an aspect of a subject stands into words for people. @public */
export function buildNotice(source: NoticeSource): Notice {
  const { type, subjectId, aspect, state, message } = source;
  const { severity, title } = noticeRule(aspect, state);
  const name = quoteName(describeCause(source.title));
  return {
    title: title(type === 'cluster' ? `cluster ${name}` : name),
    description: `${describeCause(message)}.`,
    link: linkOf(source),
    severity,
    topic: NOTICE_TOPIC,
    scope: `${subjectId}:${aspect}`,
  };
}

/** Pages as portals have them by default: the backend does not know another. */
function linkOf({ type, ref }: NoticeSource): string {
  if (type === 'cluster') {
    return `/velero-manager/clusters/${encodeURIComponent(ref)}`;
  }
  const { kind, namespace, name } = parseEntityRef(ref);
  return `/catalog/${[namespace, kind, name]
    .map(encodeURIComponent)
    .join('/')}`;
}
