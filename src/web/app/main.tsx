import '@fontsource/noto-sans-sc/chinese-simplified-400.css';
import './style.css';
import './arrived.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import zhCN from 'antd/es/locale/zh_CN.js';
import type { Locale } from 'antd/es/locale/index.js';
import { createRoot } from 'react-dom/client';
import { queryClient } from '../api/queries.ts';
import { router } from './router.tsx';
import { theme } from './theme.ts';

// The bundler gives the default export itself; the type checker takes the package for CommonJS.
const locale = zhCN as unknown as Locale;
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <ConfigProvider locale={locale} theme={theme}>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </ConfigProvider>,
);
