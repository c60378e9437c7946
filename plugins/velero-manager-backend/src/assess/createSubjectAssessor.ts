import {
  Contact,
  contactState,
  JudgeSettings,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { createClusterJudge, JudgeEntity } from '../judge';
import { ReportStore } from '../store/reportTypes';
import { SubjectAssessment } from '../store/types';
import { LoadSubjects } from './DueWorker';

/**
 * Judges due subjects by what the store knows of them: an entity as the reports
 * judge it, a cluster by its own facts and by whether it is still heard of.
 *
 * @remarks
 * Entities are loaded together, for they share most of their facts. A cluster
 * is large and shares none, so it is loaded when its turn comes.
 *
 * @internal
 */
export function createSubjectAssessor(options: {
  store: Pick<ReportStore, 'loadEntities' | 'loadCluster'>;
  judge: JudgeEntity;
  settings: JudgeSettings;
  silentAfterMs: number;
  environmentRpoSeconds: Readonly<Record<string, number>>;
}): LoadSubjects {
  const { store, judge, silentAfterMs } = options;
  const judgeCluster = createClusterJudge(options);
  const assessOneCluster = async (ref: string, now: Date) => {
    const cluster = await store.loadCluster(ref);
    if (!cluster) {
      return null;
    }
    return withContact(judgeCluster(cluster, { now }).assessment, {
      ...{ now, silentAfterMs },
      contact: cluster.facts.contact,
    });
  };
  return async subjects => {
    const entities = await store.loadEntities(
      subjects.flatMap(({ type, ref }) => (type === 'entity' ? [ref] : [])),
    );
    return async ({ type, ref, now }) => {
      if (type === 'cluster') {
        return assessOneCluster(ref, now);
      }
      const entity = entities.get(ref);
      return entity ? judge(entity.facts, { now }).assessment : null;
    };
  };
}

/**
 * Contact is of the cluster alone, and no due time of it: it moves with every
 * bookmark, and that it ends is found by the store.
 */
function withContact(
  assessment: SubjectAssessment,
  options: { contact: Contact; now: Date; silentAfterMs: number },
): SubjectAssessment {
  const { contact } = options;
  const { state } = contactState(contact, options);
  const heard = state === 'connected' || state === 'failing';
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
  };
}
