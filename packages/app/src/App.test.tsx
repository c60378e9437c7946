import { render, screen } from '@testing-library/react';
import App from './App';

describe('App', () => {
  it('asks who you are before it shows anything', async () => {
    Object.defineProperty(process.env, 'APP_CONFIG', {
      configurable: true,
      value: [
        {
          context: 'test',
          data: {
            app: {
              title: 'Test',
              baseUrl: 'http://localhost:3000',
              support: { url: 'http://localhost:3000/support', items: [] },
            },
            backend: { baseUrl: 'http://localhost:7007' },
          },
        },
      ],
    });

    render(App.createRoot());

    expect(
      await screen.findByRole('button', { name: /Amelia Stone/ }),
    ).toBeInTheDocument();
  });
});
