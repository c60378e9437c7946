/** What a field says of its value, beside what keeps it from being handed in. @internal */
export interface FieldHint {
  tone: 'info' | 'warning' | 'error';
  text: string;
}
