export { PREVIEW_FIELD } from './previewFieldName';
export { PreviewField } from './PreviewField';
export { previewSchema } from './previewSchema';
export type { PreviewFieldProps, PreviewValue } from './previewSchema';
export { validatePreview } from './validatePreview';
