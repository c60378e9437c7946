export { buildContactNotice } from './buildContactNotice';
export { buildNotice, NOTICE_TOPIC } from './buildNotice';
export type { Notice, NoticeSource } from './buildNotice';
export { decideNotice, defaultNoticeTiming } from './decideNotice';
export type {
  NoticeDecision,
  NoticeSituation,
  NoticeTiming,
} from './decideNotice';
export type { NoticeAspect, NoticeSeverity } from './noticeTable';
