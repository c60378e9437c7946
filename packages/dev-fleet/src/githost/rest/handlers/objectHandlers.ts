import { isSha } from '../../git/GitRepository';
import { Commit, formatTime, Signature } from '../../git/parseCommit';
import { TreeEntry } from '../../git/TreeEntry';
import { isSafePath, TreeChange, writeTree } from '../../git/writeTree';
import { HostError } from '../../HostError';
import { webFlow } from '../../pulls/mergePullRequest';
import { HostedRepository } from '../../repositories/HostedRepository';
import { Fields } from '../Fields';
import { nodeId } from '../nodeId';
import { renderGitCommit } from '../render/renderCommit';
import { repositoryUrl } from '../render/renderRepository';
import { ok, repositoryOf, RestCall, writableRepositoryOf } from '../RestCall';

/** https://docs.github.com/rest/git/trees#get-a-tree */
const MOST_TREE_ENTRIES = 100_000;
const MODES = ['100644', '100755', '040000', '160000', '120000'] as const;

/** Calls about commits, trees and blobs of the Git database. @internal */
export const objectHandlers = {
  'git/get-commit': async (call: RestCall) => {
    const repository = repositoryOf(call);
    const commit = await repository.git.readCommit(call.call.params.commit_sha);
    if (!commit) throw HostError.notFound();
    return ok(renderGitCommit(call.context, repository, commit));
  },
  'git/create-commit': async (call: RestCall) => {
    const { repository, sender } = writableRepositoryOf(call);
    const now = call.context.now();
    const { name, email } = sender;
    const own: Signature = { name, email, date: formatTime(now) };
    const author = readPerson(call.body.object('author'), own);
    const given = call.body.has('author') || call.body.has('committer');
    const committer = readPerson(
      call.body.object('committer'),
      given ? author : webFlow(now),
    );
    const commit: Omit<Commit, 'sha'> = {
      tree: await requireTree(repository, call.body.requiredText('tree')),
      parents: await requireParents(repository, call.body.texts('parents')),
      message: call.body.requiredText('message'),
      author,
      committer,
    };
    const sha = await repository.git.writeCommit(commit);
    // As GitHub: signed where it commits in its own name.
    if (!given) call.context.verifiedCommits.add(sha);
    const body = renderGitCommit(call.context, repository, { ...commit, sha });
    return { status: 201, body, headers: { location: body.url } };
  },
  'git/get-tree': async (call: RestCall) => {
    const repository = repositoryOf(call);
    const sha = await findTree(repository, call.call.params.tree_sha);
    if (!sha) throw HostError.notFound();
    // Any value counts, even "0" and "false".
    return ok(
      await renderTree(call, { sha, recursive: call.query.has('recursive') }),
    );
  },
  'git/create-tree': async (call: RestCall) => {
    const { repository } = writableRepositoryOf(call);
    const asked = call.body.text('base_tree');
    const base = asked ? await findTree(repository, asked) : undefined;
    if (asked && !base) throw HostError.notFound();
    const entries = call.body.objects('tree');
    if (entries.length === 0) {
      throw HostError.unprocessable('Invalid tree info');
    }
    const changes = await Promise.all(
      entries.map(entry => readTreeChange(repository, entry)),
    );
    const sha = await writeTree(repository.git, base, changes);
    const body = await renderTree(call, { sha, recursive: false });
    return { status: 201, body, headers: { location: body.url } };
  },
  'git/get-blob': async (call: RestCall) => {
    const repository = repositoryOf(call);
    const sha = call.call.params.file_sha;
    const object = isSha(sha) ? await repository.git.read(sha) : undefined;
    if (object?.type !== 'blob') throw HostError.notFound();
    if (/\braw\b/.test(call.accept)) return ok(object.content);
    return ok({
      sha,
      node_id: nodeId('object', sha),
      size: object.content.length,
      url: `${repositoryUrl(call.context, repository)}/git/blobs/${sha}`,
      content: lines(object.content.toString('base64')),
      encoding: 'base64',
    });
  },
  'git/create-blob': async (call: RestCall) => {
    const { repository } = writableRepositoryOf(call);
    const encoding =
      call.body.choice('encoding', ['utf-8', 'base64']) ?? 'utf-8';
    const content = Buffer.from(
      call.body.requiredText('content'),
      encoding === 'base64' ? 'base64' : 'utf8',
    );
    const sha = await repository.git.writeBlob(content);
    const url = `${repositoryUrl(call.context, repository)}/git/blobs/${sha}`;
    return { status: 201, body: { sha, url }, headers: { location: url } };
  },
};

/** Base64 in lines of 60 characters, as GitHub sends it. @internal */
export function lines(base64: string): string {
  return base64.replace(/.{1,60}/g, '$&\n');
}

async function renderTree(
  call: RestCall,
  { sha, recursive }: { sha: string; recursive: boolean },
) {
  const repository = repositoryOf(call);
  const url = repositoryUrl(call.context, repository);
  const entries = await repository.git.listTree(sha, { recursive });
  const places = { blob: 'blobs', tree: 'trees', commit: 'commits' };
  const render = ({ path, mode, type, sha: oid, size }: TreeEntry) => ({
    path,
    mode,
    type,
    sha: oid,
    ...(size === undefined ? {} : { size }),
    url: `${url}/git/${places[type]}/${oid}`,
  });
  return {
    sha,
    url: `${url}/git/trees/${sha}`,
    tree: entries.slice(0, MOST_TREE_ENTRIES).map(render),
    truncated: entries.length > MOST_TREE_ENTRIES,
  };
}

/** A tree by its own sha, or that of a commit named in any way. */
async function findTree(
  { git }: HostedRepository,
  name: string,
): Promise<string | undefined> {
  const object = isSha(name) ? await git.read(`${name}^{tree}`) : undefined;
  if (object) return object.oid;
  const commit = await git.resolveCommit(name);
  return commit && (await git.readCommit(commit))?.tree;
}

async function requireTree(
  { git }: HostedRepository,
  sha: string,
): Promise<string> {
  const object = isSha(sha) ? await git.read(sha) : undefined;
  if (object?.type === 'tree') return sha;
  throw HostError.unprocessable('Tree SHA does not exist');
}

async function requireParents(
  { git }: HostedRepository,
  shas: string[],
): Promise<string[]> {
  for (const sha of shas) {
    if (isSha(sha) && (await git.readCommit(sha))) continue;
    throw HostError.unprocessable(
      'Parent SHA does not exist or is not a commit object',
    );
  }
  return shas;
}

function readPerson(
  fields: Fields | undefined,
  fallback: Signature,
): Signature {
  if (!fields) return fallback;
  const date = new Date(fields.text('date') ?? fallback.date);
  if (Number.isNaN(date.getTime())) {
    throw HostError.invalidRequest(`"date" is not a valid timestamp.`);
  }
  return {
    name: fields.requiredText('name'),
    email: fields.requiredText('email'),
    date: formatTime(date),
  };
}

async function readTreeChange(
  { git }: HostedRepository,
  entry: Fields,
): Promise<TreeChange> {
  const path = entry.requiredText('path');
  if (!isSafePath(path)) {
    throw HostError.unprocessable(
      'tree.path contains a malformed path component',
    );
  }
  const mode = entry.choice('mode', MODES) ?? '100644';
  if (entry.isNull('sha')) return { path };
  const content = entry.text('content');
  if (content !== undefined) {
    return { path, mode, sha: await git.writeBlob(Buffer.from(content)) };
  }
  const sha = entry.requiredText('sha');
  const object = isSha(sha) ? await git.read(sha) : undefined;
  const wanted = mode === '040000' ? 'tree' : 'blob';
  if (mode !== '160000' && object?.type !== wanted) {
    throw HostError.unprocessable(`tree.sha ${sha} is not a valid ${wanted}`);
  }
  return { path, mode, sha };
}
