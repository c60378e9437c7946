export { formSearch } from './formSearch';
export { exampleTemplateRefs } from './templateRefs';
export type { TemplateRefs } from './templateRefs';
