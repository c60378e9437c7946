import { useApi } from '@backstage/frontend-plugin-api';
import type { PlanPreview } from '@velero-manager/backstage-plugin-velero-manager-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { veleroManagerApiRef } from '../api';

/** People type; a plan reads the Git host, and two at a time are all one may have. */
const REST_MS = 400;

/** How far the planning of an intent has come. @internal */
export type PlanState =
  | { status: 'planning' }
  | { status: 'planned'; preview: PlanPreview }
  | { status: 'failed'; error: Error };

/** What {@link usePlan} knows. @internal */
export interface Plan {
  state: PlanState;
  /** Plans anew at once. */
  retry(): void;
}

interface KeyedState {
  key: string;
  state: PlanState;
}

/**
 * Has an intent planned: at once when it is first seen, and whenever it has
 * changed and rested for a moment. What was found for another intent is never
 * shown for this one.
 *
 * @internal
 */
export function usePlan(intent: Record<string, unknown>): Plan {
  const api = useApi(veleroManagerApiRef);
  const [attempt, setAttempt] = useState(0);
  const asked = JSON.stringify(intent);
  const key = `${attempt} ${asked}`;
  const [known, setKnown] = useState<KeyedState>();
  const seen = useRef<string>();

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const isNew = seen.current !== undefined && seen.current !== asked;
    seen.current = asked;
    const report = (state: PlanState) => {
      if (!signal.aborted) setKnown({ key, state });
    };
    const timer = setTimeout(
      () =>
        api.createPlan({ intent: JSON.parse(asked) }, { signal }).then(
          preview => report({ status: 'planned', preview }),
          error => report({ status: 'failed', error: toError(error) }),
        ),
      isNew ? REST_MS : 0,
    );
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [api, asked, key]);

  const retry = useCallback(() => setAttempt(count => count + 1), []);
  const isCurrent = known?.key === key;
  return { state: isCurrent ? known.state : { status: 'planning' }, retry };
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
