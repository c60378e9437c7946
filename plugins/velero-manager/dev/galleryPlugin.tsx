import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';

/** Every look of the card side by side, in columns of 360 pixels. */
export const galleryPlugin = createFrontendPlugin({
  pluginId: 'gallery',
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/gallery',
        title: 'Gallery',
        loader: async () => {
          const { GalleryPage } = await import('./GalleryPage');
          return <GalleryPage />;
        },
      },
    }),
  ],
});
