import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { runFlows } from './runFlows';

/** Starts a backend with these flows that takes its time to shut down. */
async function start(
  order: string[],
  starts: (() => Promise<() => Promise<void>>)[],
) {
  const plugin = createBackendPlugin({
    pluginId: 'test',
    register(env) {
      env.registerInit({
        deps: {
          lifecycle: coreServices.lifecycle,
          rootLifecycle: coreServices.rootLifecycle,
        },
        async init({ lifecycle, rootLifecycle }) {
          rootLifecycle.addBeforeShutdownHook(async () => {
            await new Promise(resolve => setTimeout(resolve, 200));
            order.push('delay over');
          });
          // As the database of the plugin goes away in development.
          lifecycle.addShutdownHook(() => {
            order.push('database gone');
          });
          runFlows({
            ...{ lifecycle, rootLifecycle, starts },
            stopped: async () => {
              order.push('stopped');
            },
          });
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [plugin, mockServices.rootLogger.factory({ level: 'none' })],
  });
  return () => backend.stop();
}

describe('runFlows', () => {
  it('stops flows when a shutdown is announced, while databases are there', async () => {
    const order: string[] = [];
    const flow = (name: string) => async () => async () => {
      order.push(name);
    };
    const stop = await start(order, [flow('one'), flow('two')]);
    await stop();
    expect(order).toEqual([
      'one',
      'two',
      'delay over',
      'database gone',
      'stopped',
    ]);
  });

  it('stops what runs although another flow could not start', async () => {
    const order: string[] = [];
    const stop = await start(order, [
      async () => {
        throw new Error('no');
      },
      async () => async () => {
        order.push('one');
      },
    ]);
    await stop();
    expect(order[0]).toBe('one');
  });
});
