/** Who wrote or committed, and when. @internal */
export interface Signature {
  name: string;
  email: string;
  /** RFC 3339, UTC. */
  date: string;
}

/** A commit as the Git database holds it. @internal */
export interface Commit {
  sha: string;
  tree: string;
  parents: string[];
  author: Signature;
  committer: Signature;
  message: string;
}

const PERSON = /^(.*?) ?<(.*?)> (\d+) [+-]\d{4}$/;

/**
 * Reads the text of a commit object.
 *
 * @internal
 */
export function parseCommit(sha: string, content: Buffer): Commit {
  const text = content.toString('utf8');
  const end = text.indexOf('\n\n');
  const head = (end < 0 ? text : text.slice(0, end)).split('\n');
  const valueOf = (key: string) =>
    head
      .filter(line => line.startsWith(`${key} `))
      .map(line => line.slice(key.length + 1));
  return {
    sha,
    tree: valueOf('tree')[0] ?? '',
    parents: valueOf('parent'),
    author: parseSignature(valueOf('author')[0]),
    committer: parseSignature(valueOf('committer')[0]),
    message: end < 0 ? '' : text.slice(end + 2).replace(/\n+$/, ''),
  };
}

function parseSignature(line = ''): Signature {
  const found = PERSON.exec(line);
  const seconds = Number(found?.[3] ?? 0);
  return {
    name: found?.[1] ?? '',
    email: found?.[2] ?? '',
    date: formatTime(new Date(seconds * 1000)),
  };
}

/**
 * A moment as GitHub writes it: RFC 3339, UTC, whole seconds.
 *
 * @internal
 */
export function formatTime(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}

/**
 * The text of a commit object.
 *
 * @internal
 */
export function formatCommit(commit: Omit<Commit, 'sha'>): string {
  return [
    `tree ${commit.tree}`,
    ...commit.parents.map(parent => `parent ${parent}`),
    `author ${formatSignature(commit.author)}`,
    `committer ${formatSignature(commit.committer)}`,
    '',
    `${commit.message.replace(/\n*$/, '')}\n`,
  ].join('\n');
}

function formatSignature({ name, email, date }: Signature): string {
  const clean = (text: string) => text.replace(/[<>\n\0]/g, '').trim();
  const seconds = Math.floor(Date.parse(date) / 1000);
  return `${clean(name)} <${clean(email)}> ${seconds} +0000`;
}
