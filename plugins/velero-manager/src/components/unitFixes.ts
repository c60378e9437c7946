import type {
  ApiUnit,
  Remedy,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { isWell } from './isWell';
import { toDoFor } from './toDoFor';

/** What mends a unit. @internal */
export interface UnitFix {
  /** The address of the form that does it, or `null`. */
  form: string | null;
  /** What to do where no form does it; `''` for nothing, or nothing new. */
  words: string;
}

/**
 * What mends each unit of a list: a form, else words. Words that hold for
 * several are said once, at the first.
 *
 * @internal
 */
export function unitFixes(
  units: readonly ApiUnit[],
  formOf: (remedy: Remedy) => string | null,
): UnitFix[] {
  const said = new Set<string>();
  return units.map(({ protection, remedy, dataPathRule }) => {
    const form = remedy && formOf(remedy);
    const words = toDoFor(protection.reason, dataPathRule);
    if (form || isWell(protection.state) || said.has(words)) {
      return { form, words: '' };
    }
    said.add(words);
    return { form: null, words };
  });
}
