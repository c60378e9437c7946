import type { ClusterClient } from './ClusterClient';
import { isKubernetesRequestError } from './KubernetesRequestError';
import type { Clock } from './types';

/**
 * A client that asks the same question once within a while, and gives all who
 * ask meanwhile the same answer: forty kinds that wait for their group to appear
 * are a dozen requests a minute. What failed for a passing reason is asked again.
 *
 * @param options.forMs - how long an answer is good for, by its path
 * @internal
 */
export function rememberAnswers(
  client: Pick<ClusterClient, 'getJson'>,
  options: { clock: Clock; forMs(path: string): number },
): Pick<ClusterClient, 'getJson'> {
  const { clock, forMs } = options;
  const answers = new Map<string, { at: number; answer: Promise<unknown> }>();
  return {
    getJson(request) {
      const { path } = request;
      const known = answers.get(path);
      if (known && clock.now() - known.at < forMs(path)) {
        return known.answer;
      }
      const answer = client.getJson(request);
      const entry = { at: clock.now(), answer };
      answers.set(path, entry);
      answer.catch(error => {
        const isFinal = isKubernetesRequestError(error, 403, 404);
        if (!isFinal && answers.get(path) === entry) {
          answers.delete(path);
        }
      });
      return answer;
    },
  };
}
