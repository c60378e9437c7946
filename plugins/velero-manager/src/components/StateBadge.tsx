import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ProtectionState,
  SyncState,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerTranslationRef } from '../translation';
import { protectionIcons, syncIcons } from './icons';
import { protectionTones, syncTones, toneColours } from './tones';
import type { Tone } from './tones';

/** A state of one of the two vocabularies; they are never mixed. @internal */
export type StateBadgeProps =
  | { kind: 'protection'; state: ProtectionState }
  | { kind: 'sync'; state: SyncState };

const useStyles = makeStyles(theme => ({
  badge: {
    fontFamily: theme.typography.fontFamily,
    display: 'inline-flex',
    alignItems: 'center',
    gap: 4,
    padding: '1px 8px 1px 6px',
    borderRadius: 12,
    fontSize: '0.8125rem',
    lineHeight: '20px',
    fontWeight: 600,
    whiteSpace: 'nowrap',
    color: ({ tone }: { tone: Tone }) => toneColours[tone].ink,
    background: ({ tone }: { tone: Tone }) => toneColours[tone].background,
    border: ({ tone }: { tone: Tone }) =>
      `1px ${tone === 'unknown' ? 'dashed' : 'solid'} ${
        toneColours[tone].border
      }`,
  },
  icon: { fontSize: '1rem' },
}));

/** A state as icon, word and colour; what is unknown is grey and hatched. @internal */
export function StateBadge(props: StateBadgeProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const isProtection = props.kind === 'protection';
  const tone = isProtection
    ? protectionTones[props.state]
    : syncTones[props.state];
  const Icon = isProtection
    ? protectionIcons[props.state]
    : syncIcons[props.state];
  const classes = useStyles({ tone });
  return (
    <span className={classes.badge} data-state={props.state}>
      <Icon className={classes.icon} aria-hidden />
      {isProtection ? t(`protection.${props.state}`) : t(`sync.${props.state}`)}
    </span>
  );
}
