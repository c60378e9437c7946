/** The zone in which the browser shows times, as an IANA name. @internal */
export function browserZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** A span of days or less is told in a unit until it is twice the next one. */
function unitFor(seconds: number): [Intl.RelativeTimeFormatUnit, number] {
  return (
    units.find(([unit, size]) =>
      unit === 'hour' || unit === 'day' ? seconds >= 2 * size : seconds >= size,
    ) ?? ['minute', 60]
  );
}

/**
 * "3h ago" or "in 40min" in the words of the language; `null` when it is less
 * than a minute away, which each place words itself.
 *
 * @internal
 */
export function formatRelative(
  instant: Date,
  now: Date,
  language: string,
): string | null {
  const seconds = (instant.getTime() - now.getTime()) / 1000;
  if (Math.abs(seconds) < 60) {
    return null;
  }
  const [unit, size] = unitFor(Math.abs(seconds));
  const amount = Math.trunc(seconds / size);
  return new Intl.RelativeTimeFormat(language, { style: 'short' }).format(
    amount,
    unit,
  );
}

/**
 * A span in one unit, for instance "26 h" or "3 d"; never less than a minute.
 *
 * @param round - how a part of a unit counts; it is left out by default
 * @internal
 */
export function formatSpan(
  seconds: number,
  language: string,
  round: (amount: number) => number = Math.floor,
): string {
  const [unit, size] = unitFor(seconds);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 0,
  }).format(Math.max(1, round(seconds / size)));
}

/** The whole date and time, with the name of the zone. @internal */
export function formatExact(
  instant: Date,
  language: string,
  zone: string,
): string {
  return new Intl.DateTimeFormat(language, {
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
    timeZoneName: 'short',
  }).format(instant);
}

/** The day alone, "22 Oct 2026". @internal */
export function formatDay(
  instant: Date,
  language: string,
  zone: string,
): string {
  return new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeZone: zone,
  }).format(instant);
}

/** The time of the day, "02:00". @internal */
export function formatClock(
  instant: Date,
  language: string,
  zone: string,
): string {
  return new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(instant);
}

/** "Paris" for "Europe/Paris": how people call a zone. @internal */
export function zoneTitle(zone: string): string {
  return (zone.split('/').pop() ?? zone).replace(/_/g, ' ');
}

/** Whether the browser knows a zone; clusters may name any. @internal */
export function isKnownZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}

/** The zones to show a time in, UTC first, each clock once. @internal */
export function zonesToShow(
  instant: Date,
  others: (string | null | undefined)[],
): string[] {
  const seen = new Set<string>();
  return ['UTC', ...others]
    .filter((zone): zone is string => Boolean(zone))
    .filter(isKnownZone)
    .filter(zone => {
      const clock = formatExactWithoutZone(instant, zone);
      return !seen.has(clock) && Boolean(seen.add(clock));
    });
}

function formatExactWithoutZone(instant: Date, zone: string): string {
  return instant.toLocaleString('en', { timeZone: zone });
}

/** What a day of the week is called; 0 is Sunday. @internal */
export function weekdayName(
  day: number,
  language: string,
  length: 'long' | 'short',
): string {
  // The first of September 2024 was a Sunday.
  const date = new Date(Date.UTC(2024, 8, 1 + day));
  return new Intl.DateTimeFormat(language, {
    weekday: length,
    timeZone: 'UTC',
  }).format(date);
}

/** `02` for 2. @internal */
export function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
