import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  SIGNAL_CHANNEL,
  signalSchema,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { VeleroManagerSignal } from '@velero-manager/backstage-plugin-velero-manager-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { LiveLoader } from './LiveLoader';
import type { LiveState } from './LiveLoader';

/** An answer that keeps itself fresh while its page is open. @public */
export interface Live<T> {
  /** The newest answer; undefined until the first, and when it may not be seen. */
  value: T | undefined;
  /** Why the last load failed; the value beside it is then an older one. */
  error: Error | undefined;
  loading: boolean;
  /** The value answers a former question and is shown until this one's is there. */
  isOlder: boolean;
  /** Loads again at once. */
  retry(): void;
}

/** What {@link useLive} keeps fresh. @internal */
export interface LiveOptions<T> {
  /** Names the answer; another key is another answer. */
  key: string;
  load(signal: AbortSignal): Promise<T>;
  /** Whether a signal is about this answer; every signal by default. */
  concerns?(signal: VeleroManagerSignal, value: T | undefined): boolean;
  minGapMs?: number;
  /** Show the answer of the former key until the first one of this key. */
  keepAcrossKeys?: boolean;
}

const POLL_MS = 30_000;
/** A signal proves for this long that the line to the backend works. */
const SIGNAL_TRUST_MS = 60_000;
/** Signals can be lost on a line that works; this bounds for how long it shows. */
const LONGEST_MS = 300_000;

type KeyedState<T> = LiveState<T> & { key: string };

/**
 * Loads an answer and keeps it fresh: on signals of the backend, every 30
 * seconds where no signal is heard, never while the tab is hidden, and at once
 * when it is shown again.
 *
 * @internal
 */
export function useLive<T>(options: LiveOptions<T>): Live<T> {
  const { key, keepAcrossKeys = false } = options;
  const latest = useRef(options);
  latest.current = options;
  const loader = useRef<LiveLoader<T>>();
  const [state, setState] = useState<KeyedState<T>>(() => beginning(key));
  const heardAt = useSignals(signal => {
    const { concerns } = latest.current;
    if (!concerns || concerns(signal, loader.current?.state.value)) {
      loader.current?.trigger();
    }
  });

  useEffect(() => {
    const own = LiveLoader.create<T>({
      load: signal => latest.current.load(signal),
      onChange: next => setState(former => merge(former, { ...next, key })),
      minGapMs: latest.current.minGapMs,
    });
    loader.current = own;
    own.reload();
    const endPolling = poll(own, heardAt);
    return () => {
      endPolling();
      own.stop();
    };
  }, [key, heardAt]);

  const retry = useCallback(() => loader.current?.reload(), []);
  if (state.key === key) {
    const { value, error, loading } = state;
    return { value, error, loading, isOlder: false, retry };
  }
  const value = keepAcrossKeys ? state.value : undefined;
  const isOlder = value !== undefined;
  return { value, error: undefined, loading: true, isOlder, retry };
}

function beginning<T>(key: string): KeyedState<T> {
  return { key, value: undefined, error: undefined, loading: true };
}

/** The first load of a new key starts from the value of the former one. */
function merge<T>(former: KeyedState<T>, next: KeyedState<T>): KeyedState<T> {
  const isFirst = next.loading && next.value === undefined;
  return isFirst && former.key !== next.key ? former : next;
}

/** Calls back for every well-formed signal; tells when the last one came. */
function useSignals(onSignal: (signal: VeleroManagerSignal) => void) {
  const signals = useApiHolder().get(signalApiRef);
  const heardAt = useRef(-Infinity);
  const latest = useRef(onSignal);
  latest.current = onSignal;

  useEffect(() => {
    const subscription = signals?.subscribe(SIGNAL_CHANNEL, message => {
      const parsed = signalSchema.safeParse(message);
      if (parsed.success) {
        heardAt.current = Date.now();
        latest.current(parsed.data);
      }
    });
    return () => subscription?.unsubscribe();
  }, [signals]);
  return heardAt;
}

function poll(
  loader: LiveLoader<unknown>,
  heardAt: { readonly current: number },
): () => void {
  const timer = setInterval(() => {
    const isHeard = Date.now() - heardAt.current < SIGNAL_TRUST_MS;
    if (!isHeard || Date.now() - loader.startedAt >= LONGEST_MS) {
      loader.trigger();
    }
  }, POLL_MS);
  const onVisibility = () => {
    if (document.visibilityState === 'hidden') {
      loader.pause();
    } else {
      loader.resume();
    }
  };
  if (document.visibilityState === 'hidden') {
    loader.pause();
  }
  document.addEventListener('visibilitychange', onVisibility);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', onVisibility);
  };
}
