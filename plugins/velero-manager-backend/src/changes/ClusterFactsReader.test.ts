import type { Contact } from '@velero-manager/backstage-plugin-velero-manager-common';
import { FakeClock } from '../kubernetes/__testUtils__/FakeClock';
import { ClusterFactsReader } from './ClusterFactsReader';

const SILENT_AFTER_MS = 300_000;
const known = { namespaces: ['shop'] };

function setUp(contacts: Record<string, Partial<Contact>>) {
  const clock = new FakeClock();
  const readCheckFacts = jest.fn(
    async (clusters: string[]) =>
      new Map(clusters.map(cluster => [cluster, known])),
  );
  const whole = (ageMs: number | null): Contact => ({
    lastContactAt:
      ageMs === null ? null : new Date(clock.now() - ageMs).toISOString(),
    failure: null,
    failingSince: null,
    clockSkewMs: null,
  });
  const reader = ClusterFactsReader.create({
    clock,
    silentAfterMs: SILENT_AFTER_MS,
    store: {
      readCheckFacts,
      readContacts: async clusters =>
        new Map(
          clusters
            .filter(cluster => contacts[cluster])
            .map(cluster => [cluster, { ...whole(0), ...contacts[cluster] }]),
        ),
    },
  });
  return { clock, reader, readCheckFacts, whole };
}

describe('ClusterFactsReader', () => {
  it('reads of all clusters together, but for those that are out of sight', async () => {
    const { reader, readCheckFacts, whole } = setUp({});
    const contacts: Record<string, Contact> = {
      heard: whole(1_000),
      failing: { ...whole(1_000), failure: 'refused' },
      silent: whole(SILENT_AFTER_MS),
      never: whole(null),
      hidden: whole(1_000),
    };
    const other = setUp(contacts);
    const names = [...Object.keys(contacts), 'stranger'];
    const facts = await other.reader.read(names, {
      readable: async clusters => clusters.filter(name => name !== 'hidden'),
    });
    expect(facts).toEqual({ clusters: { heard: known, failing: known } });
    expect(other.readCheckFacts.mock.calls).toEqual([[['heard', 'failing']]]);
    expect(await reader.read([], undefined)).toEqual({ clusters: {} });
    expect(readCheckFacts.mock.calls).toEqual([[[]]]);
  });

  it('knows nothing of what is not answered in time', async () => {
    const { clock, reader, readCheckFacts } = setUp({ heard: {} });
    readCheckFacts.mockReturnValue(new Promise(() => {}));
    const reading = reader.read(['heard'], undefined);
    await clock.advance(3_000);
    expect(await reading).toEqual({ clusters: {} });
  });

  it('passes on that the store fails', async () => {
    const { reader, readCheckFacts } = setUp({ heard: {} });
    readCheckFacts.mockRejectedValue(new Error('away'));
    await expect(reader.read(['heard'], undefined)).rejects.toThrow('away');
  });
});
