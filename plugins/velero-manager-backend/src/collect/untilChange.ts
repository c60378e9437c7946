import { Clock } from '../kubernetes';
import { ClusterSurvey, SurveyTopic } from './ClusterSurvey';

/**
 * Waits until something of interest changed, but neither shorter nor longer
 * than said. What changed before the call is the caller's to know.
 *
 * @internal
 */
export async function untilChange(options: {
  survey: ClusterSurvey;
  topics: SurveyTopic[];
  clock: Clock;
  signal: AbortSignal;
  atLeastMs: number;
  atMostMs: number;
}): Promise<void> {
  const { survey, topics, clock, signal, atLeastMs, atMostMs } = options;
  const change = new AbortController();
  const subscriptions = topics.map(topic =>
    survey.subscribe(topic, () => change.abort()),
  );
  try {
    await clock.sleep(atLeastMs, signal);
    const either = AbortSignal.any([signal, change.signal]);
    if (!change.signal.aborted) {
      await clock.sleep(atMostMs - atLeastMs, either).catch(() => {});
    }
    signal.throwIfAborted();
  } finally {
    subscriptions.forEach(end => end());
  }
}
