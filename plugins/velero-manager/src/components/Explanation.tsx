import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { findReason } from '@velero-manager/backstage-plugin-velero-manager-common';
import type {
  ProtectionState,
  SyncState,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerTranslationRef } from '../translation';
import { StateBadge } from './StateBadge';
import { toDoFor } from './toDoFor';

/** A state and its reason, and what decided on the data of a volume. @internal */
export type ExplanationProps = {
  /** The code of the rule that decided. */
  reason: string;
  /** By which rule the data of a volume is taken or not, and what that means here. */
  dataPath?: { rule: string | null; message: string | null };
} & (
  | { kind: 'protection'; state: ProtectionState }
  | { kind: 'sync'; state: SyncState }
);

const useStyles = makeStyles(theme => ({
  explanation: {
    display: 'grid',
    gap: theme.spacing(1),
    overflowWrap: 'anywhere',
  },
  list: { margin: 0, display: 'grid', gap: theme.spacing(1) },
  text: { margin: 0 },
}));

/**
 * What a verdict means: its state, its reason and what to do about it. The words
 * on reasons come with the rules, in English.
 *
 * @internal
 */
export function Explanation(props: ExplanationProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const reason = findReason(props.reason);
  const toDo = toDoFor(props.reason, props.dataPath?.rule);
  const state =
    props.kind === 'protection'
      ? t(`stateMeans.protection.${props.state}`)
      : t(`stateMeans.sync.${props.state}`);
  const lines = [
    reason && {
      title: t('explain.reason'),
      code: props.reason,
      text: reason.means,
    },
    toDo && { title: t('explain.toDo'), text: toDo },
    props.dataPath?.message && {
      title: t('explain.dataPath'),
      code: props.dataPath.rule,
      text: props.dataPath.message,
    },
  ].flatMap(line => line || []);
  return (
    <div className={classes.explanation}>
      <div>
        <StateBadge {...badgeOf(props)} />
      </div>
      {state !== reason?.means && (
        <Typography variant="body2">{state}</Typography>
      )}
      {lines.length > 0 && (
        <dl className={classes.list}>
          {lines.map(({ title, code, text }) => (
            <div key={title}>
              <Typography
                variant="caption"
                color="textSecondary"
                component="dt"
              >
                {title}
                {code && (
                  <>
                    {' '}
                    <code>{code}</code>
                  </>
                )}
              </Typography>
              <Typography
                variant="body2"
                component="dd"
                className={classes.text}
              >
                {text}
              </Typography>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function badgeOf(props: ExplanationProps) {
  return props.kind === 'protection'
    ? { kind: props.kind, state: props.state }
    : { kind: props.kind, state: props.state };
}
