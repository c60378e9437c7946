import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { veleroManagerTranslationRef } from '../translation';

/** The properties of {@link ChoiceFilter}. @internal */
export interface ChoiceFilterProps {
  /** Names the filter within the page. */
  id: string;
  label: string;
  options: { value: string; title: string }[];
  chosen: readonly string[];
  /** Says what no choice means; "All" by default. */
  none?: string;
  onChange(chosen: string[]): void;
}

/** Any number of alternatives; none chosen means all. @internal */
export function ChoiceFilter(props: ChoiceFilterProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const titles = new Map(
    props.options.map(({ value, title }) => [value, title]),
  );
  const chosen = props.chosen.filter(value => titles.has(value));
  const words = chosen.map(value => titles.get(value)).join(', ');
  return (
    <TextField
      id={`velero-manager-filter-${props.id}`}
      select
      size="small"
      variant="outlined"
      label={props.label}
      value={chosen}
      InputLabelProps={{ shrink: true }}
      SelectProps={{
        multiple: true,
        displayEmpty: true,
        renderValue: () => words || (props.none ?? t('filter.all')),
      }}
      onChange={event => props.onChange([event.target.value].flat())}
    >
      {props.options.map(({ value, title }) => (
        <MenuItem key={value} value={value}>
          {title}
        </MenuItem>
      ))}
    </TextField>
  );
}
