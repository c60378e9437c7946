import { isTrue } from './parseTarget';
import { StatusError } from './StatusError';

/**
 * The query of a list or watch, checked.
 *
 * @internal
 */
export interface ListOptions {
  /** Undefined: the newest state; 0: any state. */
  resourceVersion?: number;
  match?: 'Exact' | 'NotOlderThan';
  limit?: number;
  continueToken?: string;
  sendInitialEvents?: boolean;
  allowWatchBookmarks: boolean;
  timeoutSeconds?: number;
}

/**
 * Reads the query of a list or watch by the rules of the real server.
 *
 * @throws StatusError 400 for what is not a number, 422 for options that
 * exclude each other.
 * @internal
 */
export function readListOptions(
  query: URLSearchParams,
  options: { watch: boolean; watchList: boolean },
): ListOptions {
  const initial = query.get('sendInitialEvents');
  const read: ListOptions = {
    resourceVersion: number(query, 'resourceVersion'),
    match: matchOf(query.get('resourceVersionMatch')),
    limit: number(query, 'limit') || undefined,
    continueToken: query.get('continue') || undefined,
    sendInitialEvents: initial === null ? undefined : isTrue(initial),
    allowWatchBookmarks: isTrue(query.get('allowWatchBookmarks')),
    timeoutSeconds: number(query, 'timeoutSeconds'),
  };
  if (options.watch) checkWatch(read, options.watchList);
  else checkList(read);
  return read;
}

function number(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (!text) return undefined;
  if (!/^\d{1,15}$/.test(text)) {
    throw StatusError.badRequest(
      `Invalid value: "${text}": ${name}: must be a whole number`,
    );
  }
  return Number(text);
}

function matchOf(value: string | null): ListOptions['match'] {
  if (!value) return undefined;
  if (value === 'Exact' || value === 'NotOlderThan') return value;
  throw invalid(
    'resourceVersionMatch',
    `Unsupported value: "${value}": supported values: "Exact", "NotOlderThan", ""`,
  );
}

function checkWatch(options: ListOptions, watchList: boolean): void {
  const { sendInitialEvents, match, continueToken } = options;
  if (continueToken) {
    throw StatusError.badRequest('continue is forbidden for watch');
  }
  if (sendInitialEvents === undefined) {
    if (match) {
      throw invalid(
        'resourceVersionMatch',
        'Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
      );
    }
    return;
  }
  if (match !== 'NotOlderThan') {
    throw invalid(
      'resourceVersionMatch',
      'Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
    );
  }
  if (!watchList) {
    throw invalid(
      'sendInitialEvents',
      'Forbidden: sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled',
    );
  }
}

function checkList(options: ListOptions): void {
  const { sendInitialEvents, match, resourceVersion, continueToken } = options;
  if (sendInitialEvents !== undefined) {
    throw invalid(
      'sendInitialEvents',
      'Forbidden: sendInitialEvents is forbidden for list',
    );
  }
  if (!match) {
    if (continueToken && resourceVersion) {
      throw StatusError.badRequest(
        'specifying resource version is not allowed when using continue',
      );
    }
    return;
  }
  const forbidden = (why: string) =>
    invalid('resourceVersionMatch', `Forbidden: resourceVersionMatch ${why}`);
  if (continueToken) throw forbidden('is forbidden when continue is provided');
  if (resourceVersion === undefined) {
    throw forbidden('is forbidden unless resourceVersion is provided');
  }
  if (match === 'Exact' && resourceVersion === 0) {
    throw forbidden('"exact" is forbidden for resourceVersion "0"');
  }
}

function invalid(field: string, message: string): StatusError {
  const kind = { group: 'meta.k8s.io', kind: 'ListOptions' };
  const reason = message.startsWith('Forbidden')
    ? 'FieldValueForbidden'
    : 'FieldValueNotSupported';
  return StatusError.invalid(kind, '', { reason, field, message });
}
