import { DefaultEventsService } from '@backstage/plugin-events-node';
import { mockServices } from '@backstage/backend-test-utils';
import { configRepository } from '../__testUtils__/configRepository';
import { followEvents } from './followEvents';

describe('followEvents', () => {
  const events = DefaultEventsService.create({
    logger: mockServices.logger.mock(),
  }).forPlugin('velero-manager');
  const markChangeDue = jest.fn();

  beforeAll(() =>
    followEvents({
      events,
      repositories: [configRepository],
      store: { markChangeDue },
    }),
  );
  beforeEach(() => jest.clearAllMocks());

  const publish = (topic: string, eventPayload: unknown) =>
    events.publish({ topic, eventPayload });

  it.each(['github.pull_request', 'github.pull_request_review'])(
    'has a change looked at on %s',
    async topic => {
      await publish(topic, {
        action: 'submitted',
        repository: { html_url: 'https://GitHub.com/O/R' },
        pull_request: { number: 12, merged: true },
      });
      expect(markChangeDue.mock.calls).toEqual([
        [{ repository: 'main', number: 12 }],
      ]);
    },
  );

  it.each([
    [
      'github.push',
      {
        repository: { html_url: configRepository.url },
        pull_request: { number: 1 },
      },
    ],
    [
      'github.pull_request',
      {
        repository: { html_url: 'https://github.com/o/other' },
        pull_request: { number: 1 },
      },
    ],
    [
      'github.pull_request',
      {
        repository: { html_url: configRepository.url },
        pull_request: { number: 'x' },
      },
    ],
    ['github.pull_request', null],
  ])('minds no %s of %j', async (topic, payload) => {
    await publish(topic, payload);
    expect(markChangeDue).not.toHaveBeenCalled();
  });
});
