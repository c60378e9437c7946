import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { EntityReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import { formatSpan } from '../time/formats';
import { useLanguage } from '../time/useLanguage';
import { useNow } from '../time/useNow';
import { veleroManagerTranslationRef } from '../translation';
import type { Translate } from './stateWord';
import { toneColours } from './tones';
import type { Tone } from './tones';

/** The properties of {@link ObjectiveBar}. @internal */
export interface ObjectiveBarProps {
  /** When the last good backup was made; `null` when there is none. */
  lastGoodAt: string | null;
  /** Continuously archived: nothing older than a few minutes is lost. */
  isLive?: boolean;
  objective: NonNullable<EntityReport['objective']>;
  /** The age may be wrong at present: the bar is hatched. */
  isUnknown?: boolean;
}

/** How old what comes back of a continuous archive is at most, by default. */
const LIVE_SECONDS = 5 * 60;

/** Beyond this share of the objective the bar warns. */
const WARNING_SHARE = 0.8;

const useStyles = makeStyles({
  track: {
    height: 8,
    borderRadius: 4,
    overflow: 'hidden',
    background: 'var(--bui-bg-neutral-2)',
    border: '1px solid var(--bui-border-2)',
  },
  fill: {
    height: '100%',
    transition: 'width 300ms',
    width: ({ share }: { share: number; tone: Tone }) => `${share * 100}%`,
    background: ({ tone }: { share: number; tone: Tone }) =>
      tone === 'unknown' ? toneColours[tone].background : toneColours[tone].ink,
  },
});

/** The age of the last good backup against the objective: fills, and turns. @internal */
export function ObjectiveBar(props: ObjectiveBarProps) {
  const { lastGoodAt, objective } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const now = useNow();
  const language = useLanguage();
  const ageSeconds = props.isLive ? LIVE_SECONDS : ageOf(lastGoodAt, now);
  const share = ageSeconds === null ? 1 : ageSeconds / objective.rpoSeconds;
  const shown = Math.min(1, share);
  const classes = useStyles({
    share: props.isUnknown ? 1 : shown,
    tone: props.isUnknown ? 'unknown' : toneOf(share),
  });
  const text = props.isUnknown
    ? t('objective.unseen', {
        objective: formatSpan(objective.rpoSeconds, language),
      })
    : wording({ ...props, ageSeconds, language, t });
  return (
    <div>
      <div
        role="meter"
        className={classes.track}
        aria-label={t('objective.label')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(shown * 100)}
        aria-valuetext={text}
      >
        <div className={classes.fill} />
      </div>
      <Typography variant="caption" color="textSecondary" component="div">
        {text}
        {' · '}
        {t(`objective.source.${objective.source}`)}
      </Typography>
    </div>
  );
}

function ageOf(at: string | null, now: Date): number | null {
  return at === null
    ? null
    : Math.max(0, (now.getTime() - Date.parse(at)) / 1000);
}

function toneOf(share: number): Tone {
  if (share >= 1) {
    return 'negative';
  }
  return share >= WARNING_SHARE ? 'warning' : 'positive';
}

function wording(
  options: Pick<ObjectiveBarProps, 'objective' | 'isLive'> & {
    ageSeconds: number | null;
    language: string;
    t: Translate;
  },
): string {
  const { ageSeconds, isLive, language, t } = options;
  const { rpoSeconds } = options.objective;
  const objective = formatSpan(rpoSeconds, language);
  if (isLive) {
    return t('objective.live', { objective });
  }
  if (ageSeconds === null) {
    return t('objective.noBackup', { objective });
  }
  const age = formatSpan(ageSeconds, language);
  return ageSeconds > rpoSeconds
    ? t('objective.breached', { age, objective })
    : t('objective.text', { age, objective });
}
