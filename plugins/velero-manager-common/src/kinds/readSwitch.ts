const TRUE = ['1', 't', 'T', 'TRUE', 'true', 'True'];
const FALSE = ['0', 'f', 'F', 'FALSE', 'false', 'False'];

/**
 * Reads the text of a switch as Go does (strconv.ParseBool); `null` when it is
 * none.
 *
 * @internal
 */
export function readSwitch(text: string | undefined): boolean | null {
  if (text === undefined) return null;
  if (TRUE.includes(text)) return true;
  return FALSE.includes(text) ? false : null;
}
