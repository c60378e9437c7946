import { matchNamespacePattern } from '../coverage';
import { ApplicationFact, AppProjectFact, SyncWindowFact } from '../facts';
import { earliest } from './earliest';
import { Horizon } from './Horizon';
import { WindowClock } from './WindowClock';

/** How many openings and closings are looked at for the moment a sync may begin. */
const MAX_CHANGES = 100;

/**
 * Why the sync windows of a project let an Application not sync at present:
 * closed until a moment (`null`: none in sight), or unreadable, with which Argo
 * CD lets nothing sync at all.
 *
 * @internal
 */
export type SyncBlock =
  | { kind: 'closed'; opensAt: Date | null }
  | { kind: 'unreadable'; cron: string };

/**
 * Whether sync windows stop an Application from being synced: by Argo CD itself
 * when it is automated, else by people.
 *
 * @remarks
 * As argo-cd pkg/apis/application/v1alpha1 `SyncWindows.Matches` and `CanSync`:
 * an active deny window stops it; else an active allow window lets it; else an
 * allow window that is not active stops it. One difference: Argo CD counts a
 * window in the present offset of its zone, we count in the zone itself, so on
 * the day of a clock change our edges follow the wall clock.
 *
 * @internal
 */
export function findSyncBlock(
  app: ApplicationFact,
  project: AppProjectFact | null,
  horizon: Horizon,
): SyncBlock | null {
  const matching = (project?.syncWindows ?? []).filter(w => matches(w, app));
  if (!matching.length) return null;
  const windows: WindowClock[] = [];
  for (const fact of matching) {
    const clock = WindowClock.of(fact);
    if (!clock) return { kind: 'unreadable', cron: fact.cron };
    windows.push(clock);
  }
  const isManual = !app.automated;
  const active = new Set(
    windows.filter(
      window =>
        horizon.recentSlot(window.durationMs, after => window.next(after)) !==
        null,
    ),
  );
  if (canSync(windows, isManual, window => active.has(window))) return null;
  return {
    kind: 'closed',
    opensAt: horizon.nextSlot(after => opening(windows, isManual, after)),
  };
}

/** Fields are tried one after another; with `isAnd` those that are set must all match. */
function matches(window: SyncWindowFact, app: ApplicationFact): boolean {
  const { server, name, namespace } = app.destination;
  const answers = [
    matchesAny(window.applications, [app.name]),
    matchesAny(window.clusters, [name, server]),
    matchesAny(window.namespaces, [namespace ?? '']),
  ].filter(answer => answer !== null);
  if (!answers.length) return false;
  return window.isAnd ? answers.every(Boolean) : answers.some(Boolean);
}

/** Argo CD takes a glob that does not compile for one that matches nothing. */
function matchesAny(
  globs: readonly string[],
  names: readonly (string | null)[],
): boolean | null {
  if (!globs.length) return null;
  return globs.some(glob =>
    names.some(name => {
      if (name === null) return false;
      if (glob === '*') return true;
      const answer = matchNamespacePattern(glob, name);
      return answer.ok && answer.value;
    }),
  );
}

function canSync(
  windows: readonly WindowClock[],
  isManual: boolean,
  isActive: (window: WindowClock) => boolean,
): boolean {
  const letPeople = (some: readonly WindowClock[]) =>
    isManual && some.every(window => window.fact.manualSync);
  const active = windows.filter(isActive);
  const denying = active.filter(({ fact }) => fact.kind === 'deny');
  if (denying.length) return letPeople(denying);
  if (active.length) return true;
  const waiting = windows.filter(({ fact }) => fact.kind === 'allow');
  return !waiting.length || letPeople(waiting);
}

function opening(
  windows: readonly WindowClock[],
  isManual: boolean,
  after: Date,
): Date | null {
  let at: Date | null = after;
  for (let change = 0; change < MAX_CHANGES; change++) {
    const from: Date = at;
    at = earliest(windows.map(window => window.changeAfter(from)));
    if (!at) return null;
    const moment = at;
    if (canSync(windows, isManual, window => window.isActiveAt(moment))) {
      return moment;
    }
  }
  return null;
}
