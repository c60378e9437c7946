import { DATA_PATH_RULES } from '../coverage';
import { insights, reasonGroups } from '../health';
import { TRAP_NUMBERS, TrapEntry, TrapPlace, TRAPS } from '../traps';

/** What stands between two marks of the page, by the name of the marks. */
const SECTIONS: Readonly<Record<string, () => string[]>> = {
  reasons: () =>
    reasonGroups.flatMap(({ title, reasons }) => [
      `### ${title}`,
      '',
      ...Object.entries(reasons).map(([code, { states, means, remedy }]) =>
        item({ code, note: ` (${states.join(', ')})`, means, remedy }),
      ),
      '',
    ]),
  'data-paths': () =>
    Object.entries(DATA_PATH_RULES).map(([code, rule]) =>
      item({ code, ...rule }),
    ),
  insights: () =>
    Object.entries(insights).map(([code, insight]) =>
      item({ code, ...insight }),
    ),
  traps: () => Object.entries<TrapEntry>(TRAPS).map(printTrap),
  'trap-places': () => Object.entries<TrapPlace>(TRAP_NUMBERS).map(printPlace),
};

/**
 * Writes the tables of the code into the page that explains verdicts: all that
 * stands between `<!-- begin name -->` and `<!-- end name -->` is replaced.
 *
 * @throws Error when a section has no place in the page
 * @internal
 */
export function printExplanations(page: string): string {
  return Object.entries(SECTIONS).reduce((text, [name, print]) => {
    const begin = `<!-- begin ${name} -->`;
    const from = text.indexOf(begin);
    const to = text.indexOf(`<!-- end ${name} -->`);
    if (from < 0 || to < from) {
      throw new Error(`The page has no section '${name}'`);
    }
    const body = print().join('\n').trim();
    return `${text.slice(0, from)}${begin}\n\n${body}\n\n${text.slice(to)}`;
  }, page);
}

function item(said: {
  code: string;
  note?: string;
  means: string;
  remedy: string;
}): string {
  const { code, note = '', means, remedy } = said;
  const todo = remedy === '' ? '' : ` _To do:_ ${plain(remedy)}`;
  return `- \`${code}\`${note}: ${plain(means)}${todo}`;
}

function printTrap([code, trap]: [string, TrapEntry]): string {
  const note = trap.number ? ` (${trap.number})` : '';
  return `${item({
    code,
    note,
    means: `${trap.title}. ${trap.means}`,
    remedy: trap.fix,
  })} _Known from:_ ${plain(trap.source)}.`;
}

function printPlace([number, place]: [string, TrapPlace]): string {
  const { title, cluster, repository, unseen } = place;
  const places = [
    ...(cluster.length ? [`in a cluster by ${quoted(cluster)}`] : []),
    ...(repository.length ? [`in a repository by ${quoted(repository)}`] : []),
  ];
  const found = places.length ? `Found ${places.join(', ')}.` : 'Not found.';
  return `- ${number}: ${plain(title)}. ${found} ${plain(unseen)}`.trim();
}

function quoted(codes: readonly string[]): string {
  return codes.map(code => `\`${code}\``).join(' and ');
}

/** Our sentences hold no Markdown of their own but pieces of code. */
function plain(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map(part =>
      part.startsWith('`')
        ? part
        : part.replace(/\*/g, '\\*').replace(/</g, '&lt;'),
    )
    .join('');
}
