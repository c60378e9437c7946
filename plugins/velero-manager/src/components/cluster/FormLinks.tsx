import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { FormAsked, FormOf } from '../../templates';
import { veleroManagerTranslationRef } from '../../translation';
import { FormLink } from '../FormLink';

/** Keys of the words of their buttons; intents hold what separates namespaces of texts. */
const keys = {
  'schedule:pause': 'form.pauseSchedule',
  'schedule:delete': 'form.removeSchedule',
  'alert-rules:save': 'form.saveAlertRules',
  'cluster:remove': 'form.removeCluster',
  'storage-location:save': 'form.saveStorageLocation',
  'snapshot-location:save': 'form.saveSnapshotLocation',
  'credential:save': 'form.saveCredential',
  'postgres-backup:save': 'form.backUpDatabase',
  'longhorn-backup:save': 'form.backUpVolumes',
  'argocd-application:save': 'form.saveApplication',
  'argocd-project:save': 'form.saveProject',
  'argocd-applicationset:save': 'form.saveApplicationSet',
  'flux-kustomization:save': 'form.saveKustomization',
} as const;

/** A form to offer. @internal */
export interface OfferedForm {
  intent: keyof typeof keys;
  values: FormAsked['values'];
  /** What it is about, where several are offered for things of a kind. */
  about?: string;
}

/** The properties of {@link FormLinks}. @internal */
export interface FormLinksProps {
  forms: readonly OfferedForm[];
  /** No forms are offered without. */
  formOf?: FormOf;
}

const useStyles = makeStyles(theme => ({
  links: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    marginTop: theme.spacing(0.5),
  },
}));

/** Buttons to the forms of what can be changed; nothing where there are none. @internal */
export function FormLinks({ forms, formOf }: FormLinksProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const links = forms.flatMap(form => {
    const to = formOf?.(form);
    const words = t(keys[form.intent]);
    return to ? { ...form, to, words } : [];
  });
  return links.length > 0 ? (
    <div className={classes.links}>
      {links.map(({ to, words, about }) => (
        <FormLink
          key={to}
          to={to}
          label={about && t('form.about', { words, about })}
        >
          {words}
        </FormLink>
      ))}
    </div>
  ) : null;
}
