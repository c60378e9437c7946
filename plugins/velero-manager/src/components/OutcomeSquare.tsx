import { makeStyles } from '@material-ui/core/styles';
import type { RunOutcome } from '@velero-manager/backstage-plugin-velero-manager-common';
import { outcomeTones, toneColours } from './tones';

/** Eight by twenty units; each outcome has a shape of its own. */
const shapes: Record<RunOutcome, JSX.Element> = {
  good: <rect x="0" y="0" width="8" height="20" rx="1.5" />,
  partial: (
    <>
      <Outline />
      <path d="M0 10h8v8.5a1.5 1.5 0 0 1-1.5 1.5h-5A1.5 1.5 0 0 1 0 18.5z" />
    </>
  ),
  failed: (
    <>
      <Outline />
      <path
        d="M1.5 6.5l5 7m0-7l-5 7"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
      />
    </>
  ),
  missed: (
    <rect
      x="0.6"
      y="0.6"
      width="6.8"
      height="18.8"
      rx="1.2"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.2"
      strokeDasharray="2 1.6"
    />
  ),
  skipped: <rect x="0" y="9" width="8" height="2.4" rx="1" />,
  running: (
    <>
      <Outline />
      <circle cx="4" cy="10" r="2.2" />
    </>
  ),
  paused: (
    <>
      <rect x="1" y="5" width="2" height="10" rx="0.8" />
      <rect x="5" y="5" width="2" height="10" rx="0.8" />
    </>
  ),
  unknown: (
    <>
      <Outline />
      <path
        d="M0.8 7.5l6.4-4.6M0.8 12.3l6.4-4.6M0.8 17.1l6.4-4.6"
        fill="none"
        stroke="currentColor"
        strokeWidth="1"
      />
    </>
  ),
};

function Outline() {
  return (
    <rect
      x="0.6"
      y="0.6"
      width="6.8"
      height="18.8"
      rx="1.2"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.2"
    />
  );
}

const useStyles = makeStyles({
  square: {
    display: 'block',
    width: '100%',
    height: 22,
    color: ({ outcome }: { outcome: RunOutcome }) =>
      outcome === 'unknown' || outcome === 'paused' || outcome === 'skipped'
        ? 'var(--bui-fg-secondary)'
        : toneColours[outcomeTones[outcome]].ink,
  },
});

/** The outcome of one run as a shape; words stand beside it, never in it. @internal */
export function OutcomeSquare({ outcome }: { outcome: RunOutcome }) {
  const classes = useStyles({ outcome });
  return (
    <svg
      className={classes.square}
      viewBox="0 0 8 20"
      preserveAspectRatio="none"
      fill="currentColor"
      aria-hidden
      data-outcome={outcome}
    >
      {shapes[outcome]}
    </svg>
  );
}
