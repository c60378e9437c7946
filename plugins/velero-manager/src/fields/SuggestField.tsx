import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { OptionGroup } from './OptionGroup';

/** Something to choose. @internal */
export interface Suggestion {
  value: string;
  /** The heading under which it stands; those of one group come in a row. */
  group?: string;
  /** What else is found by typing, such as a title. */
  words?: string;
  /** Shown beside the value. */
  note?: ReactNode;
}

/** The properties of {@link SuggestField}. @internal */
export interface SuggestFieldProps {
  id: string;
  title: string;
  value: string;
  suggestions: readonly Suggestion[];
  required?: boolean;
  disabled?: boolean;
  /** Whether the template wants people to begin here. */
  takesFocus?: boolean;
  placeholder?: string;
  isLoading?: boolean;
  isWrong?: boolean;
  onChange(value: string): void;
}

/** A line of text with suggestions; anything else may be typed as well. @internal */
export function SuggestField(props: SuggestFieldProps) {
  const { id, title, value, suggestions, onChange } = props;
  const [isTyping, setIsTyping] = useState(false);
  const byValue = new Map(suggestions.map(each => [each.value, each]));
  const matching = (values: string[]) =>
    isTyping
      ? values.filter(each => matches(byValue.get(each), value))
      : values;
  return (
    <Autocomplete
      id={id}
      aria-label={title}
      freeSolo
      forcePopupIcon={suggestions.length > 0}
      disabled={props.disabled}
      loading={props.isLoading}
      options={suggestions.map(each => each.value)}
      filterOptions={matching}
      groupBy={
        suggestions.some(({ group }) => group)
          ? each => byValue.get(each)?.group ?? ''
          : undefined
      }
      renderGroup={({ key, ...group }) => <OptionGroup key={key} {...group} />}
      value={value}
      inputValue={value}
      onOpen={() => setIsTyping(false)}
      onChange={(_, next) => onChange(next ?? '')}
      onInputChange={(_, text, reason) => {
        if (reason === 'reset') return;
        setIsTyping(true);
        onChange(text);
      }}
      renderOption={each => (
        <Choice {...(byValue.get(each) ?? { value: each })} />
      )}
      renderInput={params => (
        <TextField
          {...params}
          label={title}
          required={props.required}
          // As every field of the scaffolder does with `ui:autofocus`.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={props.takesFocus}
          placeholder={props.placeholder}
          error={props.isWrong}
          margin="dense"
          inputProps={{
            ...params.inputProps,
            'aria-describedby': `${id}-notes`,
          }}
        />
      )}
    />
  );
}

function Choice({ value, note }: Suggestion) {
  return (
    <span
      style={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 8,
        overflowWrap: 'anywhere',
      }}
    >
      <span>{value}</span>
      {note}
    </span>
  );
}

function matches(choice: Suggestion | undefined, text: string): boolean {
  const words = `${choice?.value} ${choice?.words ?? ''}`.toLowerCase();
  return words.includes(text.trim().toLowerCase());
}
