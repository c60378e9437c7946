import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Pages are loaded lazily, which takes seconds on a machine that is busy.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(30_000);
