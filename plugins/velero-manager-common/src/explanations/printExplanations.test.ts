import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DATA_PATH_RULES } from '../coverage';
import { protectionStates, reasons, syncStates } from '../health';
import { TRAP_NUMBERS, TrapEntry, TrapPlace, TRAPS } from '../traps';
import { printExplanations } from './printExplanations';

const SOURCES = resolve(__dirname, '..');
const PAGE = resolve(__dirname, '../../../../docs/how-health-is-judged.md');
const page = readFileSync(PAGE, 'utf8');

/** The code below some folders, without tests and without the files that list codes. */
function sourceOf(folders: string[], lists: string[]): string {
  const files = (folder: string): string[] =>
    readdirSync(folder).flatMap(name => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) {
        return name.startsWith('__') ? [] : files(path);
      }
      const isSource = /\.ts$/.test(name) && !/\.test\.ts$/.test(name);
      return isSource ? [path] : [];
    });
  return folders
    .flatMap(folder => files(join(SOURCES, folder)))
    .filter(path => !lists.some(list => path.includes(list)))
    .map(path => readFileSync(path, 'utf8'))
    .join('\n');
}

describe('how-health-is-judged.md', () => {
  it('is what `yarn explanations` writes', () => {
    expect(printExplanations(page)).toBe(page);
  });

  it('tells the state of everything', () => {
    for (const state of [...protectionStates, ...syncStates]) {
      expect(page).toContain(`**${state}**`);
    }
  });

  it('refuses a page that has lost a section', () => {
    expect(() =>
      printExplanations(page.replace('<!-- end traps -->', '')),
    ).toThrow("The page has no section 'traps'");
  });
});

describe('tables of codes', () => {
  // What a claim may not show is withheld by the backend.
  const given = sourceOf(
    ['health', 'engines', 'report', '../../velero-manager-backend/src/judge'],
    ['/reasons/'],
  );
  const rules = sourceOf(['coverage'], ['dataPathRules']);
  const traps = sourceOf(['traps'], ['trapTable', 'trapNumbers']);
  const checks = sourceOf(['check', 'snapshot'], []);

  it.each(Object.keys(reasons))('reason %s is given by a rule', code => {
    expect(given.includes(`'${code}'`)).toBe(true);
  });

  it.each(Object.keys(DATA_PATH_RULES))('data path %s is decided', code => {
    expect(rules.includes(`'${code}'`)).toBe(true);
  });

  it.each(Object.keys(TRAPS))('trap %s is found by a rule', code => {
    expect(traps.includes(`'${code}'`)).toBe(true);
  });

  it.each(Object.entries<TrapPlace>(TRAP_NUMBERS))(
    'trap %s is found in a cluster or in a repository, or says why not',
    (number, { cluster, repository, unseen }) => {
      const entries = Object.entries<TrapEntry>(TRAPS);
      expect(
        entries
          .filter(([, trap]) => trap.number === number)
          .map(([code]) => code),
      ).toEqual(cluster);
      for (const code of repository) {
        expect(checks.includes(`'${code}'`)).toBe(true);
      }
      expect(cluster.length + repository.length > 0 || unseen !== '').toBe(
        true,
      );
    },
  );

  it('every reason that can hurt says what to do', () => {
    const silent = Object.entries(reasons).filter(
      ([, { states, remedy }]) =>
        remedy === '' &&
        states.some(state =>
          ['CRITICAL', 'UNPROTECTED', 'DEGRADED', 'FAILED', 'DRIFTED'].includes(
            state,
          ),
        ),
    );
    expect(silent.map(([code]) => code)).toEqual([]);
  });
});
