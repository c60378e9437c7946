const REGIONS = new Set(
  'Africa America Antarctica Arctic Asia Atlantic Australia Brazil Canada Chile Etc Europe Indian Mexico Pacific US'.split(
    ' ',
  ),
);

/** The names of the time zone database that have no region before them. */
const WITHOUT_REGION = new Set(
  (
    'CET CST6CDT Cuba EET EST EST5EDT Egypt Eire GB GB-Eire GMT GMT+0 GMT-0 ' +
    'GMT0 Greenwich HST Hongkong Iceland Iran Israel Jamaica Japan Kwajalein ' +
    'Libya MET MST MST7MDT NZ NZ-CHAT Navajo PRC PST8PDT Poland Portugal ROC ' +
    'ROK Singapore Turkey UCT UTC Universal W-SU WET Zulu'
  ).split(' '),
);

/** Parts of names with capitals where a word has none. */
const ODD_PARTS = new Set(
  (
    'ACT BajaNorte BajaSur ComodRivadavia DeNoronha DumontDUrville ' +
    'EasterIsland Knox_IN LHI McMurdo NSW'
  ).split(' '),
);

const PART = /^[A-Z][a-z]*(?:[_-](?:[A-Z][a-z]*|of|es|au))*$/;
const ETC_PART = /^(?:GMT(?:[+-]?\d{1,2})?|UCT|UTC|Greenwich|Universal|Zulu)$/;

/**
 * Whether a text is spelled as the time zone database spells its names.
 *
 * @remarks
 * Go opens a zone as a file, so `europe/paris` is unknown to it, while `Intl`
 * ignores case and also takes offsets (`+01:00`) and old names of Java's
 * (`PST`, `IST`). Whether a well-spelled zone exists is for `Intl` to say.
 *
 * @internal
 */
export function isZoneName(text: string): boolean {
  if (text.length > 64 || text === 'US/Pacific-New') {
    return false;
  }
  const [region, ...parts] = text.split('/');
  if (parts.length === 0) {
    return WITHOUT_REGION.has(region);
  }
  if (region === 'Etc') {
    return parts.length === 1 && ETC_PART.test(parts[0]);
  }
  return (
    REGIONS.has(region) &&
    parts.every(part => PART.test(part) || ODD_PARTS.has(part))
  );
}
