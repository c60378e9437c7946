import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type {
  ApiProtection,
  ApiSync,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerTranslationRef } from '../translation';
import { StateBadge } from './StateBadge';
import { stateWord } from './stateWord';

/** A verdict; `null` for sync when nothing syncs the entity. @internal */
export type VerdictLineProps =
  | { kind: 'protection'; verdict: ApiProtection }
  | { kind: 'sync'; verdict: ApiSync | null };

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    minHeight: 24,
  },
  message: { overflowWrap: 'anywhere' },
}));

/** The answer first: what is judged, the state, and the reason in a sentence. @internal */
export function VerdictLine(props: VerdictLineProps) {
  const { kind, verdict } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  return (
    <section aria-label={t(`verdict.${kind}`)}>
      <div className={classes.head}>
        <Typography variant="subtitle2" component="h4">
          {t(`verdict.${kind}`)}
        </Typography>
        <Badge {...props} />
      </div>
      <Typography variant="body2" className={classes.message}>
        {verdict ? verdict.message : t('verdict.nothingSyncsDetail')}
      </Typography>
      {verdict?.lastKnown && (
        <Typography
          variant="body2"
          color="textSecondary"
          className={classes.message}
        >
          {t('verdict.lastKnown', {
            state: stateWord(kind, verdict.lastKnown.state, t),
            message: verdict.lastKnown.message,
          })}
        </Typography>
      )}
    </section>
  );
}

function Badge(props: VerdictLineProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  if (props.kind === 'protection') {
    return <StateBadge kind="protection" state={props.verdict.state} />;
  }
  return props.verdict ? (
    <StateBadge kind="sync" state={props.verdict.state} />
  ) : (
    <Typography variant="body2" color="textSecondary">
      {t('verdict.nothingSyncs')}
    </Typography>
  );
}
