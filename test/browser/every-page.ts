import { router } from '../../src/web/app/router.tsx';
import type { BrowserStage } from './stage.ts';

/** The regulation whose pages are opened. */
export const TITLE = '财务财物管理制度';

/** What the addresses of the router are filled with, where they ask for something; a kind of matter is any of them. */
const PARTS: Readonly<Record<string, string>> = { $matterId: '1', $register: 'voucher', $verb: 'register-asset', $title: TITLE, $draftId: '1', $batchId: '1' };

/** Who opens a page, where it is not everybody's. */
export const READERS: Readonly<Record<string, string>> = {
  '/imports': '周静',
  '/imports/1': '周静',
  '/registers/voucher': '周静',
  '/log': '曾岚',
  '/inspection-packs': '曾岚',
  '/security': '许强',
  '/control': '王建华',
  '/control?tab=samples': '王建华',
  '/control?tab=files': '王建华',
  '/search?q=展板': '王建华',
  '/search?q=局务会': '王建华',
  '/matters/1': '王建华',
};

/** Before anybody is signed in, or on the way in: seen in the tests of set-up and of signing in. */
const DOORWAYS = ['/setup', '/sign-in', '/sign-in/step', '/sign-in/return'];

/** Every page the router knows, with every kind of matter's form: a new page is among them by itself. */
export async function everyPage(stage: BrowserStage): Promise<readonly string[]> {
  const clerk = await stage.as('沈明');
  const kinds = (await (await clerk.request.get(`${stage.url}/api/matter-kinds`)).json()) as readonly { readonly kind: string }[];
  const found = Object.keys(router.routesByPath).filter((path) => !DOORWAYS.includes(path));
  const pages = found.flatMap((path) =>
    path.includes('$kind') ? kinds.map(({ kind }) => path.replace('$kind', kind)) : [path.replaceAll(/\$\w+/g, (part) => PARTS[part] ?? part)],
  );
  return [...pages, '/control?tab=samples', '/control?tab=files', '/search?q=展板', '/search?q=局务会'];
}
