import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import type { FleetSummary } from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerTranslationRef } from '../translation';

const useStyles = makeStyles(theme => ({
  list: {
    margin: 0,
    paddingLeft: theme.spacing(2.5),
    overflowWrap: 'anywhere',
  },
}));

/** What an operator should know: clusters left out, and what is unsafe or wrong. @internal */
export function NotesBanner({ notes }: { notes: FleetSummary['notes'] }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  return notes.length > 0 ? (
    <Alert
      role="status"
      status="info"
      icon
      title={t('notes.title', { count: notes.length })}
      description={
        <ul className={classes.list}>
          {notes.map(({ place, message }) => (
            <li key={`${place} ${message}`}>
              <strong>{place}</strong>: {message}
            </li>
          ))}
        </ul>
      }
    />
  ) : null;
}
