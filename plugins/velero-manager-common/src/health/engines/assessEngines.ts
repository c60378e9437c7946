import { assessBackupTarget } from '../../engines/longhorn';
import { assessScheduledBackup } from '../../engines/postgres';
import { quoteName } from '../../words';
import {
  EnginesAssessment,
  ScheduledBackupAssessment,
} from '../clusterAssessments';
import { verdictOf } from '../Finding';
import { Horizon } from '../Horizon';
import { assessDatabases } from './assessDatabases';
import { assessRepositories } from './assessRepositories';
import { assessVolumes } from './assessVolumes';
import { EngineQuestion, findExempt } from './EngineQuestion';
import { UnreadEngines } from './findUnreadEngines';

/**
 * Judges what the engines of a cluster promise beside Velero's schedules. Of an
 * engine that cannot be read in full only databases are judged, because what is
 * known of a broken archive is true whatever else is not known.
 *
 * @internal
 */
export function assessEngines(
  question: EngineQuestion,
  unread: UnreadEngines,
): EnginesAssessment {
  const { cluster, now } = question;
  const { objects } = cluster.facts;
  const judged = () => ({ cluster: cluster.facts, horizon: Horizon.at(now) });
  return {
    repositories: assessRepositories(cluster, now),
    databases: assessDatabases(question),
    scheduledBackups: unread.postgres ? [] : assessScheduledBackups(question),
    backupTargets: unread.longhorn
      ? []
      : (objects.LonghornBackupTarget ?? []).flatMap(
          fact => assessBackupTarget(fact, judged()) ?? [],
        ),
    volumes: unread.longhorn ? [] : assessVolumes(question),
  };
}

function assessScheduledBackups(
  question: EngineQuestion,
): ScheduledBackupAssessment[] {
  const { facts } = question.cluster;
  return (facts.objects.PostgresScheduledBackup ?? []).map(fact => {
    const horizon = Horizon.at(question.now);
    const found = assessScheduledBackup(fact, { cluster: facts, horizon });
    const exempt = findExempt(question, {
      namespace: fact.namespace,
      claim: null,
      place: `PostgreSQL cluster ${quoteName(
        fact.cluster,
      )} in namespace ${quoteName(fact.namespace)}`,
      horizon,
    });
    // What else is told of it changes in its own time.
    return exempt ? { ...found, verdict: verdictOf(exempt, horizon) } : found;
  });
}
