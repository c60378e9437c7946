/** What a field is called and what it is for, as its template has it. @internal */
export function fieldText(props: {
  schema: { title?: string; description?: string };
  uiSchema: { 'ui:title'?: string; 'ui:description'?: string };
  name: string;
  idSchema: { $id: string };
}): { id: string; title: string; description?: string } {
  const { schema, uiSchema, name, idSchema } = props;
  return {
    id: idSchema.$id,
    title: uiSchema['ui:title'] ?? schema.title ?? name,
    description: uiSchema['ui:description'] ?? schema.description,
  };
}
