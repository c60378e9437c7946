// This page stands in for a portal, which is where the style sheet belongs.
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';
import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import ReactDOM from 'react-dom/client';
import veleroManagerPlugin from '../src';
import { fixtureModule } from './fixtureModule';
import { galleryPlugin } from './galleryPlugin';

const app = createApp({
  features: [catalogPlugin, veleroManagerPlugin, galleryPlugin, fixtureModule],
});

ReactDOM.createRoot(document.getElementById('root')!).render(app.createRoot());
