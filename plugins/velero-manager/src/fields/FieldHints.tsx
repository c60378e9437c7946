import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import ErrorOutlineIcon from '@material-ui/icons/ErrorOutline';
import InfoOutlinedIcon from '@material-ui/icons/InfoOutlined';
import ReportProblemOutlinedIcon from '@material-ui/icons/ReportProblemOutlined';
import { toneColours } from '../components/tones';
import { veleroManagerTranslationRef } from '../translation';
import type { FieldHint } from './FieldHint';

const useStyles = makeStyles(theme => ({
  list: {
    ...theme.typography.body2,
    margin: theme.spacing(0.5, 0, 0),
    padding: 0,
    listStyle: 'none',
    display: 'grid',
    gap: theme.spacing(0.5),
  },
  item: {
    display: 'flex',
    gap: theme.spacing(0.75),
    overflowWrap: 'anywhere',
  },
  icon: { fontSize: '1.1rem', marginTop: 1, flexShrink: 0 },
  info: { color: theme.palette.text.secondary },
  warning: { color: toneColours.warning.ink },
  error: { color: toneColours.negative.ink },
  word: {
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
  },
}));

const icons = {
  info: InfoOutlinedIcon,
  warning: ReportProblemOutlinedIcon,
  error: ErrorOutlineIcon,
};

/** What there is to know of a field's value, as icon, word and colour. @internal */
export function FieldHints({ hints }: { hints: readonly FieldHint[] }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  return (
    <div aria-live="polite">
      {hints.length > 0 && (
        <ul className={classes.list}>
          {hints.map(({ tone, text }) => {
            const Icon = icons[tone];
            return (
              <li key={text} className={`${classes.item} ${classes[tone]}`}>
                <Icon className={classes.icon} aria-hidden />
                <span>
                  <span className={classes.word}>
                    {t(`field.hint.${tone}`)}{' '}
                  </span>
                  {text}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
