import { isKubernetesRequestError } from '../kubernetes';
import { KindHealthRecorder } from './CollectorHealthBoard';

/**
 * Takes down how a look at a kind went that is read from time to time.
 *
 * @internal
 */
export function recordRead(
  health: KindHealthRecorder,
  read: { ok: true } | { ok: false; error: unknown },
): void {
  if (read.ok) {
    health.phase('polled', null, null);
    return;
  }
  const { error } = read;
  if (!isKubernetesRequestError(error)) {
    health.fault('other');
    health.phase('waiting', 'it could not be read', null);
    return;
  }
  const { code, problem, subject } = error;
  health.fault(String(code));
  if (code === 403 && subject.verb !== 'discover') {
    health.phase('forbidden', problem, subject.verb);
  } else {
    health.phase('waiting', problem, null);
  }
}
