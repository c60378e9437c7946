import { kindDefinitions } from '@velero-manager/backstage-plugin-velero-manager-common';
import { KubernetesRequestError } from '../kubernetes';
import { FakeClock } from '../kubernetes/__testUtils__/FakeClock';
import { MissingKinds } from './MissingKinds';

const { Backup, Schedule, Application } = kindDefinitions;

/** A cluster that serves what `served` lists, by group and version. */
function start({ staleAfterMs = 300_000 } = {}) {
  const clock = new FakeClock();
  const served: Record<string, string[]> = {};
  const asked: string[] = [];
  const fault: { current: Error | null } = { current: null };
  const missing = MissingKinds.create({
    clock,
    staleAfterMs,
    discovery: {
      getJson: async ({ path }) => {
        asked.push(path);
        if (fault.current) {
          throw fault.current;
        }
        if (path === '/apis') {
          return {
            groups: Object.keys(served).map(groupVersion => ({
              versions: [{ groupVersion }],
            })),
          };
        }
        const names = served[path.replace('/apis/', '')] ?? [];
        return { resources: names.map(name => ({ name, verbs: ['list'] })) };
      },
    },
  });
  return { clock, served, asked, fault, missing };
}

describe('MissingKinds', () => {
  it('looks for all kinds together, once a minute', async () => {
    const { clock, served, asked, missing } = start();
    const { signal } = new AbortController();
    const found: string[] = [];
    const wait = (kind: typeof Backup | typeof Schedule | typeof Application) =>
      missing
        .appears(kind, signal)
        .then(path => found.push(`${path.version} ${path.resource}`));
    void wait(Backup);
    await clock.advance(10_000);
    void wait(Schedule);
    void wait(Application);
    await clock.advance(49_999);
    expect(asked).toEqual([]);
    await clock.advance(1);
    expect(asked).toEqual(['/apis']);

    served['velero.io/v1'] = ['backups', 'schedules'];
    await clock.advance(60_000);
    expect(asked).toEqual(['/apis', '/apis', '/apis/velero.io/v1']);
    expect(found).toEqual(['v1 backups', 'v1 schedules']);

    served['argoproj.io/v1alpha1'] = ['applications'];
    await clock.advance(60_000);
    expect(found.at(-1)).toBe('v1alpha1 applications');
    const before = asked.length;
    await clock.advance(600_000);
    expect(asked).toHaveLength(before);
  });

  it('goes on after a fault of the cluster', async () => {
    const { clock, served, fault, missing } = start({ staleAfterMs: 5_000 });
    const found = jest.fn();
    void missing.appears(Backup, new AbortController().signal).then(found);
    served['velero.io/v1'] = ['backups'];
    fault.current = new KubernetesRequestError({
      code: 'connect',
      problem: 'connection refused',
      subject: { verb: 'discover', resource: 'api groups' },
    });
    await clock.advance(20_000);
    expect(found).not.toHaveBeenCalled();
    fault.current = null;
    await clock.advance(5_000);
    expect(found).toHaveBeenCalled();
  });

  it('lets those go that are stopped, and looks for the others', async () => {
    const { clock, served, asked, missing } = start();
    const stopping = new AbortController();
    const staying = new AbortController();
    const stopped = missing.appears(Backup, stopping.signal);
    const found = missing.appears(Schedule, staying.signal);
    stopping.abort(new Error('the cluster is given away'));
    await expect(stopped).rejects.toThrow('the cluster is given away');
    await expect(missing.appears(Backup, stopping.signal)).rejects.toThrow(
      'the cluster is given away',
    );
    served['velero.io/v1'] = ['schedules'];
    await clock.advance(60_000);
    await expect(found).resolves.toMatchObject({ resource: 'schedules' });

    const alone = missing.appears(Backup, staying.signal);
    staying.abort(new Error('the replica stops'));
    await expect(alone).rejects.toThrow('the replica stops');
    const before = asked.length;
    await clock.advance(600_000);
    expect(asked).toHaveLength(before);
  });
});
