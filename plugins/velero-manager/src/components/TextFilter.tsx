import TextField from '@material-ui/core/TextField';
import { useEffect, useRef, useState } from 'react';

/** The properties of {@link TextFilter}. @internal */
export interface TextFilterProps {
  label: string;
  value: string;
  onChange(value: string): void;
}

/** Typing rests this long before the list is asked. */
const REST_MS = 300;

/** The longest text that the backend takes. */
const LONGEST = 200;

/** A text that narrows a list once the typing rests. @internal */
export function TextFilter({ label, value, onChange }: TextFilterProps) {
  const [typed, setTyped] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => setTyped(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const onType = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(text.trim()), REST_MS);
  };
  return (
    <TextField
      id="velero-manager-filter-text"
      type="search"
      size="small"
      variant="outlined"
      label={label}
      value={typed}
      inputProps={{ maxLength: LONGEST }}
      onChange={event => onType(event.target.value)}
    />
  );
}
