/** What templates call the field under `ui:field`. @internal */
export const PREVIEW_FIELD = 'VeleroManagerPreview';
