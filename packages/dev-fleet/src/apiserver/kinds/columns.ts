import { PrinterColumn } from '../ApiKind';

/**
 * The column that nearly every kind has.
 *
 * @internal
 */
export const AGE: PrinterColumn = {
  name: 'Age',
  type: 'date',
  jsonPath: '.metadata.creationTimestamp',
};

/**
 * A column that shows one field; a string unless said otherwise.
 *
 * @internal
 */
export function column(
  name: string,
  jsonPath: string,
  options: Partial<Pick<PrinterColumn, 'type' | 'priority'>> = {},
): PrinterColumn {
  return { name, type: 'string', jsonPath, ...options };
}
