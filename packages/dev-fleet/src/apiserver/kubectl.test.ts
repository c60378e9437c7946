import { execFile, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiServer } from './ApiServer';

const found =
  spawnSync('kubectl', ['version', '--client', '-o', 'json']).status === 0;

const MANIFEST = `
apiVersion: velero.io/v1
kind: Schedule
metadata: { name: hourly, namespace: velero, labels: { team: a } }
spec: { schedule: '0 * * * *', template: { ttl: 720h } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: cm, namespace: velero }
data: { a: b }
`;

const title = found ? 'kubectl' : 'kubectl (left out: it is not on PATH)';

(found ? describe : describe.skip)(title, () => {
  jest.setTimeout(60_000);
  let server: ApiServer;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dev-fleet-kubectl-'));
    server = await ApiServer.start({ name: 'prod-01', tokens: 'secret' });
    server.store.create('namespaces', { metadata: { name: 'velero' } });
    server.store.create('schedules.velero.io', {
      metadata: { name: 'daily', namespace: 'velero' },
      spec: { schedule: '0 1 * * *' },
      status: { phase: 'Enabled' },
    });
    writeFileSync(join(folder, 'config'), server.kubeconfig());
    writeFileSync(join(folder, 'manifest.yaml'), MANIFEST);
  });

  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  /** HOME is the folder so that no cache of discovery is shared. */
  const env = () => ({
    ...process.env,
    HOME: folder,
    KUBECONFIG: join(folder, 'config'),
  });

  function kubectl(...args: string[]) {
    return new Promise<{ code: number; out: string; err: string }>(resolve => {
      execFile('kubectl', args, { env: env() }, (error, out, err) => {
        const code = typeof error?.code === 'number' ? error.code : 0;
        resolve({ code, out, err });
      });
    });
  }

  it('lists the resources', async () => {
    const { out } = await kubectl('api-resources', '--api-group=velero.io');
    expect(out).toMatch(/backups +bak +velero\.io\/v1 +true +Backup/);
    expect(out).toMatch(/datauploads +du +velero\.io\/v2alpha1/);
  });

  it('draws a table', async () => {
    const { out } = await kubectl('get', 'sched', '-A', '-o', 'wide');
    expect(out).toMatch(
      /NAMESPACE +NAME +STATUS +SCHEDULE +LASTBACKUP +AGE +PAUSED/,
    );
    expect(out).toMatch(/velero +daily +Enabled +0 1 \* \* \* +\d+s/);
  });

  it('applies, on both sides, and sees what is unchanged', async () => {
    const file = join(folder, 'manifest.yaml');
    const first = await kubectl('apply', '-f', file);
    expect(first.err).toBe('');
    expect(first.out).toContain('schedule.velero.io/hourly created');
    expect((await kubectl('apply', '-f', file)).out).toBe(
      'schedule.velero.io/hourly unchanged\nconfigmap/cm unchanged\n',
    );
    writeFileSync(file, MANIFEST.replace('720h', '24h'));
    expect((await kubectl('apply', '-f', file)).out).toContain('configured');
    const applied = await kubectl('apply', '--server-side', '-f', file);
    expect(applied.out).toContain('hourly serverside-applied');
    const key = { namespace: 'velero', name: 'hourly' };
    const stored = server.store.get('schedules.velero.io', key);
    expect(stored?.spec?.template).toEqual({ ttl: '24h' });
  });

  it('patches and deletes', async () => {
    const target = ['sched', 'daily', '-n', 'velero'];
    const patch = JSON.stringify({ spec: { paused: true } });
    const merge = ['--type', 'merge', '-p', patch];
    const patched = await kubectl('patch', ...target, ...merge);
    expect(patched.out).toBe('schedule.velero.io/daily patched\n');
    const strategic = await kubectl('patch', ...target, '-p', patch);
    expect(strategic.code).toBe(1);
    expect(strategic.err).toContain(
      'strategic-merge-patch+json is not supported',
    );
    const dry = await kubectl('delete', ...target, '--dry-run=server');
    expect(dry.out).toContain('deleted (server dry run)');
    const deleted = await kubectl('delete', ...target);
    expect(deleted.out).toContain('schedule.velero.io "daily" deleted');
    expect(
      server.store.get('schedules.velero.io', {
        namespace: 'velero',
        name: 'daily',
      }),
    ).toBeUndefined();
  });

  it('watches', async () => {
    const child = spawn('kubectl', ['get', 'bsl', '-n', 'velero', '-w'], {
      env: env(),
    });
    try {
      const metadata = { namespace: 'velero', name: 'default' };
      const kind = 'backupstoragelocations.velero.io';
      server.store.create(kind, { metadata });
      let out = '';
      for await (const chunk of child.stdout) {
        out += chunk;
        if (out.includes('Unavailable')) break;
        const patch = { status: { phase: 'Unavailable' } };
        if (out.includes('default')) {
          server.store.patch(kind, metadata, { patch });
        }
      }
      expect(out).toMatch(/NAME +PHASE +LAST VALIDATED +AGE +DEFAULT/);
      expect(out).toMatch(/default +Unavailable/);
    } finally {
      child.kill();
    }
  });

  it('passes on refusals in the usual words', async () => {
    const wrong = await kubectl('--token', 'wrong', 'get', 'sched', '-A');
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain('You must be logged in to the server');
    const missing = await kubectl('get', 'sched', 'nope', '-n', 'velero');
    expect(missing.err).toContain(
      'Error from server (NotFound): schedules.velero.io "nope" not found',
    );
  });
});
