import {
  assessCluster,
  Contact,
  contactState,
  JudgeSettings,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { JudgeEntity } from '../judge';
import { ReportStore, SubjectAssessment } from '../store/types';
import { AssessSubject } from './DueWorker';

/**
 * Judges a due subject by what the store knows of it: an entity as the reports
 * judge it, a cluster by its own facts and by whether it is still heard of.
 *
 * @internal
 */
export function createSubjectAssessor(options: {
  store: Pick<ReportStore, 'loadEntity' | 'loadCluster'>;
  judge: JudgeEntity;
  settings: JudgeSettings;
  silentAfterMs: number;
}): AssessSubject {
  const { store, judge, settings, silentAfterMs } = options;
  return async ({ type, ref, now }) => {
    if (type === 'entity') {
      const entity = await store.loadEntity(ref);
      return entity && judge(entity.facts, { now }).assessment;
    }
    const cluster = await store.loadCluster(ref);
    if (!cluster) {
      return null;
    }
    const { facts, syncObjects, summary } = cluster;
    const freshness = { now, silentAfterMs };
    return withContact(
      assessCluster({ facts, syncObjects, settings }, freshness),
      { ...freshness, contact: summary.contact },
    );
  };
}

/**
 * Only the cluster has a due time for silence: bookmarks move its contact
 * without a new assessment, so the moment is looked at again when it comes.
 */
function withContact(
  assessment: SubjectAssessment,
  options: { contact: Contact; now: Date; silentAfterMs: number },
): SubjectAssessment {
  const { contact } = options;
  const { state, silentAt } = contactState(contact, options);
  const heard = state === 'connected' || state === 'failing';
  const times = [assessment.validUntil, heard ? silentAt : null].filter(
    time => time !== null,
  );
  return {
    ...assessment,
    contact: {
      state: heard ? 'connected' : 'silent',
      reason: heard ? 'cluster_connected' : 'cluster_silent',
      message: heard
        ? 'The cluster is in contact.'
        : `No contact since ${contact.lastContactAt ?? 'we know of it'}: ${
            contact.failure ?? 'no answer'
          }.`,
    },
    validUntil: times.length
      ? new Date(Math.min(...times.map(time => time.getTime())))
      : null,
  };
}
