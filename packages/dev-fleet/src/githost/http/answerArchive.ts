import { HostContext } from '../HostContext';
import { HostError } from '../HostError';
import { HostExchange } from './HostExchange';

const ARCHIVE_PATH = /^\/([^/]+)\/([^/]+)\/legacy\.(tar\.gz|zip)\/(.+)$/;

/**
 * Serves what `tarball` and `zipball` of the API point to.
 *
 * @returns false where the path is another one
 * @internal
 */
export async function answerArchive(
  context: HostContext,
  exchange: HostExchange,
): Promise<boolean> {
  const found = ARCHIVE_PATH.exec(exchange.path);
  if (!found) return false;
  const [, owner, name, format, ref] = found;
  const { token } = exchange;
  const actor = token ? context.accounts.authenticate(token) : undefined;
  const repository = context.repositories.find(
    ({ fullName }) =>
      fullName.toLowerCase() === `${owner}/${name}`.toLowerCase(),
  );
  if (!repository?.rightOf(actor)) throw HostError.notFound();
  const sha = await repository.git.resolveCommit(decodeURIComponent(ref));
  if (!sha) throw HostError.notFound();
  const folder = `${repository.owner.login}-${repository.name}-${sha.slice(
    0,
    7,
  )}`;
  const bytes = await repository.git.git([
    'archive',
    `--format=${format}`,
    `--prefix=${folder}/`,
    sha,
  ]);
  const file = `${folder}.${format}`;
  exchange.send(
    200,
    {
      'content-type':
        format === 'zip' ? 'application/zip' : 'application/x-gzip',
      'content-disposition': `attachment; filename=${file}`,
      etag: `"${sha}"`,
    },
    bytes,
  );
  return true;
}
