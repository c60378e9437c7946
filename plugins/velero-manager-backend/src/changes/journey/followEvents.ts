import type { EventsService } from '@backstage/plugin-events-node';
import { z } from 'zod';
import type { ChangeStore } from '../../store/changeTypes';
import type { ConfigRepository } from '../readConfigRepositories';

/** As the events backend's GitHub module names them. */
const TOPICS = ['github.pull_request', 'github.pull_request_review'];

const payloadSchema = z.object({
  repository: z.object({ html_url: z.string() }),
  pull_request: z.object({ number: z.number().int() }),
});

/**
 * Has a change looked at as soon as GitHub tells that something happened to its
 * pull request. What it tells is not believed, only taken as a hint to look: an
 * event may be late, forged or missing, and nothing rests on it.
 *
 * @internal
 */
export async function followEvents(options: {
  events: EventsService;
  repositories: ConfigRepository[];
  store: Pick<ChangeStore, 'markChangeDue'>;
}): Promise<void> {
  const { events, repositories, store } = options;
  if (repositories.length === 0) {
    return;
  }
  await events.subscribe({
    id: 'velero-manager-changes',
    topics: TOPICS,
    async onEvent({ eventPayload }) {
      const payload = payloadSchema.safeParse(eventPayload);
      if (!payload.success) {
        return;
      }
      const { repository, pull_request: pull } = payload.data;
      const url = repository.html_url.toLowerCase();
      const found = repositories.find(one => one.url.toLowerCase() === url);
      if (found) {
        await store.markChangeDue({
          repository: found.name,
          number: pull.number,
        });
      }
    },
  });
}
