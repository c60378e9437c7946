import FormHelperText from '@material-ui/core/FormHelperText';
import type { FieldHint } from './FieldHint';
import { FieldHints } from './FieldHints';

/** The properties of {@link FieldNotes}. @internal */
export interface FieldNotesProps {
  /** The id of the field; its notes are found under it. */
  id: string;
  description?: string;
  hints: readonly FieldHint[];
}

/** What stands under a field: what it is for, and what to know of its value. @internal */
export function FieldNotes({ id, description, hints }: FieldNotesProps) {
  return (
    <div id={`${id}-notes`}>
      {description && (
        <FormHelperText component="p" error={false}>
          {description}
        </FormHelperText>
      )}
      <FieldHints hints={hints} />
    </div>
  );
}
