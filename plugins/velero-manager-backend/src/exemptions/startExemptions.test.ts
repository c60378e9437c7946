import { mockServices } from '@backstage/backend-test-utils';
import {
  Exemption,
  EXEMPTIONS_PATH,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { FakeChangeHost } from '../changes/__testUtils__/FakeChangeHost';
import { FakeClock } from '../kubernetes/__testUtils__/FakeClock';
import { startExemptions } from './startExemptions';

const entry = (namespace: string, expires = 'never') =>
  `  - scope: { namespace: ${namespace} }\n    reason: Made anew.\n    approver: amelia\n    expires: ${expires}\n`;
const file = (...entries: string[]) => `exemptions:\n${entries.join('')}`;

/** After it started, when the first reading is due. */
const FIRST_MS = 10_000;

function start(text: string | null) {
  const clock = new FakeClock();
  const logger = mockServices.logger.mock();
  const host = new FakeChangeHost(
    text === null ? {} : { [EXEMPTIONS_PATH]: text },
  );
  const kept: string[][] = [];
  const stored = new Map<string, string[]>();
  const exemptions = startExemptions({
    repositories: [
      { name: 'main', scope: { environments: ['production'], clusters: null } },
    ],
    hosts: new Map([['main', host]]),
    store: {
      async putExemptions({ name }, all: Exemption[]) {
        stored.set(
          name,
          all.map(({ namespace }) => namespace),
        );
        return true;
      },
      async keepExemptionsOf(names) {
        kept.push(names);
      },
    },
    clock,
    logger,
  });
  return { clock, logger, host, kept, stored, ...exemptions };
}

describe('startExemptions', () => {
  it('reads the base branch every five minutes, and when something was merged', async () => {
    const { clock, host, kept, stored, refresh, stop } = start(
      file(entry('shop')),
    );
    await clock.advance(FIRST_MS);
    expect([kept, stored.get('main')]).toEqual([[['main']], ['shop']]);
    host.files.set(EXEMPTIONS_PATH, file(entry('shop'), entry('till')));
    await clock.advance(5 * 60_000);
    expect(stored.get('main')).toEqual(['shop', 'till']);
    host.files.delete(EXEMPTIONS_PATH);
    refresh();
    await clock.advance(0);
    expect([host.reads, stored.get('main')]).toEqual([3, []]);
    await stop();
    expect(clock.pending).toBe(0);
  });

  it('reads once more where it was told while it read', async () => {
    const { clock, host, refresh, stop } = start(file(entry('shop')));
    let open = () => {};
    host.gate = new Promise(resolve => {
      open = resolve;
    });
    await clock.advance(FIRST_MS);
    refresh();
    open();
    await clock.advance(0);
    expect(host.reads).toBe(2);
    await stop();
  });

  it('says once which entries grant nothing', async () => {
    const { clock, logger, stored, stop } = start(
      file(entry('shop'), entry('till', 'soon')),
    );
    await clock.advance(11 * 60_000);
    expect(stored.get('main')).toEqual(['shop']);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining(
        `'${EXEMPTIONS_PATH}', line 9, of config repository 'main' grants nothing: exemption 2`,
      ),
    );
    await stop();
  });

  it('leaves what it read where the host does not answer, and says so once', async () => {
    const { clock, host, logger, stored, stop } = start(file(entry('shop')));
    await clock.advance(FIRST_MS);
    host.problem = { reason: 'unavailable', message: 'It is away' };
    await clock.advance(11 * 60_000);
    expect(stored.get('main')).toEqual(['shop']);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    await stop();
  });

  it('stops at once while a host does not answer', async () => {
    const { clock, host, logger, stop } = start(file(entry('shop')));
    host.gate = new Promise(() => {});
    await clock.advance(FIRST_MS);
    await stop();
    expect([host.reads, logger.warn.mock.calls]).toEqual([1, []]);
  });
});
