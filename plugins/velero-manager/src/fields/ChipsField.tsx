import Chip from '@material-ui/core/Chip';
import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import type { ReactNode } from 'react';
import { OptionGroup } from './OptionGroup';

/** As many names as are read at a glance, until somebody looks for more. */
const SHOWN_CHIPS = 20;

/** The properties of {@link ChipsField}. @internal */
export interface ChipsFieldProps {
  id: string;
  title: string;
  values: readonly string[];
  options: readonly string[];
  /** What is typed and not yet a value. */
  typed: string;
  placeholder: string;
  required?: boolean;
  disabled?: boolean;
  isLoading?: boolean;
  isWrong?: boolean;
  groupOf?(option: string): string;
  renderOption?(option: string): ReactNode;
  /** Whether what is typed means an option; default: it is part of it. */
  matches?(option: string, typed: string): boolean;
  onType(typed: string): void;
  onChange(values: string[]): void;
}

/**
 * A list of names as chips, with suggestions; others may be typed or pasted,
 * with commas or spaces between them.
 *
 * @internal
 */
export function ChipsField(props: ChipsFieldProps) {
  const { id, title, values, options, typed, matches } = props;
  const set = (next: readonly string[]) => {
    props.onType('');
    props.onChange([...new Set(next.flatMap(wordsOf))]);
  };
  return (
    <Autocomplete
      id={id}
      aria-label={title}
      multiple
      freeSolo
      filterSelectedOptions
      disableCloseOnSelect
      limitTags={SHOWN_CHIPS}
      forcePopupIcon={options.length > 0}
      disabled={props.disabled}
      loading={props.isLoading}
      options={[...options]}
      filterOptions={
        matches && (all => all.filter(each => matches(each, typed)))
      }
      groupBy={props.groupOf}
      renderGroup={({ key, ...group }) => <OptionGroup key={key} {...group} />}
      value={[...values]}
      inputValue={typed}
      onChange={(_, next) => set(next)}
      onInputChange={(_, next, reason) => {
        if (reason !== 'reset') props.onType(next);
      }}
      onBlur={() => typed.trim() && set([...values, typed])}
      renderOption={props.renderOption}
      renderTags={(tags, tagProps) =>
        tags.map((name, index) => {
          // Its key is handed over among the others, which React warns of.
          const { key: _, ...chip }: { key?: number } = tagProps({ index });
          return <Chip key={name} size="small" label={name} {...chip} />;
        })
      }
      renderInput={params => (
        <TextField
          {...params}
          label={title}
          required={props.required && values.length === 0}
          placeholder={props.placeholder}
          error={props.isWrong}
          margin="dense"
          InputLabelProps={{
            ...params.InputLabelProps,
            shrink: true,
            required: props.required,
          }}
          inputProps={{
            ...params.inputProps,
            'aria-describedby': `${id}-notes`,
          }}
        />
      )}
    />
  );
}

function wordsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}
