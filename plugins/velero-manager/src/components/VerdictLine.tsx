import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type {
  ApiProtection,
  ApiSync,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerTranslationRef } from '../translation';
import { ExplainButton } from './ExplainButton';
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
  answer: { display: 'flex', alignItems: 'center' },
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
        <div className={classes.answer}>
          <Badge {...props} />
          <Explain {...props} />
        </div>
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

function Explain(props: VerdictLineProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const what = t(`verdict.${props.kind}`);
  if (props.kind === 'protection') {
    const { state, reason } = props.verdict;
    return <ExplainButton kind="protection" {...{ what, state, reason }} />;
  }
  if (!props.verdict) return null;
  const { state, reason } = props.verdict;
  return <ExplainButton kind="sync" {...{ what, state, reason }} />;
}
