import type { ThemeConfig } from 'antd';

export const FONT = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', sans-serif";

/** One quiet red for what can be done, everything else in greys; contrast of text at least 4.5; nothing moves for whoever asked for that. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#a8201a',
    colorLink: '#8c1c17',
    colorInfo: '#8c1c17',
    colorWarning: '#a15c00',
    colorError: '#b3261e',
    colorTextPlaceholder: '#6b6b6b',
    colorTextDescription: '#595959',
    colorTextTertiary: '#595959',
    colorTextDisabled: '#6f6f6f',
    colorTextQuaternary: '#6b6b6b',
    borderRadius: 4,
    fontSize: 15,
    motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    fontFamily: FONT,
  },
  components: { Layout: { siderBg: '#ffffff', headerBg: '#a8201a', bodyBg: '#f5f5f4' }, Timeline: { itemPaddingBottom: 14 } },
};
