import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import type { CronPattern } from '@velero-manager/backstage-plugin-velero-manager-common';
import { twoDigits, weekdayName, zoneTitle } from '../../time/formats';
import { useLanguage } from '../../time/useLanguage';
import { veleroManagerTranslationRef } from '../../translation';
import { toggled } from './toggled';
import { ToggleGrid } from './ToggleGrid';

/** The properties of {@link CronPickers}. @internal */
export interface CronPickersProps {
  id: string;
  pattern: CronPattern;
  /** How many runs of other schedules start in each hour; null where unknown. */
  busy: readonly number[] | null;
  isFixed?: boolean;
  onChange(pattern: CronPattern): void;
}

const HOURS = [...Array(24).keys()];
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 0];
const DAYS = Array.from({ length: 31 }, (_, index) => index + 1);

const useStyles = makeStyles(theme => ({
  minute: { width: 96 },
  busy: {
    ...theme.typography.caption,
    display: 'block',
    lineHeight: 1,
    minHeight: '1em',
    fontWeight: 400,
  },
}));

/** Minute, hours and days of a pattern, to be chosen. @internal */
export function CronPickers(props: CronPickersProps) {
  const { pattern, isFixed, onChange } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const language = useLanguage();
  const classes = useStyles();
  return (
    <>
      {pattern.every === 'week' && (
        <ToggleGrid
          label={t('field.cron.weekdays')}
          columns={7}
          narrowColumns={7}
          isFixed={isFixed}
          cells={WEEKDAYS.map(day => ({
            value: day,
            label: weekdayName(day, language, 'long'),
            content: weekdayName(day, language, 'short'),
            isChosen: pattern.weekdays.includes(day),
          }))}
          onToggle={day =>
            onChange({ ...pattern, weekdays: toggled(pattern.weekdays, day) })
          }
        />
      )}
      {pattern.every === 'month' && (
        <ToggleGrid
          label={t('field.cron.days')}
          columns={16}
          narrowColumns={8}
          isFixed={isFixed}
          cells={DAYS.map(day => ({
            value: day,
            label: String(day),
            content: day,
            isChosen: pattern.days.includes(day),
          }))}
          onToggle={day =>
            onChange({ ...pattern, days: toggled(pattern.days, day) })
          }
        />
      )}
      <HourGrid {...props} />
      <TextField
        id={`${props.id}-minute`}
        className={classes.minute}
        type="number"
        label={t('field.cron.minute')}
        value={pattern.minute}
        disabled={isFixed}
        margin="dense"
        inputProps={{ min: 0, max: 59, step: 1 }}
        onChange={event => {
          const minute = Number(event.target.value);
          if (Number.isInteger(minute) && minute >= 0 && minute <= 59) {
            onChange({ ...pattern, minute });
          }
        }}
      />
    </>
  );
}

/** The hours of the day: which are chosen, and how busy each of them is. */
function HourGrid({ pattern, busy, isFixed, onChange }: CronPickersProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const hours = pattern.every === 'hour' ? HOURS : pattern.hours;
  const least = Math.min(...(busy ?? [0]));
  const most = Math.max(least + 1, ...(busy ?? []));
  return (
    <div>
      <ToggleGrid
        label={t('field.cron.hours', {
          zone: zoneTitle(pattern.zone ?? 'UTC'),
        })}
        columns={12}
        narrowColumns={6}
        isFixed={isFixed}
        cells={HOURS.map(hour => {
          const starts = busy?.[hour] ?? 0;
          const time = `${twoDigits(hour)}:${twoDigits(pattern.minute)}`;
          return {
            value: hour,
            label: starts
              ? t('field.cron.hourBusy', { time, count: starts })
              : time,
            content: (
              <>
                {twoDigits(hour)}
                {busy && <span className={classes.busy}>{starts || ''}</span>}
              </>
            ),
            isChosen: hours.includes(hour),
            weight: (starts - least) / (most - least),
          };
        })}
        onToggle={hour => {
          const next = toggled(hours, hour);
          if (pattern.every !== 'hour') onChange({ ...pattern, hours: next });
          else onChange({ ...pattern, every: 'day', hours: next });
        }}
      />
      {busy && (
        <Typography variant="caption" color="textSecondary">
          {t('field.cron.busy')}
        </Typography>
      )}
    </div>
  );
}
