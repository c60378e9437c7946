import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Manifest } from '../manifests/Manifest';
import { readManifests } from '../manifests/readManifests';
import { buildKustomization } from './buildKustomization';
import { FileTree } from './FileTree';
import { FAILING, FIXTURES, Fixture } from './__fixtures__/kustomizations';

jest.setTimeout(60_000);

function build(fixture: Fixture): Manifest[] {
  const files = new Map(Object.entries(fixture.files));
  return buildKustomization(FileTree.create(files), fixture.folder);
}

/** Everything but the order, in which Kustomize and its users differ. */
function sorted(manifests: Manifest[]): Manifest[] {
  const text = ({ kind, metadata }: Manifest) =>
    `${kind}/${metadata.namespace}/${metadata.name}`;
  return [...manifests].sort((a, b) => text(a).localeCompare(text(b)));
}

function hasKubectl(): boolean {
  try {
    execFileSync('kubectl', ['version', '--client'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const besideKubectl = hasKubectl() ? describe : describe.skip;

besideKubectl('buildKustomization beside kubectl kustomize', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'kustomize-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const kubectl = (fixture: Fixture) => {
    for (const [path, text] of Object.entries(fixture.files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return execFileSync('kubectl', ['kustomize', join(root, fixture.folder)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  };

  it.each(FIXTURES)('builds the same: $name', fixture => {
    const expected = readManifests(kubectl(fixture), 'kubectl');
    expect(expected.length).toBeGreaterThan(0);
    expect(sorted(build(fixture))).toEqual(sorted(expected));
  });

  it.each(FAILING.filter(({ kubectlBuilds }) => !kubectlBuilds))(
    'refuses the same: $name',
    fixture => {
      expect(() => kubectl(fixture)).toThrow('Command failed');
    },
  );
});

describe('buildKustomization', () => {
  it.each(FAILING)('refuses, and says why: $name', fixture => {
    expect(() => build(fixture)).toThrow(fixture.error);
  });
});
