import type { LoggerService } from '@backstage/backend-plugin-api';

/**
 * A logger that says nothing more once a signal aborts: what fails because it
 * is being stopped is no news.
 *
 * @internal
 */
export function quietAfter(
  signal: AbortSignal,
  logger: LoggerService,
): LoggerService {
  const unlessAborted =
    (level: 'error' | 'warn' | 'info' | 'debug'): LoggerService['error'] =>
    (message, meta) => {
      if (!signal.aborted) {
        logger[level](message, meta as Error);
      }
    };
  return {
    error: unlessAborted('error'),
    warn: unlessAborted('warn'),
    info: unlessAborted('info'),
    debug: unlessAborted('debug'),
    child: meta => quietAfter(signal, logger.child(meta)),
  };
}
