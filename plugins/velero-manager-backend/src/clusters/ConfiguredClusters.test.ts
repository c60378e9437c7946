import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { generate } from 'selfsigned';
import { MemoryClusterRegistry } from './ClusterRegistry';
import { ConfiguredClusters } from './ConfiguredClusters';

const auth = { type: 'serviceAccountToken', token: 'hunter2' };
const entry = (name: string, rest: JsonObject = {}): JsonObject => ({
  name,
  url: `https://${name}.example.com`,
  auth,
  ...rest,
});
const dataOf = (...clusters: JsonObject[]) => ({ veleroManager: { clusters } });

function create(...clusters: JsonObject[]) {
  const config = mockServices.rootConfig({ data: dataOf(...clusters) });
  const registry = MemoryClusterRegistry.create();
  const logger = mockServices.logger.mock();
  const configured = ConfiguredClusters.create({ config, registry, logger });
  const changes: number[] = [];
  const unsubscribe = configured.subscribe(() =>
    changes.push(registry.list().length),
  );
  const stop = () => {
    unsubscribe();
    configured.stop();
  };
  const names = () => registry.list().map(({ name }) => name);
  const warnings = () => logger.warn.mock.calls.map(([message]) => message);
  return {
    ...{ config, registry, configured, changes, stop },
    names,
    warnings,
  };
}

describe('ConfiguredClusters', () => {
  it('follows clusters as they come, change and go in app-config', () => {
    const { config, registry, changes, stop, names } = create(entry('a'));
    expect(names()).toEqual(['a']);
    config.update({ data: dataOf(entry('a', { title: 'A' }), entry('b')) });
    expect(names()).toEqual(['a', 'b']);
    expect(registry.get('a')?.title).toBe('A');
    config.update({ data: {} });
    expect(names()).toEqual([]);
    expect(changes).toEqual([2, 0]);
    stop();
    config.update({ data: dataOf(entry('c')) });
    expect(names()).toEqual([]);
  });

  it('calls nobody for a change that is not about clusters', () => {
    const { config, registry, stop } = create(entry('a'));
    const called = jest.fn();
    registry.subscribe(called);
    config.update({ data: { ...dataOf(entry('a')), app: { title: 'x' } } });
    expect(called).not.toHaveBeenCalled();
    stop();
  });

  it('keeps all clusters where a change is not valid, and says why until it is', () => {
    const { config, registry, stop, names, warnings } = create(entry('a'));
    const bad = dataOf(entry('b'), { name: 'c', url: 'https://me:pw@x' });
    config.update({ data: bad });
    config.update({ data: { ...bad, app: { title: 'x' } } });
    expect(names()).toEqual(['a']);
    const [note] = registry.notes();
    expect(note.place).toBe('app-config');
    expect(note.message).toContain('all clusters stay as they were');
    expect(note.message).toContain("'veleroManager.clusters[1].url'");
    expect(note.message).not.toContain('pw');
    expect(warnings()).toEqual([`app-config: ${note.message}`]);
    config.update({ data: dataOf(entry('b')) });
    expect([names(), registry.notes()]).toEqual([['b'], []]);
    stop();
  });

  it('does not begin with a configuration that is not valid', () => {
    expect(() => create({ name: '../x' })).toThrow('veleroManager.clusters[0]');
  });

  describe('with certificates in files', () => {
    let folder: string;
    let written = 0;
    let first: { cert: string; private: string };
    let second: { cert: string; private: string };

    beforeAll(async () => {
      const options = { keyType: 'ec', algorithm: 'sha256' } as const;
      [first, second] = await Promise.all([
        generate(undefined, options),
        generate(undefined, options),
      ]);
    });

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'configured-'));
    });

    afterEach(async () => {
      await rm(folder, { recursive: true });
    });

    /** Writes a file with a time of change of its own. */
    async function write(name: string, text: string): Promise<string> {
      const path = join(folder, name);
      await writeFile(path, text);
      written += 10;
      await utimes(path, written, written);
      return path;
    }

    it('takes up what is rotated, and waits for the other half of a pair', async () => {
      const certFile = await write('cert.pem', first.cert);
      const keyFile = await write('key.pem', first.private);
      const { configured, registry, changes, stop } = create(
        entry('a', { auth: { type: 'clientCertificate', certFile, keyFile } }),
      );
      const certificate = () => {
        const definition = registry.get('a')!;
        return definition.auth.type === 'clientCertificate'
          ? definition.auth.certData
          : null;
      };
      await configured.lookAtFiles();
      expect(changes).toEqual([]);

      await write('cert.pem', second.cert);
      await configured.lookAtFiles();
      expect(certificate()).toBe(first.cert.trim());
      expect(registry.notes()[0].message).toContain('does not belong');

      await write('key.pem', second.private);
      await configured.lookAtFiles();
      expect(certificate()).toBe(second.cert.trim());
      expect(registry.notes()).toEqual([]);

      await rm(keyFile);
      await configured.lookAtFiles();
      expect(certificate()).toBe(second.cert.trim());
      expect(registry.notes()[0].message).toContain('ENOENT');
      stop();
    });
  });
});
