import { TestRepository } from '../__fixtures__/TestRepository';
import { gitOutput } from '../../githost/git/runGit';
import { GitSource } from './GitSource';
import { GitSources } from './GitSources';

const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1_000);

const PERSON = ['-c', 'user.name=t', '-c', 'user.email=t@example.com'];

describe('GitSource', () => {
  let repository: TestRepository;
  let source: GitSource;

  beforeEach(async () => {
    repository = await TestRepository.create({
      'a.yaml': 'one: Ä\n',
      'b/c.yaml': '',
    });
    source = GitSource.create({
      urls: [repository.url],
      gitDir: repository.dir,
      pollMs: 2_000,
    });
  });
  afterEach(() => repository.remove());

  it('reads the files at the head of a branch, by every name it has', async () => {
    const commit = await repository.git('rev-parse', 'main');
    await repository.git(...PERSON, 'tag', '-m', 'first', 'v1', commit);
    await repository.commit({ 'a.yaml': 'two\n' }, 'main');
    for (const revision of ['v1', commit]) {
      const read = await source.read(revision, at(0));
      expect(read).toMatchObject({ ok: true, tree: { revision: commit } });
      expect(read.ok && [...read.tree.files]).toEqual([
        ['a.yaml', 'one: Ä\n'],
        ['b/c.yaml', ''],
      ]);
    }
    const [head, main] = await Promise.all(
      ['HEAD', 'main'].map(name => source.read(name, at(0))),
    );
    expect(head).toEqual(main);
    expect(main.ok && main.tree.files.get('a.yaml')).toBe('two\n');
  });

  it('leaves out what is no file', async () => {
    const link = await repository.git('rev-parse', 'main:a.yaml');
    const tree = await repository.git('rev-parse', 'main^{tree}');
    const linked = await gitOutput(['mktree'], {
      gitDir: repository.dir,
      input: `120000 blob ${link}\tlink.yaml\n040000 tree ${tree}\tfolder\n`,
    });
    const commit = await repository.git(
      ...PERSON,
      'commit-tree',
      '-m',
      'link',
      linked.toString().trim(),
    );
    const read = await source.read(commit, at(0));
    expect(read.ok && [...read.tree.files.keys()]).toEqual([
      'folder/a.yaml',
      'folder/b/c.yaml',
    ]);
  });

  it('says what it cannot resolve', async () => {
    for (const revision of ['nowhere', '0'.repeat(40)]) {
      expect(await source.read(revision, at(0))).toEqual({
        ok: false,
        reason: `unable to resolve '${revision}' to a commit SHA`,
      });
    }
  });

  it('looks at the refs again after a while, or when it is told to', async () => {
    const revisionAt = async (seconds: number) => {
      const read = await source.read('main', at(seconds));
      return read.ok && read.tree.revision;
    };
    const first = await revisionAt(0);
    const second = await repository.commit({ 'a.yaml': 'two\n' });
    expect(await revisionAt(1.9)).toBe(first);
    expect(await revisionAt(2)).toBe(second);
    const third = await repository.commit({ 'a.yaml': 'three\n' });
    expect(await revisionAt(2.1)).toBe(second);
    source.notify();
    expect(await revisionAt(2.2)).toBe(third);
  });

  it('keeps one tree for commits with the same content', async () => {
    const first = await source.read('main', at(0));
    await repository.commit({});
    const second = await source.read('main', at(5));
    expect(first.ok && second.ok).toBe(true);
    if (!first.ok || !second.ok) return;
    expect(second.tree.revision).not.toBe(first.tree.revision);
    expect(second.tree.files).toBe(first.tree.files);
  });

  it('is found by its address, however it is written', async () => {
    const sources = GitSources.create([source]);
    const read = (url: string) =>
      sources.read(url, { revision: 'main', now: at(0) });
    for (const url of [
      repository.url,
      `${repository.url}.git`,
      `${repository.url.toLocaleUpperCase('en-US')}/`,
    ]) {
      expect((await read(url)).ok).toBe(true);
    }
    expect(await read('https://git.example.com/other')).toEqual({
      ok: false,
      reason: expect.stringContaining('Repository not found'),
    });
  });
});
