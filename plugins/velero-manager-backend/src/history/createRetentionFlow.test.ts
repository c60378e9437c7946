import type { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { createRetentionFlow } from './createRetentionFlow';

type Task = SchedulerServiceTaskScheduleDefinition & {
  id: string;
  fn: (signal: AbortSignal) => Promise<void>;
};

describe('createRetentionFlow', () => {
  it('sweeps on one replica, as long as it is not stopped', async () => {
    const scheduler = mockServices.scheduler.mock();
    const logger = mockServices.logger.mock();
    const sweep = jest.fn().mockResolvedValueOnce(3).mockResolvedValue(0);
    const start = createRetentionFlow({
      config: mockServices.rootConfig({
        data: { veleroManager: { history: { transitions: '1d' } } },
      }),
      scheduler,
      logger,
      history: { sweep },
    });
    expect(scheduler.scheduleTask).not.toHaveBeenCalled();

    const stop = await start();
    const [[task]] = scheduler.scheduleTask.mock.calls as unknown as [[Task]];
    expect(task).toMatchObject({ scope: 'global', frequency: { hours: 6 } });
    const { signal } = new AbortController();
    await task.fn(signal);
    expect(sweep).toHaveBeenCalledWith(
      expect.objectContaining({ transitionsMs: 86_400_000 }),
      expect.objectContaining({ aborted: false }),
    );
    expect(logger.info).toHaveBeenCalledWith(
      'Forgot 3 entries of history that were too old',
    );
    await task.fn(signal);
    expect(logger.info).toHaveBeenCalledTimes(1);

    await stop();
    expect(sweep.mock.calls[0][1].aborted).toBe(true);
  });

  it('does not start on a configuration that is not valid', () => {
    expect(() =>
      createRetentionFlow({
        config: mockServices.rootConfig({
          data: { veleroManager: { history: { runs: 'long' } } },
        }),
        scheduler: mockServices.scheduler.mock(),
        logger: mockServices.logger.mock(),
        history: { sweep: jest.fn() },
      }),
    ).toThrow("'veleroManager.history.runs' must be a duration");
  });
});
