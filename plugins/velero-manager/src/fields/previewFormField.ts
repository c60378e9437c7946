import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { PREVIEW_FIELD } from './previewFieldName';
import { PreviewField } from './PreviewField';
import { previewSchema } from './previewSchema';
import { validatePreview } from './validatePreview';

/** The form field for the new frontend system. @internal */
export const previewFormField = createFormField({
  name: PREVIEW_FIELD,
  component: PreviewField,
  schema: previewSchema,
  validation: validatePreview,
});
