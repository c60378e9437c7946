import { makeStyles } from '@material-ui/core/styles';
import type { ClusterListItem } from '@velero-manager/backstage-plugin-velero-manager-common';
import { protectionIcons } from './icons';
import { protectionTones, toneColours } from './tones';
import type { Tone } from './tones';

const tones = Object.fromEntries(
  Object.entries(toneColours).map(([tone, { ink, background, border }]) => [
    tone,
    { color: ink, background, borderColor: border },
  ]),
) as Record<Tone, Record<'color' | 'background' | 'borderColor', string>>;

// Static rules: dynamic ones would make a style sheet for each of 1,000 tiles.
const useStyles = makeStyles(theme => ({
  ...tones,
  // Most clusters are well: they stay calm, so that the others stand out.
  positive: {
    background: 'var(--bui-bg-neutral-1)',
    borderColor: 'var(--bui-border-1)',
    color: 'var(--bui-fg-primary)',
    '& svg': { color: toneColours.positive.ink },
  },
  tile: {
    fontFamily: theme.typography.fontFamily,
    display: 'flex',
    alignItems: 'center',
    gap: 4,
    height: 28,
    padding: '0 6px',
    borderRadius: 4,
    borderWidth: 1,
    borderStyle: 'solid',
    fontSize: '0.8125rem',
  },
  small: { justifyContent: 'center', padding: 0 },
  dashed: { borderStyle: 'dashed' },
  icon: { fontSize: '1rem', flexShrink: 0 },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
}));

/** The properties of {@link ClusterTile}. @internal */
export interface ClusterTileProps {
  cluster: ClusterListItem;
  /** Draws the icon alone; whoever points at the tile reads the name. */
  isSmall?: boolean;
}

/** One cluster of the map. @internal */
export function ClusterTile({ cluster, isSmall }: ClusterTileProps) {
  const classes = useStyles();
  const { state } = cluster.protection;
  const tone = protectionTones[state];
  const Icon = protectionIcons[state];
  const look = [
    classes.tile,
    classes[tone],
    tone === 'unknown' && classes.dashed,
    isSmall && classes.small,
  ];
  return (
    <span className={look.filter(Boolean).join(' ')} data-state={state}>
      <Icon className={classes.icon} aria-hidden />
      {!isSmall && <span className={classes.name}>{cluster.title}</span>}
    </span>
  );
}
