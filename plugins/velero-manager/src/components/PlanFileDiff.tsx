import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Accordion from '@material-ui/core/Accordion';
import AccordionDetails from '@material-ui/core/AccordionDetails';
import AccordionSummary from '@material-ui/core/AccordionSummary';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import type { PlanPreview } from '@velero-manager/backstage-plugin-velero-manager-common';
import { useState } from 'react';
import { veleroManagerTranslationRef } from '../translation';
import { diffLines } from './diffLines';
import { toneColours } from './tones';

/** The properties of {@link PlanFileDiff}. @internal */
export interface PlanFileDiffProps {
  file: PlanPreview['files'][number];
  /** Whether it is open to begin with. */
  isOpen: boolean;
}

/** Rendered charts have thousands of lines; nobody reads them all in a form. */
const MOST_LINES = 200;

/** Whole files are added: a tone that marks a word would shout over a page. */
function tinted(colour: string): string {
  return `color-mix(in srgb, ${colour} 45%, transparent)`;
}

const useStyles = makeStyles(theme => ({
  summary: { minWidth: 0, overflowWrap: 'anywhere' },
  details: { padding: 0, display: 'block' },
  lines: {
    margin: 0,
    padding: theme.spacing(1, 0),
    overflowX: 'auto',
    fontFamily: 'var(--bui-font-monospace, monospace)',
    fontSize: '0.8125rem',
    lineHeight: 1.5,
    borderTop: '1px solid var(--bui-border-2)',
  },
  /** As wide as the longest line, so that colours reach as far as one scrolls. */
  sheet: { display: 'table', minWidth: '100%' },
  line: {
    display: 'block',
    padding: theme.spacing(0, 2),
    whiteSpace: 'pre',
    textDecoration: 'none',
    minHeight: '1.5em',
  },
  kept: {},
  place: { color: 'var(--bui-fg-secondary)' },
  added: { background: tinted(toneColours.positive.background) },
  removed: { background: tinted(toneColours.negative.background) },
  more: { padding: theme.spacing(0, 1, 1) },
}));

const tags = {
  added: 'ins',
  removed: 'del',
  kept: 'span',
  place: 'span',
} as const;

/** One file of a plan, line by line; what is added or removed also says so in signs. @internal */
export function PlanFileDiff({ file, isOpen }: PlanFileDiffProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const [isWhole, setWhole] = useState(false);
  // A file that is new or deleted is one piece, which needs no place.
  const lines = diffLines(file.diff).filter(
    ({ kind }) => kind !== 'place' || file.action === 'edit',
  );
  const shown = isWhole ? lines : lines.slice(0, MOST_LINES);
  const count = (kind: string) =>
    String(lines.filter(line => line.kind === kind).length);
  return (
    <Accordion
      defaultExpanded={isOpen}
      variant="outlined"
      TransitionProps={{ unmountOnExit: true, timeout: 0 }}
    >
      <AccordionSummary expandIcon={<ExpandMoreIcon />}>
        <div className={classes.summary}>
          <Typography variant="body2">
            <strong>{t(`plan.action.${file.action}`)}</strong> {file.path}
          </Typography>
          <Typography variant="caption" color="textSecondary">
            {t('plan.lines', {
              added: count('added'),
              removed: count('removed'),
            })}
          </Typography>
        </div>
      </AccordionSummary>
      <AccordionDetails className={classes.details}>
        <pre
          className={classes.lines}
          role="region"
          aria-label={t('plan.diffOf', { path: file.path })}
          // It scrolls sideways, which must go with the keyboard too.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
        >
          <code className={classes.sheet}>
            {shown.map(({ kind, text }, index) => {
              const Tag = tags[kind];
              return (
                <Tag key={index} className={`${classes.line} ${classes[kind]}`}>
                  {text}
                </Tag>
              );
            })}
          </code>
        </pre>
        {shown.length < lines.length && (
          <div className={classes.more}>
            <Button size="small" onClick={() => setWhole(true)}>
              {t('plan.allLines', { count: lines.length })}
            </Button>
          </div>
        )}
      </AccordionDetails>
    </Accordion>
  );
}
