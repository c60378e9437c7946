export { authModuleDevelopmentSignIn as default } from './authModuleDevelopmentSignIn';
