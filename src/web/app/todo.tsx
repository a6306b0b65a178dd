import { Page } from '../kit/page.tsx';
import { MatterList } from './matter-list.tsx';

/** 待办: what waits for the person. */
export function Todo() {
  return (
    <Page title="待办">
      <MatterList query="view=todo" empty="没有待办事项" />
    </Page>
  );
}
