export type { FormAsked, FormOf } from './FormOf';
export { formSearch } from './formSearch';
export { exampleTemplateRefs } from './templateRefs';
export type { TemplateRefs } from './templateRefs';
