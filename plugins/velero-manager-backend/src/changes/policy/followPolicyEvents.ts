import type { EventsService } from '@backstage/plugin-events-node';
import { z } from 'zod';
import type { ConfigRepository } from '../readConfigRepositories';
import type { RunningPolicy } from './startPolicy';

/** As the events backend's GitHub module names them. */
const PULLS = ['github.pull_request', 'github.pull_request_review'];
const PUSH = 'github.push';

const payloadSchema = z.object({
  repository: z.object({ html_url: z.string() }),
  ref: z.string().optional(),
});

/**
 * Has policies looked at as soon as GitHub tells of a review, a push or another
 * base. What it tells is a hint to look, never believed: an event may be late,
 * forged or missing, and the next look comes all the same.
 *
 * @internal
 */
export async function followPolicyEvents(options: {
  events: EventsService;
  repositories: readonly Pick<ConfigRepository, 'name' | 'url' | 'branch'>[];
  policy: Pick<RunningPolicy, 'look' | 'expire'>;
}): Promise<void> {
  const { events, repositories, policy } = options;
  if (repositories.length === 0) {
    return;
  }
  await events.subscribe({
    id: 'velero-manager-policy',
    topics: [...PULLS, PUSH],
    async onEvent({ topic, eventPayload }) {
      const payload = payloadSchema.safeParse(eventPayload);
      if (!payload.success) {
        return;
      }
      const { repository, ref } = payload.data;
      const url = repository.html_url.toLowerCase();
      for (const one of repositories) {
        if (one.url.toLowerCase() !== url) continue;
        if (topic !== PUSH) policy.look();
        else if (ref === `refs/heads/${one.branch}`) policy.expire(one.name);
      }
    },
  });
}
