import {
  supportedCalls,
  SupportedCall,
  SupportedCallId,
} from './supportedCalls';

/** A request that was recognized. @internal */
export interface MatchedCall extends SupportedCall {
  id: SupportedCallId;
  params: Record<string, string>;
}

/** Parameters whose values may hold slashes. */
const LONG = new Set(['ref', 'path', 'basehead', 'branch', 'tree_sha']);

const patterns = supportedCalls.map(([method, path, id, docs]) => ({
  call: { method, path, id, docs },
  pattern: patternOf(path),
}));

function patternOf(path: string): RegExp {
  const source = path
    .split('/')
    .map(part => {
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      if (!name) return part;
      // The root of a repository is `contents/` or `contents`.
      if (name === 'path') return `(?<${name}>.*)`;
      return LONG.has(name) ? `(?<${name}>.+)` : `(?<${name}>[^/]+)`;
    })
    .join('/')
    .replace('/(?<path>', '(?:/|$)(?<path>');
  return new RegExp(`^${source}$`);
}

/**
 * Finds the supported call that a request makes.
 *
 * @param path - still encoded, without the prefix of the API
 * @returns undefined for calls that are not supported
 * @internal
 */
export function matchCall(
  method: string,
  path: string,
): MatchedCall | undefined {
  for (const { call, pattern } of patterns) {
    const found = call.method === method && pattern.exec(path);
    if (!found) continue;
    const params: Record<string, string> = {};
    for (const [name, value] of Object.entries(found.groups ?? {})) {
      const decoded = decode(value);
      if (decoded === undefined) return undefined;
      params[name] = decoded;
    }
    return { ...call, params };
  }
  return undefined;
}

function decode(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined; // no URL of ours
  }
}
