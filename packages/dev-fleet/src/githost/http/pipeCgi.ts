import { ChildProcessWithoutNullStreams } from 'node:child_process';
import { HostExchange } from './HostExchange';

const END_OF_HEAD = '\r\n\r\n';

/**
 * Gives a request to a CGI program and its answer to the client, but leaves
 * the end of the answer to the caller.
 *
 * @throws Error where the program ends without an answer
 * @internal
 */
export async function pipeCgi(
  { request, response }: HostExchange,
  child: ChildProcessWithoutNullStreams,
): Promise<void> {
  const errors: Buffer[] = [];
  child.stderr.on('data', chunk => errors.push(chunk));
  child.stdin.on('error', () => {}); // it may have read all it wants
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  response.once('close', () => {
    if (!response.writableFinished) child.kill();
  });
  request.pipe(child.stdin);
  let head = Buffer.alloc(0);
  for await (const chunk of child.stdout) {
    if (response.headersSent) {
      await write(response, chunk);
      continue;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf(END_OF_HEAD);
    if (end < 0) continue;
    const { status, headers } = parseHead(head.toString('utf8', 0, end));
    response.writeHead(status, headers);
    await write(response, head.subarray(end + END_OF_HEAD.length));
  }
  await ended;
  if (!response.headersSent) {
    const text = Buffer.concat(errors).toString('utf8').trim();
    throw new Error(`'git http-backend' gave no answer: ${text}`);
  }
}

function write(
  response: HostExchange['response'],
  bytes: Buffer,
): Promise<void> {
  if (response.destroyed || response.write(bytes)) return Promise.resolve();
  return new Promise(resolve => {
    response.once('drain', resolve);
    response.once('close', resolve);
  });
}

function parseHead(text: string) {
  const headers: Record<string, string> = {};
  for (const line of text.split('\r\n')) {
    const at = line.indexOf(':');
    headers[line.slice(0, at).toLowerCase()] = line.slice(at + 1).trim();
  }
  const { status = '200', ...rest } = headers;
  return { status: parseInt(status, 10), headers: rest };
}
