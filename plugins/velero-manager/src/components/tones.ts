import type {
  ProtectionState,
  RunOutcome,
  SyncState,
} from '@velero-manager/backstage-plugin-velero-manager-common';

/** How serious something is, as colour; always shown beside an icon and a word. @internal */
export type Tone =
  | 'negative'
  | 'warning'
  | 'announcement'
  | 'positive'
  | 'neutral'
  | 'unknown';

/**
 * Text, background and border of each tone, from the design tokens of
 * `@backstage/ui`: each pair reads at 4.5:1 or better, and `ink` stands at 3:1
 * or better on a card, in the light and in the dark theme.
 *
 * @internal
 */
export const toneColours: Record<
  Tone,
  { ink: string; background: string; border: string }
> = {
  negative: subdued('negative'),
  warning: subdued('warning'),
  announcement: subdued('announcement'),
  positive: subdued('positive'),
  neutral: {
    ink: 'var(--bui-fg-primary)',
    background: 'var(--bui-bg-neutral-2)',
    border: 'var(--bui-border-2)',
  },
  unknown: {
    ink: 'var(--bui-fg-primary)',
    background:
      'repeating-linear-gradient(135deg, color-mix(in srgb, var(--bui-fg-primary) 14%, transparent) 0 3px, transparent 3px 6px)',
    border: 'var(--bui-border-2)',
  },
};

function subdued(name: string) {
  return {
    ink: `var(--bui-${name}-fg-subdued)`,
    background: `var(--bui-${name}-bg-subdued)`,
    border: `var(--bui-${name}-border)`,
  };
}

/** The tone of a protection state. @internal */
export const protectionTones: Record<ProtectionState, Tone> = {
  CRITICAL: 'negative',
  UNPROTECTED: 'negative',
  DEGRADED: 'warning',
  UNKNOWN: 'unknown',
  PAUSED: 'neutral',
  PENDING: 'announcement',
  HEALTHY: 'positive',
  EXEMPT: 'neutral',
};

/** The tone of a sync state. @internal */
export const syncTones: Record<SyncState, Tone> = {
  FAILED: 'negative',
  DRIFTED: 'warning',
  BEHIND: 'warning',
  UNKNOWN: 'unknown',
  SUSPENDED: 'neutral',
  PROGRESSING: 'announcement',
  SYNCED: 'positive',
};

/** The tone of a run's outcome. @internal */
export const outcomeTones: Record<RunOutcome, Tone> = {
  good: 'positive',
  partial: 'warning',
  failed: 'negative',
  missed: 'negative',
  skipped: 'neutral',
  running: 'announcement',
  paused: 'neutral',
  unknown: 'unknown',
};
