import { MarkdownContent } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { PlanPreview } from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerTranslationRef } from '../translation';
import { PlanFileDiff } from './PlanFileDiff';
import { PlanFindings } from './PlanFindings';
import { planObstacle } from './planObstacle';
import { SafeLink } from './SafeLink';

/** More than these are looked into one by one. */
const MOST_OPEN = 3;

const statuses = {
  unchanged: 'info',
  conflict: 'warning',
  refused: 'warning',
  errors: 'danger',
} as const;

const useStyles = makeStyles(theme => ({
  parts: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1fr)',
    overflowWrap: 'anywhere',
  },
}));

/** What an intent would change: files, checks, and what stands in its way. @internal */
export function PlanView({ preview }: { preview: PlanPreview }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const { files, findings, title, summary } = preview;
  return (
    <div className={classes.parts}>
      <Obstacle preview={preview} />
      {preview.result === 'planned' && (
        <>
          <section aria-label={title}>
            <Typography variant="h6" component="h3">
              {title}
            </Typography>
            <MarkdownContent content={summary} />
            <Repository preview={preview} />
          </section>
          <section aria-label={t('plan.checks')}>
            <Typography variant="subtitle1" component="h4" gutterBottom>
              {t('plan.checks')}
            </Typography>
            <PlanFindings findings={findings} />
          </section>
          <section aria-label={t('plan.files')}>
            <Typography variant="subtitle1" component="h4" gutterBottom>
              {t('plan.files')}
            </Typography>
            {files.map(file => (
              <PlanFileDiff
                key={file.path}
                file={file}
                isOpen={files.length <= MOST_OPEN}
              />
            ))}
          </section>
        </>
      )}
    </div>
  );
}

function Obstacle({ preview }: { preview: PlanPreview }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const obstacle = planObstacle(preview);
  const { conflict, refusal } = preview;
  if (obstacle === null) return null;
  const details = {
    conflict: conflict?.reason,
    errors: t('plan.obstacle.errorsDetail'),
    refused: refusal ?? undefined,
    unchanged: t('plan.obstacle.unchangedDetail'),
  };
  return (
    <Alert
      role={obstacle === 'unchanged' ? 'status' : 'alert'}
      status={statuses[obstacle]}
      icon
      title={t(`plan.obstacle.${obstacle}`)}
      description={details[obstacle]}
    />
  );
}

function Repository({ preview }: { preview: PlanPreview }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { name, url, branch } = preview.repository;
  return (
    <Typography variant="body2" color="textSecondary" component="p">
      {t('plan.repository', {
        repository: (
          <SafeLink key={url} to={url}>
            {name}
          </SafeLink>
        ),
        branch,
      })}
    </Typography>
  );
}
