import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { useEffect, useRef } from 'react';
import { Loading } from '../components/Loading';
import { PlanError } from '../components/PlanError';
import { planObstacle } from '../components/planObstacle';
import { PlanView } from '../components/PlanView';
import type { Translate } from '../components/stateWord';
import { usePlan } from '../hooks';
import type { PlanState } from '../hooks';
import { veleroManagerTranslationRef } from '../translation';
import { intentOf } from './intentOf';
import type { PreviewFieldProps, PreviewValue } from './previewSchema';

/** About as tall as a plan of two files. */
const PLAN_SHAPE = [32, 60, 40, 160, 100];

/**
 * The form field `VeleroManagerPreview`: what the form asks for so far, planned
 * by the backend. Its value is what a proposing action needs to stop when
 * anything else would be proposed.
 *
 * @internal
 */
export function PreviewField(props: PreviewFieldProps) {
  const { onChange, uiSchema, formContext } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { intent: kind = '', values } = uiSchema['ui:options'] ?? {};
  const { state, retry } = usePlan(
    intentOf(kind, formContext?.formData, values),
  );
  const value = JSON.stringify(valueOf(state, t));
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => latest.current(JSON.parse(value)), [value]);
  return (
    <div aria-live="polite" aria-busy={state.status === 'planning'}>
      {state.status === 'planning' && (
        <>
          <Typography variant="body2" color="textSecondary" aria-hidden>
            {t('loading.plan')}
          </Typography>
          <Loading label={t('loading.plan')} shape={PLAN_SHAPE} />
        </>
      )}
      {state.status === 'failed' && (
        <PlanError error={state.error} retry={retry} />
      )}
      {state.status === 'planned' && <PlanView preview={state.preview} />}
    </div>
  );
}

function valueOf(state: PlanState, t: Translate): PreviewValue {
  if (state.status === 'planning')
    return { problem: t('plan.blocked.planning') };
  if (state.status === 'failed') return { problem: t('plan.blocked.failed') };
  const obstacle = planObstacle(state.preview);
  if (obstacle) return { problem: t(`plan.blocked.${obstacle}`) };
  const { planHash, baseRevision } = state.preview;
  return { planHash: planHash ?? undefined, baseRevision };
}
