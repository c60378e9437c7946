import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { runOutcomes } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ApiRun } from '@velero-manager/backstage-plugin-velero-manager-common';
import { browserZone, formatExact, zonesToShow } from '../time/formats';
import { useLanguage } from '../time/useLanguage';
import { veleroManagerTranslationRef } from '../translation';
import { OutcomeSquare } from './OutcomeSquare';
import type { Translate } from './stateWord';
import { TileList } from './TileList';

/** The properties of {@link RunStrip}. @internal */
export interface RunStripProps {
  /** Oldest first, at most thirty. */
  runs: readonly ApiRun[];
}

const useStyles = makeStyles({
  strip: { gap: 2, height: 22 },
  slot: { flex: '1 1 0', minWidth: 4, maxWidth: 22 },
  note: { margin: 0, padding: 0, listStyle: 'none' },
});

/**
 * One square a slot, newest last: shape and colour say the outcome, hover and
 * focus say all; the label sums the strip up.
 *
 * @internal
 */
export function RunStrip({ runs }: RunStripProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const language = useLanguage();
  const classes = useStyles();
  const words = (run: ApiRun) => linesOf(run, language, t);
  return (
    <TileList
      items={runs}
      label={summaryOf(runs, t)}
      className={classes.strip}
      itemClassNameOf={() => classes.slot}
      keyOf={run => `${run.slot} ${run.schedule} ${run.backup}`}
      wordsOf={run => words(run).join(', ')}
      renderTile={run => <OutcomeSquare outcome={run.outcome} />}
      renderNote={run => (
        <ul className={classes.note}>
          {words(run).map(line => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    />
  );
}

function linesOf(run: ApiRun, language: string, t: Translate): string[] {
  const instant = new Date(run.slot);
  return [
    t(`outcome.${run.outcome}`),
    ...zonesToShow(instant, [browserZone()]).map(zone =>
      formatExact(instant, language, zone),
    ),
    run.backup && t('runs.backup', { backup: run.backup }),
    run.schedule && t('runs.schedule', { schedule: run.schedule }),
    run.message,
  ].filter((line): line is string => Boolean(line));
}

function summaryOf(runs: readonly ApiRun[], t: Translate): string {
  const outcomes = runOutcomes
    .map(outcome => ({
      outcome,
      count: runs.filter(run => run.outcome === outcome).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ outcome, count }) =>
      t('runs.outcomeCount', {
        amount: String(count),
        outcome: t(`outcome.${outcome}`),
      }),
    )
    .join(', ');
  return t('runs.summary', { count: runs.length, outcomes });
}
